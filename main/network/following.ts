import { performance } from 'node:perf_hooks';
import { withChanges } from '../../shared/changes.ts';
import type { View } from '../../shared/contract.ts';
import type { Reply } from '../hall/hall.ts';
import { maskAgain } from '../hall/personal.ts';
import type { Push } from '../hall/watches.ts';
import type { ToStation } from './messages.ts';
import type { Remote } from './remote.ts';

interface Followed {
  readonly name: string;
  readonly params: unknown;
  readonly push: Push;
  value: unknown;
  /** When the host gave the time that is in the value, by the steady clock. */
  at: number;
  /** The seq of the value; null while there is none. */
  seq: number | null;
  epoch: number;
}

/** What the windows of a station follow: from the host while it is there, from what the station holds while it is not. */
export class Following {
  private readonly all = new Map<number, Followed>();

  add(w: number, name: string, params: unknown, push: Push): void {
    this.all.set(w, { name, params, push, value: null, at: 0, seq: null, epoch: 0 });
  }

  /** False when it was not followed. */
  remove(w: number): boolean {
    return this.all.delete(w);
  }

  /** Asks the host for one, or for all, anew; what has not changed since is not sent again. */
  ask(to: Remote, only?: number): void {
    for (const [w, one] of this.all) {
      if (only !== undefined && only !== w) continue;
      const have = one.seq !== null && one.epoch === to.hello.epoch ? { have: one.seq } : {};
      void to.send({ k: 'watch', w, name: one.name, params: one.params, ...have });
    }
  }

  /** Takes what the host pushed, and shows it. Throws when changes do not fit what they were made for. */
  take(message: Extract<ToStation, { k: 'push' }>, epoch: number): void {
    const one = this.all.get(message.w);
    if (one === undefined) return;
    if ('problem' in message) {
      one.seq = null;
      void one.push({ ok: false, problem: message.problem });
      return;
    }
    if ('base' in message && message.base !== one.seq) throw new Error(`changes of seq ${message.base} for a value of ${one.seq}`);
    const value = 'value' in message ? message.value : withChanges(one.value, message.changes);
    if (timeIn(value) !== timeIn(one.value)) one.at = performance.now();
    one.value = value;
    one.seq = message.seq;
    one.epoch = epoch;
    void one.push({ ok: true, seq: message.seq, result: shown(one) });
  }

  /** Shows what can be made here. Where nothing can, the last value stays, without customers' data that was to be seen for some minutes; or `otherwise` is said when there is none. */
  async show(make: (name: string, params: unknown) => Promise<Reply | null>, otherwise: Reply): Promise<void> {
    for (const one of [...this.all.values()]) {
      const reply = await make(one.name, one.params);
      if (reply !== null) void one.push(reply);
      else if (one.seq === null) void one.push(otherwise);
      else if (one.name === 'feedback') {
        one.value = maskAgain(one.value as View<'feedback'>); // the host sends it whole when it is back
        void one.push({ ok: true, seq: one.seq, result: one.value });
      }
    }
  }

  /** The last value of such a view; null when it is not followed. */
  last(name: string, params: unknown): Reply | null {
    const text = JSON.stringify(params ?? {});
    for (const one of this.all.values()) if (one.name === name && one.seq !== null && JSON.stringify(one.params ?? {}) === text) return { ok: true, seq: one.seq, result: shown(one) };
    return null;
  }
}

/** What a window is shown. It sets its clock by the time in it, so that is the time of now (SPEC 10.10), however old the rest is. */
function shown({ value, at }: Followed): unknown {
  const time = timeIn(value);
  return time === null ? value : { ...(value as object), now: Math.round(time + performance.now() - at) };
}

function timeIn(value: unknown): number | null {
  return typeof value === 'object' && value !== null && 'now' in value && typeof value.now === 'number' ? value.now : null;
}
