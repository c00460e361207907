import type { State } from './state.ts';

/** Who decides, and since which take-over. The host of a hall that was never taken over has no name. */
export interface Term {
  readonly epoch: number;
  readonly host: string;
}

/** The term that a record has reached. */
export function termOf(state: Pick<State, 'epoch' | 'epochs'>): Term {
  return { epoch: state.epoch, host: state.epochs.at(-1)?.host ?? '' };
}

/** Whether `a` goes before `b` when both decide: the higher epoch; of two that took over at once in two parts of a hall, always the same one. */
export function isNewer(a: Term, b: Term): boolean {
  return a.epoch > b.epoch || (a.epoch === b.epoch && a.host > b.host);
}
