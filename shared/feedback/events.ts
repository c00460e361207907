import { z } from '../zod.ts';
import { approval, onTime, responsibility, rung, severity, solved, staffRole, stepInAction, stepInTrigger, toldBy, truth, warningKind } from './model.ts';
import { dayText, factSheet, instant, sealed, ulidText } from '../basics.ts';

const staff = z.string().max(40);
const note = z.string().max(200);
const of = z.object({ feedback: ulidText });

/** A deadline as it starts to run; `to` names what stops it. What the rule said then stays with it. */
export const startedClock = z.object({
  id: z.string(),
  to: z.string(),
  dueAt: instant,
  provisional: z.boolean(),
  startedAt: instant.optional(),
  zh: z.string().optional(),
  source: z.string().optional(),
  effective: dayText.optional(),
  internalOnly: z.boolean().optional(),
  pausable: z.boolean().optional(),
});
export type StartedClock = z.infer<typeof startedClock>;

/** When it was done, which may be before it was entered (补记). */
const step = of.extend({ doneAt: instant });
export const remedy = z.object({
  remedy: ulidText,
  kind: z.string().max(24),
  note: note.nullable(),
  /** By when it is to be done. */
  dueAt: instant,
  /** Yuan, where the kind has an amount. */
  amount: z.number().min(0).nullable(),
  approval,
});
export type ProposedRemedy = z.infer<typeof remedy>;
/** One more way on which the same matter came in. */
export const outside = z.object({ channel: z.string().max(24), number: z.string().max(60).nullable(), receivedAt: instant });
export type Outside = z.infer<typeof outside>;

