import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { contract } from '../shared/contract.ts';
import { eventData, type Role, roles } from '../shared/events.ts';
import { assertNever, fail, ok, type Problem, type Result } from '../shared/result.ts';
import { type Caller, type Hall, type HallOptions, openHall } from './hall/hall.ts';
import { newId } from './hall/ids.ts';
import { importLog } from './hall/importLog.ts';
import { backup, restore } from './store/backup.ts';
import { acquireLock } from './store/lock.ts';
import { verifyJournal } from './store/verify.ts';

export interface Io {
  readonly input: Readable;
  readonly print: (line: string) => void;
}

const commands = ['init', 'import', 'figures', 'verify', 'call', 'view', 'contract', 'backup', 'restore'] as const;
type Command = (typeof commands)[number];

const optionNames = {
  data: { type: 'string' }, profile: { type: 'string' }, date: { type: 'string' }, promise: { type: 'string' }, as: { type: 'string' }, at: { type: 'string' },
  to: { type: 'string' }, from: { type: 'string' }, rehearsal: { type: 'boolean' }, name: { type: 'string' },
} as const;
type Options = { readonly [K in keyof typeof optionNames]?: (typeof optionNames)[K]['type'] extends 'string' ? string : boolean };

/**
 * The `hall` command: the same hall without a window. Prints only JSON on stdout and gives the exit code: 0, or 1
 * with `{ok: false, problem}`.
 */
export async function runCli(args: readonly string[], io: Io): Promise<number> {
  const parsed = parse(args);
  const result = parsed.ok ? await run(parsed.value.command, parsed.value.words, parsed.value.options, io) : parsed;
  if (!result.ok) {
    io.print(JSON.stringify({ ok: false, problem: result.problem }));
    return 1;
  }
  if (result.value.print !== undefined) io.print(JSON.stringify(result.value.print));
  return result.value.code;
}

interface Outcome {
  readonly print?: unknown;
  readonly code: number;
}

function parse(args: readonly string[]): Result<{ command: Command; words: string[]; options: Options }> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: optionNames, allowPositionals: true });
    const [name, ...words] = positionals;
    const command = commands.find((one) => one === name);
    return command === undefined ? fail('command.unknown', `use: hall ${commands.join('|')} … --data DIR`) : ok({ command, words, options: values as Options });
  } catch (error) {
    return fail('command.badInput', error instanceof Error ? error.message : 'the arguments cannot be read');
  }
}

async function run(command: Command, words: readonly string[], options: Options, io: Io): Promise<Result<Outcome>> {
  const print = (value: unknown): Result<Outcome> => ok({ print: value, code: 0 });
  switch (command) {
    case 'contract':
      return print(contractSchema());
    case 'verify': {
      if (options.data === undefined) return missing('data');
      const verified = await verifyJournal(options.data);
      return ok({ print: verified, code: verified.ok ? 0 : 1 });
    }
    case 'init':
      return withHall(options, async (hall) => print({ ok: true, hall: hall.inner.runner.state.hall?.id, rehearsal: hall.inner.runner.state.hall?.rehearsal }), { rehearsal: options.rehearsal === true });
    case 'import': {
      const [file] = words;
      const { profile } = options;
      if (file === undefined || profile === undefined) return missing(file === undefined ? 'file' : 'profile');
      return withHall(options, async (hall) => {
        const controller = new AbortController();
        const stop = () => controller.abort();
        process.once('SIGINT', stop);
        const done = await importLog(hall, file, profile, controller.signal);
        process.off('SIGINT', stop);
        return done.ok ? print(done.value) : done;
      });
    }
    case 'figures': {
      const { date } = options;
      const promise = options.promise === undefined ? undefined : Number(options.promise);
      if (date === undefined) return missing('date');
      return withHall(options, async (hall) => {
        const reply = await hall.view(callerOf(options.as).value, 'figures', { date, ...(promise === undefined ? {} : { promise }) });
        return reply.ok ? print((reply.result as { all: unknown }).all) : reply;
      });
    }
    case 'view': {
      const params = json(words[1] ?? '{}');
      if (!params.ok) return params;
      return withHall(options, async (hall) => {
        const caller = callerOf(options.as);
        const reply = caller.problem ?? (await hall.view(caller.value, words[0] ?? '', params.value));
        return reply.ok ? print(reply) : reply;
      });
    }
    case 'call':
      return withHall(options, (hall) => (words[0] === '-' ? callLines(hall, options, io) : callOne(hall, words, options)));
    case 'backup':
      return options.to === undefined ? missing('to') : held(options.data, (data) => backup(data, options.to ?? ''));
    case 'restore': {
      if (options.from === undefined || options.data === undefined) return missing(options.from === undefined ? 'from' : 'data');
      const copied = await held(options.data, (data) => restore(options.from ?? '', data));
      if (!copied.ok) return copied;
      return withHall(options, async () => copied); // reads the whole journal once and writes its checkpoint
    }
    default:
      return assertNever(command);
  }
}

function missing(what: string): Result<Outcome> {
  return fail('command.badInput', `${what} is missing`);
}

