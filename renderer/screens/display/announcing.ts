import type { View } from '../../../shared/contract.ts';

export type Board = View<'board'>;
export type Call = Board['calls'][number];

/** What the board is announcing, what waits its turn, and what it has seen. */
export interface Announcing {
  readonly now: Call | null;
  readonly queue: readonly Call[];
  readonly seen: ReadonlySet<string>;
}
/** A call that was made before the screen opened is shown, not announced again, unless it is as fresh as this. */
const fresh = 8000;

/** The board as it opens: the last call stands there, what was called just now is still to be announced. */
export function opening(calls: readonly Call[], now: number): Announcing {
  const late = calls.filter((one) => now - one.at < fresh);
  const before = calls.filter((one) => now - one.at >= fresh);
  return { now: before.at(-1) ?? null, queue: late, seen: new Set(calls.map((one) => one.key)) };
}

/** New calls join the end of the queue, each once, so that two at the same moment both get their turn. */
export function heard(state: Announcing, calls: readonly Call[]): Announcing {
  const added = calls.filter((one) => !state.seen.has(one.key));
  if (added.length === 0) return state;
  // Only the calls that are still listed need remembering: a key never comes back.
  return { ...state, queue: [...state.queue, ...added], seen: new Set(calls.map((one) => one.key)) };
}

/** The next call takes its turn; with none waiting, the last one stays. */
export function nextTurn(state: Announcing): Announcing {
  const [now, ...queue] = state.queue;
  return now === undefined ? state : { ...state, now, queue };
}

const digitNames = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/** A012 as it is read out: letter by letter, digit by digit. */
export function readOut(number: string, english: boolean): string {
  return [...number].map((sign) => (english ? sign : (digitNames[Number(sign)] ?? sign))).join(' ');
}
