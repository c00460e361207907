import { join } from 'node:path';
import type { View } from '../../shared/contract.ts';
import { printerAddress } from '../../shared/printing.ts';
import type { Caller, Reply } from './hall.ts';
import { newId } from './ids.ts';
import type { Push } from './watches.ts';
import type { Queue } from './views.ts';
import type { ForkChild } from '../devices/winspool.ts';

/** This computer's hall, wherever that decides. */
interface AnyHall {
  readonly call: (caller: Caller, name: string, input: unknown) => Promise<Reply>;
  readonly watch: (caller: Caller, name: string, params: unknown, push: Push) => () => void;
  readonly about: (about: { readonly queues: readonly Queue[] }) => void;
}

export interface PrintingOptions {
  readonly desk: AnyHall;
  readonly dataDir: string;
  readonly onBug: (error: unknown) => void;
  /** How a process of its own is started for Windows' spooler; as Node does when left out. */
  readonly fork?: ForkChild;
  /** After how many milliseconds it is tried again where the disk refused. */
  readonly retryMs?: number;
}

export interface Printing {
  /** Lets what is being sent come to its end. */
  readonly close: () => Promise<void>;
}

/** At the host it prints for the hall itself; a station's connection says who it is, whatever stands here. */
const caller: Caller = { role: 'system', station: 'printing' };
/** Nobody waits for the list of queues: a start goes first. */
const queuesAfter = 5_000;
const queuesEvery = 300_000;
const longestGoodbye = 4_000;
/** More, or longer ones, would be no message that a host takes. */
const [mostQueues, longestName] = [40, 120];
const openAgain = 15_000;

/** As many of a computer's queues as it may tell its hall of; the names as long. One that could not be chosen is left out. */
export function queuesThatFit(found: readonly Queue[]): Queue[] {
  return found.filter(({ address }) => printerAddress.safeParse(address).success).slice(0, mostQueues).map(({ address, name }) => ({ address, name: name.slice(0, longestName) }));
}

/** Prints what the hall has for this computer's printers. What that needs is loaded when there is a printer. */
export function startPrinting({ desk, dataDir, onBug, fork, retryMs = openAgain }: PrintingOptions): Printing {
  const load = () => import('../devices/all.ts');
  let desks: Promise<{ readonly close: () => Promise<void> } | null> | null = null;
  let stop: () => void = () => undefined;
  let closed = false;

  const open = async () => {
    const devices = await load();
    if (closed) return null;
    return devices.openPrintDesk({
      folder: join(dataDir, 'prints'), newId, onBug,
      hall: {
        call: (name, input) => desk.call(caller, name, input),
        watch: (name, push) => desk.watch(caller, name, {}, push),
      },
      open: async ({ address, profile }) => devices.openTransport(address, { profile, ...(fork && { fork }) }),
      compose: async (document, printer) => devices.composeSlip(document, printer),
    });
  };
  let again: NodeJS.Timeout | undefined;
  /** Nothing is printed that cannot be noted: where the disk refuses, its printers say so, and it is tried again for ever. */
  const begin = ({ printers }: View<'printWork'>) => {
    let failed = false;
    desks = open().catch((error: unknown) => {
      onBug(error);
      failed = true;
      return null;
    });
    void desks.then(async () => {
      if (!failed || closed) return;
      again = setTimeout(watch, retryMs).unref();
      for (const { id } of printers) await desk.call(caller, 'printer.report', { commandId: newId(), printer: id, state: 'trouble', reason: 'disk', paper: 'unknown' });
    });
  };
  const watch = () => {
    desks = null;
    stop = desk.watch(caller, 'printWork', {}, (reply) => {
      if (closed || desks !== null || !reply.ok || (reply.result as View<'printWork'>).printers.length === 0) return;
      begin(reply.result as View<'printWork'>);
      setImmediate(() => stop());
    });
  };
  watch();

  let known = '[]';
  const tellQueues = async () => {
    const queues = queuesThatFit(await (await load()).findQueues({ ...(fork && { fork }) }));
    if (closed || JSON.stringify(queues) === known) return;
    known = JSON.stringify(queues);
    desk.about({ queues });
  };
  const first = setTimeout(() => void tellQueues().catch(onBug), queuesAfter).unref();
  const timer = setInterval(() => void tellQueues().catch(onBug), queuesEvery).unref();

  return {
    async close() {
      closed = true;
      clearTimeout(first);
      clearInterval(timer);
      clearTimeout(again);
      stop();
      // A printer that hangs must not keep the program open: its slip is unknown at the next start.
      await Promise.race([desks?.then((one) => one?.close()), new Promise((resolve) => setTimeout(resolve, longestGoodbye).unref())]);
    },
  };
}
