import { ulid } from 'ulidx';
import type {
  CommandArguments,
  CommandName,
  CommandResult,
  LocalInput,
  LocalName,
  LocalOutput,
  View,
  ViewName,
  ViewParams,
} from '../shared/contract.ts';
import type { LinkState } from '../shared/link.ts';
import type { ProblemCode } from '../shared/result.ts';
import type { Bridge, Reply } from './bridge.ts';
import { isCommand } from './commands.ts';

/** What a screen may have to show: the hall's problems and those that only a screen can have. */
export type ScreenCode = ProblemCode | 'screen.noAnswer' | 'screen.reconnecting';
export interface ScreenProblem {
  readonly code: ScreenCode;
  readonly detail: string;
  readonly retry?: boolean;
}
export type Answer<T> =
  | { readonly ok: true; readonly value: T; readonly seq: number }
  | { readonly ok: false; readonly problem: ScreenProblem };

export type Name = CommandName | ViewName | LocalName;
export type Arguments<N extends Name> = N extends CommandName
  ? CommandArguments<N>
  : N extends ViewName
    ? ViewParams<N>
    : N extends LocalName
      ? LocalInput<N>
      : never;
export type Output<N extends Name> = N extends CommandName
  ? CommandResult<N>
  : N extends ViewName
    ? View<N>
    : N extends LocalName
      ? LocalOutput<N>
      : never;

/** A request that can be sent again without happening twice: a command keeps its commandId. */
export interface Pending<N extends Name> {
  readonly name: N;
  readonly input: unknown;
}

/** After this long a screen says that no answer came. */
export const answerWithin = 8000;
/** These wait for a person or for a whole file; the others for the hall. */
const patience: Partial<Record<Name, number>> = {
  'import.choose': Number.POSITIVE_INFINITY,
  'import.start': Number.POSITIVE_INFINITY,
  'import.preview': 120_000,
  figures: 30_000,
  'network.find': 20_000,
  'network.join': 60_000,
  'network.be': 30_000,
  'network.takeOver': 120_000,
  'printer.find': 20_000,
};
const noAnswer: Answer<never> = { ok: false, problem: { code: 'screen.noAnswer', detail: 'no answer in time', retry: true } };

function bridge(): Bridge {
  if (window.hall === undefined) throw new Error('this page was opened outside Hall Desk');
  return window.hall;
}

/** A request with its commandId, ready to be sent, once or again. */
export function prepare<N extends Name>(name: N, args: Arguments<N>): Pending<N> {
  return { name, input: isCommand(name) ? { ...args, commandId: ulid() } : args };
}

/** Sends it and always answers, in `answerWithin` or less: a reply that is lost becomes a problem, never silence. */
export async function send<N extends Name>(pending: Pending<N>): Promise<Answer<Output<N>>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = patience[pending.name] ?? answerWithin;
  const late = new Promise<null>((resolve) => {
    if (wait !== Number.POSITIVE_INFINITY) timer = setTimeout(() => resolve(null), wait);
  });
  const reply = await Promise.race([
    bridge()
      .call(pending.name, pending.input)
      .catch(() => null),
    late,
  ]);
  clearTimeout(timer);
  return reply === null ? noAnswer : answerOf<N>(reply);
}

/** Prepares and sends in one. */
export function call<N extends Name>(name: N, args: Arguments<N>): Promise<Answer<Output<N>>> {
  return send(prepare(name, args));
}

/** Follows a view until the returned function is called; the first answer, or `screen.reconnecting`, comes in `answerWithin`. */
export function watch<N extends ViewName>(name: N, params: ViewParams<N>, onAnswer: (answer: Answer<View<N>>) => void): () => void {
  const timer = setTimeout(
    () => onAnswer({ ok: false, problem: { code: 'screen.reconnecting', detail: 'no answer in time', retry: true } }),
    answerWithin,
  );
  const stop = bridge().watch(name, params, (reply) => {
    clearTimeout(timer);
    onAnswer(answerOf<N>(reply) as Answer<View<N>>);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

/** Hears the strip's global hotkeys, where the shell has them. */
export function watchHotkeys(onKey: (action: string) => void): () => void {
  return bridge().watch('strip.hotkey', {}, (reply) => {
    if (!reply.ok || typeof reply.result !== 'object' || reply.result === null || !('action' in reply.result)) return;
    onKey(String(reply.result.action));
  });
}

/** Hears how this machine stands with its host, where the shell tells it; a shell that does not is its own host. */
export function watchLink(onLink: (link: LinkState) => void): () => void {
  return bridge().watch('link', {}, (reply) => {
    if (!reply.ok || typeof reply.result !== 'object' || reply.result === null || !('state' in reply.result)) return;
    onLink(reply.result as LinkState);
  });
}

// The reply's shape is the contract's promise, kept by the other side's schema.
function answerOf<N extends Name>(reply: Reply): Answer<Output<N>> {
  return reply.ok ? { ok: true, value: reply.result as Output<N>, seq: reply.seq } : reply;
}
