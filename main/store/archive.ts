import { rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Low } from 'lowdb';
import type { DayTickets, Departure, RecordedTicket } from '../../shared/domain/archive.ts';
import type { State } from '../../shared/domain/state.ts';
import type { Files } from './files.ts';
import { PastFeedback } from './pastFeedback.ts';
import { DamagedDocument, SafeFile } from './safeFile.ts';

interface DayDocument {
  tickets: RecordedTicket[];
  counters: DayTickets['counters'];
  incidents: DayTickets['incidents'];
}

interface Index {
  /** Tickets by day: the hall's own, and by import those from logs. */
  days: Record<string, { own: number; imported: Record<string, number> }>;
}

interface Buffered {
  tickets: Map<string, RecordedTicket>;
  counters: DayTickets['counters'];
  incidents: DayTickets['incidents'];
  own: boolean;
}

/** A file whose presence has the next start make the archive anew. */
const rebuildMark = 'rebuild';

/** Tickets held in memory before they are written: bounds an import's memory. */
const mostBuffered = 20_000;

/**
 * What is over, in a lowdb document per day (tickets) or month (feedback), with small indexes. All of it is derived
 * from the journal: what is lost here comes back when the journal is read again, and taking the same event twice
 * changes nothing. Loaded when somebody looks; but for the month looked at last nothing of it stays in memory.
 */
export class Archive {
  private readonly folder: string;
  private readonly files: Files;
  private readonly index: Low<Index>;
  private readonly days = new Map<string, Buffered>();
  private buffered = 0;
  private indexIsOld = false;
  /** Feedback that is over. */
  readonly feedback: PastFeedback;

  private constructor(folder: string, files: Files, feedback: PastFeedback) {
    this.folder = folder;
    this.files = files;
    this.feedback = feedback;
    this.index = new Low<Index>(new SafeFile(join(folder, 'index.json'), files, false), { days: {} });
  }

  private static async make(folder: string, files: Files): Promise<Archive> {
    return new Archive(folder, files, await PastFeedback.open(join(folder, 'feedback'), files, (error) => damaged(folder, error)));
  }

  /**
   * Opens the archive. One that is damaged, or gone though it `shouldBeThere`, is set aside, and the one given is empty
   * and says so in `isNew`: then the whole journal has to be read again.
   */
  static async open(folder: string, files: Files, shouldBeThere: boolean): Promise<Archive> {
    const archive = await Archive.make(folder, files);
    const marked = await isThere(join(folder, rebuildMark));
    try {
      await archive.index.read();
      if (!marked && (!shouldBeThere || (await isThere(join(folder, 'index.json'))))) return archive;
    } catch (error) {
      if (!(error instanceof DamagedDocument)) throw error;
    }
    if (await isThere(folder)) await rename(folder, `${folder}-set-aside-${Date.now()}`);
    const fresh = await Archive.make(folder, files);
    fresh.isNew = true;
    return fresh;
  }

  /** True when nothing of what it should hold is in it yet. */
  isNew = false;

  /** Takes what an event moved out of the state. Held in memory until flush(). */
  take(departures: readonly Departure[]): void {
    for (const one of departures) {
      if (one.kind === 'feedback') this.feedback.take(one.month, one.feedback);
      else if (one.kind === 'imported') this.add(one.day, [one.ticket]);
      else {
        const day = this.add(one.record.day, one.record.tickets);
        Object.assign(day, { counters: one.record.counters, incidents: one.record.incidents, own: true });
      }
    }
  }

  /** True once a day is over: from then on the archive has to be there. */
  get hasDays(): boolean {
    return this.days.size > 0 || Object.keys(this.index.data.days).length > 0;
  }

  /** True when so much is held that it should be written before more comes. */
  get isFull(): boolean {
    return this.buffered >= mostBuffered;
  }

