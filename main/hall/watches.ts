import { performance } from 'node:perf_hooks';
import { sameValue } from '../../shared/changes.ts';
import type { Reply } from './runner.ts';

/** Takes a view's new value. What it promises is awaited before the next one: a slow receiver skips to the newest. */
export type Push = (reply: Reply) => void | Promise<void>;

/** All who follow the same view: it is made once for them. */
interface Followed {
  readonly common: boolean;
  readonly make: () => Promise<Reply>;
  readonly followers: Set<Follower>;
  /** The newest that differed from the one before it. */
  reply: Reply | null;
  busy: boolean;
  again: boolean;
  /** It may have changed while every follower was still taking the value before. */
  stale: boolean;
}

interface Follower {
  readonly push: Push;
  sent: Reply | null;
  busy: boolean;
}

/** Stations' own views made before others get a turn. */
const atOnce = 4;
/** A round of views that takes longer, in milliseconds, rests half as long before the next: a busy hall has time left for commands. */
const shortRound = 4;
const longestRest = 50;

/** Pushes views: each made at most once a flush, no push when nothing in it changed, and never two at a time to one receiver. */
export class Watches {
  private readonly all = new Map<string, Followed>();
  private readonly onBug: (error: unknown) => void;
  private scheduled = false;
  /** Whether stations' own views are being made, and whether they are to be made once more after that. */
  private going = false;
  private again = false;

  constructor(onBug: (error: unknown) => void) {
    this.onBug = onBug;
  }

  /** Pushes once now, then on change. Views of one `key` are the same for all who follow them; `common` ones, the same at every station, go first. */
  add(key: string, common: boolean, make: () => Promise<Reply>, push: Push): () => void {
    const followed = this.all.get(key) ?? { common, make, followers: new Set(), reply: null, busy: false, again: false, stale: false };
    this.all.set(key, followed);
    const follower: Follower = { push, sent: null, busy: false };
    followed.followers.add(follower);
    void this.update(followed);
    return () => {
      followed.followers.delete(follower);
      if (followed.followers.size === 0 && this.all.get(key) === followed) this.all.delete(key);
    };
  }

  /** Something may have changed. Runs after the replies of the flush have gone out: first what everybody sees, then each station's own. */
  refresh(): void {
    if (this.scheduled || this.all.size === 0) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      for (const followed of this.all.values()) if (followed.common) void this.update(followed);
      this.refreshOthers();
    });
  }

  /** A few at a time, so that commands are decided in between; and after a long round a rest, so that they are not kept waiting by views. */
  private refreshOthers(): void {
    if (this.going) {
      this.again = true;
      return;
    }
    this.going = true;
    const began = performance.now();
    const left = [...this.all.values()].filter((one) => !one.common);
    const rested = () => {
      this.going = false;
      if (!this.again) return;
      this.again = false;
      this.refreshOthers();
    };
    const some = () => {
      for (const followed of left.splice(0, atOnce)) void this.update(followed);
      if (left.length > 0) return void setImmediate(some);
      const took = Math.min(performance.now() - began, longestRest);
      if (took < shortRound) setImmediate(rested);
      else setTimeout(rested, took / 2);
    };
    setImmediate(some);
  }

  close(): void {
    this.all.clear();
  }

  private async update(followed: Followed): Promise<void> {
    if (followed.busy) {
      followed.again = true;
      return;
    }
    // Nobody could take it yet: it is made when somebody can.
    followed.stale = followed.followers.size > 0 && [...followed.followers].every((one) => one.busy);
    if (followed.stale) return;
    followed.busy = true;
    try {
      do {
        followed.again = false;
        const reply = await followed.make();
        if (followed.reply === null || !isSame(followed.reply, reply)) followed.reply = reply;
        for (const follower of followed.followers) void this.deliver(followed, follower);
      } while (followed.again);
    } catch (error) {
      this.onBug(error);
    } finally {
      followed.busy = false;
    }
  }

  private async deliver(followed: Followed, follower: Follower): Promise<void> {
    if (follower.busy) return; // it looks again when the last push is through
    follower.busy = true;
    try {
      while (followed.reply !== null && follower.sent !== followed.reply && followed.followers.has(follower)) {
        follower.sent = followed.reply;
        await follower.push(followed.reply);
      }
    } catch (error) {
      this.onBug(error);
    } finally {
      follower.busy = false;
      if (followed.stale) void this.update(followed);
    }
  }
}

function isSame(before: Reply, after: Reply): boolean {
  if (before.ok && after.ok) return sameValue(withoutNow(before.result), withoutNow(after.result));
  return !before.ok && !after.ok && sameValue(before.problem, after.problem);
}

/** That time goes by is no news: a screen counts on by itself. */
function withoutNow(result: unknown): unknown {
  if (typeof result !== 'object' || result === null || !('now' in result)) return result;
  const { now: _, ...rest } = result;
  return rest;
}
