import type { EventBody } from '../events.ts';
import type { Printer, Printing, SlipKind } from '../printing.ts';
import type { Caller, Context } from './decide.ts';
import { settingsOf, type SlipJob, type State } from './state.ts';

const nothing: Printing = { printers: [], routes: [], logo: null, dropAfterMinutes: 10 };

/** How the hall prints; a hall that has not said so prints nothing. The printers of `host` go with the first host when it has become a station. */
export function printingOf(state: State): Printing {
  const set = settingsOf(state).printing ?? nothing;
  const { firstHost } = state;
  return firstHost === null ? set : { ...set, printers: set.printers.map((one) => (one.station === 'host' ? { ...one, station: firstHost } : one)) };
}

/** The printer of that id, if the hall has it. */
export function printerOf(state: State, id: string): Printer | null {
  return printingOf(state).printers.find((one) => one.id === id) ?? null;
}

/** The printer that a slip of that kind, asked for at that station, goes to: the most exact line counts, station before kind. */
export function routeFor(state: State, station: string, kind: SlipKind): Printer | null {
  const { routes } = printingOf(state);
  const line = (at: string, what: string) => routes.find((one) => one.station === at && one.kind === what);
  const found = line(station, kind) ?? line(station, '*') ?? line('*', kind) ?? line('*', '*');
  return found === undefined || found.printer === null ? null : printerOf(state, found.printer);
}

/** Who prints next what `job` could not be printed at: the first printer in the chain that it has not been to and that is not known to be in trouble. `orWait`: else the first that it has not been to, to wait there. */
export function nextFor(state: State, job: SlipJob, orWait = false): Printer | null {
  const been = new Set([...job.tried, job.printer]);
  let toWaitAt: Printer | null = null;
  for (let at = printerOf(state, job.printer); at !== null && at.next !== null; ) {
    const next = printerOf(state, at.next);
    if (next === null || been.has(next.id)) break;
    const status = state.printers.get(next.id)?.status.state;
    if (status !== 'trouble' && status !== 'unreachable') return next;
    been.add(next.id);
    toWaitAt ??= next;
    at = next;
  }
  return orWait ? toWaitAt : null;
}

/** The jobs for the same slip. */
export function jobsFor(state: State, kind: SlipKind, of: string): SlipJob[] {
  return [...state.slips.values()].filter((one) => one.kind === kind && one.of === of);
}

/**
 * Since when that slip may be on paper; null when it surely is not (SPEC 11.4). Of an earlier day's feedback the jobs are
 * not held any more; a station that is cut off knows only of the slips that were first asked for there since.
 */
export function onPaperSince(state: State, kind: SlipKind, of: string): number | null {
  const jobs = jobsFor(state, kind, of);
  const maybe = jobs.filter((one) => one.state !== 'dropped' && one.state !== 'cancelled' && one.state !== 'notPrinted');
  if (maybe.length > 0) return Math.min(...maybe.map((one) => one.firstAt ?? one.reportedAt ?? one.at));
  const feedback = kind === 'complaint' ? state.feedback.get(of) : undefined;
  if (state.cutOff !== null && !jobs.some((one) => one.firstAt === null)) return (kind === 'ticket' ? state.tickets.get(of)?.issuedAt : feedback?.recordedAt) ?? null;
  return feedback !== undefined && feedback.day !== state.day ? feedback.recordedAt : null;
}

/** The ids of that computer's printers. */
export function printersOf(state: State, station: string): ReadonlySet<string> {
  return new Set(printingOf(state).printers.filter((one) => one.station === station).map((one) => one.id));
}

/** What is said of the slips at printers whose computer will never tell: they may have come out. */
export function abandoned(state: State, printers: ReadonlySet<string>): EventBody[] {
  const left = [...state.slips.values()].filter((one) => one.state === 'queued' && printers.has(one.printer));
  return left.map((one) => ({ type: 'slip.reported', data: { slip: one.id, of: one.of, outcome: 'unknown', file: null, printer: one.printer, reason: 'notHere', final: true, mm: 0 } }));
}

interface Asked {
  readonly kind: SlipKind;
  readonly of: string;
  readonly number: string;
  readonly english: boolean;
}

/** The slip that an event brings with it, at the printer of the caller's station; nothing where none is set. */
export function slipFor(state: State, who: Caller, asked: Asked, context: Context): EventBody[] {
  const printer = routeFor(state, who.station, asked.kind);
  return printer === null ? [] : [requested(asked, printer, null, context)];
}

/** A new job at that printer. */
export function requested(asked: Asked, printer: Printer, firstAt: number | null, context: Context): EventBody {
  return { type: 'slip.requested', data: { slip: context.newId(), ...asked, printer: printer.id, firstAt } };
}

/** Whether a job has become useless: its ticket was called, or ended, since it was asked for. */
export function isOver(state: State, job: SlipJob): boolean {
  if (job.kind !== 'ticket') return false;
  const ticket = state.tickets.get(job.of);
  return ticket === undefined || [ticket.calledAt, ticket.endedAt, ticket.leftAt].some((at) => at !== null && at >= job.at);
}

const minute = 60_000;

/** For how long a slip that waits is of use, in milliseconds. Who asked for a test page stands before the printer. */
export function usefulFor(state: State, kind: SlipKind): number {
  const set = printingOf(state).dropAfterMinutes * minute;
  return kind === 'ticket' ? set : kind === 'test' ? minute : Math.max(set, 60 * minute);
}
