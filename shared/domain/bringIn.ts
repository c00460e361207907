import type { EventBody } from '../events.ts';
import { today } from './archive.ts';
import type { Context } from './decide.ts';
import { isOpen } from './decideTicket.ts';
import { factSheetOf } from './facts.ts';
import { printerOf } from './slipJobs.ts';
import type { FeedbackState, State, Ticket, TicketState } from './state.ts';

type TicketEvent = Exclude<Extract<EventBody, { type: `ticket.${string}` }>, { type: 'ticket.imported' }>;
type FeedbackEvent = Extract<EventBody, { type: `feedback.${string}` }>;
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
};
const feedbackFits: Readonly<Record<Exclude<FeedbackEvent['type'], 'feedback.filed'>, readonly FeedbackState[]>> = {
  'feedback.accepted': ['registered'],
  'feedback.answered': ['registered', 'accepted', 'answered'],
  'feedback.closed': ['answered'],
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
    const fitting = fact.type === 'feedback.filed' ? known === undefined && !numberTaken(state, fact.data.number) : fresh || (known !== undefined && feedbackFits[fact.type].includes(known.state));
    if (fitting && fact.type === 'feedback.filed') return [withFacts(state, fact)];
    return fitting ? [fact] : [split(fact, fact.type === 'feedback.filed' && known === undefined ? 'numberTwice' : 'notPossible', undefined, context)];
  }
  if (isPrintingFact(fact)) return isKnown(state, fact, from) ? [fact] : [{ type: 'fact.kept', data: { type: fact.type, data: fact.data } }];
  const elsewhere = fact.type === 'person.forgotten' || fact.type === 'station.paired' || fact.type === 'station.revoked' || fact.type === 'numbers.leased';
  return elsewhere ? [fact] : [{ type: 'fact.kept', data: { type: fact.type, data: fact.data } }];
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

/** What it is about is here: a slip once, a printer that the hall still has. Only a printer's own computer tells how it stands and what it did. */
function isKnown(state: State, fact: PrintingEvent, from: string | null): boolean {
  if (fact.type === 'slip.requested') return !state.slips.has(fact.data.slip) && printerOf(state, fact.data.printer) !== null;
  const printer = printerOf(state, 'printer' in fact.data && fact.type.startsWith('printer.') ? (fact.data.printer ?? '') : (state.slips.get('slip' in fact.data ? fact.data.slip : '')?.printer ?? ''));
  const told = fact.type === 'printer.reported' || fact.type === 'slip.reported';
  return printer !== null && (from === null || !told || printer.station === from);
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

/** A station that is cut off sees a part of the day; here the whole of it is known. */
function withFacts(state: State, fact: Extract<FeedbackEvent, { type: 'feedback.filed' }>): FeedbackEvent {
  const day = today(state);
  const ticket = day.tickets.find((one) => one.key === fact.data.ticket);
  return ticket === undefined || fact.data.ticketDay !== day.day ? fact : { ...fact, data: { ...fact.data, facts: factSheetOf(ticket, day, fact.data.receivedAt) } };
}

function numberTaken(state: State, number: string): boolean {
  for (const one of state.feedback.values()) if (one.number === number) return true;
  return false;
}
