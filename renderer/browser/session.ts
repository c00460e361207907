import { withChanges } from '../../shared/changes.ts';
import type { LinkState } from '../../shared/link.ts';
import type { Problem } from '../../shared/result.ts';
import type { Bridge, Reply } from '../bridge.ts';
import { isCommand, isLocal } from '../commands.ts';
import { connect, type ConnectionOptions, isRefusal } from './connection.ts';
import type { HostFrame, Push } from './frames.ts';

export interface SessionOptions extends Pick<ConnectionOptions, 'open' | 'greet' | 'random' | 'timing' | 'onOtherVersion'> {
  /** The host's address as people know it. */
  readonly host: string;
  /** The host's time. */
  readonly now: () => number;
  /** What this browser answers itself; null for what it does not have. */
  readonly local: (name: string) => unknown;
}
interface Watch {
  readonly name: string;
  readonly params: unknown;
  readonly onReply: (reply: Reply) => void;
  /** What changes are made to; null until the whole has come on this connection. */
  last: { readonly value: unknown } | null;
}
interface Asked {
  readonly command: boolean;
  readonly resolve: (reply: Reply) => void;
}
const cutOff: Problem = { code: 'station.cutOff', detail: 'not connected to the host', retry: true };
const unsure: Problem = { code: 'station.unsure', detail: 'the line broke before the answer came', retry: true };
const noPush = () => () => {};

/** The bridge of a browser: the same calls and watches, over a socket that comes back by itself. */
export function openSession(options: SessionOptions): { readonly bridge: Bridge; close(): void } {
  const asked = new Map<number, Asked>();
  const watches = new Map<number, Watch>();
  const linkWatches = new Set<(reply: Reply) => void>();
  let ids = 0;
  let link: LinkState | null = null;
  let refusal: Problem | null = null;
  let voice: 'there' | 'missing' | null = null;

  const setLink = (state: LinkState['state']) => {
    if (link?.state === state) return;
    link = { kind: 'browser', state, since: options.now(), host: options.host, waiting: 0, numbersLeft: null, standBy: false };
    for (const tell of linkWatches) tell({ ok: true, seq: 0, result: link });
  };
  const follow = (w: number, watch: Watch) => {
    watch.last = null;
    connection.send({ k: 'watch', w, name: watch.name, params: watch.params });
  };
  const connection = connect({
    ...options,
    onIn: () => {
      refusal = null;
      for (const [w, watch] of watches) follow(w, watch);
      if (voice !== null) connection.send({ k: 'about', voice });
      setLink('joined');
    },
    onOut: (problem) => {
      refusal = isRefusal(problem) ? problem : null;
      for (const one of asked.values()) one.resolve({ ok: false, problem: one.command ? unsure : cutOff });
      asked.clear();
      setLink(refusal === null ? 'cutOff' : 'refused');
    },
    onFrame: (frame: HostFrame) => {
      if (frame.k === 'push') return pushed(frame);
      if (frame.k !== 'reply') return;
      asked.get(frame.id)?.resolve(frame.reply);
      asked.delete(frame.id);
    },
  });
  const pushed = (frame: Push) => {
    const watch = watches.get(frame.w);
    if (watch === undefined) return;
    if ('problem' in frame) return watch.onReply({ ok: false, problem: frame.problem });
    if ('value' in frame) watch.last = { value: frame.value };
    else if (watch.last === null) return;
    else {
      try {
        watch.last = { value: withChanges(watch.last.value, frame.changes) };
      } catch {
        // Made for another value than the one here: ask for the whole again.
        connection.send({ k: 'unwatch', w: frame.w });
        return follow(frame.w, watch);
      }
    }
    watch.onReply({ ok: true, seq: frame.seq, result: watch.last.value });
  };

  return {
    close: connection.close,
    bridge: {
      call: async (name, input): Promise<Reply> => {
        if (name === 'station.about') {
          voice = (input as { readonly voice: 'there' | 'missing' }).voice;
          connection.send({ k: 'about', voice });
          return { ok: true, seq: 0, result: {} };
        }
        if (isLocal(name)) {
          const result = options.local(name);
          return result === null
            ? { ok: false, problem: { code: 'command.unknown', detail: `${name} is not in a browser` } }
            : { ok: true, seq: 0, result };
        }
        const id = ++ids;
        if (!connection.send({ k: 'call', id, name, input })) return { ok: false, problem: refusal ?? cutOff };
        return new Promise((resolve) => asked.set(id, { command: isCommand(name), resolve }));
      },
      watch: (name, params, onReply) => {
        if (name === 'strip.hotkey') return noPush();
        if (name === 'link') {
          linkWatches.add(onReply);
          if (link !== null) onReply({ ok: true, seq: 0, result: link });
          return () => void linkWatches.delete(onReply);
        }
        const w = ++ids;
        const watch: Watch = { name, params, onReply, last: null };
        watches.set(w, watch);
        follow(w, watch);
        return () => {
          watches.delete(w);
          connection.send({ k: 'unwatch', w });
        };
      },
    },
  };
}
