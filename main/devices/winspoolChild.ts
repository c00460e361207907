/**
 * A process of its own that talks to the Windows spooler: a driver that crashes or hangs takes only this along. Started
 * by child_process.fork in Node, by utilityProcess.fork in Electron.
 */
import { winspool } from './winspoolCalls.ts';
import type { Order, Reply } from './winspoolMessages.ts';
import { type Spooler, spoolWorker } from './winspoolWorker.ts';

/** As Electron's process.parentPort, without its types. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: Order }) => void): void;
  postMessage(message: Reply): void;
}

let work: ((order: Order) => Reply) | undefined;
function reply(order: Order): Reply {
  try {
    work ??= spoolWorker(winspool() satisfies Spooler);
  } catch (error) {
    return { id: order.id, ok: false, step: String(error), error: -1, handed: false };
  }
  return work(order);
}

const port = (process as { readonly parentPort?: ParentPort }).parentPort;
if (port) port.on('message', ({ data }) => port.postMessage(reply(data)));
else {
  process.on('message', (order: Order) => process.send?.(reply(order)));
  process.on('disconnect', () => process.exit(0));
}
