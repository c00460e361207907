import type { z } from 'zod';
import { type CommandInput, type CommandName, entryOf, type ViewName, type ViewParams } from '../../shared/contract.ts';
import defaults from '../../shared/defaults.zh-CN.json' with { type: 'json' };
import type { Caller } from '../../shared/domain/decide.ts';
import { zoneOf } from '../../shared/domain/decideTicket.ts';
import { printingOf } from '../../shared/domain/slipJobs.ts';
import { settingsOf, type State } from '../../shared/domain/state.ts';
import type { HallEvent } from '../../shared/events.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type Settings, settingsSchema } from '../../shared/settings.ts';
import { localDay, minuteOfDay, weekday } from '../../shared/time.ts';
import { checkpointEvery } from '../store/checkpoint.ts';
import type { Files } from '../store/files.ts';
import type { KeyWrap } from '../store/keys.ts';
import { acquireLock, type Lock } from '../store/lock.ts';
import { DamagedDocument } from '../store/safeFile.ts';
import { openStore, type Store } from '../store/store.ts';
import { Answers } from './answers.ts';
import { watchClock } from './clockWatch.ts';
import { newId } from './ids.ts';
import type { ImportProgress } from './importLog.ts';
import { type Reply, Runner } from './runner.ts';
import { Tries } from './tries.ts';
import { makeView, type Network, type Queue, type ViewSource } from './views.ts';
import { type Push, Watches } from './watches.ts';

export type { Reply } from './runner.ts';
export type { Caller } from '../../shared/domain/decide.ts';

/** What is printed or saved after an event is durable. Never awaited by a command. */
export type SlipPrinter = (slip: { readonly kind: 'ticket' | 'complaint'; readonly of: string; readonly number: string; readonly document: string; readonly day: string }) => Promise<string | null>;

export interface HallOptions {
  readonly dataDir: string;
  /** Settings of a hall that is created now; the product's own when left out. */
  readonly defaults?: unknown;
  readonly clock?: () => number;
  readonly zone?: string;
  readonly files?: Files;
  readonly keyWrap?: KeyWrap;
  readonly version?: string;
  readonly demo?: boolean;
  readonly rehearsal?: boolean;
  readonly printer?: SlipPrinter;
  readonly onBug?: (error: unknown) => void;
  /** Held by the caller already, who lets it go again. */
  readonly lock?: Lock;
  /** Another process wanted this folder: show yourself. */
  readonly onKnock?: () => void;
}

/** A hall that is open: all that a window, a connection or a command line needs of it. Nothing here rejects. */
export interface Hall {
  /** Runs a command. `at` is the time to record, for rehearsals only. Its reply comes once it is durable. */
  readonly call: (caller: Caller, name: string, input: unknown, at?: number) => Promise<Reply>;
  readonly view: (caller: Caller, name: string, params: unknown) => Promise<Reply>;
  /** Pushes the view now and after each flush that changes it, until the function returned is called. */
  readonly watch: (caller: Caller, name: string, params: unknown, push: Push) => () => void;
  /** The hall's own commands and parts, for imports and the demo. `settle` waits while the archive holds more than it should. */
  readonly inner: { readonly settle: () => Promise<void>; readonly dataDir: string; readonly runner: Runner; readonly store: Store; readonly setImporting: (progress: ImportProgress | null) => void; readonly setNetwork: (network: Network | null) => void; readonly setQueues: (queues: readonly Queue[]) => void; /** Shows staff a warning, or no more. */ readonly note: (code: string, on: boolean) => void; readonly onFlush: (told: (events: readonly HallEvent[]) => void) => () => void };
  /** Finishes what waits, writes a checkpoint, lets the folder go. */
  readonly close: () => Promise<void>;
}

const largestInput = 256 * 1024;
/** Views that look the same at every station of a role. */
const sameForAll: ReadonlySet<string> = new Set<ViewName>(['kiosk', 'board', 'floor', 'feedbackList', 'settings', 'days', 'imports', 'stations', 'figures']);

