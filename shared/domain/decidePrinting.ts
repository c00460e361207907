import type { EventBody } from '../events.ts';
import { fail, ok, type Result } from '../result.ts';
import { isSlipHidden } from './conflicts.ts';
import type { Caller, Deciders } from './decide.ts';
import { isOver, jobsFor, nextFor, onPaperSince, printerOf, requested, routeFor } from './slipJobs.ts';
import type { SlipJob, State } from './state.ts';

/** How often a customer may have one slip printed again at a kiosk. */
const mostCopies = 2;

/** Slips as jobs, and the printers that do them (SPEC 11). */
export const printingDeciders: Deciders<'slip.print' | 'slip.settle' | 'slip.cancel' | 'slip.report' | 'printer.report' | 'printer.newRoll'> = {
  'slip.print'(state, input, who, context) {
    const number = numberOf(state, input.kind, input.of, who, input.check);
    if (!number.ok) return number;
    const wanted = input.kind === 'test' ? input.of : who.role === 'kiosk' ? undefined : input.printer;
    const printer = wanted === undefined ? routeFor(state, who.station, input.kind) : printerOf(state, wanted);
    if (printer === null) return wanted === undefined ? fail('slip.noPrinter', `no printer is set for ${input.kind} slips here`) : fail('printer.unknown', 'no such printer');
    const before = input.kind === 'test' ? [] : jobsFor(state, input.kind, input.of);
    if (who.role === 'kiosk' && before.filter((one) => one.firstAt !== null).length >= mostCopies) return fail('slip.tooMany', `at most ${mostCopies} copies at a kiosk`);
    // What still waits elsewhere is not wanted twice; it may be on its way all the same, so this one is marked.
    const given = before.filter((one) => one.state === 'queued' && !one.cancelled).map((one): EventBody => ({ type: 'slip.cancelled', data: { slip: one.id } }));
    const firstAt = input.kind === 'test' ? null : onPaperSince(state, input.kind, input.of);
    return ok([...given, requested({ kind: input.kind, of: input.of, number: number.value, english: input.english }, printer, firstAt, context)]);
  },

  'slip.settle'(state, input, _who, context) {
    const job = state.slips.get(input.slip);
    if (job === undefined) return fail('slip.unknown', 'no such slip');
    if (job.state !== 'unsure') return fail('slip.over', 'somebody has said so already');
    const settled: EventBody = { type: 'slip.settled', data: { slip: job.id, printed: input.printed } };
    const printer = printerOf(state, job.printer);
    if (input.printed || printer === null || isOver(state, job)) return ok([settled]);
    const { kind, of, number, english } = job;
    return ok([settled, requested({ kind, of, number, english }, printer, onPaperSince(state, kind, of) ?? job.at, context)]);
  },

  'slip.cancel'(state, input) {
    const job = state.slips.get(input.slip);
    if (job === undefined) return fail('slip.unknown', 'no such slip');
    return job.state === 'queued' && !job.cancelled ? ok([{ type: 'slip.cancelled', data: { slip: job.id } }]) : fail('slip.over', 'it does not wait any more');
  },

  'slip.report'(state, { commandId: _, slip, of, printer, outcome, file, reason, final, mm }, who) {
    const job = state.slips.get(slip);
    if (job === undefined) return who.role === 'system' && of !== '' ? ok([{ type: 'slip.reported', data: { slip, of, outcome, file } }]) : fail('slip.unknown', 'no such slip');
    if (!isOwner(state, job.printer, who)) return fail('printer.notYours', 'that printer belongs to another computer');
    if (job.state !== 'queued' || (printer !== undefined && printer !== job.printer)) return fail('slip.over', `it is ${job.state} already, or another printer's`);
    const reported: EventBody = { type: 'slip.reported', data: { slip, of: job.of, outcome, file, printer: job.printer, reason, final, mm } };
    const next = outcome === 'notSent' && final && !job.cancelled ? nextFor(state, job, true) : null;
    return ok(next === null ? [reported] : [reported, { type: 'slip.moved', data: { slip, printer: next.id } }]);
  },

  'printer.report'(state, { commandId: _, ...status }, who) {
    if (printerOf(state, status.printer) === null) return fail('printer.unknown', 'no such printer');
    return isOwner(state, status.printer, who) ? ok([{ type: 'printer.reported', data: status }]) : fail('printer.notYours', 'that printer belongs to another computer');
  },

  'printer.newRoll': (state, input) => (printerOf(state, input.printer) === null ? fail('printer.unknown', 'no such printer') : ok([{ type: 'printer.rollChanged', data: { printer: input.printer } }])),
};

/** Whether it is the caller's own printer: each has one writer. The host's own computer reports as the system. */
function isOwner(state: State, id: string, who: Caller): boolean {
  return who.role === 'system' || printerOf(state, id)?.station === who.station;
}

/** What a slip is called, when there is one to print and this caller may have it. */
function numberOf(state: State, kind: SlipJob['kind'], of: string, who: Caller, check: string | undefined): Result<string> {
  const kiosk = who.role === 'kiosk';
  switch (kind) {
    case 'ticket': {
      const ticket = state.tickets.get(of);
      // What a station that is cut off holds without its check code is no slip.
      return ticket === undefined || ticket.check === '' || (kiosk && ticket.check !== check) ? fail('slip.unknown', 'no such ticket today') : ok(ticket.number);
    }
    case 'complaint':
    case 'followUp': {
      const feedback = state.feedback.get(of);
      if (feedback === undefined || (kiosk && feedback.check !== check)) return fail('slip.unknown', 'no such feedback is open');
      if (isSlipHidden(state, feedback, who)) return fail('slip.unknown', 'it is sealed, or about the caller');
      if (feedback.type === 'settledOnSite') return fail('slip.unknown', 'what was settled on the spot has no slip');
      if (feedback.sealedUp && kind === 'followUp') return fail('slip.unknown', 'the superior unit follows it up');
      return kind === 'followUp' && feedback.answer === null ? fail('slip.unknown', 'it has not been answered yet') : ok(feedback.number);
    }
    case 'day':
      return who.role === 'lead' || who.role === 'manager' || who.role === 'admin' ? ok(of) : fail('command.notAllowed', 'the day slip is for the lead and the manager');
    case 'test': {
      const printer = printerOf(state, of);
      if (kiosk) return fail('command.notAllowed', 'a kiosk prints no test page');
      return printer === null ? fail('printer.unknown', 'no such printer') : ok(printer.name);
    }
  }
}