async function withHall(options: Options, work: (hall: Hall) => Promise<Result<Outcome>>, more: Partial<HallOptions> = {}): Promise<Result<Outcome>> {
  if (options.data === undefined) return missing('data');
  const hall = await openHall({ dataDir: options.data, ...more });
  if (!hall.ok) return hall;
  for (const warning of hall.value.inner.store.warnings.filter((one) => one.startsWith('recovered'))) process.stderr.write(`${warning}\n`);
  try {
    return await work(hall.value);
  } finally {
    await hall.value.close();
  }
}

async function held(data: string | undefined, work: (data: string) => Promise<Result<unknown>>): Promise<Result<Outcome>> {
  if (data === undefined) return missing('data');
  const lock = await acquireLock(data);
  if (!lock.ok) return lock;
  try {
    const done = await work(data);
    return done.ok ? ok({ print: done.value, code: 0 }) : done;
  } finally {
    await lock.value.release();
  }
}

/** `ROLE[:NAME]`; admin at this PC when nothing is said. Each name is a station of its own, so it can sign in to a counter. */
function callerOf(as: string | undefined): { readonly value: Caller; readonly problem?: { readonly ok: false; readonly problem: Problem } } {
  const [name = 'admin', ...rest] = (as ?? 'admin').split(':');
  const staff = rest.join(':');
  const role = roles.find((one) => one === name && one !== 'system') as Role | undefined;
  const value: Caller = { role: role ?? 'board', station: staff === '' ? `cli/${name}` : `cli/${name}/${staff}`, ...(staff === '' ? {} : { staff }) };
  return role === undefined ? { value, problem: fail('caller.unknown', `no role ${name}; there are ${roles.filter((one) => one !== 'system').join(', ')}`) } : { value };
}

async function callOne(hall: Hall, [name = '', text = '{}']: readonly string[], options: Options): Promise<Result<Outcome>> {
  const input = json(text);
  if (!input.ok) return input;
  const reply = await callAs(hall, { name, input: input.value, as: options.as, at: options.at });
  return reply.ok ? ok({ print: reply, code: 0 }) : reply;
}

const request = z.object({ name: z.string(), input: z.record(z.string(), z.unknown()).default({}), as: z.string().optional(), at: z.union([z.string(), z.number()]).optional(), id: z.unknown().optional() });

/** One request a line, one answer a line, in the order asked, each once it is durable. A bad line gets a Problem. */
async function callLines(hall: Hall, options: Options, io: Io): Promise<Result<Outcome>> {
  let last: Promise<void> = Promise.resolve();
  let open = 0;
  const lines = createInterface({ input: io.input, crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const parsed = json(line);
    const asked = parsed.ok ? request.safeParse(parsed.value) : null;
    const answer = !parsed.ok ? Promise.resolve(parsed) : asked?.success === true ? callAs(hall, { as: options.as, at: options.at, ...asked.data }) : Promise.resolve(fail('command.badInput', 'a line is {"name": …, "input": {…}}'));
    const id = asked?.success === true && asked.data.id !== undefined ? { id: asked.data.id } : {};
    open += 1;
    last = Promise.all([answer, last]).then(([reply]) => {
      open -= 1;
      io.print(JSON.stringify({ ...id, ...reply }));
    });
    if (open > 2000) await last;
  }
  await last;
  return ok({ code: 0 });
}

async function callAs(hall: Hall, asked: { readonly name: string; readonly input: unknown; readonly as?: string | undefined; readonly at?: string | number | undefined }) {
  const caller = callerOf(asked.as);
  if (caller.problem !== undefined) return caller.problem;
  const at = asked.at === undefined ? undefined : typeof asked.at === 'number' ? asked.at : Date.parse(asked.at);
  if (at !== undefined && Number.isNaN(at)) return fail('command.badInput', '--at is no time; use 2026-11-22T09:00:00+08:00');
  if (at !== undefined && hall.inner.runner.state.hall?.rehearsal !== true) return fail('command.notAllowed', '--at is for a folder made by hall init --rehearsal');
  const input = typeof asked.input === 'object' && asked.input !== null && !('commandId' in asked.input) ? { ...asked.input, commandId: newId() } : asked.input;
  return hall.call(caller.value, asked.name, input, at);
}

function json(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return fail('command.badInput', 'not JSON');
  }
}

/** JSON Schema of every command, view and local call: who may use it, what goes in, what comes out. */
function contractSchema(): unknown {
  const schema = (type: z.ZodType, io: 'input' | 'output') => z.toJSONSchema(type, { unrepresentable: 'any', io });
  return Object.fromEntries(Object.entries(contract).map(([name, entry]) => {
    if (entry.kind === 'command') return [name, { kind: entry.kind, may: entry.may, input: schema(entry.input, 'input'), event: entry.result, result: schema(eventData[entry.result], 'output'), personal: entry.personal }];
    if (entry.kind === 'view') return [name, { kind: entry.kind, may: entry.may, params: schema(entry.params, 'input'), output: schema(entry.output, 'output') }];
    return [name, { kind: entry.kind, may: entry.may, input: schema(entry.input, 'input'), output: schema(entry.output, 'output') }];
  }));
}
