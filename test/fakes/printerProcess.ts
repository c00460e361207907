/**
 * The fake printer as a program of its own, so that a test can kill whoever prints and still look at the paper:
 * `node printerProcess.ts '{"paperLow":true}'`. With an IPC channel it answers `papers`, `idle` and `{set: …}`.
 */
import { type FakePrinter, fakePrinter } from './escposPrinter.ts';

const printer: FakePrinter = await fakePrinter(JSON.parse(process.argv[2] ?? '{}'), { port: Number(process.argv[3] ?? 0) });

/** Papers as text, since Buffers do not survive JSON. */
const shown = () => ({ papers: printer.papers.map(({ bytes, connections }) => ({ bytes: bytes.toString('base64'), connections })), uncut: printer.uncut().toString('base64') });

process.on('message', (message: 'papers' | 'idle' | { readonly set: Parameters<FakePrinter['set']>[0] }) => {
  if (message === 'idle') void printer.idle().then(() => process.send?.({ idle: true, ...shown() }));
  else if (message === 'papers') process.send?.(shown());
  else {
    printer.set(message.set);
    process.send?.(shown());
  }
});
process.on('disconnect', () => process.exit(0));
if (process.send) process.send({ port: printer.port });
else console.log(printer.address);
