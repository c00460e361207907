import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { contactKeys, wordKeys } from '../../shared/domain/personal.ts';
import type { Feedback } from '../../shared/domain/state.ts';
import { wholeFeedback } from '../../shared/domain/wholeFeedback.ts';
import type { Files } from './files.ts';
import { DamagedDocument, SafeFile } from './safeFile.ts';

/** What finding and forgetting a feedback takes, without reading it. */
export interface Brief {
  /** When it was over. */
  readonly over: number;
  /** The keys of who it was, and of what was said. */
  readonly contact: readonly string[];
  readonly words: readonly string[];
}

type Briefs = Record<string, Brief>;
type Records = Record<string, Feedback>;

/** How long a month that somebody looks at stays in memory after the last look. */
const keptMs = 60_000;
const documentName = /^(\d{4}-\d{2})\.json$/;

/**
 * Feedback that is over: a lowdb document a month of filing, beside it a small one of briefs, and one that says in which
 * month an id is. What is lost of the small ones is made anew from the months; what is lost of a month comes from the
 * journal (see Archive).
 */
export class PastFeedback {
  private readonly folder: string;
  private readonly files: Files;
  private readonly damaged: (error: unknown) => Promise<never>;
  private readonly held = new Map<string, Map<string, Feedback>>();
  private readonly written: Set<string>;
  /** Months whose briefs have to be written. */
  private readonly unbriefed = new Map<string, Briefs>();
  /** The ids of each month that is written, in one text; null until somebody looks for one. */
  private ids: Promise<Map<string, string>> | null = null;
  private idsAreOld = false;
  private recent: { readonly month: string; readonly document: Promise<Low<Records>>; timer: NodeJS.Timeout } | null = null;

  private constructor(folder: string, files: Files, months: readonly string[], damaged: (error: unknown) => Promise<never>) {
    this.folder = folder;
    this.files = files;
    this.written = new Set(months);
    this.damaged = damaged;
  }

  /** Opens what is there. `damaged` says what to do about a month that cannot be read; it rejects. */
  static async open(folder: string, files: Files, damaged: (error: unknown) => Promise<never>): Promise<PastFeedback> {
    const names = await readdir(folder).catch(() => []);
    return new PastFeedback(folder, files, names.flatMap((name) => documentName.exec(name)?.[1] ?? []), damaged);
  }

  /** Takes one that left the state, or left it again. Held in memory until flush(). */
  take(month: string, feedback: Feedback): void {
    const held = this.held.get(month) ?? new Map<string, Feedback>();
    this.held.set(month, held.set(feedback.id, feedback));
  }

  /** Writes what is held. What could not be written stays held. */
  async flush(): Promise<void> {
    for (const [month, held] of [...this.held]) {
      const low = await this.document(month).catch((error: unknown) => {
        if (error instanceof DamagedDocument) return null; // marked: the next start makes the archive anew
        throw error;
      });
      if (low === null) continue;
      const briefs = { ...(await this.briefs(month)) };
      const taken = [...held];
      for (const [id, feedback] of taken) {
        low.data[id] = feedback;
        briefs[id] = briefOf(feedback);
      }
      this.written.add(month);
      await low.write();
      (await this.allIds()).set(month, Object.keys(briefs).join(' '));
      this.idsAreOld = true;
      for (const [id, feedback] of taken) if (held.get(id) === feedback) held.delete(id);
      if (held.size === 0) this.held.delete(month);
      this.unbriefed.set(month, briefs);
    }
    for (const [month, briefs] of [...this.unbriefed]) {
      await this.briefFile(month).write(briefs);
      this.unbriefed.delete(month);
    }
    if (this.idsAreOld) await this.idFile().write([...(await this.allIds())]);
    this.idsAreOld = false;
  }

  /** The months of filing that have any, the newest first. */
  months(): string[] {
    return [...new Set([...this.written, ...this.held.keys()])].sort().reverse();
  }

