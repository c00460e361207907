import type { View } from '../../contract.ts';
import type { Printer, SlipKind } from '../../printing.ts';
import type { PrinterBrief, SlipRow } from '../../views.ts';
import type { Caller } from '../decide.ts';
import { isOver, nextFor, printerOf, printingOf, routeFor, usefulFor } from '../slipJobs.ts';
import type { PrinterNow, SlipJob, State } from '../state.ts';
import { perSeq } from './perSeq.ts';

/** What only the connections know of the hall's computers. */
export interface Computers {
  /** Whether that computer is in touch: `host`, or a station's id. */
  readonly isHere: (station: string) => boolean;
  /** The print queues that each computer says it has. */
  readonly queuesOf: (station: string) => readonly { readonly address: string; readonly name: string }[];
  /** As which station the host itself prints. */
  readonly host: string;
}

const minute = 60_000;
/** How long a slip stays on the screen that asked for it. */
const shownFor = 10 * minute;
const mostShown = 10;
const lastJobs = 100;
/** As many jobs as a printer's computer is told of at a time: each is laid out anew with every flush. */
const mostWork = 20;
/** Who looks after what comes out of the kiosks. */
const looksAfterAll: readonly string[] = ['guide', 'lead', 'manager', 'admin'];
const unknownNow: PrinterNow = { status: { state: 'unknown', reason: null, paper: 'unknown' }, since: null, usedMm: 0, rollAt: null, ticketMm: null };
/** A ticket's length where none was printed on this roll yet. */
const usualTicketMm = 110;

/** The oldest open jobs of `station`'s printers, in order, and those printers. `document` gives what a job's slip says, or null. */
export async function printWorkView(state: State, station: string, now: number, document: (job: SlipJob, printer: Printer) => Promise<string | null>): Promise<View<'printWork'>> {
  const printers = printingOf(state).printers.filter((one) => one.station === station);
  if (printers.length === 0) return { now, whole: state.cutOff === null, printers: [], jobs: [] };
  const own = new Map(printers.map((one) => [one.id, one]));
  const shown = new Map<string, number>();
  const jobs: View<'printWork'>['jobs'] = [];
  for (const job of state.slips.values()) {
    const printer = own.get(job.printer);
    const before = shown.get(job.printer) ?? 0;
    if (printer === undefined || job.state !== 'queued' || before >= mostWork) continue;
    shown.set(job.printer, before + 1);
    jobs.push({
      slip: job.id, printer: job.printer, kind: job.kind, of: job.of, number: job.number, at: job.at, document: await document(job, printer),
      dropAt: job.at + usefulFor(state, job.kind), over: isOver(state, job), cancelled: job.cancelled, movable: nextFor(state, job) !== null,
    });
  }
  return { now, whole: state.cutOff === null, printers: [...printers], jobs };
}

/** How printing stands at the caller's screen. */
export function printingView(state: State, who: Caller, computers: Computers): View<'printing'> {
  const { latest, unsure } = shownJobs(state);
  const all = looksAfterAll.includes(who.role);
  const brief = (kind: SlipKind) => briefOf(state, routeFor(state, who.station, kind), computers);
  return {
    ticket: brief('ticket'), complaint: brief('complaint'),
    slips: (latest.get(who.station) ?? []).map((one) => rowOf(state, one)),
    unsure: unsure.filter((one) => all || one.station === who.station).map((one) => rowOf(state, one)),
  };
}

/** All printers of the hall, who has which, and the last jobs. */
export function printersView(state: State, computers: Computers): View<'printers'> {
  const { printers, routes, logo, dropAfterMinutes } = printingOf(state);
  const queued = new Map<string, number>();
  for (const one of state.slips.values()) if (one.state === 'queued') queued.set(one.printer, (queued.get(one.printer) ?? 0) + 1);
  const nameOf = (station: string) => state.stations.get(station)?.name ?? null;
  const stations = [computers.host, ...[...state.stations.values()].filter((one) => one.revokedAt === null && !one.browser && one.role !== 'board' && one.id !== computers.host).map((one) => one.id)];
  return {
    printers: printers.map((one) => {
      const now = state.printers.get(one.id) ?? unknownNow;
      return { ...one, here: computers.isHere(one.station), ...now.status, left: leftOf(one, now), stationName: nameOf(one.station), queued: queued.get(one.id) ?? 0, since: now.since };
    }),
    routes: [...routes], logo: logo !== null, dropAfterMinutes,
    jobs: [...state.slips.values()].slice(-lastJobs).reverse().map((one) => ({ ...rowOf(state, one), printerId: one.printer, english: one.english, station: one.station, stationName: nameOf(one.station), staff: one.staff, reportedAt: one.reportedAt })),
    stations: stations.map((station) => ({ station, name: nameOf(station), here: computers.isHere(station), queues: [...computers.queuesOf(station)] })),
  };
}

/** Each station's latest jobs, and those that nobody is sure of, the newest first: gone through once for all screens. */
const shownJobs = perSeq((state) => {
  const latest = new Map<string, SlipJob[]>();
  const unsure: SlipJob[] = [];
  for (const one of [...state.slips.values()].reverse()) {
    if (one.state === 'unsure' && !isOver(state, one)) unsure.push(one);
    const mine = latest.get(one.station) ?? [];
    if (one.at > state.at - shownFor && mine.length < mostShown) latest.set(one.station, [...mine, one]);
  }
  return { latest, unsure };
});

function briefOf(state: State, printer: Printer | null, computers: Computers): PrinterBrief | null {
  if (printer === null) return null;
  const now = state.printers.get(printer.id) ?? unknownNow;
  return { printer: printer.id, name: printer.name, here: computers.isHere(printer.station), ...now.status, left: leftOf(printer, now) };
}

/** How many tickets the rest of the roll is good for; null when nobody said when it was new. */
function leftOf(printer: Printer, now: PrinterNow): number | null {
  if (now.status.paper === 'out') return 0;
  return now.rollAt === null ? null : Math.max(0, Math.floor((printer.rollMm - now.usedMm) / (now.ticketMm ?? usualTicketMm)));
}

function rowOf(state: State, job: SlipJob): SlipRow {
  const shown = job.state === 'queued' && job.reason !== null ? 'waiting' : job.state === 'lost' ? 'notPrinted' : job.state;
  return { slip: job.id, kind: job.kind, of: job.of, number: job.number, at: job.at, state: shown, reason: job.reason, printer: printerOf(state, job.printer)?.name ?? '', copy: job.firstAt !== null };
}