/** The events of feedback, staff and stepping in. */
export const feedbackEvents = {
  'feedback.filed': z.object({
    feedback: ulidText,
    number: z.string(),
    check: z.string(),
    type: z.string(),
    cause: z.string(),
    channel: z.string(),
    /** When the sender received it: from here its clocks run. */
    receivedAt: instant,
    ticketNumber: z.string().nullable(),
    ticketDay: dayText.nullable(),
    ticket: z.string().nullable(),
    facts: factSheet.nullable(),
    /** Earliest first. */
    clocks: z.array(startedClock),
    answerDueAt: instant.nullable(),
    owner: z.string().nullable(),
    helpWanted: z.boolean(),
    words: sealed.nullable(),
    name: sealed.nullable(),
    phone: sealed.nullable(),
    /** The rest is not in records of the first versions. */
    account: sealed.nullable().optional(),
    /** Sealed under a key of its own that never leaves the hall. */
    mood: sealed.nullable().optional(),
    /** JSON of up to five {name, phone}. */
    representatives: sealed.nullable().optional(),
    headcount: z.number().int().min(1).nullable().optional(),
    desire: z.string().max(24).nullable().optional(),
    area: z.string().max(40).nullable().optional(),
    /** The day of the outage that it is about. */
    outage: dayText.nullable().optional(),
    severity: severity.optional(),
    /** Ids of the questions that were answered with yes, and what else made it so severe. */
    severityWhy: z.array(z.string().max(24)).optional(),
    /** Members of staff whom it is about. */
    named: z.array(staff).optional(),
    outsideNumber: z.string().max(60).nullable().optional(),
    /** The one of the same customer and matter that was closed within 30 days. */
    repeatOf: ulidText.nullable().optional(),
    /** How often this customer brought this matter up within 30 days, this one counted. */
    times: z.number().int().min(1).optional(),
    /** Nobody in the hall sees what it says: it goes to the superior unit. */
    passedUp: z.boolean().optional(),
  }),
  'feedback.accepted': of.extend({ owner: z.string() }),
  'feedback.listened': step.extend({ readBack: z.boolean(), told: z.boolean(), words: sealed.nullable() }),
  'feedback.sympathised': step.extend({ manner: z.enum(['apology', 'understanding']), words: sealed.nullable() }),
  'feedback.analysed': step.extend({ cause: z.string().max(8), finding: sealed.nullable(), /** Which camera, and from when to when. */ camera: note.nullable() }),
  'feedback.stated': of.extend({ staff, statement: sealed }),
  'feedback.judged': step.extend({ truth, responsibility }),
  'feedback.assistAsked': of.extend({ assist: ulidText, department: z.string().max(24), what: sealed, clock: startedClock }),
  'feedback.assistReminded': of.extend({ assist: ulidText }),
  'feedback.assistReplied': of.extend({ assist: ulidText, reply: sealed }),
  'feedback.proposed': step.extend({ remedies: z.array(remedy).min(1).max(3) }),
  'feedback.approved': of.extend({ remedy: ulidText, approval: z.enum(['approved', 'byPhone', 'refused']), by: staff, saidAt: instant, /** By when it is to be countersigned. */ countersignBy: instant.nullable() }),
  'feedback.countersigned': of.extend({ remedy: ulidText, by: staff }),
  'feedback.agreed': step.extend({ outcome: z.enum(['agreed', 'refused', 'unresolved']), remedies: z.array(ulidText), reason: note.nullable() }),
  'feedback.carriedOut': step.extend({ remedy: ulidText, evidence: note }),
  'feedback.followedThrough': of.extend({ tookEffect: z.boolean(), toldBy, reason: note.nullable(), newDueAt: instant.nullable() }),
  'feedback.answered': of.extend({ by: toldBy, answer: sealed, /** By when it is to be closed. */ clock: startedClock }),
  'feedback.closed': of.extend({
    measure: z.object({ what: note, owner: staff, due: dayText }).nullable().optional(),
    whyNone: note.nullable().optional(),
    /** The follow-up's deadline; absent where none is made. */
    clock: startedClock.nullable().optional(),
  }),
  'feedback.followUpTried': of.extend({ attempt: z.number().int().min(1) }),
  'feedback.followedUp': of.extend({ solved: solved.nullable(), onTime: onTime.nullable(), result: z.number().int().min(1).max(5).nullable(), manner: z.number().int().min(1).max(5).nullable(), more: sealed.nullable(), reached: z.boolean() }),
  'feedback.reopened': of.extend({ reason: note, owner: z.string(), clocks: z.array(startedClock), /** The whole of it, when it comes back from the archive. */ record: z.unknown().optional() }),
  'feedback.withdrawn': of.extend({ reason: note }),
  'feedback.handedOver': of.extend({ to: z.string().max(40), reason: note }),
  'feedback.escalated': of.extend({ to: rung, reason: note }),
  'feedback.urged': of.extend({ number: z.string(), times: z.number().int().min(1) }),
  'feedback.supervised': of.extend({ reason: note, times: z.number().int().min(1) }),
  'feedback.retyped': of.extend({ type: z.string().max(24), from: z.string().max(24), consent: z.boolean(), reason: note, clocks: z.array(startedClock), answerDueAt: instant.nullable(), facts: factSheet.nullable().optional(), /** The whole of it, when it comes back from the archive. */ record: z.unknown().optional() }),
  'feedback.corrected': of.extend({ cause: z.string().max(8).nullable(), words: sealed.nullable(), named: z.array(staff).nullable(), area: z.string().max(40).nullable(), outage: dayText.nullable(), owner: z.string().nullable(), passedUp: z.boolean(), reason: note }),
  'feedback.channelAdded': of.extend({ outside, clocks: z.array(startedClock), answerDueAt: instant.nullable() }),
  'feedback.graded': of.extend({ severity, why: z.array(z.string().max(24)), reason: note.nullable() }),
  'feedback.phoned': of.extend({ to: staff }),
  'feedback.moved': of.extend({ place: note }),
  'feedback.clockPaused': of.extend({ clock: z.string(), reason: note }),
  'feedback.clockResumed': of.extend({ clock: z.string(), dueAt: instant }),
  /** A deadline has used up this share of its time; who is told of it. */
  'feedback.alarmed': of.extend({ clock: z.string(), share: z.number().min(0).max(1), tell: z.array(z.string().max(24)) }),
  /** Somebody had contact and words shown to them, at this event's station. */
  'feedback.shown': of,

  'cluster.found': z.object({ cluster: ulidText, cause: z.string().max(8), feedback: z.array(ulidText) }),
  'cluster.joined': z.object({ cluster: ulidText, feedback: ulidText }),
  'cluster.answered': z.object({ cluster: ulidText, feedback: z.array(ulidText), by: toldBy }),
  'warning.found': z.object({ warning: ulidText, kind: warningKind, subject: z.string().max(60), count: z.number().int(), feedback: z.array(ulidText).max(50) }),
  'warning.seen': z.object({ warning: ulidText }),

  'ticket.steppedIn': z.object({ ticket: ulidText, action: stepInAction, trigger: stepInTrigger, waitedSeconds: z.number().min(0) }),
  'ticket.advanced': z.object({ ticket: ulidText, reason: note, feedback: ulidText.nullable(), /** Who waits longer by it. */ passed: z.number().int().min(0) }),

  'staff.added': z.object({ staff, role: staffRole, no: z.string().max(12).nullable() }),
  'staff.changed': z.object({ staff, role: staffRole, no: z.string().max(12).nullable() }),
  'staff.removed': z.object({ staff }),
  'staff.pinSet': z.object({ staff }),
  'staff.locked': z.object({ staff }),
  'staff.unlocked': z.object({ staff }),
} as const;
