import type { FactSheet, Sealed } from '../basics.ts';
import type { Outside, ProposedRemedy, StartedClock } from '../feedback/events.ts';
import type { FeedbackState, Severity, StaffRole } from '../feedback/model.ts';

/** A deadline of one feedback. */
export interface Clock extends StartedClock {
  dueAt: number;
  stoppedAt: number | null;
  /** Since when it stands still; only where its rule says that it may. */
  pausedAt: number | null;
  /** The highest share of its time that was alarmed: 0, 0.5, 0.8, 1. */
  alarmed: number;
}

/** Who did a step and when, and when it was entered (补记). */
export interface Done {
  readonly staff: string | null;
  readonly doneAt: number;
  readonly enteredAt: number;
}

export interface Remedy extends ProposedRemedy {
  approval: ProposedRemedy['approval'];
  approvedBy: string | null;
  saidAt: number | null;
  countersignBy: number | null;
  countersigned: boolean;
  chosen: boolean;
  carriedOut: (Done & { readonly evidence: string }) | null;
}

export interface Assist {
  readonly id: string;
  readonly department: string;
  readonly what: Sealed;
  readonly askedAt: number;
  reminders: number;
  repliedAt: number | null;
  reply: Sealed | null;
}

export interface FollowUpDone {
  readonly at: number;
  readonly staff: string | null;
  readonly reached: boolean;
  readonly solved: 'solved' | 'partly' | 'notSolved' | null;
  readonly onTime: 'yes' | 'late' | 'notDone' | 'noPromise' | null;
  readonly result: number | null;
  readonly manner: number | null;
  readonly more: Sealed | null;
}

/** A feedback of any kind. Times are epoch milliseconds; what is sealed is ciphertext. */
export interface Feedback {
  readonly id: string;
  readonly number: string;
  readonly check: string;
  readonly day: string;
  readonly channel: string;
  readonly station: string;
  readonly receivedAt: number;
  readonly recordedAt: number;
  readonly ticket: string | null;
  readonly ticketNumber: string | null;
  readonly ticketDay: string | null;
  facts: FactSheet | null;
  readonly helpWanted: boolean;
  type: string;
  cause: string;
  state: FeedbackState;
  /** A person, or `role:lead`, `role:manager`, `role:superior`: never empty while it is open. */
  owner: string;
  severity: Severity;
  severityWhy: readonly string[];
  /** Members of staff whom it is about. */
  named: readonly string[];
  area: string | null;
  outage: string | null;
  desire: string | null;
  headcount: number | null;
  words: Sealed | null;
  name: Sealed | null;
  phone: Sealed | null;
  account: Sealed | null;
  mood: Sealed | null;
  representatives: Sealed | null;
  /** Other ways on which the same matter came in. */
  outside: Outside[];
  repeatOf: string | null;
  times: number;
  cluster: string | null;
  /** Sealed to the superior unit: nobody in the hall sees what it says. */
  sealedUp: boolean;
  urges: number;
  supervisions: number;
  clocks: Clock[];
  answerDueAt: number | null;
  listened: (Done & { readonly readBack: boolean; readonly told: boolean }) | null;
  sympathised: (Done & { readonly manner: 'apology' | 'understanding'; readonly words: Sealed | null }) | null;
  analysed: (Done & { readonly cause: string; readonly finding: Sealed | null; readonly camera: string | null }) | null;
  statements: { readonly staff: string; readonly at: number; readonly by: string | null; readonly statement: Sealed }[];
  judged: (Done & { readonly truth: 'true' | 'partly' | 'untrue' | 'unknown'; readonly responsibility: string }) | null;
  assists: Assist[];
  plan: (Done & { readonly remedies: Remedy[] }) | null;
  agreed: (Done & { readonly outcome: 'agreed' | 'refused' | 'unresolved'; readonly reason: string | null }) | null;
  followedThrough: (Done & { readonly tookEffect: boolean; readonly toldBy: 'faceToFace' | 'phone' | 'message' | 'letter'; readonly reason: string | null; readonly newDueAt: number | null }) | null;
  answer: Sealed | null;
  answeredBy: 'faceToFace' | 'phone' | 'message' | 'letter' | null;
  closing: { readonly at: number; readonly staff: string | null; readonly measure: { readonly what: string; readonly owner: string; readonly due: string } | null; readonly whyNone: string | null } | null;
  closedAt: number | null;
  followUps: FollowUpDone[];
  phoned: { readonly at: number; readonly staff: string | null; readonly to: string } | null;
  /** Everybody who did something to it: none of them makes its follow-up. */
  handlers: string[];
  history: { readonly at: number; readonly enteredAt: number; readonly what: string; readonly staff: string | null; readonly note: string | null }[];
}

/** What is remembered of a feedback for 30 days after it was closed, when it is archived already. Nothing personal but the sealed phone. */
export interface ClosedLately {
  readonly id: string;
  readonly number: string;
  readonly cause: string;
  readonly closedAt: number;
  readonly times: number;
  readonly phone: Sealed | null;
  /** Absent in older records. */
  readonly ticket?: string | null;
  readonly month: string;
}

/** Several about the same half hour and cause. */
export interface Cluster {
  readonly id: string;
  readonly cause: string;
  readonly since: number;
  feedback: string[];
  answeredAt: number | null;
}

export interface Warning {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly count: number;
  readonly at: number;
  readonly feedback: readonly string[];
}

export interface StaffMember {
  readonly staff: string;
  readonly role: StaffRole;
  readonly no: string | null;
  /** Whether a PIN was ever set, here or at a host before this one. */
  readonly pin: boolean;
}

/** What warnings and limits count: kept as long as they may still matter. */
export interface Lately {
  /** Filings of the last hour: for clusters and the limits of kiosks. */
  filed: { readonly at: number; readonly feedback: string; readonly cause: string; readonly station: string; readonly ticket: string | null; readonly channel: string }[];
  /** Who was named, in the last 30 days. */
  named: { readonly at: number; readonly staff: string; readonly feedback: string }[];
  /** Distinct outages of a line in the last 12 months. */
  outages: { readonly day: string; readonly area: string; readonly feedback: string }[];
  /** Remedies that count against a limit, today. */
  remedies: { readonly at: number; readonly kind: string; readonly staff: string | null }[];
  closed: ClosedLately[];
  /** To whom personal data was shown at which station, in the last minutes. */
  shown: { readonly at: number; readonly feedback: string; readonly station: string; readonly staff: string | null }[];
}
