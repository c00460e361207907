import { z } from 'zod';

const column = z.string().min(1).max(80);
const matches = z.record(column, z.union([z.string(), z.array(z.string())]));

/** A value of a row: the first of the columns that is not empty, then mapped. */
const field = z.strictObject({
  from: z.array(column).min(1),
  /** The value that means "nothing", besides an empty cell. */
  empty: z.string().optional(),
  /** What the log calls it, to what the hall calls it. */
  map: z.record(z.string(), z.string()).optional(),
  /** Only rows that match have this field; in others it is unknown. */
  when: matches.optional(),
});

/**
 * How a queue machine's log maps to tickets. Times are local to the hall's zone: `date` (YYYY-MM-DD or YYYY/M/D) and a
 * time of day, or one column that holds both. `skip` rows are no tickets; `reject` rows are tickets that cannot be.
 */
export const profileSchema = z.strictObject({
  name: z.string().min(1).max(80),
  encoding: z.enum(['utf8', 'gbk', 'gb18030']).optional(),
  delimiter: z.string().length(1).default(','),
  key: z.array(column).min(1),
  date: field.optional(),
  fields: z.strictObject({
    number: field, service: field, issued: field, called: field.optional(), ended: field.optional(), left: field.optional(), counter: field.optional(), priority: field.optional(),
  }),
  /** Values of the priority field that mean a priority ticket. */
  priorityValues: z.array(z.string()).default([]),
  skip: z.array(z.strictObject({ when: matches, reason: z.string().min(1).max(80) })).default([]),
  reject: z.array(z.strictObject({ when: matches, reason: z.string().min(1).max(80) })).default([]),
  /** How much the clocks of two machines may differ before an order of events is impossible. */
  clockToleranceSeconds: z.number().min(0).max(3600).default(0),
});
export type Profile = z.infer<typeof profileSchema>;
export type Field = z.infer<typeof field>;
export type Row = Readonly<Record<string, string>>;

/** Every column the profile speaks of, to tell early that a log is of another kind. */
export function columnsOf(profile: Profile): string[] {
  const fields = [profile.date, ...Object.values(profile.fields)].filter((one) => one !== undefined);
  const rules = [...profile.skip, ...profile.reject].flatMap((one) => Object.keys(one.when));
  return [...new Set([...profile.key, ...rules, ...fields.flatMap((one) => [...one.from, ...Object.keys(one.when ?? {})])])];
}

/** Whether the row has one of the values named in every column named. */
export function rowMatches(row: Row, when: z.infer<typeof matches>): boolean {
  return Object.entries(when).every(([name, wanted]) => (typeof wanted === 'string' ? [wanted] : wanted).includes(row[name] ?? ''));
}

/** The field's value in this row; null when the row does not say. */
export function cellOf(row: Row, wanted: Field | undefined): string | null {
  if (wanted === undefined || (wanted.when !== undefined && !rowMatches(row, wanted.when))) return null;
  for (const name of wanted.from) {
    const value = (row[name] ?? '').trim();
    if (value !== '' && value !== wanted.empty) return wanted.map?.[value] ?? value;
  }
  return null;
}
