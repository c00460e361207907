import type { LinkState } from '../../shared/link.ts';
import type { Problem } from '../../shared/result.ts';
import type { Caller, Reply } from '../hall/hall.ts';
import type { Queue } from '../hall/views.ts';
import type { Push } from '../hall/watches.ts';

/** What this computer tells of itself; shown at the manager's desk. */
export interface About {
  readonly voice?: 'there' | 'missing';
  readonly queues?: readonly Queue[];
}

/** What a window, or the command line, needs of this machine's hall, wherever that decides. Nothing here rejects. */
export interface Desk {
  readonly call: (caller: Caller, name: string, input: unknown) => Promise<Reply>;
  readonly view: (caller: Caller, name: string, params: unknown) => Promise<Reply>;
  readonly watch: (caller: Caller, name: string, params: unknown, push: Push) => () => void;
  readonly link: () => LinkState;
  readonly about: (about: About) => void;
  readonly close: () => Promise<void>;
}

interface Following {
  readonly caller: Caller;
  readonly name: string;
  readonly params: unknown;
  readonly push: Push;
  stop: () => void;
}

/**
 * The desk that windows hold on to while what stands behind it changes: a stand-by that becomes the host, a host that
 * becomes a station. What they follow is followed again; while nothing stands behind it they get the Problem given.
 */
export function changingDesk(): Desk & { readonly change: (to: Desk | Problem) => void; readonly onLink: (told: (link: LinkState) => void) => () => void; readonly linkChanged: () => void } {
  let behind: Desk | Problem = { code: 'hall.closing', detail: 'the hall is not open yet', retry: true };
  const following = new Set<Following>();
  const listeners = new Set<(link: LinkState) => void>();
  const desk = (): Desk | null => ('call' in behind ? behind : null);
  const problem = (): Reply => ('code' in behind ? { ok: false, problem: behind } : { ok: false, problem: { code: 'hall.closing', detail: 'the hall is closing', retry: true } });
  const link = (): LinkState => desk()?.link() ?? { kind: 'station', state: 'cutOff', since: 0, host: null, waiting: 0, numbersLeft: null, standBy: false };
  const linkChanged = () => {
    for (const told of listeners) told(link());
  };
  const begin = (one: Following) => {
    const now = desk();
    if (now === null) void one.push(problem());
    one.stop = now?.watch(one.caller, one.name, one.params, one.push) ?? (() => undefined);
  };
  return {
    call: async (caller, name, input) => desk()?.call(caller, name, input) ?? problem(),
    view: async (caller, name, params) => desk()?.view(caller, name, params) ?? problem(),
    watch(caller, name, params, push) {
      const one: Following = { caller, name, params, push, stop: () => undefined };
      following.add(one);
      begin(one);
      return () => {
        following.delete(one);
        one.stop();
      };
    },
    link,
    about: (about) => desk()?.about(about),
    change(to) {
      for (const one of following) one.stop();
      behind = to;
      for (const one of following) begin(one);
      linkChanged();
    },
    onLink(told) {
      listeners.add(told);
      told(link());
      return () => listeners.delete(told);
    },
    linkChanged,
    async close() {
      const now = desk();
      behind = { code: 'hall.closing', detail: 'the hall is closing', retry: true };
      await now?.close();
    },
  };
}
