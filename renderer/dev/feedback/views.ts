import type { View } from '../../../shared/contract.ts';
import type { World } from '../world.ts';
import { settleAll } from './commands.ts';
import { maskedView } from '../../parts/staff/case/masked.ts';
import { me, roster } from './who.ts';
import type { Case } from './state.ts';

const over = (one: Case) => one.row.state === 'archived' || one.row.state === 'withdrawn';

/** The made-up list. */
export function feedbackListView(world: World, params: Record<string, unknown>): View<'feedbackList'> {
  settleAll(world);
  const { staff, role } = me(world);
  const now = Date.now();
  const tests: Readonly<Record<string, (one: Case) => boolean>> = {
    open: (one) => !over(one) && one.row.state !== 'closed',
    mine: (one) => !over(one) && (one.row.owner === staff || one.row.owner === `role:${role}`),
    approve: (one) => role !== 'clerk' && role !== 'guide' && (one.plan?.remedies.some((remedy) => remedy.approval === 'needed') ?? false),
    followUp: (one) => one.row.nextStep === 'followUp' && one.row.owner !== staff,
    overdue: (one) => one.row.dueAt !== null && one.row.dueAt < now,
    today: (one) => now - one.row.recordedAt < 86_400_000,
    closed: (one) => one.row.state === 'closed',
    archived: over,
  };
  const which = String(params['which']);
  const search = String(params['search'] ?? '').toLowerCase();
  const found = world.feedback
    .filter((one) => (search === '' ? (tests[which]?.(one) ?? true) : [one.row.number, one.row.ticketNumber ?? '', ...one.row.outside].some((text) => text.toLowerCase().includes(search))))
    .filter((one) => params['category'] === undefined || one.row.cause.startsWith(String(params['category'])))
    .sort((a, b) => (a.row.dueAt ?? Number.MAX_SAFE_INTEGER) - (b.row.dueAt ?? Number.MAX_SAFE_INTEGER));
  const [from, count] = [Number(params['from'] ?? 0), Number(params['count'] ?? 50)];
  const counts = Object.fromEntries(Object.entries(tests).map(([name, test]) => [name, world.feedback.filter(test).length]));
  return {
    rows: found.slice(from, from + count).map((one) => one.row),
    total: found.length,
    counts: counts as View<'feedbackList'>['counts'],
    passedUp: world.passedUp,
    months: ['2026-11', '2026-10', '2026-09'],
  };
}

/** One made-up case, hidden until it is shown. */
export function feedbackView(world: World, params: Record<string, unknown>): View<'feedback'> | null {
  settleAll(world);
  const one = world.feedback.find((other) => other.row.feedback === params['feedback']);
  if (one === undefined) return null;
  return one.personal === 'masked' ? { ...maskedView({ ...one, personal: 'shown' }), personal: 'masked' } : one;
}

/** The made-up roster. */
export function peopleView(world: World): View<'people'> {
  const { staff, role } = me(world);
  return { people: [...roster], inForce: true, me: { staff, role, locked: false }, idleMinutes: 10 };
}
