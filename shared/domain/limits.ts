import type { Role } from '../events.ts';
import { fail, ok, type Result } from '../result.ts';
import type { RemedyKind } from '../settings.ts';
import type { Feedback } from './feedbackState.ts';
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

/**
 * Whether somebody of that role may promise this alone (settings.remedies, `limit` per role): yes, so many a day or an
 * hour, so soon, for some classes of tickets, or up to an amount. It never looks at who the customer is otherwise
 * (settings.remedyRules `noValueRanking`).
 */
export function mayPromise(state: State, feedback: Feedback | null, asked: Asked, role: Role, person: string, now: number): boolean {
  const limit = settingsOf(state).remedies.find((one) => one.id === asked.kind)?.limit[role];
  if (limit === undefined || limit === false || limit === 0 || limit === 'apply') return false;
  if (limit === true || limit === 'approve') return true;
  if (typeof limit === 'number') return asked.amount !== null && asked.amount <= limit;
  const used = (since: number) => state.lately.remedies.filter((one) => one.kind === asked.kind && one.staff === person && one.at >= since).length;
  if (limit.perDay !== undefined && used(0) >= limit.perDay) return false;
  if (limit.perHour !== undefined && used(now - hour + 1) >= limit.perHour) return false;
  if (limit.withinHours !== undefined && asked.dueAt > now + limit.withinHours * hour) return false;
  if (limit.withinDays !== undefined && asked.dueAt > now + limit.withinDays * 24 * hour) return false;
  return limit.forClasses === undefined || limit.forClasses.includes(state.tickets.get(feedback?.ticket ?? '')?.class ?? '');
}

/** Whether that role may say yes to it for somebody else: it has a limit of its own that covers the amount. */
export function mayApprove(state: State, asked: Asked, role: Role): boolean {
  const limit = settingsOf(state).remedies.find((one) => one.id === asked.kind)?.limit[role];
  if (limit === undefined || limit === false || limit === 0 || limit === 'apply') return false;
  return typeof limit !== 'number' || (asked.amount !== null && asked.amount <= limit);
}

/** How often somebody of that role may still put a ticket ahead within this hour. */
export function advancesLeft(state: State, role: Role, person: string, now: number): number {
  const limit = settingsOf(state).remedies.find((one) => one.id === 'advance')?.limit[role];
  const perHour = limit === true ? Number.POSITIVE_INFINITY : typeof limit === 'object' ? (limit.perHour ?? 0) : 0;
  return Math.max(0, perHour - state.lately.remedies.filter((one) => one.kind === 'advance' && one.staff === person && now - one.at < hour).length);
}
