import { createHmac, randomBytes } from 'node:crypto';
import type { State } from '../../shared/domain/state.ts';
import type { HallEvent, Sealed } from '../../shared/events.ts';
import type { KeyStore } from '../store/keys.ts';

/** Which feedback was filed with which phone: in memory only, and no phone is in it in clear (design 4). */
export interface Phones {
  /** When all that was on record at the start is in it. Whoever asks first has it read at once. */
  readonly ready: () => Promise<void>;
  /** The ids of feedback that is open or closed lately and was filed with this phone. */
  readonly same: (phone: string) => readonly string[];
  /** Takes what became durable. */
  readonly hear: (events: readonly HallEvent[]) => void;
  /** Ends the reading of what was on record. */
  readonly close: () => void;
}

/** So many keys are read at a time, so that commands come in between. */
const atOnce = 32;

/** A start goes first. */
const readAfter = 3_000;

/** Makes the index of the hall whose state that is. What is on record is read in the background, soon after the start. */
export function indexPhones(state: () => State, keys: Pick<KeyStore, 'open'>, onBug: (error: unknown) => void): Phones {
  const secret = randomBytes(32);
  const ids = new Map<string, Set<string>>();
  /** By the key it is sealed with. */
  const sealedUnder = new Map<string, { readonly mark: string; readonly id: string }>();
  let closed = false;
  const markOf = (phone: string) => createHmac('sha256', secret).update(phone).digest('base64');

  async function add(id: string, sealed: Sealed): Promise<void> {
    const phone = await keys.open(sealed);
    if (phone === null || state().forgotten.has(sealed.key)) return;
    const mark = markOf(phone);
    ids.set(mark, (ids.get(mark) ?? new Set()).add(id));
    sealedUnder.set(sealed.key, { mark, id });
  }

  function drop(key: string): void {
    const known = sealedUnder.get(key);
    sealedUnder.delete(key);
    if (known === undefined) return;
    const those = ids.get(known.mark);
    those?.delete(known.id);
    if (those?.size === 0) ids.delete(known.mark);
  }

  const isKnown = (id: string) => state().feedback.has(id) || state().lately.closed.some((one) => one.id === id);

  async function readAll(): Promise<void> {
    const all = [...state().feedback.values(), ...state().lately.closed].flatMap(({ id, phone }) => (phone === null ? [] : [{ id, phone }]));
    for (let at = 0; at < all.length && !closed; at += atOnce) {
      await new Promise(setImmediate);
      await Promise.all(all.slice(at, at + atOnce).map(({ id, phone }) => add(id, phone)));
    }
  }

  let reading: Promise<void> | null = null;
  const ready = () => (reading ??= readAll().catch(onBug));
  const timer = setTimeout(() => void ready(), readAfter).unref();
  return {
    ready,
    same: (phone) => [...(ids.get(markOf(phone)) ?? [])].filter(isKnown),
    hear(events) {
      for (const event of events) {
        if (event.type === 'feedback.filed' && event.data.phone !== null) void add(event.data.feedback, event.data.phone).catch(onBug);
        if (event.type === 'feedback.reopened' || event.type === 'feedback.retyped') {
          const phone = state().feedback.get(event.data.feedback)?.phone ?? null;
          if (phone !== null) void add(event.data.feedback, phone).catch(onBug);
        }
        if (event.type === 'person.forgotten') drop(event.data.key);
        if (event.type === 'day.opened') for (const [key, { id }] of [...sealedUnder]) if (!isKnown(id)) drop(key);
      }
    },
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
