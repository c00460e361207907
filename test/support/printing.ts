import path from 'node:path';
import { composeSlip } from '../../main/devices/compose.ts';
import type { Pace } from '../../main/devices/lane.ts';
import { openPrintDesk, type PrintDesk, type PrintDeskOptions } from '../../main/devices/printDesk.ts';
import { tcpTransport } from '../../main/devices/tcp.ts';
import type { Transport } from '../../main/devices/transport.ts';
import { newId } from '../../main/hall/ids.ts';
import type { Printer, Printing } from '../../shared/printing.ts';
import { ok } from '../../shared/result.ts';
import type { View } from '../../shared/contract.ts';
import type { TestHall } from './fixture.ts';
import type { FakePrinter } from '../fakes/escposPrinter.ts';

/** Tests are twenty times less patient than a hall. */
export const quickPace: Pace = { idle: 400, trouble: 100, retry: 40, longest: 150 };
export const quickPatience = { connect: 800, answer: 300, done: 1_200 };

/** A printer of a test's hall; its id ends in `n`. */
export function aPrinter(n: number, address: string, more: Partial<Printer> = {}): Printer {
  return { id: `01${String(n).padStart(24, 'P')}`, name: `打印机${n}`, station: 'host', address, profile: 'generic', widthMm: 80, density: 'normal', rollMm: 80_000, next: null, ...more };
}

/** Everything goes to the first of these printers, unless routes say otherwise. */
export function printingWith(printers: readonly Printer[], more: Partial<Printing> = {}): Printing {
  return { printers: [...printers], routes: printers[0] === undefined ? [] : [{ station: '*', kind: '*', printer: printers[0].id }], logo: null, dropAfterMinutes: 10, ...more };
}

const lead = { role: 'lead', station: 'lead-1' } as const;

/** Sets up the printers of a hall. */
export async function setPrinters(test: TestHall, value: Printing): Promise<void> {
  await test.must(lead, 'hall.configure', { change: { section: 'printing', value } });
}

/** The print desk of the hall's own computer, printing over real connections. */
export function deskOf(test: TestHall, more: Partial<PrintDeskOptions> & { readonly transportOf?: (printer: Printer) => Transport } = {}): Promise<PrintDesk> {
  const caller = { role: 'system', station: 'printing' } as const;
  const { transportOf = tcp, ...options } = more;
  return openPrintDesk({
    folder: path.join(test.dataDir, 'prints'), newId, clock: () => test.now, pace: quickPace,
    onBug: (error) => { throw error; },
    hall: { call: (name, input) => test.hall.call(caller, name, input), watch: (name, push) => test.hall.watch(caller, name, {}, push) },
    open: async (printer) => ok(transportOf(printer)),
    compose: async (document, printer) => composeSlip(document, printer),
    ...options,
  });
}

function tcp({ address, profile }: Printer): Transport {
  const { hostname, port } = new URL(address.replace('tcp:', 'http:'));
  return tcpTransport(hostname, Number(port), { profile, patience: quickPatience });
}

export type Jobs = View<'printers'>['jobs'];

/** The hall's jobs, the newest first. */
export async function jobsOf(test: TestHall): Promise<Jobs> {
  return ((await test.view(lead, 'printers')) as View<'printers'>).jobs;
}

/** Waits until it is so; says what it was last when it never is. */
export async function eventually<T>(read: () => Promise<T> | T, isSo: (value: T) => boolean, within = 8_000): Promise<T> {
  const until = performance.now() + within;
  for (;;) {
    const value = await read();
    if (isSo(value)) return value;
    if (performance.now() > until) throw new Error(`still ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

/** How often a number is on paper, and how often of those it is marked 补打. */
export function copiesOf(printer: Pick<FakePrinter, 'papers'>, number: string): { readonly all: number; readonly marked: number } {
  const again = Buffer.from([0xb2, 0xb9, 0xb4, 0xf2]); // 补打 in GB 2312
  const found = printer.papers.filter(({ bytes }) => bytes.includes(number));
  return { all: found.length, marked: found.filter(({ bytes }) => bytes.includes(again)).length };
}
