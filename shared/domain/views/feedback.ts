import type { View, ViewParams } from '../../contract.ts';
import type { FeedbackRow } from '../../feedback/views.ts';
import { fail, ok, type Result } from '../../result.ts';
import { actorAt, isNamed, whyHidden } from '../conflicts.ts';
import type { Caller } from '../decide.ts';
import { mayFollowUp } from '../decideOutcome.ts';
import { passedByAdvance } from '../decideCare.ts';
import { advancesLeft, mayApprove, mayPromise } from '../limits.ts';
import { isAtLeast, isLocked, personAt, personFor } from '../people.ts';
import { awaitsFollowUp, isOpenFeedback, isOver, missingOf, nextStepOf } from '../process.ts';
import { isUrgent } from '../severity.ts';
import { type Feedback, settingsOf, type State } from '../state.ts';
import { categoryOf } from '../together.ts';
import { mayDo } from './mayDo.ts';

export { whyHidden } from '../conflicts.ts';

/** How long personal data stays visible once it was shown. */
const shownFor = 10 * 60_000;

/** A feedback in a list: nothing personal. */
export function feedbackRow(feedback: Feedback): FeedbackRow {
  const running = feedback.clocks.filter((one) => one.stoppedAt === null);
  const due = running[0];
  const over = isOver(feedback);
  return {
    feedback: feedback.id, number: feedback.number, type: feedback.type, cause: feedback.cause, channel: feedback.channel, state: feedback.state, severity: feedback.severity,
    receivedAt: feedback.receivedAt, recordedAt: feedback.recordedAt, ticketNumber: feedback.ticketNumber, owner: over ? null : feedback.owner,
    nextStep: nextStepOf(feedback), dueAt: due?.dueAt ?? null, dueTo: due?.to ?? null, dueProvisional: due?.provisional ?? false,
    alarm: running.reduce((most, one) => Math.max(most, one.alarmed), 0), helpWanted: feedback.helpWanted, overStandard: feedback.facts?.overStandard ?? null,
    urges: feedback.urges, supervisions: feedback.supervisions, headcount: feedback.headcount, cluster: feedback.cluster, repeat: feedback.times > 1, aboutStaff: feedback.named.length > 0,
    outside: feedback.outside.flatMap((one) => one.number ?? []),
  };
}

/** Ordered by what is due next; what has no clock comes last, what is over after everything. */
function byDue(a: Feedback, b: Feedback): number {
  return Number(isOver(a)) - Number(isOver(b)) || dueOf(a) - dueOf(b) || b.recordedAt - a.recordedAt;
}

function dueOf(feedback: Feedback): number {
  return feedback.clocks.find((one) => one.stoppedAt === null)?.dueAt ?? Number.MAX_SAFE_INTEGER;
}

type Which = ViewParams<'feedbackList'>['which'];

function isWanted(state: State, feedback: Feedback, who: Caller, which: Which): boolean {
  switch (which) {
    case 'open':
      return isOpenFeedback(feedback);
    case 'mine':
      return isOpenFeedback(feedback) && (feedback.owner === personAt(state, who) || feedback.owner === `role:${who.role}`);
    case 'approve':
      return feedback.state === 'proposed' && feedback.plan?.remedies.some((one) => one.approval === 'needed' && mayApprove(state, feedback, one, who.role, actorAt(state, who), state.at)) === true;
    case 'followUp':
      return awaitsFollowUp(feedback) && mayFollowUp(feedback, actorAt(state, who));
    case 'overdue':
      return !isOver(feedback) && feedback.clocks.some((one) => one.stoppedAt === null && one.dueAt < state.at);
    case 'today':
      return feedback.day === state.day;
    case 'closed':
    case 'archived':
      return !isOpenFeedback(feedback);
  }
}

function isFound(feedback: Feedback, params: ViewParams<'feedbackList'>, state: State): boolean {
  const search = params.search.toUpperCase();
  if (params.category !== undefined && categoryOf(state, feedback.cause) !== params.category) return false;
  if (search === '') return true;
  return [feedback.number, feedback.ticketNumber ?? '', ...feedback.outside.map((one) => one.number ?? '')].some((one) => one.toUpperCase().startsWith(search) || (search.length >= 3 && one.toUpperCase().endsWith(search)));
}

