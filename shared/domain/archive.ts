import type { CallWhy, HallEvent, ImportedTicket, Quote } from '../events.ts';
import type { WaitStandard } from '../settings.ts';
import { isOver } from './process.ts';
import { isPriority } from './queue.ts';
import { type Feedback, type Incident, type Spell, type State, type Ticket, type TicketState, waitedFor } from './state.ts';

/** A ticket as figures and fact sheets read it, whether it is from today, from an earlier day or from an old machine's log. */
export interface RecordedTicket {
  /** Its id, or `import/key` for one from a log. */
  readonly key: string;
  readonly import: string | null;
  readonly number: string;
  /** What it waited for, whatever was added at the counter. */
  readonly service: string;
  readonly priority: boolean;
  readonly state: TicketState;
  readonly issuedAt: number;
  readonly countsFrom: number;
  readonly calledAt: number | null;
  /** When its service began: the start, or the last call when it was finished without one. */
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** True when nobody saw the end: it was settled with its day, so its wait (left uncalled) or its service time is not known. */
  readonly endUnseen?: boolean;
  readonly leftAt: number | null;
  readonly counter: string | null;
  readonly standard: WaitStandard | null;
  readonly quote: Quote | null;
  readonly why: CallWhy | null;
  readonly noShow: boolean;
  readonly rating: number | null;
  /** What was done for whoever waited, how often they were passed over, and how much they complained; absent in older records. */
  readonly steppedIn?: readonly string[];
  readonly passedOver?: number;
  readonly feedback?: number;
}

/** One day's tickets with what stood around them. Counters and incidents are null where only a log is known. */
export interface DayTickets {
  readonly day: string;
  readonly tickets: readonly RecordedTicket[];
  readonly counters: readonly { readonly no: number; readonly spells: readonly Spell[] }[] | null;
  readonly incidents: readonly Incident[] | null;
}

/** What an event moves out of the state, or past it, into the archive. */
export type Departure =
  | { readonly kind: 'day'; readonly record: DayTickets }
  | { readonly kind: 'imported'; readonly day: string; readonly ticket: RecordedTicket }
  | { readonly kind: 'feedback'; readonly month: string; readonly feedback: Feedback };

/** What leaves when `event` is applied to `state`; asked before it is applied. Empty for most events. */
export function departures(state: State, event: HallEvent): Departure[] {
  if (event.type === 'ticket.imported') return [{ kind: 'imported', day: event.day, ticket: recordedImport(event.data) }];
  if (event.type !== 'day.opened' || state.day === '') return [];
  const closed = [...state.feedback.values()].filter(isOver);
  return [
    { kind: 'day', record: today(state) },
    ...closed.map((feedback) => ({ kind: 'feedback', month: feedback.day.slice(0, 7), feedback }) as const),
  ];
}

/** The present day in the form of a recorded one. */
export function today(state: State): DayTickets {
  return {
    day: state.day,
    tickets: [...state.tickets.values()].map((one) => recordedTicket(state, one)),
    counters: [...state.counters.values()].filter((one) => one.spells.length > 0).map(({ no, spells }) => ({ no, spells })),
    incidents: state.incidents,
  };
}

function recordedTicket(state: State, ticket: Ticket): RecordedTicket {
  return {
    key: ticket.id, import: null, number: ticket.number, service: waitedFor(ticket), priority: isPriority(state, ticket.class), state: ticket.state,
    issuedAt: ticket.issuedAt, countsFrom: ticket.countsFrom, calledAt: ticket.firstCalledAt, startedAt: ticket.startedAt ?? (ticket.state === 'finished' ? ticket.calledAt : null),
    endedAt: ticket.endedAt, endUnseen: ticket.outcome === 'notRecorded' || (ticket.state === 'left' && ticket.firstCalledAt === null), leftAt: ticket.state === 'cancelled' ? ticket.endedAt : ticket.leftAt, counter: ticket.counter === null ? null : String(ticket.counter),
    standard: ticket.standard, quote: ticket.quote, why: ticket.why, noShow: ticket.noShows > 0, rating: ticket.rating,
    steppedIn: [...ticket.steppedIn], passedOver: ticket.passedOver, feedback: ticket.feedback,
  };
}

/** A ticket from an older machine's log in the form of a recorded one. */
export function recordedImport(ticket: ImportedTicket): RecordedTicket {
  return {
    key: `${ticket.import}/${ticket.key}`, import: ticket.import, number: ticket.number, service: ticket.service, priority: ticket.priority,
    state: ticket.calledAt === null ? 'left' : 'finished', issuedAt: ticket.issuedAt, countsFrom: ticket.issuedAt, calledAt: ticket.calledAt,
    startedAt: ticket.calledAt, endedAt: ticket.endedAt, leftAt: ticket.leftAt, counter: ticket.counter, standard: null, quote: null, why: null,
    noShow: false, rating: null,
  };
}
