import type { ViewName } from '../../shared/contract.ts';
import type { Reply } from '../bridge.ts';
import { commands } from './commands.ts';
import { local } from './locals.ts';
import { linkOf } from './network.ts';
import { prints } from './printing.ts';
import { views } from './views.ts';
import { makeWorld } from './world.ts';

/**
 * Puts a made-up hall where preload puts the real one, for looking at screens in a plain browser.
 * `&scene=` chooses its state; `offline` never answers, `late` stops answering after three seconds.
 */
export function installFakeHall(): void {
  const scene = new URLSearchParams(location.search).get('scene') ?? 'busy';
  const world = makeWorld(scene);
  const watchers = new Set<() => void>();
  const born = Date.now();
  const silent = () => scene === 'offline' || (scene === 'late' && Date.now() - born > 1000 * Number(new URLSearchParams(location.search).get('after') ?? 3));
  const show = (name: string, params: unknown): Reply => {
    const value = views[name as ViewName]?.(world, (params ?? {}) as Record<string, unknown>);
    if (value === undefined) return { ok: false, problem: { code: 'view.unknown', detail: name } };
    // A copy, as it would have come through a channel.
    return value === null
      ? { ok: false, problem: { code: name === 'status' ? 'ticket.checkWrong' : 'ticket.unknown', detail: name } }
      : { ok: true, seq: world.seq, result: structuredClone(value) };
  };
  // What becomes of a slip comes by itself.
  const pushAll = () => {
    for (const push of watchers) push();
  };
  if (prints()) setInterval(pushAll, 500);
  window.hall = {
    call: (name, input) =>
      new Promise((resolve) => {
        if (silent()) return;
        const told = local(name, input);
        if (told !== null) return void setTimeout(() => resolve(told), name === 'network.join' || name === 'network.takeOver' ? 1500 : 20);
        setTimeout(() => {
          const done = commands[name]?.(world, input as Record<string, unknown>);
          if (done === undefined) return resolve(Object.hasOwn(views, name) ? show(name, input) : { ok: true, seq: world.seq, result: {} });
          world.seq++;
          resolve(
            'code' in done
              ? { ok: false, problem: { code: done.code, detail: done.detail ?? done.code } }
              : { ok: true, seq: world.seq, result: structuredClone(done.result) },
          );
          for (const push of watchers) push();
        }, 60);
      }),
    watch: (name, params, onReply) => {
      if (name === 'strip.hotkey') return () => {};
      if (name === 'link') {
        onReply({ ok: true, seq: 0, result: linkOf(new URLSearchParams(location.search)) });
        return () => {};
      }
      const push = () => {
        if (!silent()) onReply(show(name, params));
      };
      const first = setTimeout(push, 30);
      watchers.add(push);
      return () => {
        clearTimeout(first);
        watchers.delete(push);
      };
    },
  };
}
