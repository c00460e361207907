import type { CallWhy, Lease, Quote, Sealed, StationRole } from '../events.ts';
import type { StepInAction } from '../feedback/model.ts';
import type { PrinterStatus, PrintReason, SlipKind } from '../printing.ts';
import type { Settings, WaitStandard } from '../settings.ts';
import { wholeFeedback } from './wholeFeedback.ts';
import type { Cluster, Feedback, Lately, StaffMember, Warning } from './feedbackState.ts';

export type { Clock, Feedback } from './feedbackState.ts';
export type { FeedbackState } from '../feedback/model.ts';

export type TicketState = 'waiting' | 'called' | 'serving' | 'parked' | 'noShow' | 'finished' | 'left' | 'cancelled' | 'merged' | 'rebooked';

/** A queue ticket of today (or one still open). Times are epoch milliseconds. */
export interface Ticket {
  readonly id: string;
  readonly number: string;
  readonly check: string;
  readonly day: string;
  readonly channel: 'kiosk' | 'staff';
  readonly issuedAt: number;
  /** Grows with each ticket: who came first within one millisecond. */
  order: number;
  /** From when the standard counts; later than issuedAt for a ticket taken before opening. */
  readonly countsFrom: number;
  readonly standard: WaitStandard | null;
  readonly quote: Quote;
  readonly phone: Sealed | null;
  readonly booking: string | null;
  /** What is being done, or waited for, now. */
  service: string;
  /** Every service of this ticket, the one it was issued for first. */
  services: string[];
  class: string;
  state: TicketState;
  /** Set when the ticket is meant for one counter (transferred to it, parked there). */
  forCounter: number | null;
  counter: number | null;
  firstCalledAt: number | null;
  calledAt: number | null;
  startedAt: number | null;
  endedAt: number | null;
  leftAt: number | null;
  parkedUntil: number | null;
  noShowAt: number | null;
  recalls: number;
  noShows: number;
  /** How often it came back after a no-show, our own mistakes not counted. */
  returns: number;
  passedOver: number;
  /** When a priority ticket was first called before it: starts the bound on extra waiting. */
  passedSince: number | null;
  why: CallWhy | null;
  reason: string | null;
  outcome: 'done' | 'notDone' | 'notRecorded' | null;
  rating: number | null;
  mergedInto: string | null;
  feedback: number;
  /** What was done for whoever waits with it, before they complained. */
  steppedIn: StepInAction[];
}

/** A stretch of a counter's day in one state. `to` is null while it lasts. */
export interface Spell {
  readonly state: 'open' | 'paused';
  readonly reason: string | null;
  readonly from: number;
  to: number | null;
}

export interface CounterDay {
  readonly no: number;
  state: 'closed' | 'open' | 'paused';
  staff: string | null;
  station: string | null;
  ticket: string | null;
  /** Priority tickets called here in a row, since the last ordinary one. */
  priorityRun: number;
  served: number;
  spells: Spell[];
}

export interface Incident {
  readonly id: string;
  readonly kind: string;
  readonly from: number;
  to: number | null;
}

export interface Booking {
  readonly code: string;
  readonly ticket: string;
  readonly number: string;
  readonly service: string;
  readonly at: number;
}

/** A ticket that came back and is due after `after` more calls of its service. */
export interface Comeback {
  readonly ticket: string;
  after: number;
  readonly ourMistake: boolean;
  /** What it came back from, for the record of why it was called. */
  readonly from: 'noShow' | 'parked' | 'advanced';
}

/** A call as the board shows it; recalls make a new one. */
export interface BoardCall {
  readonly key: string;
  readonly number: string;
  readonly counter: number;
  readonly at: number;
  readonly recall: number;
  readonly priority: boolean;
}

export interface CompletedImport {
  readonly import: string;
  readonly sha256: string;
  readonly profile: string;
  readonly at: number;
  readonly summary: { tickets: number; skipped: Record<string, number>; rejected: Record<string, number>; days: number; rejectedFile: string | null };
}

