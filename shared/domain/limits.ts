import type { Role } from '../events.ts';
import { fail, ok, type Result } from '../result.ts';
import type { RemedyKind } from '../settings.ts';
import { localDay } from '../time.ts';
import { zoneOf } from './decideTicket.ts';
import type { Feedback, Remedy } from './feedbackState.ts';
import { settingsOf, type State } from './state.ts';

const hour = 3_600_000;

/** What a remedy is asked with. */
export interface Asked {
  readonly kind: string;
  readonly dueAt: number;
  readonly amount: number | null;
}

/** The kind of that id, if the hall has it switched on. */
export function remedyKind(state: State, id: string): Result<RemedyKind> {
  const kind = settingsOf(state).remedies.find((one) => one.id === id);
  if (kind === undefined) return fail('remedy.unknown', `no remedy ${id}`);
  return kind.enabled === false ? fail('remedy.notEnabled', `${id} is switched off here`) : ok(kind);
}

/** Whether that kind may cost an amount: some role's limit says how much, or asks somebody else. */
export function takesMoney(kind: RemedyKind): boolean {
  return Object.values(kind.limit).some((limit) => limit === 'apply' || limit === 'approve' || (typeof limit === 'number' && limit > 0));
}

/**
 * Whether somebody of that role may promise this alone (settings.remedies, `limit` per role): yes, so many a day or an
 * hour, so soon, for some classes of tickets, or up to an amount, with what the same plan has of it `before`. It never
 * looks at who the customer is otherwise (settings.remedyRules `noValueRanking`).
 */
export function mayPromise(state: State, feedback: Feedback | null, asked: Asked, role: Role, person: string, now: number, before: readonly Asked[] = []): boolean {
  const limit = settingsOf(state).remedies.find((one) => one.id === asked.kind)?.limit[role];
  if (limit === undefined || limit === false || limit === 0 || limit === 'apply') return false;
  if (limit === 'approve') return true;
  const same = before.filter((one) => one.kind === asked.kind);
  if (typeof limit === 'number') return asked.amount !== null && same.reduce((sum, one) => sum + (one.amount ?? 0), asked.amount) <= limit;
  if ((asked.amount ?? 0) > 0) return false;
  if (limit === true) return true;
  const used = (within: (at: number) => boolean) => same.length + state.lately.remedies.filter((one) => one.kind === asked.kind && one.staff === person && within(one.at)).length;
  const zone = zoneOf(state);
  if (limit.perDay !== undefined && used((at) => localDay(zone, at) === localDay(zone, now)) >= limit.perDay) return false;
  if (limit.perHour !== undefined && used((at) => now - at < hour) >= limit.perHour) return false;
  if (limit.withinHours !== undefined && asked.dueAt > now + limit.withinHours * hour) return false;
  if (limit.withinDays !== undefined && asked.dueAt > now + limit.withinDays * 24 * hour) return false;
  return limit.forClasses === undefined || limit.forClasses.includes(state.tickets.get(feedback?.ticket ?? '')?.class ?? '');
}

/** Whether that person may say yes to it for somebody else: their own limit covers it, with what of the plan has a yes already. */
export function mayApprove(state: State, feedback: Feedback, remedy: Remedy, role: Role, person: string, now: number): boolean {
  const before = (feedback.plan?.remedies ?? []).filter((one) => one.remedy !== remedy.remedy && one.approval !== 'needed' && one.approval !== 'refused');
  const paid = before.filter((one) => one.amount !== null); // what is counted instead is counted for who promised it
  return mayPromise(state, feedback, remedy, role, person, now, paid);
}

/** How often somebody of that role may still put a ticket ahead within this hour. */
export function advancesLeft(state: State, role: Role, person: string, now: number): number {
  const limit = settingsOf(state).remedies.find((one) => one.id === 'advance')?.limit[role];
  const perHour = limit === true ? Number.POSITIVE_INFINITY : typeof limit === 'object' ? (limit.perHour ?? 0) : 0;
  return Math.max(0, perHour - state.lately.remedies.filter((one) => one.kind === 'advance' && one.staff === person && now - one.at < hour).length);
}
