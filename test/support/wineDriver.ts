/**
 * Runs under Wine's node.exe: prints through the real winspool.drv with the real child and writes what came of it to a file,
 * since node.exe's own output goes nowhere there. `node.exe driver.cjs TASK.json RESULT.json`.
 */
import { fork } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { winspoolPrinters, winspoolTransport } from '../../main/devices/winspool.ts';

export interface WineTask {
  readonly childFile: string;
  readonly slips: readonly { readonly printer: string; readonly bytes: string; readonly killChild?: 'beforeFirstByte' }[];
}

/** What each slip came to, and what else was seen. */
export interface WineResult {
  readonly printers: readonly { readonly name: string; readonly status: object }[];
  readonly sent: readonly { readonly outcome: string; readonly reason: string | null; readonly detail?: string; readonly ms: number; readonly began: boolean }[];
}

const [taskFile, resultFile] = [process.argv[2] ?? '', process.argv[3] ?? ''];
const { childFile, slips }: WineTask = JSON.parse(readFileSync(taskFile, 'utf8'));

/** As the program's own, with a child that can be killed in between. */
const killable = (file: string) => {
  const child = fork(file, [], { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  kill = () => child.kill('SIGKILL');
  return {
    send: (order: object) => void child.send(order, () => undefined),
    onMessage: (listener: (reply: never) => void) => void child.on('message', (reply) => listener(reply as never)),
    onExit: (listener: () => void) => void child.once('exit', listener).once('error', listener),
    kill: () => void child.kill('SIGKILL'),
  };
};
let kill = () => true;

async function run(): Promise<WineResult> {
  const printers = await winspoolPrinters({ childFile });
  const sent: WineResult['sent'][number][] = [];
  for (const { printer, bytes, killChild } of slips) {
    const transport = winspoolTransport(printer, killChild ? { childFile, fork: killable } : { childFile });
    const [start, seen] = [performance.now(), { began: false }];
    const beforeFirstByte = async () => {
      if (!killChild) return;
      kill();
      await new Promise((resolve) => setTimeout(resolve, 300));
    };
    const result = await transport.send(Buffer.from(bytes, 'base64'), { beforeFirstByte, onFirstByte: () => (seen.began = true) });
    sent.push({ ...result, ms: performance.now() - start, began: seen.began });
    await transport.close();
  }
  return { printers, sent };
}

run().then(
  (result) => writeFileSync(resultFile, JSON.stringify(result)),
  (error: unknown) => writeFileSync(resultFile, JSON.stringify({ error: String(error) })),
).finally(() => process.exit(0));