/** A machine of the hall besides its host. */
export interface PairedStation {
  readonly id: string;
  readonly name: string;
  readonly role: StationRole;
  /** SPKI of its P-256 key, base64. */
  readonly publicKey: string;
  readonly browser: boolean;
  readonly pairedAt: number;
  standBy: boolean;
  /** Which range of numbers is its own when it becomes the host, 1 to 4; null while none was free. */
  slot: number | null;
  revokedAt: number | null;
}

/** A change of hosts: who decided before `epoch` may still have lines behind `fromSeq` that nobody else has. */
export interface Epoch {
  readonly epoch: number;
  readonly host: string;
  readonly fromSeq: number;
  readonly prevHash: string;
  readonly at: number;
  settled: boolean;
}

/** A slip that was asked for: a job of one printer at a time. */
export interface SlipJob {
  readonly id: string;
  readonly kind: SlipKind;
  readonly of: string;
  readonly number: string;
  readonly english: boolean;
  readonly station: string;
  readonly staff: string | null;
  readonly at: number;
  /** Set on one that may be a second copy. */
  readonly firstAt: number | null;
  printer: string;
  /** Printers that surely did not print it. */
  tried: string[];
  /** `lost`: a person says that it did not come out. */
  state: 'queued' | 'printed' | 'accepted' | 'saved' | 'unsure' | 'lost' | 'notPrinted' | 'dropped' | 'cancelled';
  /** A person does not want it; it is over once its printer's computer says so. */
  cancelled: boolean;
  reason: PrintReason | null;
  reportedAt: number | null;
}

/** A printer as its computer last told of it, and how much of its roll is used. */
export interface PrinterNow {
  status: PrinterStatus;
  since: number | null;
  usedMm: number;
  /** When its roll was new; null while nobody has said so. */
  rollAt: number | null;
  /** How long the last ticket was. */
  ticketMm: number | null;
}

/** A fact from elsewhere that did not fit. */
export interface Split {
  readonly id: string;
  readonly at: number;
  readonly happenedAt: number;
  readonly kind: string;
  readonly type: string;
  readonly number: string | null;
  readonly counters: readonly number[];
  readonly station: string;
}

/**
 * Everything that decisions depend on: today and what is still open. What is over leaves it (see archive.ts).
 * The runner keeps two copies and applies each event to both, the second only once the event is durable; so
 * apply() changes it in place, at a cost that does not grow with it.
 */
export interface State {
  hall: { id: string; zone: string; publicKey: string; rehearsal: boolean } | null;
  settings: Settings | null;
  seq: number;
  at: number;
  day: string;
  dayClosed: boolean;
  issuingStoppedAt: number | null;
  /** Last number of each prefix today. */
  numbers: Map<string, number>;
  tickets: Map<string, Ticket>;
  /** Today's ticket of a number. */
  byNumber: Map<string, string>;
  /** Waiting tickets by `service/class`, by age; those of `comebacks` are not in here. */
  queues: Map<string, string[]>;
  comebacks: Map<string, Comeback[]>;
  parked: string[];
  noShows: string[];
  counters: Map<number, CounterDay>;
  /** Since when a counter has been asking for help. */
  help: Map<number, number>;
  /** Which counter a station has signed in to. */
  sessions: Map<string, { staff: string; counter: number | null; /** Feedback is hidden until the PIN is given again; calling goes on. */ locked?: boolean }>;
  /** Who works here; while it is empty names are free and no PIN is asked for. */
  roster: Map<string, StaffMember>;
  incidents: Incident[];
  feedback: Map<string, Feedback>;
  feedbackNumbers: number;
  clusters: Cluster[];
  /** Not seen yet. */
  warnings: Warning[];
  lately: Lately;
  /** The last 20 service times of each service, in seconds. */
  serviceSeconds: Map<string, number[]>;
  bookings: Map<string, Booking>;
  calls: BoardCall[];
  finished: string[];
  importing: { import: string; file: string } | null;
  imports: CompletedImport[];
  /** Closed days that the hall's key has not sealed yet. */
  unsealed: string[];
  forgotten: Set<string>;
  /** Who decides: grows with each take-over. */
  epoch: number;
  epochs: Epoch[];
  /** Which thousands this epoch's numbers come from (SPEC 10.9). */
  range: number;
  stations: Map<string, PairedStation>;
  /** The highest number leased, by day and prefix (`-` for feedback). */
  leased: Map<string, number>;
  /** As which station the first host goes on since another decides. */
  firstHost: string | null;
  splits: Split[];
  slips: Map<string, SlipJob>;
  printers: Map<string, PrinterNow>;
  clockJumps: { station: string; at: number; byMs: number }[];
  /** On a station that is cut off: whose numbers it gives out. Null where the hall decides. */
  cutOff: { readonly station: string; readonly leases: readonly Lease[] } | null;
}

