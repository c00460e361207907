import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { entryOf as EntryOf } from '../shared/contract.ts';
import { fail, type Problem, type ProblemCode, type Result } from '../shared/result.ts';
import type { Reply } from './hall/hall.ts';
import { logBug } from './log.ts';
import type { Desk } from './network/desk.ts';
import type { WindowCaller, Windows } from './windows.ts';

/** What the shell itself answers: windows and files, never the hall's business. Its input was parsed. */
export type Locals = Readonly<Record<string, (input: unknown, caller: WindowCaller) => Promise<Result<unknown>> | Result<unknown>>>;
/** What the shell itself pushes. */
export type LocalWatches = Readonly<Record<string, (caller: WindowCaller, push: (result: unknown) => void) => () => void>>;

export interface Door {
  /** Loaded while the first window starts: a person waits for the window, not for the schemas. */
  readonly contract: Promise<{ readonly entryOf: typeof EntryOf }>;
  /** A hall that could not be opened is a Problem, which every request then gets. */
  readonly hall: Promise<Result<Desk>>;
  readonly windows: Windows;
  readonly locals: Locals;
  readonly localWatches: LocalWatches;
}

/** More than the largest settings section; what a screen sends is far smaller. */
const largest = 256 * 1024;
const mostWatches = 64;

type Message =
  | { readonly kind: 'call'; readonly name: string; readonly input: unknown }
  | { readonly kind: 'watch'; readonly watch: number; readonly name: string; readonly params: unknown }
  | { readonly kind: 'unwatch'; readonly watch: number };

const refuse = (code: ProblemCode, detail: string): Reply => fail(code, detail);
const answer = (result: Result<unknown>): Reply => (result.ok ? { ok: true, seq: 0, result: result.value } : result);

/** The one place where requests of windows come in: who sent it, what it is, how large, then the hall or the shell. Always answers. */
export function openDoor(door: Door): void {
  const watches = new Map<WebContents, Map<number, () => void>>();

  ipcMain.handle('hall', async (event, sent: unknown): Promise<Reply | null> => {
    try {
      return await receive(event, sent);
    } catch (error) {
      logBug('a request failed', error);
      return refuse('hall.failed', 'a bug: see the log');
    }
  });

  async function receive(event: IpcMainInvokeEvent, sent: unknown): Promise<Reply | null> {
    const caller = door.windows.callerOf(event.sender, event.senderFrame);
    if (caller === null) return refuse('caller.unknown', 'not a page of this program');
    const size = sizeOf(sent);
    if (size === null) return refuse('command.badInput', 'not plain data');
    if (size > largest) return refuse('command.tooLarge', `${size} characters, at most ${largest}`);
    const message = readMessage(sent);
    if (message === null) return refuse('command.badInput', 'not a request');
    if (message.kind === 'call') return call(caller, message.name, message.input);
    if (message.kind === 'watch') return watch(event.sender, caller, message.watch, message.name, message.params);
    stopWatch(event.sender, message.watch);
    return null;
  }

  async function call(caller: WindowCaller, name: string, input: unknown): Promise<Reply> {
    const entry = (await door.contract).entryOf(name);
    if (entry === null) return refuse('command.unknown', `the contract has no ${name.slice(0, 64)}`);
    if (entry.kind === 'local') {
      const local = door.locals[name];
      if (local === undefined) return refuse('command.unknown', `${name} is not here`);
      if (!entry.may.includes(caller.role)) return refuse('command.notAllowed', `${caller.role} may not ${name}`);
      const parsed = entry.input.safeParse(input ?? {});
      return parsed.success ? answer(await local(parsed.data, caller)) : refuse('command.badInput', problemOf(parsed.error.issues));
    }
    const hall = await door.hall;
    if (!hall.ok) return hall;
    return entry.kind === 'view' ? hall.value.view(caller, name, input) : hall.value.call(caller, name, input);
  }

  async function watch(sender: WebContents, caller: WindowCaller, id: number, name: string, params: unknown): Promise<Reply | null> {
    const mine = watches.get(sender) ?? begin(sender);
    if (mine.size >= mostWatches) return refuse('command.tooLarge', `at most ${mostWatches} watches a window`);
    const push = (reply: Reply) => {
      if (mine.has(id) && !sender.isDestroyed()) sender.send('hall.push', id, reply);
    };
    mine.get(id)?.();
    mine.set(id, () => undefined);
    const local = door.localWatches[name];
    if (local) {
      mine.set(id, local(caller, (result) => push({ ok: true, seq: 0, result })));
      return null;
    }
    const hall: Result<Desk, Problem> = (await door.contract).entryOf(name)?.kind === 'view' ? await door.hall : fail('view.unknown', `the contract has no view ${name}`);
    if (!hall.ok) {
      mine.delete(id);
      return hall;
    }
    if (mine.has(id)) mine.set(id, hall.value.watch(caller, name, params, push)); // unless it was given up meanwhile
    return null;
  }

  function begin(sender: WebContents): Map<number, () => void> {
    const mine = new Map<number, () => void>();
    watches.set(sender, mine);
    const stopAll = () => {
      for (const stop of mine.values()) stop();
      mine.clear();
    };
    sender.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) stopAll();
    });
    sender.on('render-process-gone', stopAll);
    sender.once('destroyed', () => {
      stopAll();
      watches.delete(sender);
    });
    return mine;
  }

  function stopWatch(sender: WebContents, id: number): void {
    const mine = watches.get(sender);
    mine?.get(id)?.();
    mine?.delete(id);
  }
}

/** The length as JSON; null for what is no plain data. */
function sizeOf(sent: unknown): number | null {
  try {
    return JSON.stringify(sent)?.length ?? 0;
  } catch {
    return null; // a cycle, a BigInt
  }
}

function readMessage(sent: unknown): Message | null {
  if (typeof sent !== 'object' || sent === null) return null;
  const { kind, watch, name, input, params } = sent as Partial<Record<string, unknown>>;
  const named = typeof name === 'string' && name.length <= 64;
  if (kind === 'call' && named) return { kind, name, input };
  if (kind === 'watch' && named && typeof watch === 'number') return { kind, watch, name, params };
  return kind === 'unwatch' && typeof watch === 'number' ? { kind, watch } : null;
}

function problemOf(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): string {
  const [first] = issues;
  return first ? `${first.path.join('.') || 'input'}: ${first.message}` : 'bad input';
}
