import type { Printer, Printing, PrinterProfile } from '../../../../shared/printing.ts';

/** What the form holds while it is filled in. */
export interface Draft {
  readonly id: string;
  readonly name: string;
  /** `network`, or a queue as `queueKey` names it; '' while nothing is chosen. */
  readonly where: string;
  /** Which computer writes to a network printer. */
  readonly writer: string;
  readonly host: string;
  readonly port: number | null;
  readonly profile: PrinterProfile;
  readonly widthMm: Printer['widthMm'];
  readonly density: Printer['density'];
  readonly rollM: number | null;
  readonly next: string | null;
}
/** What is wrong with it: a key of printing.form.wrong. */
export type Wrong = 'where' | 'host' | 'port' | 'taken' | 'name' | 'nameTaken' | 'roll';

/** Every kind, in the order in which they are offered; its type keeps it complete. */
const profileTable: Record<PrinterProfile, true> = { epson: true, xprinter: true, gprinter: true, generic: true, quiet: true, mute: true };
export const profiles = Object.keys(profileTable) as readonly PrinterProfile[];

/** A queue as one value: which computer, and what it is there. */
export function queueKey(station: string, address: string): string {
  return `${station} ${address}`;
}

/** An empty form for a new printer that `writer` would write to. */
export function blankDraft(id: string, writer: string): Draft {
  return { id, name: '', where: '', writer, host: '', port: 9100, profile: 'generic', widthMm: 80, density: 'normal', rollM: 50, next: null };
}

/** The form of a printer that is there. */
export function draftOf(printer: Printer): Draft {
  const { id, name, station, address, profile, widthMm, density, rollMm, next } = printer;
  const network = /^tcp:\/\/\[?([^\]]+?)\]?:(\d+)$/.exec(address);
  const common = { id, name, profile, widthMm, density, rollM: rollMm / 1000, next, writer: station };
  return network === null
    ? { ...common, where: queueKey(station, address), host: '', port: 9100 }
    : { ...common, where: 'network', host: network[1] ?? '', port: Number(network[2]) };
}

const quad = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** The address of a network printer, or what is wrong: as it is typed, also with a Chinese input method's full stops, or with the port behind a colon. */
export function networkAddress(typed: string, port: number | null): { readonly address: string } | { readonly wrong: 'host' | 'port' } {
  const text = typed.normalize('NFKC').replaceAll('。', '.').trim();
  const both = /^([^:\]]+):(\d{1,5})$/.exec(text);
  const host = both?.[1] ?? text.replace(/^\[(.*)\]$/, '$1');
  const at = both === null ? port : Number(both[2]);
  const parts = quad.exec(host);
  const digits = /^[\d.]+$/.test(host);
  const six = host.includes(':') && /^[0-9a-fA-F:.]{2,45}$/.test(host);
  const good = six || (digits ? parts !== null && parts.slice(1).every((one) => Number(one) <= 255) : /^[A-Za-z0-9][A-Za-z0-9._-]{0,179}$/.test(host));
  if (!good) return { wrong: 'host' };
  if (at === null || !Number.isInteger(at) || at < 1 || at > 65_535) return { wrong: 'port' };
  return { address: six ? `tcp://[${host}]:${at}` : `tcp://${host}:${at}` };
}

/** The printer that was filled in, or all that is wrong with it. Two printers never share a name or an address: each has one writer. */
export function readDraft(draft: Draft, section: Pick<Printing, 'printers'>): { readonly printer: Printer } | { readonly wrong: readonly Wrong[] } {
  const others = section.printers.filter((one) => one.id !== draft.id);
  const wrong: Wrong[] = [];
  const place = placeOf(draft);
  if ('wrong' in place) wrong.push(place.wrong);
  else if (others.some((one) => one.address === place.address && (one.station === place.station || place.address.startsWith('tcp:')))) wrong.push('taken');
  const name = draft.name.trim();
  if (name === '' || name.length > 40) wrong.push('name');
  else if (others.some((one) => one.name === name)) wrong.push('nameTaken');
  const rollMm = Math.round((draft.rollM ?? 0) * 1000);
  if (rollMm < 1_000 || rollMm > 200_000) wrong.push('roll');
  if (wrong.length > 0 || 'wrong' in place) return { wrong };
  const { id, profile, widthMm, density, next } = draft;
  return { printer: { id, name, station: place.station, address: place.address, profile, widthMm, density, rollMm, next } };
}

function placeOf(draft: Draft): { readonly station: string; readonly address: string } | { readonly wrong: Wrong } {
  if (draft.where === '') return { wrong: 'where' };
  if (draft.where === 'network') {
    const read = networkAddress(draft.host, draft.port);
    return 'wrong' in read ? read : { station: draft.writer, address: read.address };
  }
  const gap = draft.where.indexOf(' ');
  return { station: draft.where.slice(0, gap), address: draft.where.slice(gap + 1) };
}
