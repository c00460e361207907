import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from './cli.ts';

const pages = join(__dirname, '..', 'renderer');
const stopped = () => new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
});

runCli(process.argv.slice(2), { input: process.stdin, print: (line) => process.stdout.write(`${line}\n`), write: (bytes) => process.stdout.write(bytes), pages: existsSync(join(pages, 'index.html')) ? pages : null, stopped }).then(
  (code) => {
    process.exitCode = code;
    setTimeout(() => process.exit(), 3_000).unref(); // a connection that is still being tried must not hold it
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.stdout.write(`${JSON.stringify({ ok: false, problem: { code: 'hall.failed', detail: 'a fault in the program' } })}\n`);
    process.exitCode = 1;
  },
);
