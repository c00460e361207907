import { z } from './zod.ts';
import { callWhy, dayText, factSheet, importSummary, instant, stationRole, ulidText } from './events.ts';
import { feedbackState, stepInAction } from './feedback/model.ts';
import { feedbackViews } from './feedback/views.ts';
import { printer, printerStatus, printReason, printRoute, slipKind } from './printing.ts';
import { settingsSchema, waitStandard } from './settings.ts';


const seconds = z.number().int().min(0);
const count = z.number().int().min(0);
const ticketState = z.enum(['waiting', 'called', 'serving', 'parked', 'noShow', 'finished', 'left', 'cancelled', 'merged', 'rebooked']);
export const counterState = z.enum(['closed', 'open', 'paused']);

/** A ticket as staff see it in a list. Times are instants, so that a screen counts on by itself. */
export const ticketRow = z.object({
  ticket: ulidText,
  number: z.string(),
  service: z.string(),
  services: z.array(z.string()),
  class: z.string(),
  priority: z.boolean(),
  state: ticketState,
  issuedAt: instant,
  countsFrom: instant,
  standard: waitStandard.nullable(),
  quoteBoundSeconds: seconds,
  calledAt: instant.nullable(),
  startedAt: instant.nullable(),
  recalls: count,
  until: instant.nullable(),
  /** Until when a no-show may still come back. */
  returnBy: instant.nullable(),
  returns: count,
  passedOver: count,
  counter: z.number().int().nullable(),
  reason: z.string().nullable(),
  why: callWhy.nullable(),
  feedback: count,
  /** What was done for who waits, before they complain. */
  steppedIn: z.array(stepInAction),
});
export type TicketRow = z.infer<typeof ticketRow>;

const incidentRow = z.object({ incident: ulidText, kind: z.string(), zh: z.string(), kiosk: z.string(), issuing: z.string(), from: instant, to: instant.nullable() });
const counterRow = z.object({
  no: z.number().int(),
  zh: z.string(),
  state: counterState,
  since: instant.nullable(),
  staff: z.string().nullable(),
  /** The inside reason of a pause; never on the board or the kiosk. */
  pauseReason: z.string().nullable(),
  services: z.array(z.string()),
  number: z.string().nullable(),
  ticketSince: instant.nullable(),
  served: count,
});
const serviceLoad = z.object({ id: z.string(), zh: z.string(), en: z.string().nullable(), waiting: count, likelySeconds: seconds, boundSeconds: seconds, longestFrom: instant.nullable(), over: count });

/** The same for everybody's eyes: without what is measured by inside standards. */
const publicLoad = serviceLoad.omit({ over: true });

export const figures = z.object({
  date: dayText,
  tickets: count,
  served: count,
  left: count,
  noShow: count,
  meanWaitSeconds: z.number().nullable(),
  p50WaitSeconds: z.number().nullable(),
  p90WaitSeconds: z.number().nullable(),
  p95WaitSeconds: z.number().nullable(),
  maxWaitSeconds: z.number().nullable(),
  overPromise: count.nullable(),
  meanServiceSeconds: z.number().nullable(),
  counters: count,
  busiestHalfHour: z.object({ start: z.string(), count }).nullable(),
  /** Tickets that were, or would have been, warned of; those somebody stepped in for; and how many of each complained (SPEC 9.4). */
  steppingIn: z.object({ warned: count, done: count, complainedAfter: count, complainedWithout: count }),
});
export type Figures = z.infer<typeof figures>;

/** A day's feedback: what was filed that day, and how it went on since (SPEC 9.5). */
export const feedbackFigures = z.object({
  filed: count, settledOnSite: count, byType: z.record(z.string(), count), byCategory: z.record(z.string(), count), byChannel: z.record(z.string(), count),
  closed: count, answersDue: count, answeredOnTime: count, justified: count, major: count, retyped: count, repeats: count, urges: count, passedUp: count, followedUp: count, satisfied: count,
});
export type FeedbackFigures = z.infer<typeof feedbackFigures>;

/** Issued = finished + left + cancelled + merged + rebooked + still open (SPEC 4.5). */
export const reconciliation = z.object({
  issued: count, finished: count, left: count, cancelled: count, merged: count, rebooked: count, open: count, balanced: z.boolean(),
});

