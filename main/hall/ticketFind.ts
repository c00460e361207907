import type { View, ViewParams } from '../../shared/contract.ts';
import { today, type DayTickets, type RecordedTicket } from '../../shared/domain/archive.ts';
import { zoneOf } from '../../shared/domain/decideTicket.ts';
import type { State } from '../../shared/domain/state.ts';
import { instantOf } from '../../shared/time.ts';
import type { Store } from '../store/store.ts';

/** As many as are shown of those taken about a time. */
const nearest = 10;

/**
 * A customer's ticket: by its number, by the last digits of the phone that was left with it today, or by about when it
 * was taken. Several ways together narrow it down; the phones themselves are not in the answer.
 */
export async function findTickets(state: State, params: ViewParams<'ticketFind'>, store: Store): Promise<View<'ticketFind'>> {
  const day = params.day ?? state.day;
  const wanted = params.number?.toUpperCase();
  let found = (await dayOf(state, store, day))?.tickets ?? [];
  if (wanted !== undefined) found = found.filter((one) => one.number.toUpperCase() === wanted);
  if (params.phone !== undefined) {
    const left = day === state.day ? await leftWith(state, params.phone, store) : new Set<string>();
    found = found.filter((one) => left.has(one.key));
  }
  if (params.time !== undefined) found = about(found, instantOf(zoneOf(state), day, params.time) ?? 0);
  else if (wanted === undefined && params.phone === undefined) found = [];
  return {
    matches: found.map((one) => ({
      ticket: one.key, day, number: one.number, service: one.service, issuedAt: one.issuedAt, calledAt: one.calledAt, leftAt: one.leftAt, counter: one.counter, imported: one.import !== null,
    })),
  };
}

/** Today's tickets with which a phone was left that ends so. Read in memory, one by one: no index of phones is kept. */
async function leftWith(state: State, digits: string, store: Store): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const { id, phone } of state.tickets.values()) if (phone !== null && (await store.keys.open(phone))?.endsWith(digits) === true) found.add(id);
  return found;
}

/** Those taken nearest to a time, in the order in which they were taken. */
function about(tickets: readonly RecordedTicket[], at: number): RecordedTicket[] {
  return [...tickets].sort((a, b) => Math.abs(a.issuedAt - at) - Math.abs(b.issuedAt - at)).slice(0, nearest).sort((a, b) => a.issuedAt - b.issuedAt);
}

/** The tickets of any day: today's from the state, with what logs say of today; earlier ones from the archive. */
export async function dayOf(state: State, store: Store, day: string): Promise<DayTickets | null> {
  const archived = await store.archive.day(day, state.imports);
  if (day !== state.day) return archived;
  const live = today(state);
  return archived === null ? live : { ...live, tickets: [...live.tickets, ...archived.tickets] };
}
