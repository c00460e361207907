import { runCli } from './cli.ts';

runCli(process.argv.slice(2), { input: process.stdin, print: (line) => process.stdout.write(`${line}\n`) }).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.stdout.write(`${JSON.stringify({ ok: false, problem: { code: 'hall.failed', detail: 'a fault in the program' } })}\n`);
    process.exitCode = 1;
  },
);
