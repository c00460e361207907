import { z } from './zod.ts';
import { inconsistencies } from './domain/inconsistencies.ts';
import { printing } from './printing.ts';


const text = z.string().max(400);
const id = z.string().regex(/^[A-Za-z0-9]{1,24}$/);
const minutes = z.number().min(0).max(24 * 60);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const source = z.string().max(60).optional();

/** A wait that the hall set itself: `single` is a limit for each ticket, `average` only for a period. */
export const waitStandard = z.object({
  minutes: minutes.min(1),
  kind: z.enum(['single', 'average']),
  audience: z.enum(['public', 'internal']),
});

const hall = z.looseObject({
  name: text.min(1),
  phone: z.string().max(30).optional(),
  zone: z.string().max(60).optional(),
  source,
  openingHours: z.array(z.object({ days: z.array(z.number().int().min(1).max(7)), open: time, close: time })).min(1),
  preOpenTickets: z.looseObject({ enabled: z.boolean(), fromMinutesBefore: minutes }),
  /** Calls are spoken in English after the Mandarin. */
  englishCalls: z.boolean().optional(),
  closing: z.looseObject({ stopIssuingMinutesBefore: minutes, kioskNotice: text }),
});

const service = z.looseObject({
  id,
  zh: text.min(1),
  en: text.optional(),
  prefix: z.string().regex(/^[A-Z]$/),
  kioskHint: text,
  handlingMinutes: minutes.min(1).optional(),
  wait: waitStandard.optional(),
  noTicket: z.boolean().optional(),
  kioskAnswer: text.optional(),
  enabled: z.boolean(),
  source,
});

const ticketClass = z.looseObject({
  id,
  zh: text.min(1),
  weight: z.number().min(1).max(10),
  kiosk: z.boolean(),
  grantedBy: z.array(z.string()).optional(),
  reasonRequired: z.boolean().optional(),
  window: z.object({ earlyMinutes: minutes, lateMinutes: minutes }).optional(),
  source,
});

const queueRules = z.looseObject({
  priorityBound: z.object({ maxConsecutivePriority: z.number().int().min(1).max(20), ordinaryMaxExtraMinutes: minutes }),
  recall: z.object({ times: z.number().int().min(1), secondsBetween: z.number().min(0) }),
  noShow: z.looseObject({
    reactivateWithinMinutes: minutes,
    insertAfter: z.number().int().min(0).max(50),
    maxReactivations: z.number().int().min(0),
    kioskText: text,
  }),
  park: z.looseObject({ defaultMinutes: minutes, reasons: z.array(text) }),
});

const counter = z.looseObject({ no: z.number().int().min(0).max(99), zh: text, services: z.array(z.string()).min(1), publicCalling: z.boolean().optional() });
const pauseReason = z.looseObject({ id, internal: text, customer: text });
const incidentKind = z.looseObject({
  id,
  zh: text,
  affects: z.array(z.string()),
  kiosk: text,
  issuing: z.enum(['warn', 'leavePhone', 'paperNumbers', 'staffOnly', 'skipForThisMatter', 'asUsual']),
  silent: z.boolean().optional(),
});
const requestType = z.looseObject({ id, zh: text, clocked: z.boolean(), sealed: z.boolean().optional() });
const channel = z.looseObject({ id, zh: text });
const clock = z.looseObject({
  id,
  zh: text,
  channel: z.array(z.string()).optional(),
  type: z.array(z.string()).optional(),
  from: z.string(),
  to: z.string(),
  minutes: z.number().min(1).optional(),
  hours: z.number().min(1).optional(),
  days: z.number().min(1).optional(),
  workingDays: z.number().min(1).optional(),
  internalOnly: z.boolean().optional(),
  /** Only for these severities. */
  severity: z.array(z.string()).optional(),
  province: text.optional(),
  /** From which day of receipt on it holds; of two rules of one id the newer counts. */
  effective: z.string().regex(/^\d{4}-\d{2}-\d{2}$/).optional(),
  /** It may be paused, with a reason. */
  pausable: z.boolean().optional(),
  source,
});
/** What a role may promise alone: yes, no, so many a day or an hour, so soon, for some classes, or up to an amount. */
export const remedyLimit = z.union([z.boolean(), z.number(), z.enum(['apply', 'approve']), z.looseObject({ perDay: z.number().optional(), perHour: z.number().optional(), withinDays: z.number().optional(), withinHours: z.number().optional(), forClasses: z.array(z.string()).optional() })]);
const remedyKind = z.looseObject({ id, zh: text, enabled: z.boolean().optional(), limit: z.record(z.string(), remedyLimit), note: text.optional(), onlyIf: text.optional(), reasonRequired: z.boolean().optional() });
const severityQuestion = z.looseObject({ id, zh: text, yes: z.enum(['special', 'major', 'important']) });
const named = z.object({ id, zh: text });
const months = z.number().int().min(1).max(240);
const category = z.looseObject({ id, zh: text, causes: z.array(z.object({ id, zh: text })), type: z.string().optional(), sealed: z.boolean().optional(), namedStaffAsk: z.boolean().optional(), areaAsk: z.boolean().optional(), source });
const rating = z.object({ labels: z.array(text).length(5), values: z.array(z.number()).length(5), preselect: z.null(), source });

