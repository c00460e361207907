import type { Lease } from '../events.ts';
import { fail, ok, type Result } from '../result.ts';
import type { State } from './state.ts';

/** The name under which feedback numbers are leased, beside the prefixes of tickets. */
export const feedbackPrefix = '-';
/** Numbers behind this one, counted within the range, are for leases: an ordinary day does not reach them. */
const leaseFrom = 700;
/** How many of each prefix a station gets at a time: an hour of a busy kiosk. */
export const leaseSize = 40;

/** What the numbers of an epoch begin behind: 0 ordinarily, 5,000 after a take-over, 6,000 after another before the first was settled, to 9,000 (SPEC 10.9). */
export function rangeStart(range: number): number {
  return range === 0 ? 0 : 4000 + range * 1000;
}

/** The range of the next epoch: another than those that may still be in use. */
export function nextRange(state: State): number {
  return (state.range % 5) + 1;
}

/** The next ticket number of a prefix; on a station that is cut off, of those it leased. */
export function nextTicketNumber(state: State, prefix: string): Result<string> {
  const next = state.cutOff === null ? ok(nextHere(state, prefix, state.numbers.get(prefix) ?? 0)) : nextLeased(state, prefix);
  return next.ok ? ok(`${prefix}${String(next.value).padStart(3, '0')}`) : next;
}

/** The next feedback number of the day; on a station that is cut off, of those it leased. */
export function nextFeedbackNumber(state: State): Result<string> {
  const next = state.cutOff === null ? ok(nextHere(state, feedbackPrefix, state.feedbackNumbers)) : nextLeased(state, feedbackPrefix);
  return next.ok ? ok(`${state.day.replaceAll('-', '')}-${String(next.value).padStart(3, '0')}`) : next;
}

/** The numbers that a station gets for a day: of each prefix those behind all that were used or leased on it. */
export function leaseOf(state: State, day: string, prefixes: readonly string[]): Lease {
  const run = (prefix: string) => {
    const used = day !== state.day ? 0 : prefix === feedbackPrefix ? state.feedbackNumbers : (state.numbers.get(prefix) ?? 0);
    const after = Math.max(used, state.leased.get(`${day} ${prefix}`) ?? 0, rangeStart(state.range) + leaseFrom);
    return { from: after + 1, to: after + leaseSize };
  };
  return { day, blocks: prefixes.map((prefix) => ({ prefix, ...run(prefix) })), feedback: run(feedbackPrefix) };
}

/** The number in a ticket's or a feedback's number. */
export function serialOf(number: string): number {
  return Number(/(\d+)$/.exec(number)?.[1] ?? 0);
}

/** Goes on behind the last one, in this epoch's range, and over what was leased to stations. */
function nextHere(state: State, prefix: string, last: number): number {
  const start = rangeStart(state.range);
  const next = Math.max(last, start) + 1;
  const leased = state.leased.get(`${state.day} ${prefix}`) ?? 0;
  return next > start + leaseFrom && next <= leased ? leased + 1 : next;
}

function nextLeased(state: State, prefix: string): Result<number> {
  const lease = state.cutOff?.leases.findLast((one) => one.day === state.day);
  const block = prefix === feedbackPrefix ? lease?.feedback : lease?.blocks.find((one) => one.prefix === prefix);
  if (block === undefined) return fail('numbers.noneLeft', `no numbers were leased for ${state.day}`);
  const used = prefix === feedbackPrefix ? state.feedbackNumbers : (state.numbers.get(prefix) ?? 0);
  const next = Math.max(used + 1, block.from);
  return next > block.to ? fail('numbers.noneLeft', `all numbers up to ${block.to} have been given out`) : ok(next);
}