/** Opens the hall in a data folder, creating it with the defaults in an empty one. */
export async function openHall(options: HallOptions): Promise<Result<Hall>> {
  const lock = options.lock === undefined ? await acquireLock(options.dataDir, options.onKnock) : ok({ ...options.lock, release: async () => undefined });
  if (!lock.ok) return lock;
  const clock = options.clock ?? Date.now;
  const onBug = options.onBug ?? ((error: unknown) => process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`));
  const opened = await openStore({ dataDir: options.dataDir, ...(options.files && { files: options.files }), ...(options.keyWrap && { keyWrap: options.keyWrap }) });
  if (!opened.ok) {
    await lock.value.release();
    return opened;
  }
  const store = opened.value;
  const answers = new Answers(store.answers);
  const watches = new Watches(onBug);
  let importing: ImportProgress | null = null;
  let network: Network | null = null;
  let queues: readonly Queue[] = [];
  const notes = new Set<string>();
  const listeners = new Set<(events: readonly HallEvent[]) => void>();
  let sinceCheckpoint = 0;
  const idle = setTimeout(() => void (sinceCheckpoint > 0 && checkpoint()), 2_000).unref();

  const runner: Runner = new Runner({ store, answers, clock, onBug, afterFlush });
  const source: ViewSource = { store, now: () => runner.now(), version: options.version ?? '0.0.0', demo: options.demo === true, importing: () => importing, network: () => network, queues: () => queues, notes: () => [...notes], onBug };
  const signer = await store.keys.signer(runner.state.hall === null).catch(() => null);
  const signHead = () => {
    const { seq, hash } = store.head();
    return { seq, hash, signature: signer?.sign(`${runner.state.hall?.id} ${seq} ${hash}`) ?? null };
  };
  // One at a time, and at most one more waiting. A failed one is tried again when idle; the journal has everything.
  let saving: Promise<void> = Promise.resolve();
  let queued = false;
  const checkpoint = (): Promise<void> => {
    if (!queued) saving = saving.then(saveNow);
    queued = true;
    return saving;
  };
  const saveNow = async () => {
    queued = false;
    const since = sinceCheckpoint;
    sinceCheckpoint = 0;
    try {
      await store.checkpoint(runner.state, answers.entries(clock()), signHead().signature);
    } catch (error) {
      onBug(error);
      sinceCheckpoint += since;
      idle.refresh();
    }
  };

  function afterFlush(events: readonly HallEvent[]): void {
    sinceCheckpoint += events.length;
    for (const event of events) effect(event);
    for (const told of listeners) told(events);
    watches.refresh();
    if (sinceCheckpoint >= checkpointEvery || store.archive.isFull) void checkpoint();
    idle.refresh();
  }

  function effect(event: HallEvent): void {
    if (event.type === 'day.closed') seal(event.data.day);
    if (event.type === 'person.forgotten') void store.keys.destroy(event.data.key).catch(onBug);
    if (options.printer === undefined || printingOf(runner.state).printers.length > 0) return; // printers have jobs
    if (event.type === 'ticket.issued') void printSlip('ticket', event.data.ticket);
    if (event.type === 'feedback.filed') void printSlip('complaint', event.data.feedback);
  }

  let sealing: Promise<unknown> = Promise.resolve();
  function seal(day: string): void {
    const { seq, hash, signature } = signHead();
    if (signature !== null) sealing = Promise.all([sealing, runner.system('day.seal', { day, seq, hash, signature })]);
  }

  async function printSlip(kind: 'ticket' | 'complaint', of: string): Promise<void> {
    const slip = await makeView(runner.state, 'slip', { kind, of, english: false }, { role: 'clerk', station: 'system' }, source);
    if (!slip.ok || options.printer === undefined) return;
    const file = await options.printer({ kind, of, number: slip.value.number, document: slip.value.document, day: runner.state.day }).catch(() => null);
    await runner.system('slip.report', { slip: `${kind} ${slip.value.number}`, of, outcome: file === null ? 'notSaved' : 'saved', file, reason: null, final: true, mm: 0 });
  }

  const failed = await begin(runner, options, signer?.publicKey ?? '');
  if (failed !== null) {
    await runner.close();
    await store.close();
    await lock.value.release();
    return failed;
  }
  for (const day of runner.state.unsealed) seal(day); // the program ended before it could
  const timer = setInterval(() => void tick(runner, clock), 20_000).unref();
  const stopClockWatch = watchClock(clock, (byMs) => void runner.system('clock.report', { station: 'host', byMs }));

  const tries = new Tries();
  /** Answers a kiosk's request that carries a check code, unless the code was wrong too often (SPEC 2.8). */
  async function guarded(caller: Caller, input: unknown, answer: () => Promise<Reply>): Promise<Reply> {
    const number = caller.role === 'kiosk' ? checkedNumber(input) : null;
    if (number === null) return answer();
    if (tries.isBlocked(number, clock())) return fail('check.tooManyTries', 'the check code was wrong too often', true);
    const reply = await answer();
    if (isWrongCode(reply)) tries.noteWrong(number, clock());
    return reply;
  }

  return ok({
    async call(caller, name, input, at) {
      const entry = entryOf(name);
      if (entry?.kind !== 'command') return fail('command.unknown', `there is no command ${name.slice(0, 60)}`);
      const parsed = check(entry.may, entry.input, caller, name, input);
      if (!parsed.ok) return parsed;
      return guarded(caller, parsed.value, () => runner.run(caller, name as CommandName, parsed.value as CommandInput<CommandName>, at ?? null));
    },
    async view(caller, name, params) {
      const parsed = viewParams(caller, name, params);
      if (!parsed.ok) return parsed;
      try {
        const seq = runner.state.seq;
        return await guarded(caller, parsed.value, async () => {
          const made = await makeView(runner.state, name as ViewName, parsed.value, caller, source);
          return made.ok ? { ok: true, seq, result: made.value } : made;
        });
      } catch (error) {
        if (error instanceof DamagedDocument) return fail('store.damaged', error.message);
        onBug(error);
        return fail('hall.failed', 'a fault in the program; it has been logged');
      }
    },
    watch(caller, name, params, push) {
      const parsed = viewParams(caller, name, params);
      if (!parsed.ok) {
        push(parsed);
        return () => undefined;
      }
      // By `app` a screen sets its clock: whoever follows later must not get the time at which somebody else began to.
      const of = name === 'app' ? newId() : sameForAll.has(name) ? caller.role : `${caller.role} ${caller.station}`;
      return watches.add(`${name} ${JSON.stringify(parsed.value)} ${of}`, sameForAll.has(name), () => this.view(caller, name, params), push);
    },
    inner: {
      settle: async () => {
        if (store.archive.isFull) await checkpoint();
      },
      dataDir: options.dataDir, runner, store,
      onFlush(told) {
        listeners.add(told);
        return () => listeners.delete(told);
      },
      note(code, on) {
        if (on) notes.add(code);
        else notes.delete(code);
        watches.refresh();
      },
      setNetwork(now) {
        network = now;
        watches.refresh();
      },
      setQueues(now) {
        queues = now;
        watches.refresh();
      },
      setImporting(progress) {
        importing = progress;
        watches.refresh();
      },
    },
    async close() {
      clearInterval(timer);
      stopClockWatch();
      clearTimeout(idle);
      await sealing;
      await runner.close();
      watches.close();
      await checkpoint();
      await store.close();
      await lock.value.release();
    },
  });
}

/** The number (or id) whose check code a request gives; null when it gives none. */
function checkedNumber(input: unknown): string | null {
  if (typeof input !== 'object' || input === null || !('check' in input) || input.check === undefined) return null;
  const fields = input as Readonly<Record<string, unknown>>;
  return String(fields['number'] ?? fields['ticketNumber'] ?? fields['of'] ?? '').toUpperCase();
}

function isWrongCode(reply: Reply): boolean {
  if (!reply.ok) return reply.problem.code === 'ticket.checkWrong' || reply.problem.code === 'slip.unknown';
  const found = reply.result as { readonly ticket?: unknown; readonly feedback?: unknown } | null;
  return found !== null && found.ticket === null && found.feedback === null;
}

function viewParams(caller: Caller, name: string, params: unknown): Result<ViewParams<ViewName>> {
  const entry = entryOf(name);
  if (entry?.kind !== 'view') return fail('view.unknown', `there is no view ${name.slice(0, 60)}`);
  return check(entry.may, entry.params, caller, name, params ?? {}) as Result<ViewParams<ViewName>>;
}

function check(may: readonly string[], schema: z.ZodType, caller: Caller, name: string, input: unknown): Result<unknown> {
  if (!may.includes(caller.role)) return fail('command.notAllowed', `${caller.role} may not ${name}`);
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

/** Creates the hall in an empty folder; ends what a kill left unfinished in an old one. */
async function begin(runner: Runner, options: HallOptions, publicKey: string): Promise<ReturnType<typeof fail> | null> {
  if (runner.state.hall !== null) {
    if (runner.state.importing !== null) await runner.system('import.cancel', { import: runner.state.importing.import, reason: 'the program ended before the import did' });
    return null;
  }
  const settings = settingsSchema.safeParse(options.defaults ?? defaults);
  if (!settings.success) return fail('settings.invalid', settings.error.issues[0]?.message ?? 'the defaults cannot be read');
  const made = await runner.system('hall.create', { id: newId(), zone: options.zone ?? 'Asia/Shanghai', publicKey, rehearsal: options.rehearsal === true, settings: settings.data });
  return made.ok ? null : made;
}

/** Turns the day at midnight, and stops issuing at closing time on a day the hall has worked. */
async function tick(runner: Runner, clock: () => number): Promise<void> {
  const { state } = runner;
  const now = clock();
  const day = localDay(zoneOf(state), now);
  if (day > state.day) await runner.system('day.turn', {});
  else if (closesNow(state, settingsOf(state), now)) await runner.system('day.stopIssuing', {});
}

function closesNow(state: State, settings: Settings, now: number): boolean {
  const worked = [...state.counters.values()].some((one) => one.spells.length > 0);
  if (!worked || state.issuingStoppedAt !== null || state.dayClosed) return false;
  const hours = settings.hall.openingHours.find((one) => one.days.includes(weekday(state.day)));
  if (hours === undefined) return false;
  const [hour = 0, minute = 0] = hours.close.split(':').map(Number);
  const opened = [...state.counters.values()].some((one) => one.spells.some((spell) => minuteOfDay(zoneOf(state), spell.from) < hour * 60 + minute));
  return opened && minuteOfDay(zoneOf(state), now) >= hour * 60 + minute - settings.hall.closing.stopIssuingMinutesBefore;
}
