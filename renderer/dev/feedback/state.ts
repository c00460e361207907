import type { CommandName, View } from '../../../shared/contract.ts';
import type { Missing, NextStep } from '../../../shared/feedback/model.ts';
import type { World } from '../world.ts';
import { me } from './who.ts';

export type Case = View<'feedback'>;

/** What a made-up case lacks, roughly as the hall would say it. */
export function missingOf(one: Case): Missing[] {
  if (one.row.type !== 'complaint') return one.answeredBy === null ? ['answer'] : [];
  const remedies = one.plan?.remedies ?? [];
  const gaps: readonly (readonly [Missing, boolean])[] = [
    ['listened', one.listened === null],
    ['readBack', one.listened !== null && !one.listened.readBack],
    ['told', one.listened !== null && !one.listened.told],
    ['sympathised', one.sympathised === null],
    ['analysed', one.analysed === null],
    ['statement', one.named.some((name) => !one.statements.some((other) => other.staff === name))],
    ['verdict', one.judged === null],
    ['proposed', one.plan === null],
    ['approval', remedies.some((other) => other.approval === 'needed')],
    ['agreed', one.agreed === null],
    ['carriedOut', remedies.some((other) => other.chosen && other.carriedOut === null)],
    ['followedThrough', one.followedThrough === null || !one.followedThrough.tookEffect],
    ['answer', one.answeredBy === null],
    ['prevention', (one.judged?.truth === 'true' || one.judged?.truth === 'partly') && one.closing === null],
  ];
  return gaps.filter(([, missing]) => missing).map(([name]) => name);
}

function nextOf(one: Case): NextStep {
  const { state, type } = one.row;
  if (state === 'archived' || state === 'withdrawn') return 'none';
  if (state === 'passedUp') return 'superior';
  if (state === 'closed') return type === 'complaint' ? 'followUp' : 'none';
  if (state === 'registered') return 'accept';
  const order: readonly (readonly [Missing, NextStep])[] = [
    ['listened', 'listen'], ['readBack', 'listen'], ['told', 'listen'], ['sympathised', 'sympathise'], ['analysed', 'analyse'], ['proposed', 'propose'], ['approval', 'approve'],
    ['agreed', 'agree'], ['carriedOut', 'carryOut'], ['followedThrough', 'followThrough'], ['statement', 'verdict'], ['verdict', 'verdict'], ['answer', 'answer'],
  ];
  const gaps = missingOf(one);
  return order.find(([gap]) => gaps.includes(gap))?.[1] ?? 'close';
}

const always: readonly CommandName[] = ['feedback.show', 'feedback.urge'];
const working: readonly CommandName[] = [
  'feedback.listen', 'feedback.sympathise', 'feedback.analyse', 'feedback.state', 'feedback.askAssist', 'feedback.remindAssist', 'feedback.replyAssist', 'feedback.propose', 'feedback.agree',
  'feedback.carryOut', 'feedback.followThrough', 'feedback.answer', 'feedback.handOver', 'feedback.move', 'feedback.escalate', 'feedback.withdraw', 'feedback.retype', 'feedback.correct',
  'feedback.addChannel', 'feedback.approveByPhone', 'ticket.rebook',
];
const leading: readonly CommandName[] = ['feedback.judge', 'feedback.approve', 'feedback.countersign', 'feedback.grade', 'feedback.pauseClock', 'feedback.resumeClock', 'feedback.phone', 'cluster.answer'];

function mayOf(one: Case, world: World): CommandName[] {
  const { staff, role } = me(world);
  const { state, owner } = one.row;
  if (one.named.includes(staff)) return ['feedback.state'];
  const above = role === 'lead' || role === 'manager';
  const last: readonly CommandName[] = role === 'manager' ? ['feedback.supervise', 'person.forget'] : [];
  if (state === 'closed') return [...always, ...last, ...(above ? (['feedback.reopen'] as const) : []), ...(owner === staff ? [] : (['feedback.followUp'] as const))];
  if (state === 'archived' || state === 'withdrawn') return [...always, ...last, ...(above ? (['feedback.reopen'] as const) : [])];
  // Handling a new one accepts it.
  if (state === 'registered') return [...always, 'feedback.accept', ...working, ...(above ? leading : []), ...last];
  const own = owner === staff || above || owner === `role:${role}`;
  return own ? [...always, ...working, 'feedback.close', ...(above ? leading : []), ...last] : [...always, ...last];
}

/** Everything that follows from what is on record. */
export function settle(one: Case, world: World): Case {
  const missing = missingOf(one);
  const nextStep = nextOf(one);
  const open = one.clocks.filter((clock) => clock.stoppedAt === null && clock.pausedAt === null).sort((a, b) => a.dueAt - b.dueAt)[0];
  const over = nextStep === 'none';
  const preset = world.settings.planPresets.byCause[one.row.cause] ?? world.settings.planPresets.byCategory[one.row.cause.slice(0, 1)] ?? [];
  const { role } = me(world);
  const stateBy: Partial<Record<NextStep, Case['row']['state']>> = {
    listen: 'accepted', sympathise: 'accepted', analyse: 'investigating', verdict: 'investigating', propose: 'investigating', approve: 'proposed', agree: 'proposed', carryOut: 'executing', followThrough: 'executing',
  };
  const state = one.row.type === 'complaint' && !['registered', 'closed', 'archived', 'withdrawn', 'passedUp'].includes(one.row.state) ? (stateBy[nextStep] ?? 'executing') : one.row.state;
  return {
    ...one,
    row: { ...one.row, state, nextStep, dueAt: over ? null : (open?.dueAt ?? null), dueTo: open?.to ?? null, dueProvisional: open?.provisional ?? false },
    missing,
    may: mayOf({ ...one, row: { ...one.row, state } }, world),
    remedies: world.settings.remedies
      .filter((kind) => kind.enabled !== false)
      .map((kind) => ({ kind: kind.id, zh: kind.zh, preset: preset.includes(kind.id), alone: kind.limit[role] === true || typeof kind.limit[role] === 'object', note: kind.note ?? null })),
  };
}
