import type { EventBody } from '../events.ts';
import type { FeedbackState } from '../feedback/model.ts';
import { assertNever } from '../result.ts';
import { today } from './archive.ts';
import { goesUp, ownerFor, ownsOwn, peopleMeant } from './conflicts.ts';
import type { Context } from './decide.ts';
import { isOpen } from './decideTicket.ts';
import { factSheetOf } from './facts.ts';
import type { Feedback } from './feedbackState.ts';
import { jobsFor, onPaperSince, printerOf } from './slipJobs.ts';
import { missingOf, nextState } from './process.ts';
import type { State, Ticket, TicketState } from './state.ts';
import { togetherWith, warningsOf } from './together.ts';

type TicketEvent = Exclude<Extract<EventBody, { type: `ticket.${string}` }>, { type: 'ticket.imported' }>;
type FeedbackEvent = Extract<EventBody, { type: `feedback.${string}` }>;
type Filed = Extract<FeedbackEvent, { type: 'feedback.filed' }>;
type PrintingEvent = Extract<EventBody, { type: `slip.${string}` | `printer.${string}` }>;
type SplitKind = Extract<EventBody, { type: 'split.found' }>['data']['kind'];

const open = ['waiting', 'called', 'serving', 'parked', 'noShow'] as const;
const atCounter = ['called', 'serving'] as const;
/** In which states a ticket may still take what happened to it elsewhere. */
const fits: Readonly<Record<Exclude<TicketEvent['type'], 'ticket.issued'>, readonly TicketState[]>> = {
  'ticket.called': ['waiting', 'parked', 'noShow'],
  'ticket.recalled': ['called'],
  'ticket.started': ['called'],
  'ticket.finished': open,
  'ticket.rated': ['finished'],
  'ticket.markedNoShow': ['called'],
  'ticket.returned': ['noShow', 'parked'],
  'ticket.parked': atCounter,
  'ticket.transferred': atCounter,
  'ticket.serviceAdded': atCounter,
  'ticket.rebooked': atCounter,
  'ticket.reclassed': ['waiting', 'called'],
  'ticket.merged': ['waiting', 'parked', 'noShow'],
  'ticket.cancelled': ['waiting', 'parked', 'noShow'],
  'ticket.left': open,
  'ticket.steppedIn': ['waiting', 'parked', 'noShow'],
  'ticket.advanced': ['waiting'],
};
/**
 * What a fact that was recorded elsewhere becomes here. It is never refused (SPEC 10.6): where it fits the state it
 * happens; a ticket's or a feedback's that does not fit is kept as a split, for the manager; the rest (sign-ins,
 * pauses, settings) is kept and changes nothing. `day` is the business day on which it happened, `together` what the
 * same command made, `from` the station that recorded it by itself (null: a host of an earlier epoch).
 */
export function bringIn(state: State, fact: EventBody, day: string, together: readonly EventBody[], from: string | null, context: Context): EventBody[] {
  if (isTicketEvent(fact)) {
    const kind = fact.type === 'ticket.issued' ? misfitOfNew(state, fact.data, day) : misfit(state, fact, day);
    if (kind !== null) return [split(fact, kind, state.tickets.get(fact.data.ticket), context)];
    if (fact.type === 'ticket.called') return calledHere(state, fact);
    // Nobody is left waiting in a day that is closed.
    return fact.type === 'ticket.issued' && state.dayClosed ? [fact, { type: 'ticket.left', data: { ticket: fact.data.ticket, was: 'waiting' } }] : [fact];
  }
  if (isFeedbackEvent(fact)) {
    const known = state.feedback.get(fact.data.feedback);
    const fresh = together.some((one) => one.type === 'feedback.filed' && one.data.feedback === fact.data.feedback);
    const fitting = fact.type === 'feedback.filed' ? known === undefined && !numberTaken(state, fact.data.number) : fresh || (known !== undefined && nextState(stateBefore(known, fact, together), fact) !== null && fitsCase(state, known, fact));
    if (fitting && fact.type === 'feedback.filed') {
      const filed = withFacts(state, withPeople(state, fact));
      return [filed, ...togetherWith(state, filed.data, context), ...(filed.data.type === 'settledOnSite' ? [] : warningsOf(state, filed.data, context))];
    }
    return fitting ? [fact] : [split(fact, fact.type === 'feedback.filed' && known === undefined ? 'numberTwice' : 'notPossible', undefined, context)];
  }
  if (isPrintingFact(fact)) return [fitsPrinting(state, fact, together, from) ? marked(state, fact) : { type: 'fact.kept', data: { type: fact.type, data: fact.data } }];
  const elsewhere = fact.type === 'person.forgotten' || fact.type === 'station.paired' || fact.type === 'station.revoked' || fact.type === 'numbers.leased';
  return elsewhere ? [fact] : [{ type: 'fact.kept', data: { type: fact.type, data: fact.data } }];
}

