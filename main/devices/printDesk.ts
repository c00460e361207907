import { performance } from 'node:perf_hooks';
import type { View } from '../../shared/contract.ts';
import type { Printer, PrinterStatus, PrintReason } from '../../shared/printing.ts';
import type { Problem, Result } from '../../shared/result.ts';
import { type Files, realFiles } from '../store/files.ts';
import { type Job, keyOf, type Lane, openLane, type Pace } from './lane.ts';
import { type Done, openSpool } from './spool.ts';
import type { Transport } from './transport.ts';

type Reply = { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly problem: Problem };
type Work = View<'printWork'>;

/** What the print desk needs of this computer's hall, wherever that decides. */
export interface PrintHall {
  readonly call: (name: 'slip.report' | 'printer.report', input: Readonly<Record<string, unknown>>) => Promise<Reply>;
  readonly watch: (name: 'printWork', push: (reply: Reply) => void) => () => void;
}

export interface PrintDeskOptions {
  readonly hall: PrintHall;
  /** Where this computer keeps what it began to print. */
  readonly folder: string;
  readonly open: (printer: Printer) => Promise<Result<Transport>>;
  readonly compose: (document: string, printer: Printer) => Promise<{ readonly bytes: Buffer; readonly mm: number }>;
  readonly newId: () => string;
  readonly onBug: (error: unknown) => void;
  readonly clock?: () => number;
  readonly files?: Files;
  readonly pace?: Pace;
  /** In measurements: when the first byte of a slip was handed to the system. */
  readonly onFirstByte?: (slip: string) => void;
}

export interface PrintDesk {
  readonly close: () => Promise<void>;
}

const usualPace: Pace = { idle: 10_000, trouble: 3_000, retry: 1_000, longest: 15_000 };
/** What will not become different by asking again. */
const hopeless: readonly string[] = ['slip.unknown', 'slip.over', 'printer.unknown', 'printer.notYours', 'command.notAllowed', 'command.badInput', 'command.tooOld'];
const tellAgain = 1_000;
const mostAtOnce = 8;

/**
 * This computer's printers at work: takes the jobs that the hall has for them, prints each once (SPEC 11), and tells
 * the hall what became of it, for as long as it takes until the hall has it.
 */
