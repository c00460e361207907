import type { View, ViewParams } from '../../shared/contract.ts';
import { today } from '../../shared/domain/archive.ts';
import { isSlipHidden } from '../../shared/domain/conflicts.ts';
import type { Caller } from '../../shared/domain/decide.ts';
import { zoneOf } from '../../shared/domain/decideTicket.ts';
import { figuresOf, reconcile } from '../../shared/domain/figures.ts';
import { onPaperSince, printerOf, routeFor } from '../../shared/domain/slipJobs.ts';
import type { SlipJob, State } from '../../shared/domain/state.ts';
import type { Printer } from '../../shared/printing.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Reprint, SlipData } from '../../shared/slipData.ts';
import { complaintData, dayData, followUpData, testData, ticketData } from '../../shared/slips/fill.ts';
import { slipDocument } from '../../shared/slips/slip.ts';
import { columnsOf, reprintAfter, stamp } from '../../shared/slips/text.ts';
import { profiles } from '../devices/profiles.ts';
import type { Store } from '../store/store.ts';

/** Preview of a hall without printers, as its PDFs are. */
const usualPaper = 58;

/** What a job's slip says, for its printer's paper; null when what it is about is not there any more. */
export async function documentOf(state: State, job: SlipJob, printer: Printer, store: Store): Promise<string | null> {
  const reprint = job.firstAt === null ? null : { at: stamp(zoneOf(state), job.at), firstAt: stamp(zoneOf(state), job.firstAt) };
  const data = await dataOf(state, job, job.at, reprint, store);
  return data === null ? null : slipDocument(data, columnsOf(printer.widthMm));
}

/**
 * A slip as it would be printed for the caller. A kiosk's own customer sees the first one; to staff it is a second one,
 * marked with the time, later than a minute after what it is about (SPEC 7.5).
 */
export async function previewOf(state: State, params: ViewParams<'slip'>, who: Caller, now: number, store: Store): Promise<Result<View<'slip'>>> {
  const { kind, of, english } = params;
  const about = kind === 'ticket' ? state.tickets.get(of) : kind === 'day' || kind === 'test' ? undefined : state.feedback.get(of);
  if (kind !== 'day' && kind !== 'test') {
    if (about === undefined || (who.role === 'kiosk' && about.check !== params.check)) return fail('slip.unknown', kind === 'ticket' ? 'no such ticket today' : 'no such feedback is open');
    if ('named' in about && isSlipHidden(state, about, who)) return fail('slip.unknown', 'only the station that filed it has its slip');
    if ('type' in about && about.type === 'settledOnSite') return fail('slip.unknown', 'what was settled on the spot has no slip');
  } else if (who.role === 'kiosk') return fail('command.notAllowed', `a kiosk shows no ${kind} slip`);
  const at = about === undefined ? now : 'issuedAt' in about ? about.issuedAt : about.recordedAt;
  const again = who.role !== 'kiosk' && now - at > reprintAfter;
  const firstAt = kind === 'followUp' ? onPaperSince(state, kind, of) : (onPaperSince(state, kind, of) ?? at);
  const reprint = again && firstAt !== null ? { at: stamp(zoneOf(state), now), firstAt: stamp(zoneOf(state), firstAt) } : null;
  const data = await dataOf(state, { kind, of, english }, now, reprint, store);
  if (data === null) return fail('slip.unknown', 'there is no such slip');
  const printer = kind === 'test' ? printerOf(state, of) : routeFor(state, who.station, kind);
  const columns = columnsOf(printer?.widthMm ?? usualPaper);
  return ok({ kind, number: 'number' in data ? data.number : of, document: slipDocument(data, columns), columns });
}

/** What a slip says; null when what it is about is not there. */
async function dataOf(state: State, { kind, of, english }: Pick<SlipJob, 'kind' | 'of' | 'english'>, at: number, reprint: Reprint | null, store: Store): Promise<SlipData | null> {
  switch (kind) {
    case 'ticket': {
      const ticket = state.tickets.get(of);
      return ticket === undefined ? null : ticketData(state, ticket, english, reprint);
    }
    case 'complaint':
    case 'followUp': {
      const feedback = state.feedback.get(of);
      if (feedback === undefined) return null;
      return kind === 'complaint' ? complaintData(state, feedback, english, reprint) : followUpData(state, feedback, english, reprint);
    }
    case 'day': {
      const record = of === state.day ? today(state) : /^\d{4}-\d{2}-\d{2}$/.test(of) ? await store.archive.day(of, state.imports) : null;
      if (record === null) return null;
      const own = record.tickets.filter((one) => one.import === null);
      return dayData(state, of, at, english, figuresOf(record, zoneOf(state)), own.length === 0 ? null : reconcile(own), reprint);
    }
    case 'test': {
      const printer = printerOf(state, of);
      return printer === null ? null : testData(state, printer, profiles[printer.profile].charset, at, english, reprint);
    }
  }
}
