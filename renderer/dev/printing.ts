import type { LocalOutput, View } from '../../shared/contract.ts';
import type { Printer, PrinterStatus, Printing, SlipKind } from '../../shared/printing.ts';
import type { PrinterBrief, SlipRow } from '../../shared/views.ts';
import { freshId, type World } from './world.ts';

type Job = View<'printers'>['jobs'][number];
type State = SlipRow['state'];
interface Fake {
  readonly jobs: Job[];
  /** When a job that is on its way is done. */
  readonly due: Map<string, number>;
  readonly status: Map<string, PrinterStatus & { left: number | null; since: number | null }>;
}

const minute = 60_000;
const asked = () => new URLSearchParams(location.search);
/** `&print=` ok (the default where slips are printed), trouble, low, unsure, away, waiting, busy or none; without it the hall prints nothing. `&slip=` is what becomes of each slip. */
const scene = () => asked().get('print') ?? 'none';
/** Whether this hall prints at all. */
export const prints = (): boolean => scene() !== 'none';

const id = (at: number) => `01JD9${String(at).padStart(21, '0')}`;
const station = (at: number) => `01JD${String(at).padStart(22, '0')}`;
const names = ['大厅取号机', '引导台', '东门取号机（新换的那台大的，靠自动门，八十毫米）', '1号柜台', '2号柜台', '3号柜台 · 潮汐窗口', '主管室 Epson TM-T82III', '备用（仓库）'];
const addresses = ['tcp://192.168.1.60:9100', 'cups://Gprinter_GP-L80160', 'tcp://192.168.1.61:9100', 'winspool://XP-80C (副本 1)', 'winspool://XP-80C', 'tcp://192.168.1.64:9101', 'cups://EPSON_TM_T82III', 'tcp://printer-spare.local:9100'];
const profiles = ['epson', 'gprinter', 'xprinter', 'xprinter', 'xprinter', 'generic', 'epson', 'mute'] as const;
const owners = ['host', 'host', station(4), station(1), station(2), station(3), station(8), 'host'];

function printerAt(at: number): Printer {
  return {
    id: id(at), name: names[at] ?? '', station: owners[at] ?? 'host', address: addresses[at] ?? '', profile: profiles[at] ?? 'generic',
    widthMm: at === 1 ? 58 : 80, density: 'normal', rollMm: 50_000, next: at === 0 ? id(7) : null,
  };
}

/** The section that a scene begins with. */
export function printingOf(): Printing | undefined {
  if (!prints()) return undefined;
  const count = scene() === 'busy' ? 8 : 2;
  const more = scene() === 'busy' ? [
    { station: 'guide', kind: '*' as const, printer: id(1) }, { station: '*', kind: 'day' as const, printer: id(6) },
    { station: station(4), kind: '*' as const, printer: id(2) }, { station: station(5), kind: '*' as const, printer: null },
    { station: station(1), kind: '*' as const, printer: id(3) }, { station: station(1), kind: 'followUp' as const, printer: id(6) },
  ] : [];
  return {
    printers: Array.from({ length: count }, (_, at) => ({ ...printerAt(at), ...(count === 2 && at === 0 ? { next: id(1) } : {}) })),
    routes: [{ station: '*', kind: '*', printer: id(0) }, ...more], logo: null, dropAfterMinutes: 10,
  };
}

const fakes = new WeakMap<World, Fake>();

