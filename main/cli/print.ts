import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type PrinterProfile, type PrinterStatus, type PrintReason, printerProfile, type SlipOutcome } from '../../shared/printing.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { checkAddress, findQueues } from '../devices/find.ts';
import { type OpenOptions, openTransport } from '../devices/open.ts';
import type { Sent } from '../devices/transport.ts';
import { runSlip, type SlipOptions } from './slip.ts';

/** What `hall print` is asked for: the option values as they were typed, and how printers are reached. */
export interface PrintOptions extends SlipOptions {
  /** tcp://HOST:PORT, cups://QUEUE, winspool://NAME or file:PATH.svg|.txt|.bin. */
  readonly to?: string | undefined;
  readonly reach?: Partial<OpenOptions>;
}

/** What became of it, without words for a log. */
export interface Printed {
  readonly outcome: SlipOutcome;
  readonly reason?: PrintReason;
}

const formatOf: Readonly<Record<string, string>> = { '.svg': 'svg', '.txt': 'text', '.bin': 'bytes' };

/**
 * `hall print KIND JSON --to PLACE [--profile P] [--width 58|80] [--density D] [--example]`: prints one slip without a
 * hall, once, and says what became of it. Nothing is tried again. Bad input is a Problem, and nothing is sent.
 */
export async function runPrint(words: readonly string[], options: PrintOptions): Promise<Result<Printed>> {
  const { to, reach, ...slip } = options;
  if (to === undefined) return fail('command.badInput', 'use: hall print KIND JSON --to tcp://HOST:PORT|cups://QUEUE|winspool://NAME|file:PATH');
  const file = /^file:(?:\/\/(?=\/))?(.+)$/s.exec(to)?.[1];
  const format = file === undefined ? 'bytes' : formatOf[path.extname(file).toLowerCase()];
  if (format === undefined) return fail('command.badInput', 'a file ends in .svg, .txt or .bin');
  const profile = printerProfile.safeParse(slip.profile ?? 'generic');
  if (!profile.success) return fail('command.badInput', `--profile is one of ${printerProfile.options.join(', ')}`);
  const transport = file === undefined ? openTransport(to, { ...reach, profile: profile.data }) : null;
  if (transport?.ok === false) return transport;
  let made: Buffer | string = '';
  const composed = runSlip(words, { ...slip, format }, (bytes) => {
    made = bytes;
  });
  if (!composed.ok) return composed;
  if (transport === null) return ok(await saved(file ?? '', made));
  const sent = await transport.value.send(Buffer.from(made), { beforeFirstByte: async () => undefined });
  await transport.value.close();
  return ok(shown(sent));
}

function shown({ outcome, reason }: Sent): Printed {
  return { outcome, ...(reason !== null && { reason }) };
}

async function saved(file: string, made: Buffer | string): Promise<Printed> {
  try {
    await writeFile(file, made);
    return { outcome: 'saved' };
  } catch {
    return { outcome: 'notSent', reason: 'disk' };
  }
}

/** One printer as `hall printers` shows it. */
export interface ShownPrinter extends PrinterStatus {
  readonly address: string;
  readonly name: string;
  /** What it seems to be, where it was asked. */
  readonly profile?: PrinterProfile;
}

/**
 * `hall printers [--to ADDRESS]`: the printers that this computer's spooler knows, or how the one at an address answers.
 * Nothing is printed. A bad address is a Problem; a printer that does not answer is not.
 */
export async function runPrinters({ to, reach = {} }: Pick<PrintOptions, 'to' | 'reach'>): Promise<Result<{ readonly printers: readonly ShownPrinter[] }>> {
  if (to === undefined) {
    const queues = await findQueues(reach);
    return ok({ printers: queues.map(({ address, name, status }) => ({ address, name, ...(status ?? { state: 'unknown', reason: null, paper: 'unknown' }) })) });
  }
  const checked = await checkAddress(to, reach);
  if (!checked.ok) return checked;
  const { status, says, profile } = checked.value;
  return ok({ printers: [{ address: to, name: says ?? to, ...status, ...(profile !== null && { profile }) }] });
}
