import { fork as forkNode } from 'node:child_process';
import path from 'node:path';
import type { PrinterStatus, PrintReason } from '../../shared/printing.ts';
import type { Patience, SendOptions, Sent, Transport } from './transport.ts';
import { jobStanding, type Order, type Reply, winspoolReason, winspoolStatus } from './winspoolMessages.ts';

/** A started winspoolChild.ts, whoever started it. */
export interface ChildLike {
  readonly send: (order: Order) => void;
  readonly onMessage: (listener: (reply: Reply) => void) => void;
  /** Told once, also when it could not be started. */
  readonly onExit: (listener: () => void) => void;
  readonly kill: () => void;
}

/** Starts the child's file as a process of its own; in Electron that has to be utilityProcess.fork (main/printerProcess.ts). */
export type ForkChild = (file: string) => ChildLike;

export interface WinspoolOptions {
  readonly patience?: Partial<Patience>;
  /** As Node does when left out. */
  readonly fork?: ForkChild;
  /** The bundle of winspoolChild.ts; beside the program unless told otherwise. */
  readonly childFile?: string;
  /** How long a job that the spooler took is looked after, in milliseconds. */
  readonly watch?: number;
}

/** A child takes as long as a process takes to start on an old PC. */
const patienceWithSpooler: Patience = { connect: 10_000, answer: 5_000, done: 15_000 };
const watchFor = 1_000;

const notSent = (reason: PrintReason, detail?: string): Sent => ({ outcome: 'notSent', reason, ...(detail !== undefined && { detail }) });
const unknown = (reason: PrintReason, detail?: string): Sent => ({ outcome: 'unknown', reason, ...(detail !== undefined && { detail }) });

