import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { stationRole } from '../shared/events.ts';
import { assertNever, fail, ok, type Result } from '../shared/result.ts';
import { type CliDesk, callerOf, cliDesk, openHere } from './cli/desk.ts';
import { contractSchema } from './cli/contractSchema.ts';
import type { Hall, HallOptions } from './hall/hall.ts';
import { newId } from './hall/ids.ts';
import { importLog } from './hall/importLog.ts';
import { startPrinting } from './hall/printing.ts';
import { backup, restore } from './store/backup.ts';
import { acquireLock } from './store/lock.ts';
import { verifyJournal } from './store/verify.ts';

export interface Io {
  readonly input: Readable;
  readonly print: (line: string) => void;
  /** Puts bytes on stdout as they are. */
  readonly write: (bytes: Buffer | string) => void;
  /** The built renderer, which a host serves to browsers; null when it is not built. */
  readonly pages: string | null;
  /** Resolves when the person, or the system, wants the command to end. */
  readonly stopped: () => Promise<void>;
}

const commands = ['init', 'import', 'figures', 'verify', 'call', 'view', 'contract', 'backup', 'restore', 'serve', 'pair', 'join', 'take-over', 'slip', 'print', 'printers'] as const;
type Command = (typeof commands)[number];

const optionNames = {
  data: { type: 'string' }, profile: { type: 'string' }, date: { type: 'string' }, promise: { type: 'string' }, as: { type: 'string' }, at: { type: 'string' },
  port: { type: 'string' }, code: { type: 'string' }, role: { type: 'string' }, 'stand-by': { type: 'boolean' }, confirm: { type: 'string' },
  to: { type: 'string' }, from: { type: 'string' }, width: { type: 'string' }, format: { type: 'string' }, density: { type: 'string' }, example: { type: 'boolean' }, rehearsal: { type: 'boolean' }, name: { type: 'string' },
} as const;
type Options = { readonly [K in keyof typeof optionNames]?: (typeof optionNames)[K]['type'] extends 'string' ? string : boolean };

/**
 * The `hall` command: the same hall without a window. Prints only JSON on stdout (`slip` what it was asked for) and
 * gives the exit code: 0, or 1 with `{ok: false, problem}`. What became of a print is an answer, not a failure.
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
      return withDesk(options, async (desk) => {
        const caller = callerOf(options.as);
        const reply = caller.ok ? await desk.view({ caller: caller.value }, 'figures', { date, ...(promise === undefined ? {} : { promise }) }) : caller;
        return reply.ok ? print((reply.result as { all: unknown }).all) : reply;
      });
    }
    case 'view': {
      const params = json(words[1] ?? '{}');
      if (!params.ok) return params;
      return withDesk(options, async (desk) => {
        const caller = callerOf(options.as);
        const reply = caller.ok ? await desk.view({ caller: caller.value }, words[0] ?? '', params.value) : caller;
        return reply.ok ? print(reply) : reply;
      });
    }
    case 'call':
      return withDesk(options, (desk) => (words[0] === '-' ? callLines(desk, options, io) : callOne(desk, words, options)));
    case 'backup':
      return options.to === undefined ? missing('to') : held(options.data, (data) => backup(data, options.to ?? ''));
    case 'restore': {
      if (options.from === undefined || options.data === undefined) return missing(options.from === undefined ? 'from' : 'data');
      const copied = await held(options.data, (data) => restore(options.from ?? '', data));
      if (!copied.ok) return copied;
      return withHall(options, async () => copied); // reads the whole journal once and writes its checkpoint
    }
    case 'serve':
      return serve(options, io);
    case 'pair':
      return withDesk(options, async (desk) => {
        // A code lives in the program that showed it: one shown by this one would be over when it is read.
        const code = desk.hall === null ? await desk.pair() : fail('pair.notHere', 'no program serves this hall now: start hall serve first');
        return code.ok ? print(code.value) : code;
      });
    case 'join':
      return join(words[0], options);
    case 'take-over':
      return withDesk(options, async (desk) => {
        const done = await desk.takeOver(options.confirm ?? '');
        return done.ok ? print(done.value) : done;
      });
    case 'slip': {
      const written = (await import('./cli/slip.ts')).runSlip(words, options, io.write);
      return written.ok ? ok({ code: 0 }) : written;
    }
    case 'print': {
      const printed = await (await import('./cli/print.ts')).runPrint(words, options);
      return printed.ok ? print(printed.value) : printed;
    }
    case 'printers':
      return printers(options);
    default:
      return assertNever(command);
  }
}

/** The hall's printers when a folder is named, else those of this computer, or the one at an address. */
async function printers(options: Options): Promise<Result<Outcome>> {
  if (options.data !== undefined && options.to === undefined) {
    return withDesk(options, async (desk) => {
      const caller = callerOf(options.as);
      const reply = caller.ok ? await desk.view({ caller: caller.value }, 'printers', {}) : caller;
      return reply.ok ? ok({ print: { printers: (reply.result as { printers: unknown }).printers }, code: 0 }) : reply;
    });
  }
  const found = await (await import('./cli/print.ts')).runPrinters(options);
  return found.ok ? ok({ print: found.value, code: 0 }) : found;
}

