import { z } from './zod.ts';

/** Milliseconds since 1970-01-01 UTC. All times inside the domain have this form. */
export const instant = z.number().int().min(0);
/** A local calendar date in the hall's own zone, YYYY-MM-DD. */
export const dayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const ulidText = z.string().regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);

/** Personal data as it stands in the journal: base64url of nonce, tag and AES-256-GCM text, under the key named. */
export const sealed = z.object({ key: ulidText, box: z.string().max(20_000) });
export type Sealed = z.infer<typeof sealed>;

/** Likely wait and one that 9 in 10 stay under, in seconds, as told to the customer at issue. */
export const quote = z.object({
  ahead: z.number().int().min(0),
  likelySeconds: z.number().int().min(0),
  boundSeconds: z.number().int().min(0),
  openCounters: z.number().int().min(0),
});
export type Quote = z.infer<typeof quote>;

/** Why a ticket was called when it was. */
export const callWhy = z.enum(['turn', 'priority', 'ordinaryBound', 'returned', 'ourMistake', 'parkedBack', 'chosen', 'advanced']);
export type CallWhy = z.infer<typeof callWhy>;

/** Who was called before a ticket although they came later. */
export const overtaking = z.object({
  number: z.string(),
  issuedAt: instant,
  calledAt: instant,
  why: z.union([callWhy, z.literal('unknown')]),
});

export const factSheet = z.object({
  number: z.string(),
  day: dayText,
  service: z.string(),
  imported: z.boolean(),
  asOf: instant,
  issuedAt: instant,
  openedAt: instant.nullable(),
  quoted: quote.nullable(),
  calledAt: instant.nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  leftAt: instant.nullable(),
  waitSeconds: z.number(),
  /** The wait counted as the standard counts it (from opening when issued before); equal to waitSeconds otherwise. */
  standardWaitSeconds: z.number(),
  waitEnded: z.boolean(),
  standard: z.object({ seconds: z.number(), kind: z.enum(['single', 'average']), audience: z.enum(['public', 'internal']) }).nullable(),
  overStandard: z.boolean().nullable(),
  overQuote: z.boolean().nullable(),
  aheadAtIssue: z.number().int(),
  counters: z.array(z.object({ counter: z.string(), openSeconds: z.number(), pausedSeconds: z.number(), reasons: z.array(z.string()) })),
  calledBefore: z.array(overtaking),
  calledBeforeCount: z.number().int(),
  incidents: z.array(z.object({ kind: z.string(), from: instant, to: instant.nullable() })),
  /** What the log this ticket came from does not say. */
  unknown: z.array(z.string()),
});
export type FactSheet = z.infer<typeof factSheet>;
