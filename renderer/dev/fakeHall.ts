import type { ViewName } from '../../shared/contract.ts';
import type { Reply } from '../bridge.ts';
import { commands } from './commands.ts';
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
  const silent = () => scene === 'offline' || (scene === 'late' && Date.now() - born > 3000);
  const show = (name: string, params: unknown): Reply => {
    const value = views[name as ViewName]?.(world, (params ?? {}) as Record<string, unknown>);
    if (value === undefined) return { ok: false, problem: { code: 'view.unknown', detail: name } };
    // A copy, as it would have come through a channel.
    return value === null
      ? { ok: false, problem: { code: name === 'status' ? 'ticket.checkWrong' : 'ticket.unknown', detail: name } }
      : { ok: true, seq: world.seq, result: structuredClone(value) };
  };
  window.hall = {
    call: (name, input) =>
      new Promise((resolve) => {
        if (silent()) return;
        const told = local(name);
        if (told !== null) return resolve({ ok: true, seq: 0, result: told });
        setTimeout(() => {
          const done = commands[name]?.(world, input as Record<string, unknown>);
          if (done === undefined) return resolve(Object.hasOwn(views, name) ? show(name, input) : { ok: true, seq: world.seq, result: {} });
          world.seq++;
          resolve(
            'code' in done
              ? { ok: false, problem: { code: done.code, detail: done.code } }
              : { ok: true, seq: world.seq, result: structuredClone(done.result) },
          );
          for (const push of watchers) push();
        }, 60);
      }),
    watch: (name, params, onReply) => {
      if (name === 'strip.hotkey') return () => {};
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

function local(name: string): unknown {
  const hotkeys = { next: 'Ctrl+Alt+N', recall: 'Ctrl+Alt+R', noShow: '', finish: 'Ctrl+Alt+F', feedback: '', help: '' };
  if (name.startsWith('station.')) return { hotkeys, taken: ['Ctrl+Alt+R'] };
  if (name === 'import.choose') return { file: '1', name: 'anonymous.log' };
  if (name === 'import.start')
    return {
      tickets: 29503,
      skipped: { 'no queue': 240, 'test call': 1198 },
      rejected: { 'bad time': 490 },
      days: 31,
      rejectedFile: '/data/import/rejected.csv',
    };
  if (name !== 'import.preview') return null;
  const ticket = {
    import: '01JD0000000000000000000000',
    key: '1/2',
    number: '1401',
    service: 'payment',
    priority: false,
    issuedAt: 916_200_000_000,
    calledAt: 916_200_120_000,
    endedAt: 916_200_400_000,
    leftAt: null,
    counter: '3',
  };
  return {
    columns: ['vru_line', 'call_id'],
    rows: [
      { line: 2, outcome: 'ticket', reason: null, ticket },
      { line: 3, outcome: 'skipped', reason: 'type = PHANTOM', ticket: null },
      { line: 4, outcome: 'rejected', reason: 'q_exit before q_start', ticket: null },
    ],
  };
}