export async function openPrintDesk(options: PrintDeskOptions): Promise<PrintDesk> {
  const { hall, onBug, newId } = options;
  /** How far the hall's clock is ahead of this computer's. */
  let ahead = 0;
  // Carried on by the steady clock (SPEC 10.10): one that is set by hours drops nothing, and lets nothing come out late.
  const own = options.clock ?? (() => performance.timeOrigin + performance.now());
  const clock = () => own() + ahead;
  const spool = await openSpool(options.folder, options.files ?? realFiles, clock, newId);
  const lanes = new Map<string, { readonly of: string; readonly lane: Promise<Lane> }>();
  /** The jobs that are known, also those that a hall which sees only a part does not name. */
  let jobs: Work['jobs'] = [];
  let whole = false;
  let closed = false;
  const telling = new Set<string>();
  /** What each printer said last of how it stands. */
  const statuses = new Map<string, PrinterStatus>();

  function take(work: Work): void {
    const named = new Set(work.jobs.map((one) => one.slip));
    const back = work.whole && !whole;
    jobs = work.whole ? work.jobs : [...jobs.filter((one) => !named.has(one.slip)), ...work.jobs];
    whole = work.whole;
    ahead = work.now - own();
    // A hall that went on from an older record asks for what is done here already: it is told again.
    if (work.whole) for (const job of work.jobs) tellIfDone(keyOf(job));
    // Nor need it know how the printers stand.
    if (back) for (const [printer, status] of statuses) void reportStatus(printer, { ...status });
    const wanted = new Map(work.printers.map((one) => [one.id, one]));
    for (const [id, { of, lane }] of lanes) {
      const printer = wanted.get(id);
      if (printer !== undefined && setUp(printer) === of) continue;
      lanes.delete(id);
      closing.add(lane.then((one) => one.close()).catch(onBug));
    }
    for (const printer of work.printers) if (!lanes.has(printer.id)) lanes.set(printer.id, { of: setUp(printer), lane: start(printer) });
    for (const [id, { lane }] of lanes) void lane.then((one) => one.set(jobs.filter((job) => job.printer === id)));
  }
  /** Lanes that are ending: nothing else writes to their printers before they have. */
  const closing = new Set<Promise<unknown>>();

  async function start(printer: Printer): Promise<Lane> {
    await Promise.all(closing);
    closing.clear();
    const opened = await options.open(printer).catch((error: unknown) => {
      onBug(error);
      return null;
    });
    return openLane({
      printer, transport: opened?.ok === true ? opened.value : notHere, spool, clock, newId, onBug, pace: options.pace ?? usualPace,
      compose: (document) => options.compose(document, printer),
      onDone: (job, done) => void tell(keyOf(job), done),
      onWaiting: (job, reason) => void waits(job, reason),
      onStatus: (status) => void reportStatus(printer.id, status),
      ...(options.onFirstByte && { onFirstByte: options.onFirstByte }),
    });
  }

  /** A connection takes so many requests at a time, and its station's own go first. */
  let inHand = 0;
  const inLine: (() => void)[] = [];
  async function ask(name: Parameters<PrintHall['call']>[0], input: Readonly<Record<string, unknown>>): Promise<Reply> {
    if (inHand >= mostAtOnce) await new Promise<void>((resolve) => inLine.push(resolve));
    inHand += 1;
    try {
      return await hall.call(name, input);
    } finally {
      inHand -= 1;
      inLine.shift()?.();
    }
  }

  function tellIfDone(key: string): void {
    const done = spool.doneWith(key);
    if (done !== null) void tell(key, done);
  }

  /** Tells the hall until it has it. */
  async function tell(key: string, { outcome, reason, mm, file, commandId }: Done): Promise<void> {
    if (telling.has(key)) return;
    telling.add(key);
    const [slip, printer] = key.split(' ');
    for (let pause = tellAgain; !closed; pause = Math.min(2 * pause, 30_000)) {
      const reply = await ask('slip.report', { slip, printer, outcome, reason, mm, file, final: true, commandId });
      if (reply.ok || (whole && hopeless.includes(reply.problem.code))) {
        spool.told(key);
        break;
      }
      await rest(pause);
    }
    telling.delete(key);
  }

  /** That it waits is worth a try: the next one says so again. */
  async function waits({ slip, printer }: Job, reason: PrintReason | null): Promise<void> {
    await ask('slip.report', { slip, printer, outcome: 'notSent', reason, final: false, commandId: newId() });
  }

  async function reportStatus(printer: string, status: PrinterStatus): Promise<void> {
    statuses.set(printer, status);
    const commandId = newId();
    while (!closed && statuses.get(printer) === status) {
      const reply = await ask('printer.report', { printer, ...status, commandId });
      if (reply.ok || (whole && hopeless.includes(reply.problem.code))) return;
      await rest(5 * tellAgain);
    }
  }

  const resting = new Set<() => void>();
  const rest = (ms: number) => new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      resting.delete(end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    timer.unref();
    resting.add(end);
  });

  for (const { key, done } of spool.untold()) void tell(key, done);
  const stop = hall.watch('printWork', (reply) => {
    if (closed || !reply.ok) return;
    try {
      take(reply.result as Work);
    } catch (error) {
      onBug(error);
    }
  });

  return {
    async close() {
      closed = true;
      stop();
      for (const end of resting) end();
      await Promise.all([...lanes.values()].map(async ({ lane }) => (await lane).close()));
      await Promise.all(closing);
      await spool.close();
    },
  };
}

/** A way that this computer does not have: a Windows printer on another system. */
const notHere: Transport = {
  status: async () => ({ state: 'unreachable', reason: 'notHere', paper: 'unknown' }),
  send: async () => ({ outcome: 'notSent', reason: 'notHere' }),
  close: async () => undefined,
};

/** Whatever about it needs another connection or other bytes. */
function setUp({ address, profile, widthMm, density }: Printer): string {
  return JSON.stringify([address, profile, widthMm, density]);
}
