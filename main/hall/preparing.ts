import { type CommandEntry, type CommandInput, type CommandName, contract } from '../../shared/contract.ts';
import type { DayTickets } from '../../shared/domain/archive.ts';
import type { Caller } from '../../shared/domain/decide.ts';
import { personAt } from '../../shared/domain/people.ts';
import type { Feedback, State } from '../../shared/domain/state.ts';
import type { KeyKind } from '../../shared/entries.ts';
import type { Sealed } from '../../shared/events.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Archive } from '../store/archive.ts';
import type { KeyStore } from '../store/keys.ts';
import type { PastFeedback } from '../store/pastFeedback.ts';
import { newId } from './ids.ts';
import type { Phones } from './phones.ts';
import type { PinHash, Pins } from './pins.ts';

/** What a decision needs that takes time: keys, proofs, records of earlier days. */
export interface Prepared {
  readonly subject: string;
  readonly sealed: Readonly<Record<string, Sealed | undefined>>;
  readonly sealedFor: Readonly<Record<string, Sealed | undefined>>;
  /** Keys that were made for this command, which go again if it is refused. */
  readonly made: readonly string[];
  readonly archived: DayTickets | null;
  readonly past: Feedback | null;
  readonly same: readonly string[];
  readonly proven: string | null;
  /** Done once the command's events are durable, before it is answered. Rejects with the system's error. */
  readonly afterwards: (() => Promise<void>) | null;
}

/** What is looked at before a command joins the others: it takes so long that they must not wait for it. */
export type Ahead = Result<{ readonly proven: string | null; readonly newPin: PinHash | null }>;

