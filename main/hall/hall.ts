import { performance } from 'node:perf_hooks';
import defaults from '../../shared/defaults.zh-CN.json' with { type: 'json' };
import type { ViewName, ViewParams } from '../../shared/contract.ts';
import type { Caller } from '../../shared/domain/decide.ts';
import { printingOf } from '../../shared/domain/slipJobs.ts';
import type { HallEvent } from '../../shared/events.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { settingsSchema } from '../../shared/settings.ts';
import { checkpointEvery, restAfter } from '../store/checkpoint.ts';
import { type Files, realFiles } from '../store/files.ts';
import type { KeyWrap } from '../store/keys.ts';
import { acquireLock, type Lock } from '../store/lock.ts';
import { DamagedDocument } from '../store/safeFile.ts';
import { openStore, type Store } from '../store/store.ts';
import { admitCommand, admittedAs, codeGuard, readParams, refusedView } from './admission.ts';
import { Answers } from './answers.ts';
import { startClockwork } from './clockwork.ts';
import { followViews } from './follow.ts';
import { newId } from './ids.ts';
import type { ImportProgress } from './importLog.ts';
import { indexPhones } from './phones.ts';
import { openPins } from './pins.ts';
import { retain, retainAfter } from './retention.ts';
import { type Reply, Runner } from './runner.ts';
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
  const pins = await openPins({ dataDir: options.dataDir, files: options.files ?? realFiles, keys: store.keys, clock, onBug });
  let importing: ImportProgress | null = null;
  let network: Network | null = null;
  let queues: readonly Queue[] = [];
  const notes = new Set<string>();
  const listeners = new Set<(events: readonly HallEvent[]) => void>();
  let sinceCheckpoint = 0;
  /** Not before then, by the steady clock: in a hall where it takes long it is written less often. */
  let nextCheckpoint = 0;
  const idle = setTimeout(() => {
    if (sinceCheckpoint > 0 && performance.now() < nextCheckpoint) return void idle.refresh();
    if (sinceCheckpoint > 0) void checkpoint();
  }, 2_000).unref();

  const phones = indexPhones(() => store.state, store.keys, onBug);
  const runner: Runner = new Runner({ store, answers, pins, phones, clock, onBug, afterFlush });
  const views = followViews(new Watches(onBug), (caller, name) => admittedAs(runner.state, caller, name), show);
  const retention = retain(runner, store, clock, onBug);
  const source: ViewSource = { store, pins, now: () => runner.now(), version: options.version ?? '0.0.0', demo: options.demo === true, importing: () => importing, network: () => network, queues: () => queues, notes: () => [...notes], onBug };
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
    const began = performance.now();
    try {
      const written = store.checkpoint(runner.state, answers.entries(clock()), signHead().signature);
      nextCheckpoint = performance.now() + restAfter * (performance.now() - began);
      await written;
    } catch (error) {
      onBug(error);
      sinceCheckpoint += since;
      idle.refresh();
    }
  };

  function afterFlush(events: readonly HallEvent[]): void {
    sinceCheckpoint += events.length;
    for (const event of events) effect(event);
    phones.hear(events);
    for (const told of listeners) told(events);
    views.refresh();
    if (sinceCheckpoint >= checkpointEvery || store.archive.isFull) void checkpoint();
    idle.refresh();
  }

  function effect(event: HallEvent): void {
    if (event.type === 'day.closed') seal(event.data.day);
    if (event.type === 'person.forgotten') void store.keys.destroy(event.data.key).catch(onBug);
    if (event.type === 'staff.removed') void letGo();
    if (event.type === 'day.opened') void retention.run();
    if (options.printer === undefined || printingOf(runner.state).printers.length > 0) return; // printers have jobs
    if (event.type === 'ticket.issued') void printSlip('ticket', event.data.ticket);
    if (event.type === 'feedback.filed') void printSlip('complaint', event.data.feedback);
  }

  /** Whoever is not on the roster has no PIN: also when the program ended before it was gone. */
  const letGo = () => pins.only((staff) => runner.state.roster.has(staff)).catch(onBug);

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
  void letGo();
  const firstRetention = setTimeout(() => void retention.run(), retainAfter).unref();
  const stopClockwork = startClockwork(runner, clock, views.refresh);
  const guarded = codeGuard(clock);

  /** A view as that caller may see it now. Never rejects. */
  async function show(who: Caller, name: ViewName, params: ViewParams<ViewName>): Promise<Reply> {
    const refused = refusedView(who, who.role, name);
    if (refused !== null) return { ok: false, problem: refused };
    try {
      const seq = runner.state.seq;
      return await guarded(who, params, async () => {
        const made = await makeView(runner.state, name, params, who, source);
        return made.ok ? { ok: true, seq, result: made.value } : made;
      });
    } catch (error) {
      if (error instanceof DamagedDocument) return fail('store.damaged', error.message);
      onBug(error);
      return fail('hall.failed', 'a fault in the program; it has been logged');
    }
  }

  return ok({
    async call(caller, name, input, at) {
      const who = admittedAs(runner.state, caller, name);
      const admitted = admitCommand(who, caller.role, name, input);
      return admitted.ok ? guarded(who, admitted.value.input, () => runner.run(who, admitted.value.name, admitted.value.input, at ?? null)) : admitted;
    },
    async view(caller, name, params) {
      const who = admittedAs(runner.state, caller, name);
      const read = readParams(who, name, params);
      if (!read.ok && read.problem.code === 'view.unknown') return read;
      const refused = refusedView(who, caller.role, name);
      if (refused !== null) return { ok: false, problem: refused };
      return read.ok ? show(who, read.value.name, read.value.params) : read;
    },
    watch(caller, name, params, push) {
      const read = readParams(caller, name, params);
      if (read.ok) return views.add(caller, read.value.name, read.value.params, push);
      const refused = read.problem.code === 'view.unknown' ? null : refusedView(admittedAs(runner.state, caller, name), caller.role, name);
      void push(refused === null ? read : { ok: false, problem: refused });
      return () => undefined;
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
        views.refresh();
      },
      setNetwork(now) {
        network = now;
        views.refresh();
      },
      setQueues(now) {
        queues = now;
        views.refresh();
      },
      setImporting(progress) {
        importing = progress;
        views.refresh();
      },
    },
    async close() {
      stopClockwork();
      phones.close();
      clearTimeout(firstRetention);
      clearTimeout(idle);
      await retention.close();
      await sealing;
      await runner.close();
      views.close();
      await checkpoint();
      await store.close();
      await lock.value.release();
    },
  });
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
