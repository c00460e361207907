import { z } from './zod.ts';
import { callWhy, dayText, instant, quote, sealed, ulidText } from './basics.ts';
import { feedbackEvents } from './feedback/events.ts';
import { printerStatus, printReason, slipKind, slipOutcome } from './printing.ts';
import { settingsSchema, waitStandard } from './settings.ts';


export { type CallWhy, callWhy, dayText, type FactSheet, factSheet, instant, type Quote, quote, type Sealed, sealed, ulidText } from './basics.ts';

const serviceId = z.string().max(24);
const counterNo = z.number().int().min(0).max(99);
const note = z.string().max(200);

export const roles = ['kiosk', 'board', 'guide', 'clerk', 'lead', 'manager', 'superior', 'admin', 'system'] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

/** What a paired station is. Its role in the hall follows from it: a counter's is clerk. */
export const stationRoles = ['counter', 'guide', 'kiosk', 'board', 'manager'] as const;
export const stationRole = z.enum(stationRoles);
export type StationRole = z.infer<typeof stationRole>;

/** Where a fact was first recorded: by a station that was cut off (epoch 0), or by a host of an earlier epoch. */
export const original = z.object({ epoch: z.number().int().min(0), seq: z.number().int().min(1), station: z.string().max(60) });
export type Original = z.infer<typeof original>;

/** A run of numbers, both ends included. */
const run = z.object({ from: z.number().int().min(1), to: z.number().int().min(1) });
const block = run.extend({ prefix: z.string().regex(/^[A-Z]$/) });
export const lease = z.object({ day: dayText, blocks: z.array(block), feedback: run });
export type Lease = z.infer<typeof lease>;

/** A ticket's whole life as an older queue machine's log tells it; null where the log says nothing. */
export const importedTicket = z.object({
  import: ulidText,
  key: z.string().max(120),
  number: z.string().max(40),
  service: z.string().max(40),
  priority: z.boolean(),
  issuedAt: instant,
  calledAt: instant.nullable(),
  endedAt: instant.nullable(),
  leftAt: instant.nullable(),
  counter: z.string().max(40).nullable(),
});
export type ImportedTicket = z.infer<typeof importedTicket>;

const tally = z.record(z.string(), z.number().int());
export const importSummary = z.object({
  tickets: z.number().int(),
  skipped: tally,
  rejected: tally,
  days: z.number().int(),
  rejectedFile: z.string().nullable(),
});

const ticketRef = z.object({ ticket: ulidText });
/** When it ended, where the hall settled it afterwards (SPEC 4.6); absent: at the event's own time. */
const settledAt = { endedAt: instant.optional() };

