import type { StepInTrigger } from '../feedback/model.ts';

/** What is known of a wait that goes on. */
export interface Waiting {
  readonly issuedAt: number;
  /** From when the standard counts. */
  readonly countsFrom: number;
  readonly standard: { readonly minutes: number; readonly kind: 'single' | 'average' } | null;
  /** The wait that was told, that 9 in 10 stay under. */
  readonly quoteBoundSeconds: number;
  readonly passedOver: number;
}

const minute = 60_000;
/** Passed over that often it is noticed (settings.preventive `skipped`). */
const skippedFrom = 3;

/**
 * Why somebody should step in before whoever waits complains (settings.preventive): beyond the standard of a single
 * wait, at 80 % of it or past half of it with a quote beyond it (then it is expected to), beyond what was told, passed
 * over three times. The gravest; null for none. An average standard is no limit of one wait.
 */
export function stepInOf(waiting: Waiting, now: number, nearAt = 0.8): StepInTrigger | null {
  const { standard } = waiting;
  const limit = standard?.kind === 'single' ? standard.minutes * minute : null;
  const counted = now - waiting.countsFrom;
  if (limit !== null && counted > limit) return 'over';
  if (waiting.quoteBoundSeconds > 0 && now - waiting.issuedAt > Math.ceil(waiting.quoteBoundSeconds / 60) * minute) return 'overQuote';
  if (waiting.passedOver >= skippedFrom) return 'skipped';
  if (limit !== null && (counted >= limit * nearAt || (waiting.quoteBoundSeconds * 1000 > limit && counted >= limit / 2))) return 'near';
  return null;
}
