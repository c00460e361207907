import { utilityProcess } from 'electron';
import type { ChildLike } from './devices/winspool.ts';
import type { Order, Reply } from './devices/winspoolMessages.ts';

/** Starts the spooler's child in Electron, where Node's own fork is fused off. */
export function forkPrinterProcess(file: string): ChildLike {
  const child = utilityProcess.fork(file, [], { serviceName: 'printer', stdio: 'ignore' });
  return {
    send: (order: Order) => child.postMessage(order),
    onMessage: (listener) => void child.on('message', (reply: Reply) => listener(reply)),
    onExit: (listener) => void child.once('exit', () => listener()),
    kill: () => void child.kill(),
  };
}
