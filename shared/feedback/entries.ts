import { dayText, instant, ulidText } from '../basics.ts';
import { check, command, floor, lead, name, note, number, phone, staffAll, view, words } from '../entries.ts';
import { z } from '../zod.ts';
import { mood, onTime, responsibility, rung, solved, staffRole, stepInAction, stepInTrigger, toldBy, truth } from './model.ts';

/** Who handles feedback. A guide files it and settles on the spot; an admin sees none (settings.roles). */
const handlers = ['clerk', 'lead', 'manager', 'superior'] as const;
const above = ['lead', 'manager', 'superior'] as const;
const of = { feedback: ulidText };
const cause = z.string().max(8);
const staff = name;
/** Whom it is about stands in clear: a name, a staff number or a role, nothing that finds a customer. */
const person = name.refine((text) => !/\d{6,}/.test(text), 'no phone or account numbers');
/** When it was done, when that was before it is entered (补记): at most `recordLater.withinMinutes` ago. */
const later = { doneAt: instant.optional() };
/** Never journalled, and only kept as a hash (SPEC 13.2). */
const pin = z.string().max(32);
/** A day that the calendar has. */
const date = dayText.refine((text) => new Date(Date.parse(`${text}T00:00:00Z`) || 0).toISOString().startsWith(text), 'no such day');
const area = z.string().trim().min(1).max(40).refine((text) => !/\d{6,}/.test(text), 'no phone or account numbers');
const representatives = z.array(z.object({ name: name, phone: phone.optional() })).min(1).max(5);

