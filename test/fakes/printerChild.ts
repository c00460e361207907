import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { build } from 'rolldown';
import { freshFolder } from '../support/fixture.ts';
import type { Ails, Paper } from './escposPrinter.ts';

/** The fake printer in a process of its own: its paper survives whoever printed. */
export interface PrinterChild {
  readonly port: number;
  readonly address: string;
  /** What came out so far, once nothing is left that it can print. */
  readonly papers: () => Promise<{ readonly papers: readonly Paper[]; readonly uncut: Buffer }>;
  readonly set: (ails: Partial<Ails>) => Promise<void>;
  readonly close: () => void;
}

interface Shown {
  readonly port: number;
  readonly papers: readonly { readonly bytes: string; readonly connections: readonly number[] }[];
  readonly uncut: string;
}

/** Starts one; at `port` when given, so that a printer can come back. */
export async function printerChild(ails: Partial<Ails> = {}, port = 0): Promise<PrinterChild> {
  const file = path.join(freshFolder('printer'), 'printer.mjs');
  await build({ input: path.join(import.meta.dirname, 'printerProcess.ts'), platform: 'node', output: { file, format: 'esm' }, logLevel: 'silent' });
  const child = fork(file, [JSON.stringify(ails), String(port)], { execArgv: [] });
  const started = await heard(child);
  const ask = (message: object | string) => {
    const answer = heard(child);
    child.send(message);
    return answer;
  };
  return {
    port: started.port,
    address: `tcp://127.0.0.1:${started.port}`,
    async papers() {
      const { papers, uncut } = await ask('idle');
      return { papers: papers.map(({ bytes, connections }) => ({ bytes: Buffer.from(bytes, 'base64'), connections })), uncut: Buffer.from(uncut, 'base64') };
    },
    set: async (change) => void (await ask({ set: change })),
    close: () => child.disconnect(),
  };
}

function heard(child: ChildProcess): Promise<Shown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the printer ended with ${code}`));
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as Shown);
    });
    child.once('exit', ended);
  });
}
