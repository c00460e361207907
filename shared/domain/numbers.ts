import type { Lease } from '../events.ts';
import { fail, ok, type Result } from '../result.ts';
import type { State } from './state.ts';

/** The name under which feedback numbers are leased, beside the prefixes of tickets. */
export const feedbackPrefix = '-';
/** Numbers behind this one, counted within the range, are for leases: an ordinary day does not reach them. */
const leaseFrom = 700;
/** How many of each prefix a station gets at a time: an hour of a busy kiosk. */
export const leaseSize = 40;

/** What the numbers of a range begin behind: 0 ordinarily, 5,000 to 8,000 under one of the stand-bys, 9,000 after a restore (SPEC 10.9). */
export function rangeStart(range: number): number {
  return range === 0 ? 0 : 4000 + range * 1000;
}

/** The range of a host that takes over: its own, so that no two that decide at once in parts of a split hall share one. Null when it has none. */
export function rangeOf(state: State, host: string): number | null {
  return host === 'restored' ? 5 : (state.stations.get(host)?.slot ?? null);
}

/** Behind its own thousands each range goes on far above all of them: a day of more than 5,000 tickets of one prefix. */
const overflow = 20_000;

/** The range that a number is from. */
function rangeIn(serial: number): number {
  return serial > overflow ? Math.ceil(serial / overflow) - 2 : Math.max(0, Math.ceil(serial / 1000) - 5);
}

/** The number, or where its range goes on once its own thousands are used up. */
function within(range: number, serial: number): number {
  const end = range === 0 ? rangeStart(1) : rangeStart(range) + 1000;
  return serial > end && serial <= overflow ? (range + 1) * overflow + 1 : serial;
}

/** Under which name the highest number leased of a prefix is kept: for each range by itself. */
export function leasedKey(day: string, prefix: string, serial: number): string {
  return `${day} ${prefix} ${rangeIn(serial)}`;
}

/** The next ticket number of a prefix; on a station that is cut off, of those it leased. */
export function nextTicketNumber(state: State, prefix: string): Result<string> {
  const written = (serial: number) => `${prefix}${String(serial).padStart(3, '0')}`;
  const next = state.cutOff === null ? ok(nextHere(state, prefix, (serial) => state.byNumber.has(written(serial)))) : nextLeased(state, prefix);
  return next.ok ? ok(written(next.value)) : next;
}

/** The next feedback number of the day; on a station that is cut off, of those it leased. */
export function nextFeedbackNumber(state: State): Result<string> {
  const written = (serial: number) => `${state.day.replaceAll('-', '')}-${String(serial).padStart(3, '0')}`;
  const taken = (serial: number) => {
    const number = written(serial);
    for (const one of state.feedback.values()) if (one.number === number) return true;
    return false;
  };
  const next = state.cutOff === null ? ok(nextHere(state, feedbackPrefix, taken)) : nextLeased(state, feedbackPrefix);
  return next.ok ? ok(written(next.value)) : next;
}

/** The numbers that a station gets for a day: of each prefix those behind all that were used or leased on it. */
export function leaseOf(state: State, day: string, prefixes: readonly string[]): Lease {
  const run = (prefix: string) => {
    const after = Math.max(day === state.day ? lastOf(state, prefix) : 0, leasedOf(state, day, prefix), rangeStart(state.range) + leaseFrom);
    const to = within(state.range, after + leaseSize);
    return to > after + leaseSize ? { from: to, to: to + leaseSize - 1 } : { from: after + 1, to };
  };
  return { day, blocks: prefixes.map((prefix) => ({ prefix, ...run(prefix) })), feedback: run(feedbackPrefix) };
}

/** The number in a ticket's or a feedback's number. */
export function serialOf(number: string): number {
  return Number(/(\d+)$/.exec(number)?.[1] ?? 0);
}

/** The last one given out here of this range. */
function lastOf(state: State, prefix: string): number {
  const last = prefix === feedbackPrefix ? state.feedbackNumbers : (state.numbers.get(prefix) ?? 0);
  return last > 0 && rangeIn(last) === state.range ? last : rangeStart(state.range);
}

function leasedOf(state: State, day: string, prefix: string): number {
  return state.leased.get(leasedKey(day, prefix, rangeStart(state.range) + 1)) ?? 0;
}

/** Goes on behind the last one of this range, over what was leased to stations and what came from elsewhere. */
function nextHere(state: State, prefix: string, taken: (serial: number) => boolean): number {
  const leased = leasedOf(state, state.day, prefix);
  let next = within(state.range, lastOf(state, prefix) + 1);
  if (next > rangeStart(state.range) + leaseFrom && next <= leased) next = leased + 1;
  while (taken(next)) next = within(state.range, next + 1);
  return next;
}

function nextLeased(state: State, prefix: string): Result<number> {
  const lease = state.cutOff?.leases.findLast((one) => one.day === state.day);
  const block = prefix === feedbackPrefix ? lease?.feedback : lease?.blocks.find((one) => one.prefix === prefix);
  if (block === undefined) return fail('numbers.noneLeft', `no numbers were leased for ${state.day}`);
  const used = prefix === feedbackPrefix ? state.feedbackNumbers : (state.numbers.get(prefix) ?? 0);
  const next = Math.max(used + 1, block.from);
  return next > block.to ? fail('numbers.noneLeft', `all numbers up to ${block.to} have been given out`) : ok(next);
}
