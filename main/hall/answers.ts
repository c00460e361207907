import { decodeTime } from 'ulidx';
import type { Answer } from '../store/checkpoint.ts';

const keptMs = 7 * 86_400_000;
/** How far a station's clock may be off without its retries being mistaken for old ones. */
const clockSlackMs = 86_400_000;

/**
 * Which commands have been answered, so that a retry gets the first answer and does nothing (SPEC 2.3). Kept 7 days
 * by the time in the command's ULID; an older one is refused, because nobody can say any more whether it was done.
 */
export class Answers {
  private readonly bySeq: Map<string, number>;
  private readonly results = new Map<string, { readonly seq: number; readonly result: unknown }>();

  constructor(known: readonly Answer[]) {
    this.bySeq = new Map(known);
  }

  /** The seq of the first event of that command's answer; null when it was not answered. */
  seqOf(station: string, commandId: string): number | null {
    return this.bySeq.get(`${station} ${commandId}`) ?? null;
  }

  /** The answer itself, where it is recent enough to be in memory. */
  recent(station: string, commandId: string): { readonly seq: number; readonly result: unknown } | null {
    return this.results.get(`${station} ${commandId}`) ?? null;
  }

  /** `inMemory` false: only that it was answered, and where; the answer itself is read from the journal. */
  remember(station: string, commandId: string, firstSeq: number, seq: number, result: unknown, inMemory = true): void {
    const key = `${station} ${commandId}`;
    this.bySeq.set(key, firstSeq);
    if (!inMemory) return;
    this.results.set(key, { seq, result });
    if (this.results.size > 1000) this.results.delete(this.results.keys().next().value ?? '');
  }

  /** True for a command whose answer would have been forgotten by now. */
  isTooOld(commandId: string, now: number): boolean {
    return now - decodeTime(commandId) > keptMs;
  }

  /** All that is kept, for the checkpoint; what is past keeping is dropped first. */
  entries(now: number): Answer[] {
    const times = new Map([...this.bySeq.keys()].map((key) => [key, decodeTime(key.slice(key.lastIndexOf(' ') + 1))]));
    // A clock that is wrong for a moment must not make it forget: nothing is older than the newest command is.
    let newest = 0;
    for (const time of times.values()) newest = Math.max(newest, time);
    for (const [key, time] of times) if (Math.min(now, newest) - time > keptMs + clockSlackMs) this.bySeq.delete(key);
    return [...this.bySeq];
  }
}