/** The sections that decisions depend on; everything else in the file is text for screens and is kept as it is. */
export const sections = {
  hall,
  services: z.array(service).min(1).max(40),
  classes: z.array(ticketClass).min(1).max(40),
  queueRules,
  counters: z.array(counter).min(1).max(100),
  pauseReasons: z.array(pauseReason).min(1),
  hallIncidents: z.array(incidentKind),
  requestTypes: z.array(requestType).min(1),
  channels: z.array(channel).min(1),
  clocks: z.array(clock),
  categories: z.array(category).min(1),
  kioskCauses: z.array(id),
  kioskRequest: z.looseObject({ perTicketPerHour: z.number().int().min(1), perKioskPerHour: z.number().int().min(1) }),
  quickPhrases: z.looseObject({ items: z.array(z.object({ cause: id, zh: text })) }),
  scale5: rating,
  severity: z.looseObject({ questions: z.array(severityQuestion), on: z.record(z.string(), z.array(text)) }),
  moods: z.array(named),
  desires: z.array(z.looseObject({ id, zh: text })),
  verdicts: z.looseObject({ truth: z.array(named), responsibility: z.array(named) }),
  departments: z.array(named),
  remedies: z.array(remedyKind).min(1),
  remedyRules: z.looseObject({ plansPerRequest: z.tuple([z.number(), z.number()]), phoneApproval: z.looseObject({ allowed: z.boolean(), countersignWithinHours: z.number().min(1) }) }),
  planPresets: z.looseObject({ byCause: z.record(z.string(), z.array(z.string())), byCategory: z.record(z.string(), z.array(z.string())) }),
  recordLater: z.looseObject({ withinMinutes: minutes }),
  clockAlarms: z.looseObject({ at: z.array(z.number().min(0).max(1)), tell: z.record(z.string(), z.array(z.string())) }),
  preventive: z.looseObject({ triggers: z.array(z.looseObject({ id, zh: text, at: z.number().optional() })), actions: z.array(named) }),
  followUp: z.looseObject({ attempts: z.number().int().min(1), reopenWhen: z.array(z.string()) }),
  earlyWarning: z.array(z.looseObject({ id, zh: text, window: z.string().optional(), count: z.number().optional(), by: z.string().optional() })),
  groupRules: z.looseObject({ from: z.number().int().min(2), representatives: z.number().int().min(1) }),
  /** The product's own: how long personal data is kept after a feedback is over. */
  privacy: z.object({ contactMonths: months, wordsMonths: months }).optional(),
  /** The product's own: after how long without a touch feedback is hidden. */
  staffRules: z.object({ idleMinutes: z.number().min(1).max(240) }).optional(),
  printing: printing.optional(),
};

/**
 * A hall's settings: the shape of `defaults.zh-CN.json` and of what `hall.configure` leaves behind.
 * Sections named in `sections` are validated; the others are passed through unread.
 */
export const settingsSchema = z.looseObject(sections).superRefine((settings, context) => {
  for (const problem of inconsistencies(settings)) context.addIssue({ code: 'custom', message: problem });
});
export type Settings = z.infer<typeof settingsSchema>;
export type Service = z.infer<typeof service>;
export type WaitStandard = z.infer<typeof waitStandard>;
export type ClockRule = z.infer<typeof clock>;
export type RemedyKind = z.infer<typeof remedyKind>;
export type RemedyLimit = z.infer<typeof remedyLimit>;