/** Starts the child as a plain Node process. Throws in Electron, where that would be the whole program once more. */
function forkWithNode(file: string): ChildLike {
  if (process.versions['electron'] !== undefined && process.env['ELECTRON_RUN_AS_NODE'] === undefined) throw new Error('Electron needs a fork of its own');
  const child = forkNode(file, [], { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'], windowsHide: true });
  // It must not keep a program alive that is done with it.
  child.unref();
  child.channel?.unref();
  return {
    send: (order) => void child.send(order, () => undefined), // a child that is gone is told by its exit
    onMessage: (listener) => void child.on('message', (reply) => listener(reply as Reply)),
    onExit: (listener) => void child.once('exit', listener).once('error', listener),
    kill: () => void child.kill('SIGKILL'),
  };
}

type Without<T> = T extends unknown ? Omit<T, 'id'> : never;

/** The child of one printer: started when needed, again after it died. gone: it died or was not started; late: it hung, and was ended. */
function keeper(options: WinspoolOptions) {
  let child: ChildLike | undefined;
  let waiting: { readonly id: number; readonly settle: (reply: Reply | 'gone') => void } | undefined;
  let last = 0;

  function started(): ChildLike {
    if (child) return child;
    const fresh = (options.fork ?? forkWithNode)(options.childFile ?? path.join(__dirname, 'winspool.cjs'));
    child = fresh;
    fresh.onMessage((reply) => (reply.id === waiting?.id ? waiting.settle(reply) : undefined));
    fresh.onExit(() => {
      if (child === fresh) drop();
    });
    return fresh;
  }

  function drop(): void {
    child?.kill();
    child = undefined;
    waiting?.settle('gone');
  }

  function ask(order: Without<Order>, patience: number): Promise<Reply | 'gone' | 'late'> {
    const id = ++last;
    return new Promise((resolve) => {
      const settle = (reply: Reply | 'gone' | 'late') => {
        clearTimeout(late);
        if (waiting?.id === id) waiting = undefined;
        resolve(reply);
      };
      const late = setTimeout(() => {
        settle('late');
        drop();
      }, patience);
      waiting = { id, settle };
      try {
        started().send({ ...order, id });
      } catch {
        settle('gone');
        drop();
      }
    });
  }

  return { ask, drop, alive: () => child !== undefined };
}

/** The printers this Windows knows; none on anything else. */
export async function winspoolPrinters(options: WinspoolOptions = {}): Promise<readonly { readonly name: string; readonly status: PrinterStatus }[]> {
  const patience = { ...patienceWithSpooler, ...options.patience };
  const { ask, drop } = keeper(options);
  const reply = await ask({ ask: 'list' }, patience.connect);
  const found: { name: string; status: PrinterStatus }[] = [];
  for (const name of typeof reply !== 'string' && reply.ok ? (reply.printers ?? []) : []) {
    found.push({ name, status: asStatus(await ask({ ask: 'status', printer: name }, patience.answer)) });
  }
  drop();
  return found;
}

function asStatus(reply: Reply | 'gone' | 'late'): PrinterStatus {
  if (typeof reply === 'string') return { state: 'unreachable', reason: reply === 'late' ? 'noAnswer' : 'noService', paper: 'unknown' };
  if (!reply.ok) return { state: 'unreachable', reason: winspoolReason(reply.error), paper: 'unknown' };
  return reply.bits ? winspoolStatus(reply.bits) : { state: 'unknown', reason: null, paper: 'unknown' };
}

/**
 * A printer of this Windows, by its spooler; bytes go through it raw. The spooler says nothing of paper that came out, so
 * the most that is said is `accepted`; its reason is a hint. The child gets a slip's bytes only once its job is open: a child
 * that dies or hangs before has sent nothing, after that it is `unknown`. A job that would have to wait is not begun.
 */
export function winspoolTransport(printer: string, options: WinspoolOptions = {}): Transport {
  const patience = { ...patienceWithSpooler, ...options.patience };
  const { ask, drop, alive } = keeper(options);

  const status = async () => asStatus(await ask({ ask: 'status', printer }, patience.connect));

  async function send(bytes: Buffer, { beforeFirstByte, onFirstByte }: SendOptions): Promise<Sent> {
    const begun = await ask({ ask: 'begin', printer }, patience.connect);
    if (typeof begun === 'string') return notSent(begun === 'late' ? 'noAnswer' : 'noService', `the spooler's child: ${begun}`);
    if (!begun.ok) return notSent(winspoolReason(begun.error), `${begun.step}: ${begun.error}`);
    const abort = () => ask({ ask: 'abort' }, patience.answer);
    const { reason } = asStatus(begun);
    // What a printer with nothing to do suffers from may be long over: only a job shows.
    const waits = reason === 'stopped' || reason === 'offline' || (begun.bits?.jobs ?? 0) > 0;
    if (reason !== null && waits) {
      await abort();
      return notSent(reason);
    }
    try {
      await beforeFirstByte();
    } catch (error) {
      await abort();
      return notSent('disk', error instanceof Error ? error.message : String(error));
    }
    if (!alive()) return notSent('hungUp', "the spooler's child died");
    const writing = ask({ ask: 'write', bytes: bytes.toString('base64') }, patience.done);
    onFirstByte?.();
    const written = await writing;
    if (typeof written === 'string') return unknown(written === 'late' ? 'late' : 'hungUp', `the spooler's child: ${written}`);
    if (!written.ok) return (written.handed ? unknown : notSent)(winspoolReason(written.error), `${written.step}: ${written.error}`);
    return watched(written.job ?? 0);
  }

  async function watched(job: number): Promise<Sent> {
    const end = performance.now() + (options.watch ?? watchFor);
    let reason: PrintReason | null = null;
    for (let wait = 20; performance.now() < end; wait *= 2) {
      await new Promise((resolve) => setTimeout(resolve, wait));
      const reply = await ask({ ask: 'job', printer, job }, patience.answer);
      if (typeof reply === 'string' || !reply.ok) break;
      const standing = jobStanding(reply.jobBits ?? null);
      reason = standing.reason;
      if (standing.ended) return unknown('rejected', 'the job was deleted');
      if (standing.over) return { outcome: 'accepted', reason: null };
    }
    return { outcome: 'accepted', reason };
  }

  return {
    status,
    send,
    close: async () => drop(),
  };
}