/** The commands and views of feedback, staff and stepping in. */
export const feedbackEntries = {
  'feedback.file': command(['kiosk', ...floor, 'superior'], {
    type: z.string().max(24).default('complaint'),
    cause,
    /** How the customer's ticket is found: its number with check code at the kiosk; number, or the id looked up, for staff. */
    ticketNumber: number.optional(),
    check: check.optional(),
    day: date.optional(),
    ticket: z.string().max(160).optional(),
    channel: z.string().max(24).optional(),
    helpWanted: z.boolean().default(false),
    words: words.optional(),
    name: name.optional(),
    phone: phone.optional(),
    /** 户号 */
    account: z.string().trim().min(1).max(40).optional(),
    mood: mood.optional(),
    desire: z.string().max(24).optional(),
    /** The line or quarter that it is about. */
    area: area.optional(),
    outage: date.optional(),
    /** Members of staff whom it is about. */
    named: z.array(person).max(5).default([]),
    /** Ids of settings.severity.questions answered with yes. */
    severity: z.array(z.string().max(24)).max(20).default([]),
    headcount: z.number().int().min(1).max(9999).optional(),
    representatives: representatives.optional(),
    /** The other system's number, and when it received or dispatched it. */
    outsideNumber: z.string().trim().min(1).max(60).optional(),
    receivedAt: instant.optional(),
    /** The customer insists that it is another matter than the one that is open. */
    separate: z.boolean().default(false),
    english: z.boolean().optional(),
  }, 'feedback.filed', { words: 'words', name: 'contact', phone: 'contact', account: 'contact', representatives: 'contact', mood: 'inside' }),
  'feedback.accept': command(handlers, of, 'feedback.accepted'),
  'feedback.listen': command(handlers, { ...of, ...later, readBack: z.boolean(), told: z.boolean(), words: words.optional() }, 'feedback.listened', { words: 'words' }),
  'feedback.sympathise': command(handlers, { ...of, ...later, manner: z.enum(['apology', 'understanding']), said: words.optional() }, 'feedback.sympathised', { said: 'words' }),
  'feedback.analyse': command(handlers, { ...of, ...later, cause, finding: words.optional(), camera: note.optional() }, 'feedback.analysed', { finding: 'words' }),
  /** 当事人说法: by the person named at their own station, or taken down by the handler. */
  'feedback.state': command([...floor, 'superior'], { ...of, staff, statement: words }, 'feedback.stated', { statement: 'words' }),
  'feedback.judge': command(above, { ...of, ...later, truth, responsibility }, 'feedback.judged'),
  'feedback.askAssist': command(handlers, { ...of, department: z.string().max(24), what: words }, 'feedback.assistAsked', { what: 'words' }),
  'feedback.remindAssist': command(handlers, { ...of, assist: ulidText }, 'feedback.assistReminded'),
  'feedback.replyAssist': command(handlers, { ...of, assist: ulidText, reply: words }, 'feedback.assistReplied', { reply: 'words' }),
  'feedback.propose': command(handlers, {
    ...of, ...later,
    remedies: z.array(z.object({
      kind: z.string().max(24), note: note.optional(), dueAt: instant.optional(), amount: z.number().min(0).max(1_000_000).optional(),
      /** The record shows that it was our own mistake: 恢复原位 asks for it. */
      ourMistake: z.boolean().default(false),
    })).min(1).max(3),
  }, 'feedback.proposed'),
  /** A yes or no to a remedy above its proposer's limit: on the approver's own screen, with their PIN. */
  'feedback.approve': command(above, { ...of, remedy: ulidText, yes: z.boolean(), pin: pin.optional() }, 'feedback.approved'),
  /** The approver said yes by phone; they countersign within 24 h. */
  'feedback.approveByPhone': command(handlers, { ...of, remedy: ulidText, by: staff, saidAt: instant.optional() }, 'feedback.approved'),
  'feedback.countersign': command(above, { ...of, remedy: ulidText, pin: pin.optional() }, 'feedback.countersigned'),
  'feedback.agree': command(handlers, { ...of, ...later, outcome: z.enum(['agreed', 'refused', 'unresolved']), remedies: z.array(ulidText).max(3).default([]), reason: note.optional() }, 'feedback.agreed'),
  'feedback.carryOut': command(handlers, { ...of, ...later, remedy: ulidText, evidence: note }, 'feedback.carriedOut'),
  'feedback.followThrough': command(handlers, { ...of, tookEffect: z.boolean(), toldBy, reason: note.optional(), newDueAt: instant.optional() }, 'feedback.followedThrough'),
  'feedback.answer': command(handlers, { ...of, by: toldBy, answer: words }, 'feedback.answered', { answer: 'words' }),
  'feedback.close': command(handlers, { ...of, measure: z.object({ what: note, owner: staff, due: date }).optional(), whyNone: note.optional() }, 'feedback.closed'),
  /** 回访. `reached: false` is one attempt; the third ends it. */
  'feedback.followUp': command(handlers, {
    ...of, reached: z.boolean(), solved: solved.optional(), onTime: onTime.optional(), result: z.number().int().min(1).max(5).optional(), manner: z.number().int().min(1).max(5).optional(), more: words.optional(),
  }, 'feedback.followUpTried', { more: 'words' }),
  'feedback.reopen': command(above, { ...of, reason: note }, 'feedback.reopened'),
  'feedback.withdraw': command(handlers, { ...of, reason: note }, 'feedback.withdrawn'),
  /** To a person, or `role:lead`. */
  'feedback.handOver': command(handlers, { ...of, to: name, reason: note }, 'feedback.handedOver'),
  'feedback.escalate': command(handlers, { ...of, to: rung, reason: note }, 'feedback.escalated'),
  /** 催办: by the customer. A kiosk gives number and check code of the slip; staff the feedback. */
  'feedback.urge': command(['kiosk', ...floor, 'superior'], { feedback: ulidText.optional(), number: number.optional(), check: check.optional() }, 'feedback.urged'),
  'feedback.supervise': command(['manager', 'superior'], { ...of, reason: note }, 'feedback.supervised'),
  /** Also turns 现场化解 into a complaint with its own time. A complaint becomes something else by the lead, with the customer's consent. */
  'feedback.retype': command([...handlers, 'guide'], { ...of, type: z.string().max(24), consent: z.boolean().default(false), reason: note }, 'feedback.retyped'),
  'feedback.correct': command(handlers, { ...of, cause: cause.optional(), words: words.optional(), named: z.array(person).max(5).optional(), area: area.optional(), outage: date.optional(), reason: note }, 'feedback.corrected', { words: 'words' }),
  'feedback.addChannel': command(handlers, { ...of, channel: z.string().max(24), number: z.string().trim().min(1).max(60).optional(), receivedAt: instant }, 'feedback.channelAdded'),
  'feedback.grade': command(above, { ...of, severity: z.array(z.string().max(24)).max(20), reason: note }, 'feedback.graded'),
  /** 电话先行: whom the manager telephoned. */
  'feedback.phone': command(above, { ...of, to: name.refine((text) => !/\d[\d\s-]{5,}\d/.test(text), 'who it was, not their number') }, 'feedback.phoned'),
  'feedback.move': command(handlers, { ...of, place: note }, 'feedback.moved'),
  'feedback.pauseClock': command(above, { ...of, clock: z.string().max(40), reason: note }, 'feedback.clockPaused'),
  'feedback.resumeClock': command(above, { ...of, clock: z.string().max(40) }, 'feedback.clockResumed'),
  /** Shows contact and words at this station for some minutes. Journalled. */
  'feedback.show': command(handlers, of, 'feedback.shown'),
  'cluster.answer': command(above, { cluster: ulidText, by: toldBy, answer: words }, 'cluster.answered'),
  'warning.see': command(['manager', 'superior'], { warning: ulidText }, 'warning.seen'),
  /** The hall's own look at deadlines: tells whom it concerns. */
  'clocks.watch': command(['system'], {}, 'feedback.alarmed'),
  /** Every key that this feedback's personal data is sealed with. `key` alone: that of a ticket. */
  'person.forget': command(['manager', 'system'], { key: ulidText, part: z.enum(['all', 'contact']).default('all') }, 'person.forgotten'),

  'ticket.stepIn': command(floor, { ticket: ulidText, action: stepInAction, trigger: stepInTrigger }, 'ticket.steppedIn'),
  /** Puts a waiting ticket ahead: the lead's alone, two an hour (settings.remedies `advance`). */
  'ticket.advance': command(lead, { ticket: ulidText, reason: note, feedback: ulidText.optional() }, 'ticket.advanced'),

  'staff.add': command(['manager', 'admin'], { staff, role: staffRole, no: z.string().trim().min(1).max(12).optional() }, 'staff.added'),
  'staff.change': command(['manager', 'admin'], { staff, role: staffRole, no: z.string().trim().min(1).max(12).optional() }, 'staff.changed'),
  'staff.remove': command(['manager', 'admin'], { staff }, 'staff.removed'),
  /** One's own with the old one; another's by manager or admin with their own; without `pin` only where this host has no PIN yet. */
  'staff.setPin': command(floor, { staff, newPin: pin, pin: pin.optional() }, 'staff.pinSet'),
  'staff.lock': command(floor, {}, 'staff.locked'),
  'staff.unlock': command(floor, { pin }, 'staff.unlocked'),

  feedbackList: view(handlers, {
    which: z.enum(['open', 'mine', 'approve', 'followUp', 'overdue', 'today', 'closed', 'archived']).default('open'),
    /** The start of a number, of an outside number or of a ticket's number. */
    search: z.string().trim().max(40).default(''),
    category: z.string().max(8).optional(),
    /** Of which month, for archived ones. */
    month: z.string().regex(/^\d{4}-\d{2}$/).optional(),
    from: z.number().int().min(0).default(0),
    count: z.number().int().min(1).max(200).default(50),
  }, 'feedbackList'),
  feedback: view(handlers, { feedback: ulidText }, 'feedback'),
  alerts: view(staffAll, {}, 'alerts'),
  people: view(staffAll, {}, 'people'),
  advanceCost: view(lead, { ticket: ulidText }, 'advanceCost'),
} as const;