  /** Writes what is held. One at a time; what comes meanwhile waits for the next. What could not be written stays held. */
  async flush(): Promise<void> {
    this.indexIsOld ||= this.days.size > 0;
    for (const [day, held] of [...this.days]) {
      const before = held.tickets.size;
      const low = await this.dayDocument(day).catch((error: unknown) => {
        if (error instanceof DamagedDocument) return null; // marked: the next start makes the archive anew
        throw error;
      });
      if (low === null) continue;
      low.data.tickets = [...together(low.data.tickets, held)];
      if (held.own) Object.assign(low.data, { counters: held.counters, incidents: held.incidents });
      this.index.data.days[day] = count(low.data.tickets);
      const written = [...held.tickets.keys()].slice(0, before);
      await low.write();
      for (const key of written) held.tickets.delete(key);
      this.buffered -= written.length;
      if (held.tickets.size === 0) this.days.delete(day);
    }
    if (this.indexIsOld) await this.index.write();
    this.indexIsOld = false;
    await this.feedback.flush();
  }

  /** A day's tickets; null when nothing is on record. Tickets of an import that did not complete do not count (SPEC 8.3). */
  async day(day: string, imports: State['imports']): Promise<DayTickets | null> {
    if (!this.days.has(day) && this.index.data.days[day] === undefined) return null;
    // What is held is copied first: a flush in the meantime moves it into a document that was read before.
    const now = this.days.get(day);
    const held = now === undefined ? undefined : { ...now, tickets: new Map(now.tickets) };
    const low = await this.dayDocument(day);
    const complete = new Set(imports.map((one) => one.import));
    const tickets = [...together(low.data.tickets, held)].filter((one) => one.import === null || complete.has(one.import));
    const { counters, incidents } = held?.own === true ? held : low.data;
    return tickets.length === 0 && counters === null ? null : { day, tickets, counters, incidents };
  }

  /** The days on record with how many tickets they have. */
  list(imports: State['imports']): { day: string; tickets: number; imported: number }[] {
    const days = new Map<string, { day: string; tickets: number; imported: number }>();
    const entry = (day: string) => {
      const known = days.get(day) ?? { day, tickets: 0, imported: 0 };
      days.set(day, known);
      return known;
    };
    const add = (day: string, counts: Index['days'][string]) => {
      const imported = imports.reduce((sum, one) => sum + (counts.imported[one.import] ?? 0), 0);
      const known = entry(day);
      known.imported = Math.max(known.imported, imported);
      known.tickets = Math.max(known.tickets, counts.own + imported);
    };
    for (const [day, counts] of Object.entries(this.index.data.days)) add(day, counts);
    for (const [day, held] of this.days) add(day, count([...held.tickets.values()]));
    return [...days.values()].filter((one) => one.tickets > 0).sort((a, b) => (a.day < b.day ? 1 : -1));
  }

  private add(day: string, tickets: readonly RecordedTicket[]): Buffered {
    const held = this.days.get(day) ?? { tickets: new Map(), counters: null, incidents: null, own: false };
    this.days.set(day, held);
    this.buffered -= held.tickets.size;
    for (const one of tickets) held.tickets.set(one.key, one);
    this.buffered += held.tickets.size;
    return held;
  }

  private async dayDocument(day: string): Promise<Low<DayDocument>> {
    const path = join(this.folder, 'days', `${day}.json`);
    const low = new Low<DayDocument>(new SafeFile(path, this.files, false), { tickets: [], counters: null, incidents: null });
    if (this.index.data.days[day] !== undefined && !(await isThere(path))) return damaged(this.folder, new DamagedDocument(`${path} is missing`));
    await low.read().catch((error: unknown) => damaged(this.folder, error));
    return low;
  }
}

/** Leaves a mark that has the next start make the archive anew from the journal, and says so. */
async function damaged(folder: string, error: unknown): Promise<never> {
  if (!(error instanceof DamagedDocument)) throw error;
  await writeFile(join(folder, rebuildMark), '').catch(() => undefined);
  throw new DamagedDocument(`${error.message}; it is made anew from the journal when Hall Desk is started again`);
}

/** Written tickets and held ones, each once, the held ones newer. */
function together(written: readonly RecordedTicket[], held: Buffered | undefined): Iterable<RecordedTicket> {
  const all = new Map(written.map((one) => [one.key, one]));
  for (const [key, ticket] of held?.tickets ?? []) all.set(key, ticket);
  return all.values();
}

function count(tickets: readonly RecordedTicket[]): Index['days'][string] {
  const counts: Index['days'][string] = { own: 0, imported: {} };
  for (const one of tickets) {
    if (one.import === null) counts.own += 1;
    else counts.imported[one.import] = (counts.imported[one.import] ?? 0) + 1;
  }
  return counts;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(() => true, () => false);
}
