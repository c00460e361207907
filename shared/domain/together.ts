import type { EventBody, EventData } from '../events.ts';
import { addDays, localDay } from '../time.ts';
import type { Context } from './decide.ts';
import { type Feedback, settingsOf, type State } from './state.ts';

type Filed = EventData<'feedback.filed'>;
/** Milliseconds. */
export const day = 86_400_000;
const minute = 60_000;

/** The category a sub-cause belongs to; '' for one that the settings do not have any more. */
export function categoryOf(state: State, cause: string): string {
  return settingsOf(state).categories.find((one) => one.causes.some((other) => other.id === cause))?.id ?? '';
}

/**
 * Several about the same half hour and cause make one cluster (settings.earlyWarning `cluster30m`): one alert, answered
 * together. The filing that makes the number full brings in those before it; later ones join while it is alive.
 */
export function togetherWith(state: State, filed: Filed, context: Context): EventBody[] {
  const rule = settingsOf(state).earlyWarning.find((one) => one.id === 'cluster30m');
  if (rule === undefined || filed.type !== 'complaint' || filed.passedUp === true) return [];
  const window = Number.parseInt(rule.window ?? '30', 10) * minute;
  const recent = state.lately.filed.filter((one) => one.cause === filed.cause && context.now - one.at <= window);
  const near = recent.filter((one) => isComplaint(state, one.feedback));
  const alive = state.clusters.find((one) => one.cause === filed.cause && one.answeredAt === null && recent.some((other) => one.feedback.includes(other.feedback)));
  if (alive !== undefined) return [{ type: 'cluster.joined', data: { cluster: alive.id, feedback: filed.feedback } }];
  if (near.length + 1 < (rule.count ?? 5)) return [];
  return [{ type: 'cluster.found', data: { cluster: context.newId(), cause: filed.cause, feedback: [...near.map((one) => one.feedback), filed.feedback] } }];
}

function isComplaint(state: State, id: string): boolean {
  const feedback = state.feedback.get(id);
  return feedback !== undefined && feedback.type === 'complaint' && !feedback.sealedUp && feedback.cluster === null;
}

/** What a filing makes the hall look at: repeats of a customer, of a member of staff, of outages on a line (settings.earlyWarning). */
export function warningsOf(state: State, filed: Filed, context: Context): EventBody[] {
  if (filed.passedUp === true) return []; // nobody in the hall sees more of it than that it is there (SPEC 12.6)
  const found: EventBody[] = [];
  const warn = (kind: EventData<'warning.found'>['kind'], subject: string, count: number, feedback: readonly string[]) =>
    found.push({ type: 'warning.found', data: { warning: context.newId(), kind, subject, count, feedback: [...new Set([...feedback, filed.feedback])].slice(-50) } });
  const { lately } = state;
  for (const staff of filed.named ?? []) {
    const before = lately.named.filter((one) => one.staff === staff && context.now - one.at < 30 * day);
    if (before.length >= 1) warn('staff', staff, before.length + 1, before.map((one) => one.feedback));
  }
  if (filed.area != null && filed.outage != null) {
    const since = addDays(filed.outage, -365);
    const before = lately.outages.filter((one) => one.area === filed.area && one.day > since);
    const outages = new Set(before.map((one) => one.day));
    const isNew = !outages.has(filed.outage);
    const count = outages.size + (isNew ? 1 : 0);
    if (isNew && count >= 2) warn(count === 2 ? 'outage2' : 'outage3', filed.area, count, before.map((one) => one.feedback));
  }
  if (filed.cause === 'V01' && filed.area != null) warn('lowVoltage', filed.area, 1, []);
  if (filed.times === 2) warn('repeat', filed.number, 2, filed.repeatOf == null ? [] : [filed.repeatOf]);
  if ((filed.times ?? 1) >= 3) warn('repeat3', filed.number, filed.times ?? 3, filed.repeatOf == null ? [] : [filed.repeatOf]);
  return found;
}

/** Notes a filing for the warnings and limits to come, and lets go what cannot matter any more. */
export function remember(state: State, filed: Filed, at: number, station: string, zone: string): void {
  const { lately } = state;
  lately.filed = lately.filed.filter((one) => at - one.at < day).slice(-2000);
  lately.filed.push({ at, feedback: filed.feedback, cause: filed.cause, station, ticket: filed.ticket, channel: filed.channel });
  const today = localDay(zone, at);
  for (const staff of filed.passedUp === true ? [] : (filed.named ?? [])) lately.named.push({ at, staff, feedback: filed.feedback });
  if (filed.area != null && filed.outage != null && filed.outage <= today && filed.passedUp !== true) lately.outages.push({ day: filed.outage, area: filed.area, feedback: filed.feedback });
  lately.named = lately.named.filter((one) => at - one.at < 30 * day);
  const yearAgo = addDays(today, -366);
  lately.outages = lately.outages.filter((one) => one.day > yearAgo);
}

/** What stays known of a feedback for 30 days after it was closed, when it leaves for the archive: whether it is a repeat, and which month it is in. */
export function rememberClosed(state: State, feedback: Feedback): void {
  const { id, number, cause, times, phone, ticket } = feedback;
  const closedAt = feedback.closedAt ?? state.at;
  state.lately.closed = state.lately.closed.filter((one) => one.id !== id && closedAt - one.closedAt < 30 * day);
  if (feedback.type !== 'settledOnSite') state.lately.closed.push({ id, number, cause, closedAt, times, phone, ticket, month: feedback.day.slice(0, 7) });
}