function fakeOf(world: World): Fake {
  const known = fakes.get(world);
  if (known !== undefined) return known;
  const made: Fake = { jobs: [], due: new Map(), status: new Map() };
  fakes.set(world, made);
  const now = Date.now();
  const set = (at: number, status: Partial<PrinterStatus> & { left?: number | null; since?: number | null }) =>
    made.status.set(id(at), { state: 'ready', reason: null, paper: 'ok', left: 310 - at * 23, since: now - 95 * minute, ...status });
  for (let at = 0; at < 8; at++) set(at, {});
  const what = scene();
  if (what === 'trouble' || what === 'waiting') set(0, { state: 'trouble', reason: 'paperOut', paper: 'out', left: 0, since: now - 4 * minute });
  if (what === 'low') set(0, { paper: 'low', left: 38 });
  if (what === 'busy') {
    set(2, { state: 'trouble', reason: 'cutter', since: now - 14 * minute });
    set(3, { paper: 'low', left: 12 });
    set(4, { state: 'unreachable', reason: 'unreachable', paper: 'unknown', since: now - 48 * minute });
    set(6, { left: null });
    set(7, { state: 'unknown', paper: 'unknown', left: null });
    const cycle: readonly State[] = ['printed', 'printed', 'accepted', 'printed', 'saved', 'printed', 'notPrinted', 'printed', 'dropped', 'cancelled'];
    const kinds: readonly SlipKind[] = ['ticket', 'ticket', 'ticket', 'complaint', 'ticket', 'followUp', 'ticket', 'day', 'ticket', 'test'];
    for (let at = 0; at < 100; at++) {
      const kind = kinds[at % 10] ?? 'ticket';
      const where = at % 8;
      const state = at < 2 ? 'queued' : at < 6 ? 'waiting' : at === 7 || at === 12 || at === 31 ? 'unsure' : (cycle[at % cycle.length] ?? 'printed');
      const reason = state === 'waiting' ? 'cutter' : state === 'unsure' ? 'restarted' : state === 'notPrinted' ? 'unreadable' : null;
      made.jobs.push({
        slip: freshId(world), kind, of: freshId(world), number: kind === 'complaint' || kind === 'followUp' ? `20261122-${String(at).padStart(3, '0')}` : kind === 'day' ? '2026-11-22' : `A${String(200 - at).padStart(3, '0')}`,
        at: now - at * 2.4 * minute, state, reason, printer: state === 'waiting' ? (names[2] ?? '') : (names[where] ?? ''), printerId: printerAt(state === 'waiting' ? 2 : where).id, english: false, copy: at % 13 === 6,
        station: ['kiosk', station(4), station(1), 'guide', station(5), 'manager'][at % 6] ?? 'kiosk', stationName: [null, '东门', '1', null, '西门平板', null][at % 6] ?? null, staff: null, reportedAt: null,
      });
    }
  }
  if (what === 'unsure' || what === 'waiting') {
    const ticket = world.tickets.find((one) => one.state === 'waiting');
    for (let at = 0; at < (what === 'unsure' ? 1 : 3); at++)
      made.jobs.push({ ...job(world, 'ticket', ticket?.ticket ?? '', `A${String(11 + at).padStart(3, '0')}`, printerAt(0)), at: now - (3 + at) * minute, state: what === 'unsure' ? 'unsure' : 'waiting', reason: what === 'unsure' ? 'hungUp' : 'paperOut' });
  }
  return made;
}

function job(world: World, kind: SlipKind, of: string, number: string, printer: Printer): Job {
  return { slip: freshId(world), kind, of, number, at: Date.now(), state: 'queued', reason: null, printer: printer.name, printerId: printer.id, english: false, copy: false, station: 'kiosk', stationName: null, staff: null, reportedAt: null };
}

function sectionNow(world: World): Printing {
  return world.settings.printing ?? { printers: [], routes: [], logo: null, dropAfterMinutes: 10 };
}

/** The printer that all slips of this screen go to. */
function routed(world: World): Printer | null {
  const { printers, routes } = sectionNow(world);
  const screen = asked().get('screen') ?? '';
  const line = routes.find((one) => one.station === screen) ?? routes.find((one) => one.station === '*' && one.kind === '*');
  return printers.find((one) => one.id === line?.printer) ?? null;
}

/** Asks for a slip, as issuing or filing does; false where nothing is printed. */
export function ask(world: World, kind: SlipKind, of: string, number: string, at: string | null = null): Job | null {
  const printer = at === null ? routed(world) : (sectionNow(world).printers.find((one) => one.id === at) ?? null);
  if (printer === null) return null;
  const fake = fakeOf(world);
  const made = { ...job(world, kind, of, number, printer), copy: kind !== 'test' && fake.jobs.some((one) => one.of === of && one.kind === kind) };
  fake.jobs.unshift(made);
  fake.due.set(made.slip, Date.now() + 1200);
  return made;
}

