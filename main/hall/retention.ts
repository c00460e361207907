import { decodeTime } from 'ulidx';
import { zoneOf } from '../../shared/domain/decideTicket.ts';
import { contactKeys, wordKeys } from '../../shared/domain/personal.ts';
import { settingsOf, type State } from '../../shared/domain/state.ts';
import { localDay } from '../../shared/time.ts';
import { isPersonalKey } from '../store/keys.ts';
import type { Brief } from '../store/pastFeedback.ts';
import type { Store } from '../store/store.ts';
import type { Runner } from './runner.ts';

/** Unless the settings say otherwise (design 4). */
const usual = { contactMonths: 6, wordsMonths: 24 };
/** A start goes first. */
export const retainAfter = 60_000;
/** Asked for at a time; other commands come in between. */
const atOnce = 20;

/** By so much time may have gone on from one look to the next: a clock that is wrong for once must not forget everybody. */
const mostAhead = 31 * 86_400_000;

interface Ask {
  readonly key: string;
  readonly part: 'all' | 'contact';
}

export interface Retention {
  /** Forgets whose time has come. One at a time. Resolves when it is through, or closed. */
  readonly run: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * The daily job that destroys keys (SPEC 1.11): contact some months after a feedback is over, words later; what a ticket
 * was left with as contact. Everything is `person.forget` by the hall itself, so that it is on record and every machine
 * does the same. `realClock` is what ids are made by, whatever the hall's clock says.
 */
export function retain(runner: Runner, store: Pick<Store, 'archive' | 'keys'>, clock: () => number, onBug: (error: unknown) => void, realClock = Date.now): Retention {
  let closed = false;
  let running: Promise<void> = Promise.resolve();
  /** Null in a hall that is made just now. */
  let seen = runner.state.hall === null ? null : runner.state.at;
  /** The hall's time, as far as it can be believed. In a rehearsal that is the recorded one. */
  const timeNow = (): number => {
    if (runner.state.hall?.rehearsal === true) return runner.state.at;
    seen = Math.max(seen ?? 0, Math.min(clock(), (seen ?? clock()) + mostAhead));
    return Math.min(seen, clock());
  };

  async function ask(wanted: readonly Ask[]): Promise<void> {
    for (let at = 0; at < wanted.length && !closed; at += atOnce) {
      const still = wanted.slice(at, at + atOnce).filter((one) => !runner.state.feedback.has(one.key)); // one may have been reopened meanwhile
      await Promise.all(still.map((one) => runner.system('person.forget', one)));
    }
  }

  async function runOnce(now: number): Promise<void> {
    const here = new Set((await store.keys.ids()).filter(isPersonalKey));
    const { state } = runner;
    const { contactMonths, wordsMonths } = settingsOf(state).privacy ?? usual;
    const [contactBefore, wordsBefore] = [monthsBefore(now, contactMonths), monthsBefore(now, wordsMonths)];
    for (const feedback of state.feedback.values()) for (const key of [feedback.id, ...contactKeys(feedback), ...wordKeys(feedback)]) here.delete(key);
    for (const month of here.size === 0 ? [] : store.archive.feedback.months()) {
      const briefs = Object.entries(await store.archive.feedback.briefs(month)).filter(([id]) => !state.feedback.has(id));
      const due = briefs.flatMap(([id, brief]) => dueOf(id, brief, here, contactBefore, wordsBefore));
      for (const [id, { contact, words }] of briefs) for (const key of [id, ...contact, ...words]) here.delete(key);
      await ask(due);
      if (closed) return;
    }
    // What is left belongs to tickets, to what did not come in, or to nothing that is on record.
    const made = [...here].map((key) => ({ key, at: decodeTime(key) })).filter(({ at }) => at < monthsBefore(Math.min(now, realClock()), Math.min(contactMonths, wordsMonths)));
    const tickets = await ticketsAmong(made, state, store);
    await ask(made.filter(({ key, at }) => tickets.has(key) || at < monthsBefore(Math.min(now, realClock()), Math.max(contactMonths, wordsMonths))).map(({ key }) => ({ key, part: 'all' })));
  }

  return {
    run() {
      const now = timeNow();
      running = running.then(() => (closed ? undefined : runOnce(now))).catch(onBug);
      return running;
    },
    async close() {
      closed = true;
      await running;
    },
  };
}

/** What of a feedback is to be forgotten now. A key that serves words too stays with the words. */
function dueOf(id: string, { over, contact, words }: Brief, here: ReadonlySet<string>, contactBefore: number, wordsBefore: number): Ask[] {
  const contactDue = over < contactBefore;
  const wordsDue = over < wordsBefore;
  if (wordsDue && contactDue && [id, ...contact, ...words].some((key) => here.has(key))) return [{ key: id, part: 'all' }];
  return contactDue && contact.some((key) => here.has(key) && !words.includes(key)) ? [{ key: id, part: 'contact' }] : [];
}

/** Which of these keys, made at these times, are tickets of the hall's own. */
async function ticketsAmong(made: readonly { readonly key: string; readonly at: number }[], state: State, store: Pick<Store, 'archive'>): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const dayOf = ({ at }: { readonly at: number }) => localDay(zoneOf(state), at);
  for (const day of new Set(made.map(dayOf))) {
    const tickets = new Set((await store.archive.day(day, state.imports))?.tickets.map((one) => one.key));
    for (const one of made) if (dayOf(one) === day && tickets.has(one.key)) found.add(one.key);
  }
  return found;
}

/** The same time of the calendar, so many months earlier; the last of a month that is shorter. */
export function monthsBefore(at: number, months: number): number {
  const date = new Date(at);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  date.setUTCDate(Math.min(day, new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()));
  return date.getTime();
}