/** Its state when that happens: after what the same command made before it. */
function stateBefore(feedback: Feedback, fact: FeedbackEvent, together: readonly EventBody[]): FeedbackState {
  const before = together.slice(0, Math.max(0, together.indexOf(fact))).filter(isFeedbackEvent);
  return before.filter((one) => one.data.feedback === feedback.id).reduce((state, one) => nextState(state, one) ?? state, feedback.state);
}

/** Whether what was done to it elsewhere keeps what is promised of every case here: nothing closed unfinished, nothing done without its yes, nothing in the hands of who is named (SPEC 12.3, 12.5, 12.6). */
function fitsCase(state: State, feedback: Feedback, fact: FeedbackEvent): boolean {
  const remedies = feedback.plan?.remedies ?? [];
  const isFree = (id: string) => remedies.some((one) => one.remedy === id && one.approval !== 'needed' && one.approval !== 'refused');
  switch (fact.type) {
    case 'feedback.accepted':
      return !feedback.sealedUp && !ownsOwn(state, feedback.named, fact.data.owner);
    case 'feedback.handedOver':
      return !feedback.sealedUp && !ownsOwn(state, feedback.named, fact.data.to);
    case 'feedback.approved':
      return remedies.some((one) => one.remedy === fact.data.remedy && one.approval === 'needed');
    case 'feedback.agreed':
      return fact.data.remedies.every(isFree);
    case 'feedback.carriedOut':
      return isFree(fact.data.remedy);
    case 'feedback.closed':
      return missingOf(feedback).length === 0;
    default:
      return true;
  }
}

function isTicketEvent(fact: EventBody): fact is TicketEvent {
  return fact.type.startsWith('ticket.') && fact.type !== 'ticket.imported';
}

function isFeedbackEvent(fact: EventBody): fact is FeedbackEvent {
  return fact.type.startsWith('feedback.');
}

function isPrintingFact(fact: EventBody): fact is PrintingEvent {
  return fact.type.startsWith('slip.') || fact.type.startsWith('printer.');
}

/** Whether it can happen here: a slip once, at a printer that the hall has; and what it says is that station's to say (SPEC 11.7). */
function fitsPrinting(state: State, fact: PrintingEvent, together: readonly EventBody[], from: string | null): boolean {
  if (fact.type === 'slip.requested') return !state.slips.has(fact.data.slip) && printerOf(state, fact.data.printer) !== null && (from === null || mayAsk(state, fact.data, together, from));
  const isAt = (id: string) => from === null || printerOf(state, id)?.station === from;
  if (fact.type === 'printer.reported' || fact.type === 'printer.rollChanged') {
    const there = printerOf(state, fact.data.printer) !== null;
    return there && (isAt(fact.data.printer) || (fact.type === 'printer.rollChanged' && !isKiosk(state, from)));
  }
  const job = state.slips.get(fact.data.slip);
  if (job === undefined) return false;
  const own = isAt(job.printer);
  const itsOwn = own || job.station === from;
  switch (fact.type) {
    case 'slip.reported':
      return own && job.state === 'queued' && (fact.data.printer ?? job.printer) === job.printer;
    case 'slip.moved':
      return own && (job.state === 'queued' || job.state === 'notPrinted') && printerOf(state, fact.data.printer) !== null && ![...job.tried, job.printer].includes(fact.data.printer);
    case 'slip.settled':
      return itsOwn && job.state === 'unsure';
    case 'slip.cancelled':
      return itsOwn && job.state === 'queued';
    default:
      return assertNever(fact);
  }
}

/** As many copies of one slip as a kiosk may have had printed, cut off and not. */
const mostCopies = 4;