function missing(what: string): Result<Outcome> {
  return fail('command.badInput', `${what} is missing`);
}

/** Works on the folder's desk: in the process that holds it, else in this one. */
async function withDesk(options: Options, work: (desk: CliDesk) => Promise<Result<Outcome>>, more: Partial<HallOptions> = {}): Promise<Result<Outcome>> {
  if (options.data === undefined) return missing('data');
  const opened = await cliDesk(options.data, more);
  if (!opened.ok) return opened;
  const desk = opened.value;
  for (const warning of desk.warnings.filter((one) => one.startsWith('recovered'))) process.stderr.write(`${warning}\n`);
  try {
    return await work(desk);
  } finally {
    await desk.close();
  }
}

/** Works on the hall itself, which nobody else may hold meanwhile. */
function withHall(options: Options, work: (hall: Hall) => Promise<Result<Outcome>>, more: Partial<HallOptions> = {}): Promise<Result<Outcome>> {
  return withDesk(options, async (desk) => (desk.hall === null ? fail('store.held', 'another program has this folder open, or it is a station') : work(desk.hall)), more);
}

/** Runs a host, or the station that the folder is, until it is told to end. */
async function serve(options: Options, io: Io): Promise<Result<Outcome>> {
  if (options.data === undefined) return missing('data');
  const port = options.port === undefined ? undefined : Number(options.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) return fail('command.badInput', '--port is a number from 0 to 65535');
  const opened = await openHere(options.data, { pages: io.pages, unasked: 'host', ...(port === undefined ? {} : { port }) });
  if (!opened.ok) return opened;
  const machine = opened.value;
  if (machine.what().kind === 'allInOne') {
    const host = await machine.be('host');
    if (!host.ok) {
      await machine.close();
      return host;
    }
  }
  const side = machine.hostSide();
  if (side === null && machine.what().kind === 'host') {
    await machine.close();
    return fail('network.port', 'the port is taken');
  }
  io.print(JSON.stringify(side === null ? machine.what() : { url: side.urls()[0], fingerprint: side.fingerprint }));
  const printing = startPrinting({ desk: machine.desk, dataDir: options.data, onBug: (error) => process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`) });
  await io.stopped();
  await printing.close();
  await machine.close();
  return ok({ code: 0 });
}

async function join(url: string | undefined, options: Options): Promise<Result<Outcome>> {
  const role = stationRole.safeParse(options.role);
  if (options.data === undefined || url === undefined || options.code === undefined || options.name === undefined) return missing(options.data === undefined ? 'data' : url === undefined ? 'URL' : options.code === undefined ? 'code' : 'name');
  if (!role.success) return fail('command.badInput', `--role is one of ${stationRole.options.join(', ')}`);
  const opened = await openHere(options.data, { pages: null, unasked: undefined, ...(options.port === undefined ? {} : { port: Number(options.port) }) });
  if (!opened.ok) return opened;
  try {
    const joined = await opened.value.join({ address: url, code: options.code, role: role.data, name: options.name, standBy: options['stand-by'] === true });
    return joined.ok ? ok({ print: joined.value, code: 0 }) : joined;
  } finally {
    await opened.value.close();
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

async function callOne(desk: CliDesk, [name = '', text = '{}']: readonly string[], options: Options): Promise<Result<Outcome>> {
  const input = json(text);
  if (!input.ok) return input;
  const reply = await callAs(desk, { name, input: input.value, as: options.as, at: options.at });
  return reply.ok ? ok({ print: reply, code: 0 }) : reply;
}

const request = z.object({ name: z.string(), input: z.record(z.string(), z.unknown()).default({}), as: z.string().optional(), at: z.union([z.string(), z.number()]).optional(), id: z.unknown().optional() });

/** One request a line, one answer a line, in the order asked, each once it is durable. A bad line gets a Problem. */
async function callLines(desk: CliDesk, options: Options, io: Io): Promise<Result<Outcome>> {
  let last: Promise<void> = Promise.resolve();
  let open = 0;
  const lines = createInterface({ input: io.input, crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const parsed = json(line);
    const asked = parsed.ok ? request.safeParse(parsed.value) : null;
    const answer = !parsed.ok ? Promise.resolve(parsed) : asked?.success === true ? callAs(desk, { as: options.as, at: options.at, ...asked.data }) : Promise.resolve(fail('command.badInput', 'a line is {"name": …, "input": {…}}'));
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

async function callAs(desk: CliDesk, asked: { readonly name: string; readonly input: unknown; readonly as?: string | undefined; readonly at?: string | number | undefined }) {
  const caller = callerOf(asked.as);
  if (!caller.ok) return caller;
  const at = asked.at === undefined ? undefined : typeof asked.at === 'number' ? asked.at : Date.parse(asked.at);
  if (at !== undefined && Number.isNaN(at)) return fail('command.badInput', '--at is no time; use 2026-11-22T09:00:00+08:00');
  const input = typeof asked.input === 'object' && asked.input !== null && !('commandId' in asked.input) ? { ...asked.input, commandId: newId() } : asked.input;
  return desk.call({ caller: caller.value, ...(at === undefined ? {} : { at }) }, asked.name, input);
}

function json(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return fail('command.badInput', 'not JSON');
  }
}