  /** All of a month. Read only; a reopened one is still among them. */
  async month(month: string): Promise<readonly Feedback[]> {
    const held = new Map(this.held.get(month)); // a flush in the meantime moves them into a document that was read before
    const written = this.written.has(month) ? Object.values((await this.document(month)).data) : [];
    return [...written.filter((one) => !held.has(one.id)), ...held.values()];
  }

  /** The one with that id; null when it is not on record. `month`: of its filing, where that is known. */
  async find(id: string, month?: string): Promise<Feedback | null> {
    for (const held of this.held.values()) if (held.has(id)) return held.get(id) ?? null;
    const where = month ?? [...(await this.allIds())].find(([, ids]) => ids.includes(id))?.[0];
    return where === undefined || !this.written.has(where) ? null : ((await this.document(where)).data[id] ?? null);
  }

  /** The one with that number, of the month that is in it; null when it is not on record. */
  async byNumber(number: string): Promise<Feedback | null> {
    const [, year, part] = /^(\d{4})(\d{2})\d{2}-\d{3,}$/.exec(number) ?? [];
    const month = `${year}-${part}`;
    if (!this.written.has(month) && !this.held.has(month)) return null;
    return (await this.month(month)).find((one) => one.number === number) ?? null;
  }

  /** The briefs of a month, by id. */
  async briefs(month: string): Promise<Readonly<Briefs>> {
    const held = Object.fromEntries([...(this.held.get(month)?.values() ?? [])].map((one) => [one.id, briefOf(one)]));
    if (!this.written.has(month)) return held;
    const known = this.unbriefed.get(month) ?? (await this.briefFile(month).read().catch(() => null));
    if (known !== null) return { ...known, ...held };
    const made = Object.fromEntries(Object.values((await this.document(month)).data).map((one) => [one.id, briefOf(one)]));
    this.unbriefed.set(month, made); // by an older version, or lost: written with the next flush
    return { ...made, ...held };
  }

  private allIds(): Promise<Map<string, string>> {
    this.ids ??= this.readIds().catch((error: unknown) => {
      this.ids = null; // looked for again the next time
      throw error;
    });
    return this.ids;
  }

  private async readIds(): Promise<Map<string, string>> {
    const ids = new Map(await this.idFile().read().catch(() => null));
    for (const month of this.written) {
      if (ids.has(month)) continue;
      ids.set(month, Object.keys(await this.briefs(month)).join(' '));
      this.idsAreOld = true; // by an older version, or lost: written with the next flush
    }
    return ids;
  }

  private idFile(): SafeFile<readonly (readonly [string, string])[]> {
    return new SafeFile(join(this.folder, 'briefs', 'ids.json'), this.files, false);
  }

  private briefFile(month: string): SafeFile<Briefs> {
    return new SafeFile<Briefs>(join(this.folder, 'briefs', `${month}.json`), this.files, false);
  }

  /** A month's document: that of the last look while it is kept. */
  private async document(month: string): Promise<Low<Records>> {
    if (this.recent?.month !== month) {
      clearTimeout(this.recent?.timer);
      const document = this.read(month);
      const mine = { month, document, timer: setTimeout(() => this.letGo(document), keptMs).unref() };
      this.recent = mine;
      document.catch(() => this.letGo(document));
    } else this.recent.timer.refresh();
    return this.recent.document;
  }

  private letGo(document: Promise<Low<Records>>): void {
    if (this.recent?.document !== document) return;
    clearTimeout(this.recent.timer);
    this.recent = null;
  }

  private async read(month: string): Promise<Low<Records>> {
    const low = new Low<Records>(new SafeFile(join(this.folder, `${month}.json`), this.files, false), {});
    await low.read().catch(this.damaged);
    for (const [id, feedback] of Object.entries(low.data)) if ((feedback.handlers as unknown) === undefined) low.data[id] = wholeFeedback(feedback); // by an older version
    return low;
  }
}

/** What has to be remembered of a feedback to forget its customer in time. */
export function briefOf(feedback: Feedback): Brief {
  return { over: feedback.closedAt ?? feedback.history.at(-1)?.enteredAt ?? feedback.recordedAt, contact: contactKeys(feedback), words: wordKeys(feedback) };
}
