import { dayText, factSheet, instant, ulidText } from '../basics.ts';
import { z } from '../zod.ts';
import { approval, feedbackState, missing, mood, nextStep, onTime, responsibility, severity, solved, staffRole, toldBy, truth, warningKind } from './model.ts';
import { outside } from './events.ts';

const count = z.number().int().min(0);

/** A feedback in a list: nothing personal. */
export const feedbackRow = z.object({
  feedback: ulidText,
  number: z.string(),
  type: z.string(),
  cause: z.string(),
  channel: z.string(),
  state: feedbackState,
  severity,
  receivedAt: instant,
  recordedAt: instant,
  ticketNumber: z.string().nullable(),
  /** A person, or `role:lead`, `role:manager`, `role:superior`; null when it is over. */
  owner: z.string().nullable(),
  nextStep,
  dueAt: instant.nullable(),
  /** What the next deadline waits for: `answered`, `closed`, … */
  dueTo: z.string().nullable(),
  dueProvisional: z.boolean(),
  /** The highest share of a running deadline that was alarmed: 0, 0.5, 0.8 or 1. */
  alarm: z.number(),
  helpWanted: z.boolean(),
  overStandard: z.boolean().nullable(),
  urges: count,
  supervisions: count,
  headcount: z.number().int().nullable(),
  cluster: ulidText.nullable(),
  repeat: z.boolean(),
  aboutStaff: z.boolean(),
  outside: z.array(z.string()),
});
export type FeedbackRow = z.infer<typeof feedbackRow>;

const clockRow = z.object({
  id: z.string(), zh: z.string(), to: z.string(), startedAt: instant.nullable(), dueAt: instant, provisional: z.boolean(), source: z.string().nullable(), effective: dayText.nullable(), internalOnly: z.boolean(), stoppedAt: instant.nullable(), pausedAt: instant.nullable(), pausable: z.boolean(),
});
/** Who did a step, when, and when it was entered. */
const done = z.object({ staff: z.string().nullable(), doneAt: instant, enteredAt: instant });
const text = z.string().nullable();

export const remedyRow = z.object({
  remedy: ulidText, kind: z.string(), zh: z.string(), note: text, dueAt: instant, amount: z.number().nullable(), approval, approvedBy: text, countersignBy: instant.nullable(), countersigned: z.boolean(),
  /** Whether the customer chose it. */
  chosen: z.boolean(),
  carriedOut: done.extend({ evidence: z.string() }).nullable(),
});

export const clusterRow = z.object({ cluster: ulidText, cause: z.string(), since: instant, feedback: z.array(z.object({ feedback: ulidText, number: z.string(), state: feedbackState })), answeredAt: instant.nullable() });
export const warningRow = z.object({ warning: ulidText, kind: warningKind, subject: z.string(), count, at: instant, feedback: z.array(z.object({ feedback: ulidText, number: z.string() })) });
const person = z.object({ staff: z.string(), role: staffRole, no: z.string().nullable(), /** Whether this host has a PIN of theirs. */ hasPin: z.boolean() });

