import type { EventBody, HallEvent } from '../events.ts';
import { assertNever } from '../result.ts';
import type { PrinterNow, SlipJob, State } from './state.ts';

type PrintingEvent = Extract<EventBody, { type: `slip.${string}` | `printer.${string}` }>;

/** How many jobs that are over stay in the state when a day begins. */
const keptOver = 100;
/** For how long it is known that a day's slip was printed. */
const keptDays = 366 * 86_400_000;
/** For how long one waits for word of its printer's computer. */
const keptWaiting = 2 * 86_400_000;

/** What an event about slips and printers changes. */
export function applyPrinting(state: State, event: HallEvent, body: PrintingEvent): void {
  switch (body.type) {
    case 'slip.requested': {
      const { slip: id, ...data } = body.data;
      const at = event.happenedAt ?? event.at;
      state.slips.set(id, { id, ...data, tried: [], station: event.original?.station ?? event.station, staff: event.staff, at, state: 'queued', cancelled: false, reason: null, reportedAt: null });
      return;
    }
    case 'slip.moved': {
      const job = state.slips.get(body.data.slip);
      if (job !== undefined) Object.assign(job, { tried: [...job.tried, job.printer], printer: body.data.printer, state: 'queued', reason: null, reportedAt: null });
      return;
    }
    case 'slip.reported': {
      const { slip, outcome, reason = null, final = true, mm = 0 } = body.data;
      const job = state.slips.get(slip);
      if (job === undefined) return; // saved as a PDF, in a hall without printers
      Object.assign(job, { reason, reportedAt: event.happenedAt ?? event.at, state: outcome === 'unknown' ? 'unsure' : outcome === 'notSent' || outcome === 'notSaved' ? (final ? 'notPrinted' : 'queued') : outcome } satisfies Partial<SlipJob>);
      if (outcome === 'printed' || outcome === 'accepted' || outcome === 'unknown') usePaper(state, job, mm);
      return;
    }
    case 'slip.settled': {
      const job = state.slips.get(body.data.slip);
      if (job !== undefined) job.state = body.data.printed ? 'printed' : 'lost';
      return;
    }
    case 'slip.cancelled': {
      const job = state.slips.get(body.data.slip);
      if (job !== undefined) job.cancelled = true;
      return;
    }
    case 'printer.reported': {
      const { printer, ...status } = body.data;
      const now = nowOf(state, printer);
      // Paper that ran out and is there again is a new roll.
      if (now.status.paper === 'out' && status.paper === 'ok') Object.assign(now, { usedMm: 0, rollAt: event.at });
      Object.assign(now, { status, since: event.at });
      return;
    }
    case 'printer.rollChanged':
      Object.assign(nowOf(state, body.data.printer), { usedMm: 0, rollAt: event.at });
      return;
    default:
      return assertNever(body);
  }
}

/** A new day begins with what is open and the latest of what is over. Of slips that may be asked for again it stays known that they were printed. */
export function pruneSlips(state: State): void {
  const again = (one: SlipJob) => (one.kind === 'followUp' && state.feedback.has(one.of)) || (one.kind === 'day' && one.at >= state.at - keptDays);
  const rest = [...state.slips.values()].filter((one) => one.state === 'queued' || !again(one));
  const old = state.at - keptWaiting;
  for (const one of rest) if (one.at < old) state.slips.delete(one.id); // nobody will tell any more
  const over = rest.filter((one) => one.state !== 'queued' && one.at >= old);
  for (const one of over.slice(0, Math.max(0, over.length - keptOver))) state.slips.delete(one.id);
}

function nowOf(state: State, printer: string): PrinterNow {
  const now = state.printers.get(printer) ?? { status: { state: 'unknown', reason: null, paper: 'unknown' }, since: null, usedMm: 0, rollAt: null, ticketMm: null };
  state.printers.set(printer, now);
  return now;
}

function usePaper(state: State, job: SlipJob, mm: number): void {
  const now = nowOf(state, job.printer);
  now.usedMm += mm;
  if (job.kind === 'ticket' && mm > 0) now.ticketMm = mm;
}
