import { performance } from 'node:perf_hooks';
import type { View } from '../../shared/contract.ts';
import type { Printer, PrinterStatus, PrintReason } from '../../shared/printing.ts';
import type { Done, Spool } from './spool.ts';
import type { Sent, Transport } from './transport.ts';

export type Job = View<'printWork'>['jobs'][number];

/** How often a printer is asked how it stands: at rest, and while it is in trouble, in milliseconds. */
export interface Pace {
  readonly idle: number;
  readonly trouble: number;
  /** The first pause before a slip is tried again, and the longest. */
  readonly retry: number;
  readonly longest: number;
}

export interface LaneOptions {
  readonly printer: Printer;
  readonly transport: Transport;
  readonly spool: Spool;
  /** The slip's bytes for this printer, and how much paper it takes. Throws for a document that cannot be laid out. */
  readonly compose: (document: string) => Promise<{ readonly bytes: Buffer; readonly mm: number }>;
  /** The hall's time. */
  readonly clock: () => number;
  readonly newId: () => string;
  /** A slip is done with here: it is in the spool. */
  readonly onDone: (job: Job, done: Done) => void;
  /** It waits, and why. */
  readonly onWaiting: (job: Job, reason: PrintReason | null) => void;
  readonly onStatus: (status: PrinterStatus) => void;
  readonly onBug: (error: unknown) => void;
  readonly onFirstByte?: (slip: string) => void;
  readonly pace: Pace;
}

/** One printer's work: its jobs in order, one at a time, and a look at it now and then in between. */
export interface Lane {
  readonly printer: Printer;
  readonly set: (jobs: readonly Job[]) => void;
  /** Ends when what is being sent has ended. */
  readonly close: () => Promise<void>;
}

/** A job may come to several printers: what this computer knows of it is by both. */
export function keyOf(job: Pick<Job, 'slip' | 'printer'>): string {
  return `${job.slip} ${job.printer}`;
}

/** Reasons that do not go away by themselves in a moment: another printer takes over at once. */
const lasting: readonly PrintReason[] = ['paperOut', 'coverOpen', 'cutter', 'fault', 'offline', 'unreachable', 'notFound', 'noService', 'stopped', 'rejected', 'notHere', 'unreadable'];
const triesBeforeMoving = 3;

/** Starts a printer's work. */
export function openLane(options: LaneOptions): Lane {
  const { printer, transport, spool, clock, pace } = options;
  let jobs: readonly Job[] = [];
  let closed = false;
  let tries = 0;
  let notBefore = 0;
  let status: PrinterStatus | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  const waitingFor = new Map<string, PrintReason | null>();
  let wake: () => void = () => undefined;

  const sleep = (ms: number) => new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, Math.min(Math.max(ms, 1), 60_000));
    timer.unref();
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });

  async function finish(job: Job, outcome: Done['outcome'], reason: PrintReason | null, mm = 0): Promise<void> {
    const done: Done = { outcome, reason, mm, file: null, commandId: options.newId() };
    await spool.done(keyOf(job), done).catch(options.onBug); // in memory all the same; after a restart it is unknown at worst
    waitingFor.delete(job.slip);
    options.onDone(job, done);
  }

  /** What is not wanted any more goes, without waiting for the printer. */
  async function sweep(): Promise<void> {
    for (const job of jobs) {
      if (spool.doneWith(keyOf(job)) !== null) continue;
      if (job.cancelled) await finish(job, 'cancelled', null);
      else if (job.over || clock() >= job.dropAt || job.document === null) await finish(job, 'dropped', job.over ? null : job.document === null ? 'unreadable' : 'late');
    }
  }

  async function look(): Promise<void> {
    askedAt = performance.now();
    const now = await transport.status().catch((error: unknown): PrinterStatus => {
      options.onBug(error);
      return { state: 'unknown', reason: 'fault', paper: 'unknown' };
    });
    const changed = status === null || now.state !== status.state || now.reason !== status.reason || now.paper !== status.paper;
    const better = status !== null && status.state !== 'ready' && now.state === 'ready';
    status = now;
    if (better) notBefore = 0;
    if (changed && !closed) options.onStatus(now);
  }

  async function print(job: Job, document: string): Promise<void> {
    let marked = false;
    let slip: { readonly bytes: Buffer; readonly mm: number };
    try {
      slip = await options.compose(document);
    } catch (error) {
      options.onBug(error);
      return finish(job, 'notSent', 'unreadable');
    }
    const sent = await transport.send(slip.bytes, {
      beforeFirstByte: async () => {
        await spool.sending(keyOf(job));
        marked = true;
      },
      onFirstByte: () => options.onFirstByte?.(job.slip),
    }).catch((error: unknown): Sent => {
      options.onBug(error); // nothing there should reject; if it does, the others are printed all the same
      return { outcome: marked ? 'unknown' : 'notSent', reason: 'fault' };
    });
    if (sent.outcome !== 'notSent') {
      tries = 0;
      await finish(job, sent.outcome, sent.reason, slip.mm);
      if (sent.outcome === 'unknown') await look();
      return;
    }
    if (marked) await spool.held(keyOf(job)).catch(options.onBug);
    await hold(job, sent);
  }

  async function hold(job: Job, sent: Sent): Promise<void> {
    tries += 1;
    const lasts = sent.reason !== null && lasting.includes(sent.reason);
    if (job.movable && (lasts || tries >= triesBeforeMoving)) {
      tries = 0;
      await finish(job, 'notSent', sent.reason);
    } else {
      if (!waitingFor.has(job.slip) || waitingFor.get(job.slip) !== sent.reason) options.onWaiting(job, sent.reason);
      waitingFor.set(job.slip, sent.reason);
      notBefore = performance.now() + Math.min(pace.longest, pace.retry * 2 ** Math.min(tries - 1, 10)) * (0.75 + Math.random() / 2);
    }
    await look();
  }

  async function run(): Promise<void> {
    while (!closed) {
      await sweep();
      if (closed) return;
      const job = jobs.find((one) => spool.doneWith(keyOf(one)) === null);
      const lookAt = askedAt + (status === null || status.state === 'ready' || status.state === 'unknown' ? pace.idle : pace.trouble);
      if (job?.document != null && performance.now() >= notBefore) await print(job, job.document);
      else if (performance.now() >= lookAt) await look();
      else if (job === undefined) await sleep(lookAt - performance.now());
      else await sleep(Math.min(lookAt - performance.now(), notBefore - performance.now(), ...jobs.filter((one) => spool.doneWith(keyOf(one)) === null).map((one) => one.dropAt - clock())));
    }
  }
  const running = run().catch(options.onBug);

  return {
    printer,
    set(now) {
      jobs = now;
      for (const slip of waitingFor.keys()) if (!now.some((one) => one.slip === slip)) waitingFor.delete(slip);
      wake();
    },
    async close() {
      closed = true;
      wake();
      await running;
      await transport.close();
    },
  };
}
