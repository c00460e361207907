import type { EventType, Role } from './events.ts';
import { z } from './zod.ts';
import { ulidText } from './basics.ts';
import { viewSchemas } from './views.ts';

/** Under which of a feedback's keys something is sealed: contact goes first, words later, what is inside never leaves the hall. */
export type KeyKind = 'words' | 'contact' | 'inside';

/** What a command is: who may send it, what it takes, and the event whose data is its result. */
export interface CommandEntry {
  readonly kind: 'command';
  readonly may: readonly Role[];
  readonly input: z.ZodType;
  readonly result: EventType;
  /** Input fields that are personal data, and under which key: sealed before anything is decided, never in clear in the journal. */
  readonly personal: Readonly<Record<string, KeyKind>>;
}

export interface ViewEntry {
  readonly kind: 'view';
  readonly may: readonly Role[];
  readonly params: z.ZodType;
  readonly output: z.ZodType;
}

/** Answered by the program around the hall (windows, files), not by the hall; nothing of it is journalled. */
export interface LocalEntry {
  readonly kind: 'local';
  readonly may: readonly Role[];
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

export const floor = ['guide', 'clerk', 'lead', 'manager', 'admin'] as const;
export const desk = ['clerk', 'lead', 'manager', 'admin'] as const;
export const lead = ['lead', 'manager', 'admin'] as const;
export const staffAll = ['guide', 'clerk', 'lead', 'manager', 'superior', 'admin'] as const;
export const everyone = ['kiosk', 'board', ...staffAll] as const;

export const name = z.string().min(1).max(40);
/** Why staff did something: about the process, never about a person. Kept in clear, so no phone or account number may be in it. */
export const note = z.string().trim().min(1).max(200).refine((text) => !/\d[\d\s-]{5,}\d/.test(text), 'no phone or account numbers in a reason');
export const words = z.string().trim().min(1).max(2000);
/** A mainland mobile or a landline with area code; spaces and hyphens are dropped. */
export const phone = z.string().transform((text) => text.replace(/[\s-]/g, '')).pipe(z.string().regex(/^(1[3-9]\d{9}|0\d{9,11})$/));
export const number = z.string().trim().min(1).max(40);
export const check = z.string().regex(/^\d{4}$/);

export function command<S extends z.ZodRawShape, T extends EventType>(may: readonly Role[], input: S, result: T, personal: Readonly<Record<string, KeyKind>> = {}) {
  return { kind: 'command', may, input: z.strictObject({ ...input, commandId: ulidText }), result, personal } as const;
}

export function view<S extends z.ZodRawShape, N extends keyof typeof viewSchemas>(may: readonly Role[], params: S, output: N) {
  return { kind: 'view', may, params: z.strictObject(params), output: viewSchemas[output] } as const;
}

export function local<S extends z.ZodRawShape, O extends z.ZodType>(may: readonly Role[], input: S, output: O) {
  return { kind: 'local', may, input: z.strictObject(input), output } as const;
}