/** A slip on its way: queued until its printer's computer says what became of it. */
export const slipRow = z.object({
  slip: ulidText,
  kind: slipKind,
  of: z.string(),
  number: z.string(),
  at: instant,
  /** `unsure`: nobody knows whether it came out. */
  state: z.enum(['queued', 'waiting', 'printed', 'accepted', 'saved', 'unsure', 'notPrinted', 'dropped', 'cancelled']),
  reason: printReason.nullable(),
  /** The printer's name. */
  printer: z.string(),
  /** 补打 */
  copy: z.boolean(),
});
export type SlipRow = z.infer<typeof slipRow>;

/** A printer as its users see it. */
const printerBrief = z.object({
  printer: ulidText,
  name: z.string(),
  /** Whether its computer is in touch with the hall. */
  here: z.boolean(),
  ...printerStatus.shape,
  /** About how many tickets the paper is good for; null when nobody counted. */
  left: z.number().int().min(0).nullable(),
});
export type PrinterBrief = z.infer<typeof printerBrief>;

export { type FeedbackRow, feedbackRow } from './feedback/views.ts';
export { feedbackState };

export const viewSchemas = {
  app: z.object({
    version: z.string(),
    hall: z.string(),
    demo: z.boolean(),
    rehearsal: z.boolean(),
    /** The host's clock when this was sent, to set a screen's own clock by. */
    now: instant,
    zone: z.string(),
    warnings: z.array(z.string()),
  }),
  kiosk: z.object({
    hall: z.string(),
    phone: z.string().nullable(),
    day: dayText,
    hours: z.object({ open: z.string(), close: z.string() }).nullable(),
    services: z.array(publicLoad.extend({ prefix: z.string(), hint: z.string(), noTicket: z.boolean(), answer: z.string().nullable() })),
    classes: z.array(z.object({ id: z.string(), zh: z.string() })),
    issuing: z.enum(['open', 'staffOnly', 'stopped']),
    notice: z.string().nullable(),
    incidents: z.array(z.object({ kind: z.string(), text: z.string(), issuing: z.string() })),
    causes: z.array(z.object({ id: z.string(), zh: z.string() })),
    noShowText: z.string(),
    openCounters: count,
  }),
  status: z.object({
    ticket: z.object({
      ticket: ulidText,
      number: z.string(),
      service: z.string(),
      state: ticketState,
      issuedAt: instant,
      waitedSeconds: seconds,
      waitEnded: z.boolean(),
      ahead: count,
      likelySeconds: seconds,
      counter: z.string().nullable(),
      standard: waitStandard.nullable(),
      canCancel: z.boolean(),
    }).nullable(),
    feedback: z.object({ number: z.string(), state: feedbackState, receivedAt: instant, answerDueAt: instant.nullable(), answered: z.boolean() }).nullable(),
  }),
  board: z.object({
    hall: z.string(),
    day: dayText,
    /** The newest call last; `key` changes with each call and recall. */
    calls: z.array(z.object({ key: z.string(), number: z.string(), counter: z.number().int(), counterZh: z.string(), at: instant, recall: count, priority: z.boolean() })),
    counters: z.array(z.object({ no: z.number().int(), zh: z.string(), state: counterState, notice: z.string().nullable(), number: z.string().nullable() })),
    services: z.array(publicLoad),
    notices: z.array(z.string()),
    /** How a call is spoken; {number} and {counter} are filled in. */
    voice: z.object({ ordinary: z.string(), priority: z.string(), /** Whether each call is said in English too. */ english: z.boolean() }),
  }),
  counter: z.object({
    staff: z.string().nullable(),
    counter: counterRow.nullable(),
    choices: z.array(z.object({ no: z.number().int(), zh: z.string(), takenBy: z.string().nullable() })),
    current: ticketRow.nullable(),
    /** In the order in which they would be called here, as far as that can be said now. */
    waiting: z.array(ticketRow),
    others: count,
    parked: z.array(ticketRow),
    noShow: z.array(ticketRow),
    recent: z.array(ticketRow),
    incidents: z.array(incidentRow),
  }),
  floor: z.object({
    hall: z.string(),
    day: dayText,
    issuing: z.enum(['open', 'staffOnly', 'stopped']),
    closed: z.boolean(),
    waiting: z.array(ticketRow),
    serving: z.array(ticketRow),
    noShow: z.array(ticketRow),
    parked: z.array(ticketRow),
    services: z.array(serviceLoad),
    counters: z.array(counterRow),
    incidents: z.array(incidentRow),
    /** Counters that ask for the lead, the longest first. */
    help: z.array(z.object({ counter: z.number().int(), since: instant })),
    reconciliation,
    feedbackOpen: count,
    feedbackToday: count,
  }),
  ...feedbackViews,
  ticketFind: z.object({
    matches: z.array(z.object({
      ticket: z.string(), day: dayText, number: z.string(), service: z.string(), issuedAt: instant, calledAt: instant.nullable(), leftAt: instant.nullable(), counter: z.string().nullable(), imported: z.boolean(),
    })),
  }),
  facts: factSheet,
  settings: z.object({ settings: settingsSchema }),
  figures: z.object({ all: figures, withoutIncidents: figures, feedback: feedbackFigures, reconciliation: reconciliation.nullable(), incidents: z.array(z.object({ kind: z.string(), from: instant, to: instant.nullable() })) }),
  days: z.object({ days: z.array(z.object({ day: dayText, tickets: count, imported: count })) }),
  printWork: z.object({
    now: instant,
    /** False when this is made from what a station that is cut off holds: what is missing is not gone. */
    whole: z.boolean(),
    printers: z.array(printer),
    /** Oldest first. */
    jobs: z.array(z.object({
      slip: ulidText, printer: ulidText, kind: slipKind, of: z.string(), number: z.string(), at: instant,
      /** receiptline document; null when what it is about is not there any more. */
      document: z.string().nullable(),
      /** When it is too late to be of use. */
      dropAt: instant, over: z.boolean(), cancelled: z.boolean(),
      /** Another printer may take it over. */
      movable: z.boolean(),
    })),
  }),
  printing: z.object({
    /** Where this screen's tickets and complaint slips go; null: nowhere. */
    ticket: printerBrief.nullable(),
    complaint: printerBrief.nullable(),
    /** Slips asked for here in the last minutes, the newest first. */
    slips: z.array(slipRow),
    /** 出来了吗? Of this screen; at the guide's and the lead's of the whole hall. */
    unsure: z.array(slipRow),
  }),
  printers: z.object({
    printers: z.array(printer.extend({ ...printerBrief.omit({ printer: true }).shape, stationName: z.string().nullable(), queued: count, since: instant.nullable() })),
    routes: z.array(printRoute),
    logo: z.boolean(),
    dropAfterMinutes: z.number(),
    jobs: z.array(slipRow.extend({ printerId: ulidText, english: z.boolean(), station: z.string(), stationName: z.string().nullable(), staff: z.string().nullable(), reportedAt: instant.nullable() })),
    /** The computers of the hall and the queues that each sees. */
    stations: z.array(z.object({ station: z.string(), name: z.string().nullable(), here: z.boolean(), queues: z.array(z.object({ address: z.string(), name: z.string() })) })),
  }),
  slip: z.object({ kind: z.string(), number: z.string(), /** receiptline document */ document: z.string(), columns: z.number().int() }),
  imports: z.object({
    running: z.object({ import: ulidText, file: z.string(), phase: z.enum(['reading', 'writing']), done: count, total: count }).nullable(),
    completed: z.array(importSummary.extend({ import: ulidText, at: instant })),
  }),
  stations: z.object({
    /** What decides here and since which epoch; null while this hall is one PC. */
    host: z.object({ name: z.string(), urls: z.array(z.string()), fingerprint: z.string(), epoch: z.number().int() }).nullable(),
    rows: z.array(z.object({
      station: ulidText,
      name: z.string(),
      role: stationRole,
      standBy: z.boolean(),
      browser: z.boolean(),
      pairedAt: instant,
      revokedAt: instant.nullable(),
      connected: z.boolean(),
      /** When it came or went. */
      since: instant.nullable(),
      address: z.string().nullable(),
      /** How far its own clock is off, in milliseconds. */
      clockOffMs: z.number().int().nullable(),
      voice: z.enum(['there', 'missing']).nullable(),
      /** Events that a stand-by still lacks; null for others. */
      behind: count.nullable(),
    })),
    /** What both sides of a split did, or could not be brought in: for the manager to look at. */
    splits: z.array(z.object({ split: ulidText, at: instant, happenedAt: instant, kind: z.string(), type: z.string(), number: z.string().nullable(), counters: z.array(z.number().int()), station: z.string() })),
    /** Epochs whose host has not handed over yet. */
    unsettled: z.array(z.object({ epoch: z.number().int(), since: instant })),
    clockJumps: z.array(z.object({ station: z.string(), at: instant, byMs: z.number().int() })),
  }),
  kit: z.object({ state: z.unknown() }),
} as const;
