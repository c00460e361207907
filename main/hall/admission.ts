import type { z } from 'zod';
import { type CommandInput, type CommandName, entryOf, type ViewName, type ViewParams } from '../../shared/contract.ts';
import type { Caller } from '../../shared/domain/decide.ts';
import { actingAs } from '../../shared/domain/people.ts';
import type { State } from '../../shared/domain/state.ts';
import type { Role } from '../../shared/events.ts';
import { fail, ok, type Problem, type Result } from '../../shared/result.ts';
import type { Reply } from './runner.ts';
import { Tries } from './tries.ts';

const largestInput = 256 * 1024;
/** What a computer does or follows for itself, whoever is signed in at it. */
const ofComputer: ReadonlySet<string> = new Set<CommandName | ViewName>(['slip.report', 'printer.report', 'printWork', 'kit']);

/** The caller as what they may do is decided: as whoever is signed in there (SPEC 13.1). */
export function admittedAs(state: State, caller: Caller, name: string): Caller {
  return ofComputer.has(name) ? caller : actingAs(state, caller);
}

/** A command's input as the contract takes it from that caller. */
export function admitCommand(who: Caller, own: Role, name: string, input: unknown): Result<{ readonly name: CommandName; readonly input: CommandInput<CommandName> }> {
  const entry = entryOf(name);
  if (entry?.kind !== 'command') return fail('command.unknown', `there is no command ${name.slice(0, 60)}`);
  const refused = mayNot(entry.may, who, own, name);
  const parsed = refused === null ? parse(entry.input, who, input) : refused;
  return parsed.ok ? ok({ name: name as CommandName, input: parsed.value as CommandInput<CommandName> }) : parsed;
}

/** A view's parameters, whoever asks for them. */
export function readParams(who: Caller, name: string, params: unknown): Result<{ readonly name: ViewName; readonly params: ViewParams<ViewName> }> {
  const entry = entryOf(name);
  if (entry?.kind !== 'view') return fail('view.unknown', `there is no view ${name.slice(0, 60)}`);
  const parsed = parse(entry.params, who, params ?? {});
  return parsed.ok ? ok({ name: name as ViewName, params: parsed.value as ViewParams<ViewName> }) : parsed;
}

/** Why the caller's role may not see that view; null when it may. `own` is the role of the window itself. */
export function refusedView(who: Caller, own: Role, name: string): Problem | null {
  const refused = mayNot(entryOf(name)?.may ?? [], who, own, name);
  return refused === null ? null : refused.problem;
}

/** Where the window's own role would do, it is somebody who has to sign in. */
function mayNot(may: readonly Role[], { role }: Caller, own: Role, name: string): ReturnType<typeof fail> | null {
  if (may.includes(role)) return null;
  return may.includes(own) && role === 'guide' ? fail('staff.signInFirst', `sign in to ${name}`) : fail('command.notAllowed', `${role} may not ${name}`);
}

function parse(schema: z.ZodType, caller: Caller, input: unknown): Result<unknown> {
  let size: number;
  try {
    size = JSON.stringify(input)?.length ?? 0;
  } catch {
    return fail('command.badInput', 'not plain data');
  }
  if (size > largestInput && caller.role !== 'system') return fail('command.tooLarge', `${size} characters; at most ${largestInput}`);
  const parsed = schema.safeParse(input);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return fail('command.badInput', `${issue?.path.join('.') || 'input'}: ${issue?.message ?? 'not as the contract says'}`);
}

/** Answers a kiosk's request that carries a check code, unless the code was wrong too often (SPEC 2.8). */
export function codeGuard(clock: () => number): (caller: Caller, input: unknown, answer: () => Promise<Reply>) => Promise<Reply> {
  const tries = new Tries();
  return async (caller, input, answer) => {
    const number = caller.role === 'kiosk' ? checkedNumber(input) : null;
    if (number === null) return answer();
    if (tries.isBlocked(number, clock())) return fail('check.tooManyTries', 'the check code was wrong too often', true);
    const reply = await answer();
    if (isWrongCode(reply)) tries.noteWrong(number, clock());
    return reply;
  };
}

/** The number (or id) whose check code a request gives; null when it gives none. */
function checkedNumber(input: unknown): string | null {
  if (typeof input !== 'object' || input === null || !('check' in input) || input.check === undefined) return null;
  const fields = input as Readonly<Record<string, unknown>>;
  return String(fields['number'] ?? fields['ticketNumber'] ?? fields['of'] ?? '').toUpperCase();
}

function isWrongCode(reply: Reply): boolean {
  if (!reply.ok) return reply.problem.code === 'ticket.checkWrong' || reply.problem.code === 'slip.unknown' || reply.problem.code === 'feedback.unknown';
  const found = reply.result as { readonly ticket?: unknown; readonly feedback?: unknown } | null;
  return found !== null && found.ticket === null && found.feedback === null;
}