/** Every event that a journal may hold, by type: the data of its newest version. */
export const eventData = {
  'hall.created': z.object({ id: ulidText, zone: z.string(), publicKey: z.string(), rehearsal: z.boolean(), settings: settingsSchema }),
  'hall.configured': z.object({ section: z.string(), value: z.unknown() }),
  'day.opened': z.object({ day: dayText }),
  'day.issuingStopped': z.object({ day: dayText, waiting: z.number().int() }),
  'day.closed': z.object({ day: dayText, automatic: z.boolean() }),
  'day.sealed': z.object({ day: dayText, seq: z.number().int(), hash: z.string(), signature: z.string() }),

  'staff.signedIn': z.object({ staff: z.string(), counter: counterNo.nullable() }),
  'staff.signedOut': z.object({ staff: z.string(), counter: counterNo.nullable(), station: z.string() }),
  'counter.opened': z.object({ counter: counterNo }),
  'counter.paused': z.object({ counter: counterNo, reason: z.string() }),
  'counter.resumed': z.object({ counter: counterNo }),
  'counter.closed': z.object({ counter: counterNo, ...settledAt }),

  'help.asked': z.object({ counter: counterNo }),
  'help.came': z.object({ counter: counterNo }),

  'ticket.issued': z.object({
    ticket: ulidText,
    number: z.string(),
    check: z.string(),
    service: serviceId,
    class: z.string(),
    channel: z.enum(['kiosk', 'staff']),
    standard: waitStandard.nullable(),
    /** The moment from which the standard counts: issue, or opening when issued before it. */
    countsFrom: instant,
    quote,
    phone: sealed.nullable(),
    booking: z.string().nullable(),
    reason: note.nullable(),
  }),
  'ticket.cancelled': ticketRef,
  'ticket.called': ticketRef.extend({
    number: z.string(),
    counter: counterNo,
    why: callWhy,
    reason: note.nullable(),
    /** Tickets of this counter's services that waited longer and were not called: the eldest, at most 50. */
    passed: z.array(ulidText).max(50),
    passedCount: z.number().int(),
  }),
  'ticket.recalled': ticketRef.extend({ counter: counterNo, times: z.number().int() }),
  'ticket.started': ticketRef.extend({ counter: counterNo }),
  'ticket.finished': ticketRef.extend({ counter: counterNo, outcome: z.enum(['done', 'notDone', 'notRecorded']), ...settledAt }),
  'ticket.rated': ticketRef.extend({ score: z.number().int().min(1).max(5) }),
  'ticket.markedNoShow': ticketRef.extend({ counter: counterNo }),
  'ticket.returned': ticketRef.extend({ from: z.enum(['noShow', 'parked']), ourMistake: z.boolean(), after: z.number().int(), reason: note.nullable() }),
  'ticket.parked': ticketRef.extend({ counter: counterNo, until: instant, reason: note }),
  'ticket.transferred': ticketRef.extend({ service: serviceId, toCounter: counterNo.nullable() }),
  'ticket.serviceAdded': ticketRef.extend({ service: serviceId }),
  'ticket.rebooked': ticketRef.extend({ booking: z.string(), at: instant }),
  'ticket.reclassed': ticketRef.extend({ class: z.string(), reason: note }),
  'ticket.merged': z.object({ ticket: ulidText, into: ulidText }),
  'ticket.left': ticketRef.extend({ was: z.enum(['waiting', 'called', 'parked', 'noShow']), ...settledAt }),
  'ticket.imported': importedTicket,

  'import.started': z.object({ import: ulidText, file: z.string(), sha256: z.string(), profile: z.string(), rows: z.number().int() }),
  'import.completed': importSummary.extend({ import: ulidText, sha256: z.string(), profile: z.string() }),
  'import.cancelled': z.object({ import: ulidText, reason: note }),

  'incident.started': z.object({ incident: ulidText, kind: z.string() }),
  'incident.stopped': z.object({ incident: ulidText, kind: z.string() }),

  ...feedbackEvents,
  'person.forgotten': z.object({ key: ulidText }),

  'station.paired': z.object({ station: ulidText, name: z.string().min(1).max(40), role: stationRole, publicKey: z.string().max(400), standBy: z.boolean(), browser: z.boolean(), /** The computer that was the host before it had any station's id: what is plugged into `host` is plugged into it. */ wasHost: z.boolean().optional() }),
  'station.changed': z.object({ station: ulidText, standBy: z.boolean() }),
  'station.revoked': z.object({ station: ulidText }),
  /** Numbers that a station may give out by itself on that day while it is cut off. */
  'numbers.leased': lease.extend({ station: ulidText }),
  /** A clock was set, or jumped, by that many milliseconds. */
  'clock.jumped': z.object({ station: z.string().max(60), byMs: z.number().int() }),
  /** Another machine decides from here on: it continues the chain behind `fromSeq`, whose hash is `prevHash`, with a range of numbers of its own. */
  'epoch.started': z.object({ epoch: z.number().int().min(2), host: z.string().max(60), fromSeq: z.number().int().min(0), prevHash: z.string(), range: z.number().int().min(0).max(5) }),
  /** All that the host of an earlier epoch alone had is here, or the manager gave it up. */
  'epoch.settled': z.object({ epoch: z.number().int().min(1), facts: z.number().int().min(0), givenUp: z.boolean() }),
  /** A fact from elsewhere that does not fit what was done here meanwhile. It stands on record and is listed for the manager. */
  'split.found': z.object({ split: ulidText, kind: z.enum(['calledTwice', 'numberTwice', 'dayOver', 'notPossible']), type: z.string().max(40), ticket: ulidText.nullable(), number: z.string().max(40).nullable(), counters: z.array(counterNo), data: z.unknown() }),
  'split.seen': z.object({ split: ulidText }),
  /** A fact from elsewhere that changes nothing here: a pause, a sign-in. */
  'fact.kept': z.object({ type: z.string().max(40), data: z.unknown() }),

  /** A slip is to be printed: a job of its own, which ends in one outcome. */
  'slip.requested': z.object({
    slip: ulidText,
    kind: slipKind,
    /** The ticket, the feedback, the day or the printer that it is about. */
    of: z.string().max(26),
    number: z.string().max(60),
    english: z.boolean(),
    printer: ulidText,
    /** Set when this slip may be on paper already: when that was first. It is marked 补打. */
    firstAt: instant.nullable(),
  }),
  /** Another printer takes it over; the one before surely did not print it. */
  'slip.moved': z.object({ slip: ulidText, printer: ulidText }),
  /** What became of it. Not `final`: it is tried again. In old records `slip` is a kind and a number, and `notSaved` an outcome. */
  'slip.reported': z.object({
    slip: z.string().max(60), of: z.string().max(26), outcome: z.union([slipOutcome, z.literal('notSaved')]), file: z.string().nullable(),
    printer: ulidText.optional(), reason: printReason.nullable().optional(), final: z.boolean().optional(), /** Paper used, in millimetres. */ mm: z.number().min(0).max(10_000).optional(),
  }),
  /** A person looked whether it came out. */
  'slip.settled': z.object({ slip: ulidText, printed: z.boolean() }),
  /** A person does not want it any more. It is gone once its printer's computer says so. */
  'slip.cancelled': z.object({ slip: ulidText }),
  'printer.reported': printerStatus.extend({ printer: ulidText }),
  'printer.rollChanged': z.object({ printer: ulidText }),
} as const;

export type EventType = keyof typeof eventData;
export type EventData<T extends EventType> = z.infer<(typeof eventData)[T]>;
/** What decide gives: an event without the envelope that the store adds. */
export type EventBody = { [T in EventType]: { readonly type: T; readonly data: EventData<T> } }[EventType];

/** What decide gives of something that happened elsewhere or earlier: with its own time and origin. */
export type Decided = EventBody & { readonly happenedAt?: number; readonly original?: Original };

/** An event as it stands in the journal, without its chain fields. */
export type HallEvent = EventBody & {
  readonly v: number;
  readonly seq: number;
  /** Host's time, never decreasing. */
  readonly at: number;
  /** When it really happened, where that differs (import, offline). */
  readonly happenedAt?: number;
  /** Where it was first recorded, when that was not here. */
  readonly original?: Original;
  readonly day: string;
  readonly station: string;
  readonly staff: string | null;
  readonly commandId: string;
  /** This event's place among those its command made: [1, n] to [n, n]. */
  readonly part: readonly [number, number];
};
