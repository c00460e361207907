import { z } from './zod.ts';

/**
 * What a slip says, ready to be laid out: times are local text (2026-11-22 14:05), so that a slip needs neither the
 * state nor a zone. The shape that `hall slip` and `hall print` take.
 */
const text = z.string().max(400);
const count = z.number().int().min(0);
const reprint = z.object({ at: text, /** When it was printed first. */ firstAt: text });
const common = {
  english: z.boolean().default(false),
  hall: text.min(1),
  /** A PNG in base64. */
  logo: z.string().max(40_000).nullable().default(null),
  /** Marks it 补打. */
  reprint: reprint.nullable().default(null),
};
export type Reprint = z.infer<typeof reprint>;

export const ticketSlip = z.object({
  kind: z.literal('ticket'), ...common,
  number: text.min(1),
  check: text,
  service: text,
  issuedAt: text,
  ahead: count,
  /** Null while no counter is open. */
  quote: z.object({ likelyMinutes: count, boundMinutes: count }).nullable(),
  /** Only where it is public. */
  promise: z.object({ minutes: z.number().min(0), average: z.boolean() }).nullable().default(null),
  returnWithinMinutes: count,
  notice: text.nullable().default(null),
});

export const complaintSlip = z.object({
  kind: z.literal('complaint'), ...common,
  number: text.min(1),
  check: text,
  receivedAt: text,
  matter: text,
  ticket: z.object({ number: text, issuedAt: text, waitedMinutes: count, /** Set while the wait goes on. */ until: text.nullable() }).nullable().default(null),
  answerBy: text.nullable(),
  phone: text.nullable().default(null),
});

export const followUpSlip = z.object({
  kind: z.literal('followUp'), ...common,
  number: text.min(1),
  check: text,
  matter: text,
  receivedAt: text,
  answeredAt: text,
  /** The words to choose from, best first; none is preselected. */
  scale: z.array(text).min(2).max(5),
  phone: text.nullable().default(null),
});

export const daySlip = z.object({
  kind: z.literal('day'), ...common,
  day: text,
  printedAt: text,
  closed: z.boolean(),
  counts: z.object({ issued: count, finished: count, left: count, cancelled: count, merged: count, rebooked: count, open: count, balanced: z.boolean() }),
  noShow: count,
  meanWaitMinutes: z.number().nullable(),
  p90WaitMinutes: z.number().nullable(),
  maxWaitMinutes: z.number().nullable(),
  overPromise: count.nullable(),
  busiest: z.object({ start: text, count }).nullable(),
  feedback: z.object({ today: count, open: count }),
});

export const testSlip = z.object({
  kind: z.literal('test'), ...common,
  printer: text,
  address: text,
  profile: text,
  widthMm: z.union([z.literal(58), z.literal(80)]),
  charset: text,
  printedAt: text,
});

export const slipData = z.discriminatedUnion('kind', [ticketSlip, complaintSlip, followUpSlip, daySlip, testSlip]);
export type SlipData = z.infer<typeof slipData>;
export type TicketSlip = z.infer<typeof ticketSlip>;
export type ComplaintSlip = z.infer<typeof complaintSlip>;
export type FollowUpSlip = z.infer<typeof followUpSlip>;
export type DaySlip = z.infer<typeof daySlip>;
export type TestSlip = z.infer<typeof testSlip>;
