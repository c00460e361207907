import type { Printer, PrintRoute, Printing, SlipKind } from '../../../../shared/printing.ts';
import type { Settings } from '../../../../shared/settings.ts';

/** A column of the table: what a person prints, or all of it. */
export type Column = Exclude<SlipKind, 'test'> | '*';
/** The columns, in order. A test page is no column: it always goes to the printer that is tested. */
export const columns: readonly Column[] = ['*', 'ticket', 'complaint', 'followUp', 'day'];
export type Kind = Exclude<Column, '*'>;

/** The section as the hall has it; that of a hall that has never set it up when there is none. */
export function sectionOf(settings: Pick<Settings, 'printing'>): Printing {
  return settings.printing ?? { printers: [], routes: [], logo: null, dropAfterMinutes: 10 };
}

/** The line of exactly that cell, or undefined when the cell inherits. */
export function lineAt(routes: readonly PrintRoute[], station: string, column: Column): PrintRoute | undefined {
  return routes.find((one) => one.station === station && one.kind === column);
}

/** The lines with that cell set: `inherit` takes its line away, null prints nothing there. */
export function setLine(routes: readonly PrintRoute[], station: string, column: Column, choice: string | null | 'inherit'): PrintRoute[] {
  const others = routes.filter((one) => one.station !== station || one.kind !== column);
  return choice === 'inherit' ? others : [...others, { station, kind: column, printer: choice }];
}

/** The printer's id that a slip of that kind, asked for there, goes to; null for none. The same as the hall's own rule. */
export function effective(routes: readonly PrintRoute[], station: string, kind: Kind): string | null {
  const found = lineAt(routes, station, kind) ?? lineAt(routes, station, '*') ?? lineAt(routes, '*', kind) ?? lineAt(routes, '*', '*');
  return found?.printer ?? null;
}

/** Where a cell that says nothing itself looks: to the left in its row, or to the row of all stations. */
export interface Inherited {
  readonly from: 'left' | 'above';
  /** What it comes to; undefined where that differs from kind to kind. */
  readonly printer: string | null | undefined;
}

/** What a cell inherits; null where there is nothing to inherit from. */
export function inherited(routes: readonly PrintRoute[], station: string, column: Column): Inherited | null {
  if (station === '*' && column === '*') return null;
  if (column !== '*') {
    const from = station === '*' || lineAt(routes, station, '*') !== undefined ? 'left' : 'above';
    return { from, printer: effective(setLine(routes, station, column, 'inherit'), station, column) };
  }
  const above = columns.flatMap((one) => (one === '*' ? [] : [effective(routes, '*', one)]));
  return { from: 'above', printer: above.every((one) => one === above[0]) ? (above[0] ?? null) : undefined };
}

/** The section with that printer added, or put in place of the one with its id. The first of a hall prints everything. */
export function withPrinter(section: Printing, printer: Printer): Printing {
  const known = section.printers.some((one) => one.id === printer.id);
  const printers = known ? section.printers.map((one) => (one.id === printer.id ? printer : one)) : [...section.printers, printer];
  const first = section.printers.length === 0 && lineAt(section.routes, '*', '*') === undefined;
  return { ...section, printers, routes: first ? setLine(section.routes, '*', '*', printer.id) : section.routes };
}

/** The section without that printer: its next one, where it has one, takes what went to it; otherwise those cells inherit again. */
export function withoutPrinter(section: Printing, id: string): Printing {
  const next = section.printers.find((one) => one.id === id)?.next ?? null;
  const printers = section.printers
    .filter((one) => one.id !== id)
    .map((one) => (one.next === id ? { ...one, next: next === one.id ? null : next } : one));
  const routes = section.routes.flatMap((one) => (one.printer !== id ? [one] : next === null ? [] : [{ ...one, printer: next }]));
  return { ...section, printers, routes };
}
