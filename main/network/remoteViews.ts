import { type Changes, changesBetween } from '../../shared/changes.ts';
import { entryOf, type ViewName } from '../../shared/contract.ts';
import type { Reply } from '../hall/hall.ts';
import type { ToStation } from './messages.ts';
import type { Session } from './session.ts';

const most = 64;
const kitEvery = 1_000;
/** Views of more than the record: connections, notes, imports, and what is shown for some minutes change without an event, so the same seq does not make them the same. */
const notOfRecord: ReadonlySet<string> = new Set<ViewName>(['app', 'stations', 'imports', 'printing', 'printers', 'feedback', 'alerts']);

export interface RemoteViews {
  readonly watch: (w: number, name: string, params: unknown, have: number | null) => void;
  readonly unwatch: (w: number) => void;
  /** Sends this station's kit as it is now: before the answer to what it did, so that it can finish it even if the line breaks right then. */
  readonly kitNow: () => Promise<void>;
  readonly stop: () => void;
}

/** The change from one value to the next is the same for all who have both: it is looked for once. */
const known = new WeakMap<object, WeakMap<object, Changes | null>>();

function changes(before: unknown, after: unknown): Changes | null {
  if (typeof before !== 'object' || before === null || typeof after !== 'object' || after === null) return changesBetween(before, after);
  const from = known.get(before) ?? new WeakMap<object, Changes | null>();
  known.set(before, from);
  const found = from.has(after) ? (from.get(after) ?? null) : changesBetween(before, after);
  from.set(after, found);
  return found;
}

/** The views one connection follows: whole at first, then what changed, and never two on the way at a time, so that a slow one skips to the newest. */
export function followViews({ host, station, caller, send }: Session): RemoteViews {
  const watches = new Map<number, () => void>();
  let kit: ((reply: Reply) => Promise<void>) | null = null;
  const unwatch = (w: number) => {
    watches.get(w)?.();
    watches.delete(w);
  };
  return {
    watch(w, name, params, have) {
      unwatch(w);
      if (host.hall === null) return void send({ k: 'push', w, problem: { code: 'host.notDeciding', detail: 'this machine does not decide', retry: true } });
      if (watches.size >= most) return void send({ k: 'push', w, problem: { code: 'network.tooMuch', detail: `at most ${most} views at a time` } });
      if (entryOf(name)?.kind !== 'view') return void send({ k: 'push', w, problem: { code: 'view.unknown', detail: `the contract has no view ${name}` } });
      let last: { readonly value: unknown; readonly seq: number } | null = null;
      let had = notOfRecord.has(name) ? null : have;
      const push = async (reply: Reply): Promise<void> => {
        if (reply.ok && last !== null && reply.seq < last.seq) return; // a newer one went out meanwhile
        if ((host.state().stations.get(station.id)?.revokedAt ?? null) !== null) return; // what it may see no more is not sent either
        if (!reply.ok) {
          last = null;
          return send({ k: 'push', w, problem: reply.problem });
        }
        const before = last;
        last = { value: reply.result, seq: reply.seq };
        const same = had === reply.seq; // it has come back to a hall that has not changed meanwhile
        had = null;
        const message: ToStation = before === null && !same ? { k: 'push', w, seq: reply.seq, value: reply.result } : { k: 'push', w, seq: reply.seq, base: before === null ? reply.seq : before.seq, changes: before === null ? null : changes(before.value, reply.result) };
        await send(message);
        // The queues are for the day the line breaks, and large: a second's age does them no harm.
        if (name === 'kit' && caller.role !== 'clerk') await new Promise((resolve) => setTimeout(resolve, kitEvery).unref());
      };
      if (name === 'kit') kit = push;
      watches.set(w, host.hall.watch(caller, name, params, push));
    },
    unwatch,
    kitNow: async () => {
      if (host.hall !== null && kit !== null) await kit(await host.hall.view(caller, 'kit', {}));
    },
    stop() {
      for (const w of [...watches.keys()]) unwatch(w);
    },
  };
}