export const feedbackViews = {
  feedbackList: z.object({
    /** From `from` on, at most as many as asked for, ordered by what is due next. */
    rows: z.array(feedbackRow),
    total: count,
    counts: z.object({ open: count, mine: count, approve: count, followUp: count, overdue: count, today: count, closed: count }),
    /** 「n 件已上转」: what was sealed to the superior unit. */
    passedUp: count,
    /** Months that have archived feedback, the newest first. */
    months: z.array(z.string()),
  }),
  feedback: z.object({
    row: feedbackRow,
    ticket: z.string().nullable(),
    ticketDay: dayText.nullable(),
    facts: factSheet.nullable(),
    clocks: z.array(clockRow),
    /** Personal data as the caller may see it now. `masked`: there is some, and `feedback.show` shows it for some minutes. */
    personal: z.enum(['none', 'masked', 'shown', 'locked', 'forgotten']),
    words: text,
    name: text,
    /** 138****5678 until shown. */
    phone: text,
    account: text,
    mood: mood.nullable(),
    representatives: z.array(z.object({ name: z.string(), phone: text })),
    answer: text,
    answeredBy: toldBy.nullable(),
    desire: text,
    area: text,
    outage: dayText.nullable(),
    severityWhy: z.array(z.string()),
    named: z.array(z.string()),
    outside: z.array(outside),
    repeatOf: z.object({ feedback: ulidText, number: z.string() }).nullable(),
    times: count,
    listened: done.extend({ readBack: z.boolean(), told: z.boolean() }).nullable(),
    sympathised: done.extend({ manner: z.enum(['apology', 'understanding']), words: text }).nullable(),
    /** Owed where the facts show that our own standard was broken. */
    apologyOwed: z.boolean(),
    analysed: done.extend({ cause: z.string(), finding: text, camera: text }).nullable(),
    statements: z.array(z.object({ staff: z.string(), at: instant, by: text, statement: text })),
    judged: done.extend({ truth, responsibility }).nullable(),
    assists: z.array(z.object({ assist: ulidText, department: z.string(), zh: z.string(), what: text, askedAt: instant, dueAt: instant, reminders: count, repliedAt: instant.nullable(), reply: text })),
    plan: z.object({ staff: text, doneAt: instant, enteredAt: instant, remedies: z.array(remedyRow) }).nullable(),
    agreed: done.extend({ outcome: z.enum(['agreed', 'refused', 'unresolved']), reason: text }).nullable(),
    followedThrough: done.extend({ tookEffect: z.boolean(), toldBy, reason: text, newDueAt: instant.nullable() }).nullable(),
    closing: z.object({ at: instant, measure: z.object({ what: z.string(), owner: z.string(), due: dayText }).nullable(), whyNone: text }).nullable(),
    followUps: z.array(z.object({ at: instant, staff: text, reached: z.boolean(), solved: solved.nullable(), onTime: onTime.nullable(), result: z.number().nullable(), manner: z.number().nullable(), more: text })),
    phoned: z.object({ at: instant, staff: text, to: z.string() }).nullable(),
    cluster: clusterRow.nullable(),
    /** What is not on record yet and has to be before it is closed. */
    missing: z.array(missing),
    /** The commands that the caller may give now. */
    may: z.array(z.string()),
    /** The remedies that go with its cause, the kinds that are switched on, and whether the caller may promise each alone. */
    remedies: z.array(z.object({ kind: z.string(), zh: z.string(), preset: z.boolean(), alone: z.boolean(), note: text })),
    history: z.array(z.object({ at: instant, enteredAt: instant, what: z.string(), staff: text, note: text })),
  }),
  /** What wants somebody's eye: by the caller's role and person. */
  alerts: z.object({
    /** 重大 and media, until somebody telephoned. 「电话先行」 */
    telephone: z.array(feedbackRow),
    /** Remedies that wait for a yes which the caller may give. */
    approvals: z.array(z.object({ feedback: ulidText, number: z.string(), remedy: ulidText, kind: z.string(), zh: z.string(), note: text, amount: z.number().nullable(), askedBy: text, askedAt: instant })),
    /** Said by phone, to be countersigned by the caller. */
    countersign: z.array(z.object({ feedback: ulidText, number: z.string(), remedy: ulidText, zh: z.string(), by: z.string(), saidAt: instant, until: instant, over: z.boolean() })),
    /** Deadlines at 50, 80 or 100 % of which the caller is to know. */
    alarms: z.array(z.object({ feedback: ulidText, number: z.string(), clock: z.string(), zh: z.string(), share: z.number(), dueAt: instant, owner: text })),
    /** About the caller: they say their own account, and see nothing else of it. */
    statements: z.array(z.object({ feedback: ulidText, number: z.string() })),
    /** Agreed and not done in time. */
    overdue: z.array(z.object({ feedback: ulidText, number: z.string(), zh: z.string(), dueAt: instant, owner: text })),
    clusters: z.array(clusterRow),
    /** About members of staff: the manager's eyes only. */
    warnings: z.array(warningRow),
    /** Prevention measures that are due. */
    measures: z.array(z.object({ feedback: ulidText, number: z.string(), what: z.string(), owner: z.string(), due: dayText })),
    followUps: count,
    retyped: z.array(z.object({ feedback: ulidText, number: z.string(), from: z.string(), to: z.string(), reason: z.string() })),
  }),
  people: z.object({
    people: z.array(person),
    /** False while nobody is on the roster: then names are free and no PIN is asked for. */
    inForce: z.boolean(),
    me: z.object({ staff: z.string(), role: z.string(), locked: z.boolean() }).nullable(),
    idleMinutes: z.number(),
  }),
  /** What putting a ticket ahead would cost the others. */
  advanceCost: z.object({ passed: z.array(z.object({ number: z.string(), issuedAt: instant, waitedSeconds: count })), extraSeconds: count, leftThisHour: count }),
} as const;