/** A hall before its first event. */
export function emptyState(): State {
  return {
    hall: null, settings: null, seq: 0, at: 0, day: '', dayClosed: false, issuingStoppedAt: null,
    numbers: new Map(), tickets: new Map(), byNumber: new Map(), queues: new Map(), comebacks: new Map(),
    parked: [], noShows: [], counters: new Map(), help: new Map(), sessions: new Map(), incidents: [], feedback: new Map(),
    feedbackNumbers: 0, roster: new Map(), clusters: [], warnings: [], lately: { filed: [], named: [], outages: [], remedies: [], closed: [], shown: [] }, serviceSeconds: new Map(), bookings: new Map(), calls: [], finished: [],
    importing: null, imports: [], unsealed: [], forgotten: new Set(),
    epoch: 1, epochs: [], range: 0, stations: new Map(), leased: new Map(), firstHost: null, splits: [], slips: new Map(), printers: new Map(), clockJumps: [], cutOff: null,
  };
}

const maps = ['numbers', 'tickets', 'byNumber', 'queues', 'comebacks', 'counters', 'help', 'sessions', 'feedback', 'roster', 'serviceSeconds', 'bookings', 'stations', 'leased', 'slips', 'printers'] as const;

/** The state as plain JSON values for a checkpoint: its Maps as entries, its Set as a list. Settings are left out: they have a document of their own. */
export function freeze(state: State): Record<string, unknown> {
  const plain: Record<string, unknown> = { ...state, settings: null, forgotten: [...state.forgotten] };
  for (const name of maps) plain[name] = [...state[name]];
  return plain;
}

/** The state that freeze() gave, with its settings. The argument is taken over, not copied. */
export function thaw(plain: Record<string, unknown>, settings: Settings | null): State {
  const state: Record<string, unknown> = { ...emptyState(), ...plain, settings, forgotten: new Set(plain['forgotten'] as string[]) };
  for (const name of maps) state[name] = new Map((plain[name] ?? []) as [string, unknown][]);
  return ordered(newer(state as unknown as State));
}

/** Feedback and tickets of older versions lack what came later; an answered one was on its way to being closed. */
function newer(state: State): State {
  for (const one of state.tickets.values()) one.steppedIn ??= [];
  for (const [id, one] of state.feedback) state.feedback.set(id, wholeFeedback(one));
  return state;
}

/** Checkpoints of older versions hold no order of issue: the order of the list is that, and their queues are put in it. */
function ordered(state: State): State {
  const without = [...state.tickets.values()].map((ticket, index) => ({ ticket, index })).filter(({ ticket }) => (ticket.order as number | undefined) === undefined);
  if (without.length === 0) return state;
  for (const { ticket, index } of without) ticket.order = index;
  const age = (id: string) => state.tickets.get(id) ?? { issuedAt: 0, order: 0 };
  for (const queue of state.queues.values()) queue.sort((a, b) => age(a).issuedAt - age(b).issuedAt || age(a).order - age(b).order);
  return state;
}

/** The service a ticket was issued for: what its wait, its standard and its quote were about. */
export function waitedFor(ticket: Ticket): string {
  return ticket.services[0] ?? ticket.service;
}

/** The settings of a hall that has been created; a hall always has them. */
export function settingsOf(state: State): Settings {
  if (state.settings === null) throw new Error('the hall has no settings yet');
  return state.settings;
}