/** What became of the slips meanwhile. */
function settleAll(world: World): void {
  const fake = fakeOf(world);
  const stuck = ['trouble', 'waiting'].includes(scene());
  const becomes = (asked().get('slip') ?? (stuck ? 'waiting' : 'printed')) as State;
  for (const one of fake.jobs) {
    if (one.state !== 'queued' || becomes === 'queued' || (fake.due.get(one.slip) ?? Number.POSITIVE_INFINITY) > Date.now()) continue;
    one.state = becomes;
    one.reason = becomes === 'waiting' ? 'paperOut' : becomes === 'unsure' ? 'hungUp' : becomes === 'notPrinted' ? 'unreadable' : null;
  }
}

function briefOf(world: World, printer: Printer): PrinterBrief {
  const { since: _, ...status } = fakeOf(world).status.get(printer.id) ?? { state: 'unknown' as const, reason: null, paper: 'unknown' as const, left: null, since: null };
  return { printer: printer.id, name: printer.name, here: !isAway(printer), ...status };
}

const isAway = (printer: Printer) => (scene() === 'away' && printer.id === id(0)) || (scene() === 'busy' && printer.station === station(3));

/** The view of a screen's own printing. */
export function printingView(world: World): View<'printing'> {
  settleAll(world);
  const printer = routed(world);
  const brief = printer === null ? null : briefOf(world, printer);
  const { jobs } = fakeOf(world);
  const all = ['guide', 'manager'].includes(asked().get('screen') ?? '');
  return { ticket: brief, complaint: brief, slips: jobs.slice(0, 10), unsure: jobs.filter((one) => one.state === 'unsure' && (all || one.station === 'kiosk')) };
}

/** The view of all printers. */
export function printersView(world: World): View<'printers'> {
  settleAll(world);
  const { jobs, status } = fakeOf(world);
  const { printers, routes, logo, dropAfterMinutes } = sectionNow(world);
  const stationNames: Readonly<Record<string, string>> = { [station(1)]: '1', [station(2)]: '2', [station(3)]: '3', [station(4)]: '东门', [station(8)]: '主管室' };
  return {
    printers: printers.map((one) => {
      const { printer: _, ...brief } = briefOf(world, one);
      return { ...one, ...brief, stationName: stationNames[one.station] ?? null, since: status.get(one.id)?.since ?? null, queued: jobs.filter((other) => other.printer === one.name && (other.state === 'queued' || other.state === 'waiting')).length };
    }),
    routes, logo: logo !== null, dropAfterMinutes, jobs: jobs.slice(0, 100),
    stations: [
      { station: 'host', name: null, here: true, queues: [{ address: 'cups://Gprinter_GP-L80160', name: 'Gprinter GP-L80160' }, { address: 'cups://EPSON_TM_T82III', name: 'EPSON TM-T82III Receipt' }] },
      { station: station(1), name: '1', here: true, queues: [{ address: 'winspool://XP-80C', name: 'XP-80C' }] },
      { station: station(3), name: '3', here: false, queues: [] },
      { station: station(4), name: '东门', here: true, queues: [] },
    ],
  };
}

/** What a person says of a slip, or does to one. */
export function change(world: World, slip: unknown, to: (job: Job) => void): boolean {
  const found = fakeOf(world).jobs.find((one) => one.slip === slip);
  if (found !== undefined) to(found);
  return found !== undefined;
}

/** A new roll in that printer. */
export function newRoll(world: World, printer: string): void {
  fakeOf(world).status.set(printer, { state: 'ready', reason: null, paper: 'ok', left: 450, since: Date.now() });
}

/** A network printer asked: 192.168.1.9 is not there, 192.168.1.8 never answers. */
export function findPrinter(address: string | undefined): LocalOutput<'printer.find'> {
  if (address === undefined) return { found: [] };
  const one = { address, name: '', profile: null };
  if (address.includes('.1.9:')) return { found: [{ ...one, state: 'unreachable', reason: 'unreachable', paper: 'unknown' }] };
  if (address.includes('.1.8:')) return { found: [{ ...one, profile: 'mute', state: 'unreachable', reason: 'noAnswer', paper: 'unknown' }] };
  return { found: [{ ...one, name: 'EPSON TM-T82III', profile: 'epson', state: 'ready', reason: null, paper: 'ok' }] };
}