/** What a station may have had printed by itself. What a slip says is seen by whose printer it is at: a kiosk has only those that were first asked for there. */
function mayAsk(state: State, { kind, of }: Extract<PrintingEvent, { type: 'slip.requested' }>['data'], together: readonly EventBody[], from: string): boolean {
  if (!isKiosk(state, from)) return kind !== 'day';
  const made = together.some((one) => (one.type === 'ticket.issued' && kind === 'ticket' && one.data.ticket === of && !state.tickets.has(of)) || (one.type === 'feedback.filed' && kind === 'complaint' && one.data.feedback === of && !state.feedback.has(of)));
  const before = kind === 'test' || kind === 'day' ? [] : jobsFor(state, kind, of);
  return made || (before.some((one) => one.station === from) && before.filter((one) => one.firstAt !== null).length < mostCopies);
}

function isKiosk(state: State, station: string | null): boolean {
  return station !== null && state.stations.get(station)?.role === 'kiosk';
}

/** A station that is cut off does not know what was printed elsewhere: here it is known that this is a second copy. */
function marked(state: State, fact: PrintingEvent): PrintingEvent {
  if (fact.type !== 'slip.requested' || fact.data.firstAt !== null || fact.data.kind === 'test') return fact;
  return { ...fact, data: { ...fact.data, firstAt: onPaperSince(state, fact.data.kind, fact.data.of) } };
}

function misfitOfNew(state: State, data: Extract<TicketEvent, { type: 'ticket.issued' }>['data'], day: string): SplitKind | null {
  if (day !== state.day) return 'dayOver';
  return state.tickets.has(data.ticket) || state.byNumber.has(data.number) ? 'numberTwice' : null;
}

function misfit(state: State, fact: Exclude<TicketEvent, { type: 'ticket.issued' }>, day: string): SplitKind | null {
  const ticket = state.tickets.get(fact.data.ticket);
  if (ticket === undefined) return day === state.day ? 'notPossible' : 'dayOver';
  if (fits[fact.type].includes(ticket.state)) return fact.type === 'ticket.merged' && !state.tickets.has(fact.data.into) ? 'notPossible' : null;
  return fact.type === 'ticket.called' && ticket.firstCalledAt !== null && ticket.state !== 'cancelled' && ticket.state !== 'merged' ? 'calledTwice' : 'notPossible';
}

/** A counter that called elsewhere has finished whom this side still sees there. */
function calledHere(state: State, fact: Extract<TicketEvent, { type: 'ticket.called' }>): EventBody[] {
  const before = state.tickets.get(state.counters.get(fact.data.counter)?.ticket ?? '');
  if (before === undefined || !isOpen(before)) return [fact];
  return [{ type: 'ticket.finished', data: { ticket: before.id, counter: fact.data.counter, outcome: 'notRecorded' } }, fact];
}

function split(fact: TicketEvent | FeedbackEvent, kind: SplitKind, ticket: Ticket | undefined, context: Context): EventBody {
  const data = fact.data as { readonly number?: string; readonly ticket?: string | null; readonly counter?: number };
  const counters = [data.counter, ticket?.counter].filter((one) => typeof one === 'number');
  return { type: 'split.found', data: { split: context.newId(), kind, type: fact.type, ticket: data.ticket ?? null, number: data.number ?? ticket?.number ?? null, counters: [...new Set(counters)], data: fact.data } };
}

/** A station that is cut off has no roster: who is meant, whether it goes up and who owns it is known here (SPEC 12.6). */
function withPeople(state: State, fact: Filed): Filed {
  const named = peopleMeant(state, fact.data.named ?? []);
  const passedUp = fact.data.passedUp === true || (fact.data.type !== 'settledOnSite' && goesUp(state, fact.data.type, fact.data.cause, named));
  const owner = passedUp ? 'role:superior' : ownsOwn(state, named, fact.data.owner ?? 'role:lead') ? ownerFor(state, named, null, 'clerk') : fact.data.owner;
  return { ...fact, data: { ...fact.data, named, passedUp, owner } };
}

/** A station that is cut off sees a part of the day; here the whole of it is known. */
function withFacts(state: State, fact: Filed): Filed {
  const day = today(state);
  const ticket = day.tickets.find((one) => one.key === fact.data.ticket);
  return ticket === undefined || fact.data.ticketDay !== day.day ? fact : { ...fact, data: { ...fact.data, facts: factSheetOf(ticket, day, fact.data.receivedAt) } };
}

function numberTaken(state: State, number: string): boolean {
  for (const one of state.feedback.values()) if (one.number === number) return true;
  return false;
}