export interface Preparing {
  readonly keys: KeyStore;
  readonly archive: Pick<Archive, 'day'> & { readonly feedback: Pick<PastFeedback, 'find' | 'byNumber'> };
  /** Left out at a station that goes on by itself: nobody signs in there, and it knows its own feedback only. */
  readonly pins?: Pins | undefined;
  readonly phones?: Phones | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** What every command is that needs no time. */
export const nothing: Prepared = { subject: '', sealed: {}, sealedFor: {}, made: [], archived: null, past: null, same: [], proven: null, afterwards: null };
export const nothingAhead: Ahead = ok({ proven: null, newPin: null });

/** Whether the command has to be looked at before it joins the others: a PIN that is checked or set, a phone that is looked up while the index is still read. */
export function looksAhead(name: CommandName, input: Fields, { pins, phones }: Preparing): boolean {
  return (pins !== undefined && (typeof input['pin'] === 'string' || name === 'staff.setPin')) || (phones !== undefined && name === 'feedback.file' && typeof input['phone'] === 'string');
}

/** Checks the PIN that is given, of who signs in or is signed in, and hashes a new one. Nothing of either is kept or told. */
export async function lookAhead(state: State, name: CommandName, input: Fields, who: Caller, { pins, phones }: Preparing): Promise<Ahead> {
  if (name === 'feedback.file') await phones?.ready();
  const { pin, newPin, staff } = input;
  const person = name === 'staff.signIn' ? String(staff) : personAt(state, who);
  if (pins === undefined || state.roster.size === 0) return nothingAhead;
  try {
    const hashed = name === 'staff.setPin' ? await pins.hash(String(newPin)) : ok(null);
    if (!hashed.ok) return hashed;
    if (typeof pin !== 'string' || person === null) return ok({ proven: null, newPin: hashed.value });
    const wrong = await pins.check(person, pin);
    if (!state.roster.has(person)) return ok({ proven: null, newPin: null }); // whoever is not on the roster is told so
    return wrong === null ? ok({ proven: person, newPin: hashed.value }) : { ok: false, problem: wrong };
  } catch {
    return fail('keys.locked', 'PINs cannot be checked on this machine', true); // not what was thrown: nothing of a PIN is told
  }
}

/** Seals what is personal and looks up what is on record. Keys are made durably before anything is sealed with them. */
export async function prepare(state: State, name: CommandName, input: CommandInput<CommandName>, who: Caller, ahead: Ahead, from: Preparing): Promise<Result<Prepared>> {
  if (!ahead.ok) return ahead;
  const fields = input as Fields;
  const subject = newId();
  const { proven, newPin } = ahead.value;
  const past = await pastOf(state, name, fields, from);
  const sealing = await seal(state, name, fields, subject, past, from.keys);
  if (!sealing.ok) return sealing;
  const day = name === 'feedback.file' && typeof fields['day'] === 'string' && who.role !== 'kiosk' ? fields['day'] : null;
  const archived = day === null ? null : await from.archive.day(day, state.imports);
  const same = name === 'feedback.file' && typeof fields['phone'] === 'string' ? (from.phones?.same(fields['phone']) ?? []) : [];
  const afterwards = newPin === null || from.pins === undefined ? null : () => from.pins?.keep(String(fields['staff']), newPin) ?? Promise.resolve();
  return ok({ subject, ...sealing.value, archived, past, same, proven, afterwards });
}

/** The feedback that a command names, when it is on record and not in the state. */
async function pastOf(state: State, name: CommandName, fields: Fields, { archive }: Preparing): Promise<Feedback | null> {
  const { number, check } = fields;
  if (name === 'feedback.urge' && typeof number === 'string') {
    const known = [...state.feedback.values()].some((one) => one.number === number);
    const found = known ? null : await archive.feedback.byNumber(number);
    return found !== null && (check === undefined || found.check === check) && !state.feedback.has(found.id) ? found : null;
  }
  const id = name === 'person.forget' ? fields['key'] : fields['feedback'];
  if (typeof id !== 'string' || state.feedback.has(id)) return null;
  return archive.feedback.find(id, state.lately.closed.find((one) => one.id === id)?.month);
}

async function seal(state: State, name: CommandName, fields: Fields, subject: string, past: Feedback | null, keys: KeyStore): Promise<Result<Pick<Prepared, 'sealed' | 'sealedFor' | 'made'>>> {
  const entry: CommandEntry = contract[name];
  const sealed: Record<string, Sealed | undefined> = {};
  const sealedFor: Record<string, Sealed | undefined> = {};
  const made: string[] = [];
  const id = typeof fields['feedback'] === 'string' ? fields['feedback'] : null;
  const record = id === null ? null : (state.feedback.get(id) ?? past);
  const own: Partial<Record<KeyKind, string>> = {};
  /** The key of that kind: that of the record where it has one; else a new one, which is this command's own. */
  const keyOf = (kind: KeyKind): { readonly key: string; readonly make: boolean } => {
    const known = kind === 'words' ? id : keyInUse(record, kind);
    // What is archived or forgotten gets no key any more; a feedback filed without words has none until its answer needs one.
    if (known !== null) return { key: known, make: kind === 'words' && state.feedback.has(known) && !state.forgotten.has(known) };
    const key = (own[kind] ??= kind === 'words' ? subject : newId());
    if (!made.includes(key)) made.push(key);
    return { key, make: id === null || (state.feedback.has(id) && !state.forgotten.has(id)) };
  };
  const fieldsOf = new Map<string, { readonly make: boolean; readonly names: string[] }>();
  for (const [field, kind] of Object.entries(entry.personal)) {
    if (fields[field] === undefined || fields[field] === null) continue;
    const { key, make } = keyOf(kind);
    const group = fieldsOf.get(key) ?? { make, names: [] };
    fieldsOf.set(key, group);
    group.names.push(field);
  }
  try {
    // Keys that are made take their time on the disk: each with the others, and each once.
    await Promise.all([...fieldsOf].map(async ([key, { make, names }]) => {
      for (const field of names) sealed[field] = (await keys.seal(key, textOf(fields[field]), make)) ?? undefined;
    }));
    for (const one of name === 'cluster.answer' ? (state.clusters.find((other) => other.id === fields['cluster'])?.feedback ?? []) : []) {
      sealedFor[one] = (await keys.seal(one, String(fields['answer']), state.feedback.has(one) && !state.forgotten.has(one))) ?? undefined;
    }
  } catch (error) {
    await Promise.all(made.map((key) => keys.destroy(key).catch(() => undefined)));
    return fail('keys.locked', `personal data cannot be sealed: ${error instanceof Error ? error.message : 'unknown'}`, true);
  }
  return ok({ sealed, sealedFor, made });
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** The key that already seals something of that kind in it. */
function keyInUse(record: Feedback | null, kind: KeyKind): string | null {
  if (record === null) return null;
  const { phone, name, account, representatives, mood } = record;
  const boxes = kind === 'inside' ? [mood] : [phone, name, account, representatives];
  return boxes.find((one) => one !== null)?.key ?? null;
}
