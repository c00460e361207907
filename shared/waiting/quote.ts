import type { Quote } from '../events.ts';

/** Work that stands before a ticket: the sum of expected service times and of their variances. */
export interface Work {
  readonly seconds: number;
  readonly variance: number;
}

/**
 * A plain estimate of the wait: the work ahead shared by the counters that do it. `boundSeconds` is one that about
 * 9 in 10 stay under: the sum of service times is taken as normal (central limit), z(0.9) = 1.2816. With no counter
 * open it is as if one opened now.
 */
export function quoteFor(ahead: number, openCounters: number, work: Work): Quote {
  const counters = Math.max(1, openCounters);
  const likely = work.seconds / counters;
  const bound = likely + (1.2816 * Math.sqrt(work.variance)) / counters;
  return { ahead, likelySeconds: Math.round(likely), boundSeconds: Math.round(bound), openCounters };
}

/**
 * Mean (seconds) and variance of recent service times. Until `enough` of them are known the handling standard
 * fills the missing ones, with a deviation of half of it.
 */
export function serviceTime(recent: readonly number[], handlingMinutes: number, enough = 5): { mean: number; variance: number } {
  const prior = handlingMinutes * 60;
  const missing = Math.max(0, enough - recent.length);
  const count = recent.length + missing;
  const mean = (recent.reduce((sum, one) => sum + one, 0) + prior * missing) / count;
  const squares = recent.reduce((sum, one) => sum + (one - mean) ** 2, 0) + missing * ((prior - mean) ** 2 + (prior / 2) ** 2);
  return { mean, variance: squares / count };
}