/** Feedback as the caller may see it: neither what is about them nor what was sealed to the superior unit. `archived` are those of a month, for that filter. */
export function feedbackListView(state: State, who: Caller, params: ViewParams<'feedbackList'>, archived: { readonly rows: readonly Feedback[] } | null, months: readonly string[]): View<'feedbackList'> {
  const counts = { open: 0, mine: 0, approve: 0, followUp: 0, overdue: 0, today: 0, closed: 0 };
  let passedUp = 0;
  const wanted: Feedback[] = [];
  const person = personFor(state, who);
  const unlocked = person.ok;
  for (const feedback of state.feedback.values()) {
    if (feedback.sealedUp && isOpenFeedback(feedback)) passedUp += 1;
    if ((feedback.sealedUp && who.role !== 'superior') || (who.role !== 'superior' && isNamed(feedback, person.ok ? person.value : personAt(state, who), who.role))) continue;
    for (const which of ['open', 'mine', 'approve', 'followUp', 'overdue', 'today', 'closed'] as const) if (isWanted(state, feedback, who, which)) counts[which] += 1;
    if (params.which !== 'archived' && unlocked && isWanted(state, feedback, who, params.which) && isFound(feedback, params, state)) wanted.push(feedback);
  }
  if (params.which === 'archived' && unlocked) for (const one of archived?.rows ?? []) if (!state.feedback.has(one.id) && isFound(one, params, state) && whyHidden(state, one, who) === null) wanted.push(one);
  wanted.sort(params.which === 'archived' || params.which === 'closed' ? (a, b) => b.recordedAt - a.recordedAt : byDue);
  return { rows: wanted.slice(params.from, params.from + params.count).map(feedbackRow), total: wanted.length, counts, passedUp, months: [...months] };
}

/** Whether the caller had contact and words shown to them at this station within the last minutes. */
export function isShown(state: State, feedback: Feedback, who: Caller, now: number): boolean {
  return state.lately.shown.some((one) => one.feedback === feedback.id && one.station === who.station && one.staff === personAt(state, who) && now - one.at < shownFor);
}

type Personal = 'personal' | 'words' | 'name' | 'phone' | 'account' | 'mood' | 'representatives' | 'answer';

/** What of a feedback needs no key, as the caller sees it; texts that are sealed are null here. */
export function feedbackDetail(state: State, feedback: Feedback, who: Caller, now: number): Omit<View<'feedback'>, Personal> {
  const settings = settingsOf(state);
  const category = categoryOf(state, feedback.cause);
  const presets = settings.planPresets.byCause[feedback.cause] ?? settings.planPresets.byCategory[category] ?? [];
  const zhOf = (kind: string) => settings.remedies.find((one) => one.id === kind)?.zh ?? kind;
  const actor = actorAt(state, who);
  const repeated = feedback.repeatOf === null ? null : (state.feedback.get(feedback.repeatOf) ?? state.lately.closed.find((one) => one.id === feedback.repeatOf) ?? null);
  const cluster = state.clusters.find((one) => one.id === feedback.cluster);
  return {
    row: feedbackRow(feedback), ticket: feedback.ticket, ticketDay: feedback.ticketDay, facts: feedback.facts,
    clocks: feedback.clocks.map((one) => {
      const rule = settings.clocks.find((other) => other.id === one.id);
      const department = settings.departments.find((other) => other.id === feedback.assists.find((assist) => assist.id === one.id)?.department);
      return {
        id: one.id, zh: `${one.zh ?? rule?.zh ?? '答复后1个工作日内办结'}${department === undefined ? '' : ` · ${department.zh}`}`, to: one.to, startedAt: one.startedAt ?? null, dueAt: one.dueAt, provisional: one.provisional,
        source: one.source ?? rule?.source ?? 'default', effective: one.effective ?? null, internalOnly: one.internalOnly === true, stoppedAt: one.stoppedAt, pausedAt: one.pausedAt, pausable: one.pausable === true,
      };
    }),
    answeredBy: feedback.answeredBy, desire: feedback.desire, area: feedback.area, outage: feedback.outage, severityWhy: [...feedback.severityWhy], named: [...feedback.named], outside: [...feedback.outside],
    repeatOf: feedback.repeatOf === null || repeated === null ? null : { feedback: feedback.repeatOf, number: repeated.number }, times: feedback.times,
    listened: feedback.listened, sympathised: feedback.sympathised === null ? null : { ...feedback.sympathised, words: null },
    apologyOwed: feedback.facts?.overStandard === true || feedback.facts?.overQuote === true || feedback.judged?.responsibility === 'hall',
    analysed: feedback.analysed === null ? null : { ...feedback.analysed, finding: null },
    statements: feedback.statements.map(({ staff, at, by }) => ({ staff, at, by, statement: null })),
    judged: feedback.judged as View<'feedback'>['judged'],
    assists: feedback.assists.map((one) => ({
      assist: one.id, department: one.department, zh: settings.departments.find((other) => other.id === one.department)?.zh ?? one.department, what: null, askedAt: one.askedAt,
      dueAt: feedback.clocks.find((clock) => clock.id === one.id)?.dueAt ?? one.askedAt, reminders: one.reminders, repliedAt: one.repliedAt, reply: null,
    })),
    plan: feedback.plan === null ? null : {
      staff: feedback.plan.staff, doneAt: feedback.plan.doneAt, enteredAt: feedback.plan.enteredAt,
      remedies: feedback.plan.remedies.map(({ saidAt: _, ...one }) => ({ ...one, zh: zhOf(one.kind) })),
    },
    agreed: feedback.agreed, followedThrough: feedback.followedThrough,
    closing: feedback.closing === null ? null : { at: feedback.closing.at, measure: feedback.closing.measure, whyNone: feedback.closing.whyNone },
    followUps: feedback.followUps.map((one) => ({ ...one, more: null })), phoned: feedback.phoned,
    cluster: cluster === undefined ? null : clusterRow(state, cluster, who),
    missing: isOpenFeedback(feedback) ? missingOf(feedback) : [],
    may: mayDo(state, feedback, who),
    remedies: settings.remedies.filter((one) => one.enabled !== false).map((one) => ({
      kind: one.id, zh: one.zh, preset: presets.includes(one.id), alone: mayPromise(state, feedback, { kind: one.id, dueAt: now, amount: null }, who.role, actor, now), note: one.note ?? null,
    })).sort((a, b) => place(presets, a.kind) - place(presets, b.kind)),
    history: feedback.history.map((one) => ({ ...one })),
  };
}

function place(presets: readonly string[], kind: string): number {
  const at = presets.indexOf(kind);
  return at < 0 ? presets.length : at;
}

/** A cluster, of which the caller sees what they may see by itself. */
function clusterRow(state: State, cluster: State['clusters'][number], who: Caller): NonNullable<View<'feedback'>['cluster']> {
  return {
    cluster: cluster.id, cause: cluster.cause, since: cluster.since, answeredAt: cluster.answeredAt,
    feedback: cluster.feedback.flatMap((id) => {
      const one = state.feedback.get(id);
      return one === undefined || whyHidden(state, one, who) !== null ? [] : [{ feedback: id, number: one.number, state: one.state }];
    }),
  };
}

/** What wants the caller's eye now. Repeats about a member of staff are for the manager alone; nothing about the caller, nothing while locked. */
export function alertsView(state: State, who: Caller, now: number): View<'alerts'> {
  const settings = settingsOf(state);
  const person = personAt(state, who);
  const [isLead, isManager] = [isAtLeast(who.role, 'lead'), isAtLeast(who.role, 'manager')];
  const mayRead = ['clerk', 'lead', 'manager', 'superior'].includes(who.role) && !isLocked(state, who);
  const seen = mayRead ? [...state.feedback.values()].filter((one) => whyHidden(state, one, who) === null) : [];
  const zhOf = (kind: string) => settings.remedies.find((one) => one.id === kind)?.zh ?? kind;
  const open = seen.filter(isOpenFeedback);
  const isHidden = (id: string) => {
    const held = state.feedback.get(id);
    return held !== undefined && whyHidden(state, held, who) !== null;
  };
  const concerned = (one: Feedback) => one.owner === person || one.owner === `role:${who.role}`;
  const told = (one: Feedback, share: number) => (settings.clockAlarms.tell[share.toFixed(1)] ?? settings.clockAlarms.tell[String(share)] ?? []).some((to) => to === who.role || (to === 'owner' && concerned(one)));
  const remedies = seen.flatMap((feedback) => (feedback.plan?.remedies ?? []).map((remedy) => ({ feedback, remedy })));
  return {
    telephone: isLead ? open.filter((one) => isUrgent(one) && one.phoned === null).map(feedbackRow) : [],
    approvals: isLead ? remedies.filter(({ feedback, remedy }) => feedback.state === 'proposed' && remedy.approval === 'needed' && mayApprove(state, feedback, remedy, who.role, actorAt(state, who), now) && (feedback.plan?.staff ?? null) !== (person ?? '')).map(({ feedback, remedy }) => ({
      feedback: feedback.id, number: feedback.number, remedy: remedy.remedy, kind: remedy.kind, zh: zhOf(remedy.kind), note: remedy.note, amount: remedy.amount, askedBy: feedback.plan?.staff ?? null, askedAt: feedback.plan?.enteredAt ?? 0,
    })) : [],
    countersign: remedies.filter(({ remedy }) => remedy.approval === 'byPhone' && !remedy.countersigned && (isManager || remedy.approvedBy === person)).map(({ feedback, remedy }) => ({
      feedback: feedback.id, number: feedback.number, remedy: remedy.remedy, zh: zhOf(remedy.kind), by: remedy.approvedBy ?? '', saidAt: remedy.saidAt ?? 0, until: remedy.countersignBy ?? 0, over: (remedy.countersignBy ?? 0) < now,
    })),
    alarms: seen.flatMap((one) => one.clocks.filter((clock) => clock.stoppedAt === null && clock.alarmed > 0 && told(one, clock.alarmed)).map((clock) => ({
      feedback: one.id, number: one.number, clock: clock.id, zh: clock.zh ?? clock.id, share: clock.alarmed, dueAt: clock.dueAt, owner: one.owner,
    }))).sort((a, b) => a.dueAt - b.dueAt).slice(0, 200),
    statements: person === null || isLocked(state, who) ? [] : [...state.feedback.values()]
      .filter((one) => one.named.includes(person) && !one.sealedUp && isOpenFeedback(one) && !one.statements.some((other) => other.staff === person))
      .map((one) => ({ feedback: one.id, number: one.number })),
    overdue: open.filter((one) => isLead || concerned(one)).flatMap((one) => overdueOf(one, now).map((late) => ({ feedback: one.id, number: one.number, zh: zhOf(late.kind), dueAt: late.dueAt, owner: one.owner }))).slice(0, 200),
    clusters: isLead && mayRead ? state.clusters.filter((one) => one.answeredAt === null).map((one) => clusterRow(state, one, who)).filter((one) => one.feedback.length > 0) : [],
    warnings: isManager && mayRead ? state.warnings.filter((one) => !(one.kind === 'staff' && one.subject === person) && !isHidden(one.feedback.at(-1) ?? '')).map((one) => ({
      warning: one.id, kind: one.kind as View<'alerts'>['warnings'][number]['kind'], subject: one.subject, count: one.count, at: one.at,
      feedback: one.feedback.flatMap((id) => {
        if (isHidden(id)) return [];
        const number = state.feedback.get(id)?.number ?? state.lately.closed.find((other) => other.id === id)?.number;
        return number === undefined ? [] : [{ feedback: id, number }];
      }),
    })) : [],
    measures: isLead ? seen.flatMap((one) => (one.closing?.measure != null && one.closing.measure.due <= state.day ? [{ feedback: one.id, number: one.number, ...one.closing.measure }] : [])) : [],
    followUps: seen.filter((one) => awaitsFollowUp(one) && mayFollowUp(one, actorAt(state, who))).length,
    retyped: isLead ? seen.filter((one) => one.day === state.day).flatMap((one) => one.history.filter((event) => event.what === 'feedback.retyped' && one.type !== 'complaint').map((event) => ({ feedback: one.id, number: one.number, from: 'complaint', to: one.type, reason: event.note ?? '' }))) : [],
  };
}

/** What was agreed on and not done in time: a remedy, or the new time of one that did not take effect. */
function overdueOf(feedback: Feedback, now: number): { readonly kind: string; readonly dueAt: number }[] {
  const remedies = (feedback.plan?.remedies ?? []).filter((one) => one.chosen && one.carriedOut === null && one.dueAt < now).map(({ kind, dueAt }) => ({ kind, dueAt }));
  const late = feedback.followedThrough?.tookEffect === false ? feedback.followedThrough.newDueAt : null;
  return late !== null && late < now ? [...remedies, { kind: 'followThrough', dueAt: late }] : remedies;
}

/** Who is on the roster and who sits at the caller's station. */
export function peopleView(state: State, who: Caller, hasPin: (staff: string) => boolean): View<'people'> {
  const person = personAt(state, who);
  return {
    people: [...state.roster.values()].map(({ staff, role, no }) => ({ staff, role, no, hasPin: hasPin(staff) })), inForce: state.roster.size > 0,
    me: person === null ? null : { staff: person, role: state.roster.get(person)?.role ?? who.role, locked: isLocked(state, who) },
    idleMinutes: settingsOf(state).staffRules?.idleMinutes ?? 5,
  };
}

/** What putting a ticket ahead would cost those who came before it: each waits one more service time. */
export function advanceCostView(state: State, id: string, who: Caller, now: number): Result<View<'advanceCost'>> {
  const ticket = state.tickets.get(id);
  if (ticket === undefined || ticket.state !== 'waiting') return fail('ticket.unknown', 'no such ticket is waiting');
  const recent = state.serviceSeconds.get(ticket.service) ?? [];
  const handling = settingsOf(state).services.find((one) => one.id === ticket.service)?.handlingMinutes ?? 5;
  const each = recent.length === 0 ? handling * 60 : Math.round(recent.reduce((sum, one) => sum + one, 0) / recent.length);
  const open = [...state.counters.values()].filter((one) => one.state === 'open').length;
  return ok({
    passed: passedByAdvance(state, ticket).slice(0, 50).map((one) => ({ number: one.number, issuedAt: one.issuedAt, waitedSeconds: Math.max(0, Math.round((now - one.issuedAt) / 1000)) })),
    extraSeconds: Math.round(each / Math.max(1, open)), leftThisHour: Math.min(1000, advancesLeft(state, who.role, actorAt(state, who), now)),
  });
}

