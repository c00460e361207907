import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { apply } from '../../shared/domain/apply.ts';
import { departures } from '../../shared/domain/archive.ts';
import type { State } from '../../shared/domain/state.ts';
import type { HallEvent } from '../../shared/events.ts';
import { fail, ok, type Problem, type Result } from '../../shared/result.ts';
import { localDay } from '../../shared/time.ts';
import { Archive } from './archive.ts';
import { type Answer, Checkpoint, nothingLoaded } from './checkpoint.ts';
import { errorCode, type Files, realFiles, writeDurably } from './files.ts';
import { JournalTail, segmentDays, segmentLines, segmentPath } from './journal.ts';
import { keyFileWrap, KeyStore, type KeyWrap } from './keys.ts';
import { noHash, readLine, writeLine } from './line.ts';
import { folderVersion } from './migrations.ts';
import { recover } from './recover.ts';

export interface StoreOptions {
  readonly dataDir: string;
  readonly files?: Files;
  /** How keys are wrapped; a key file outside the data folder when left out. */
  readonly keyWrap?: KeyWrap;
}

/** A line that another host wrote: its text without the line feed, and what it says. */
export interface NewLine {
  readonly text: string;
  readonly event: HallEvent;
  readonly hash: string;
}

/** One hall's data folder, open. The only writer of it. */
export interface Store {
  readonly state: State;
  readonly answers: Answer[];
  readonly archive: Archive;
  readonly keys: KeyStore;
  readonly warnings: readonly string[];
  readonly head: () => { readonly seq: number; readonly hash: string };
  /** Makes the events durable in one write and one flush. A Problem when it could not; then nothing of them is kept. */
  readonly append: (events: readonly HallEvent[], zone: string) => Promise<Problem | null>;
  /** Makes another host's lines durable as they are. They must continue the chain: the caller has checked them. */
  readonly appendLines: (lines: readonly NewLine[], zone: string) => Promise<Problem | null>;
  /** Tells of the lines of each append, once durable, until the function returned is called. */
  readonly onLines: (told: (lines: readonly string[], lastSeq: number) => void) => () => void;
  /** The lines from `seq` on, as they stand in the journal. */
  readonly linesFrom: (seq: number) => AsyncGenerator<string>;
  /** Writes archives, then the checkpoint. Rejects with the system's error; the journal still has everything. */
  readonly checkpoint: (state: State, answers: Answer[], signature: string | null) => Promise<void>;
  /** The event with that seq, found by its day of recording or by search from the newest segment on. */
  readonly eventAt: (seq: number) => Promise<HallEvent | null>;
  readonly close: () => Promise<void>;
}

/** Opens a data folder: checkpoint, then the journal's tail. Never starts empty over something it cannot read. */
export async function openStore(options: StoreOptions): Promise<Result<Store>> {
  const { dataDir } = options;
  const files = options.files ?? realFiles;
  const journal = join(dataDir, 'journal');
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const wrong = await checkFormat(dataDir, files);
    if (wrong !== null) return wrong;
    const checkpoint = new Checkpoint(join(dataDir, 'checkpoint'), files);
    const known = await checkpoint.load();
    const archive = await Archive.open(join(dataDir, 'archive'), files, known.place !== null && known.hasArchive);
    const loaded = archive.isNew ? nothingLoaded() : known;
    const { state, answers } = loaded;
    let hall = state.hall?.id ?? '';
    const recovered = await recover(journal, loaded.place, (events) => {
      for (const event of events) {
        archive.take(departures(state, event));
        apply(state, event);
      }
      const first = events[0];
      if (first !== undefined && first.station !== 'system') answers.push([`${first.station} ${first.commandId}`, first.seq]);
      hall = state.hall?.id ?? '';
    });
    if (!recovered.ok) return recovered;
    const { keys, warning } = await openKeys(dataDir, files, options.keyWrap);
    keys.forget(state.forgotten);

    const tail = new JournalTail(journal, files);
    if (recovered.value.tail !== null) await tail.resume(recovered.value.tail.day, recovered.value.tail.offset);
    let place = recovered.value.place;
    let epoch = state.epoch;
    const listeners = new Set<(lines: readonly string[], lastSeq: number) => void>();
    const write = async (lines: readonly Buffer[], day: string, last: { readonly seq: number; readonly hash: string }): Promise<Problem | null> => {
      try {
        await tail.append(day, Buffer.concat(lines));
      } catch (error) {
        return diskProblem(error);
      }
      const { offset } = tail.position;
      place = { day: tail.position.day, offset, lineFrom: offset - (lines.at(-1)?.length ?? 0), ...last };
      if (listeners.size > 0) {
        const texts = lines.map((one) => one.toString('utf8', 0, one.length - 1));
        for (const told of listeners) told(texts, last.seq);
      }
      return null;
    };
    return ok({
      state, answers, archive, keys,
      warnings: [...recovered.value.setAside.map((one) => `recovered: ${one}`), ...(warning === null ? [] : [warning])],
      head: () => ({ seq: place?.seq ?? 0, hash: place?.hash ?? noHash }),
      async append(events, zone) {
        const first = events[0];
        if (first === undefined) return null;
        let hash = place?.hash ?? noHash;
        const lines: Buffer[] = [];
        const id = first.type === 'hall.created' ? first.data.id : hall;
        let now = epoch;
        for (const event of events) {
          if (event.type === 'epoch.started') now = event.data.epoch;
          const line = writeLine(event, id, now, hash);
          lines.push(line.bytes);
          hash = line.hash;
        }
        const last = events.at(-1) ?? first;
        const problem = await write(lines, localDay(zone, last.at), { seq: last.seq, hash });
        if (problem === null) [hall, epoch] = [id, now];
        return problem;
      },
      async appendLines(lines, zone) {
        const last = lines.at(-1);
        if (last === undefined) return null;
        const problem = await write(lines.map((one) => Buffer.from(`${one.text}\n`)), localDay(zone, last.event.at), { seq: last.event.seq, hash: last.hash });
        for (const { event } of lines) if (problem === null && event.type === 'epoch.started') epoch = event.data.epoch;
        return problem;
      },
      onLines(told) {
        listeners.add(told);
        return () => listeners.delete(told);
      },
      linesFrom: (seq) => linesFrom(journal, seq),
      async checkpoint(current, answered, signature) {
        if (place === null) return;
        const write = checkpoint.take(current, place, answered, signature, archive.hasDays);
        await archive.flush();
        await write();
      },
      eventAt: (seq) => findEvent(journal, seq),
      async close() {
        await keys.settled();
        await tail.close();
      },
    });
  } catch (error) {
    return { ok: false, problem: diskProblem(error) };
  }
}

/** What a system error means to the people in the hall. */
export function diskProblem(error: unknown): Problem {
  const code = errorCode(error);
  const detail = error instanceof Error ? error.message : String(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return { code: 'store.full', detail, retry: true };
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return { code: 'store.readOnly', detail, retry: true };
  return { code: 'store.failed', detail, retry: true };
}

async function checkFormat(dataDir: string, files: Files): Promise<ReturnType<typeof fail> | null> {
  const path = join(dataDir, 'format.json');
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (text === null) {
    const others = (await readdir(dataDir)).filter((name) => !ownNames.has(name));
    if (others.length > 0) return fail('store.notHall', `${dataDir} is not empty and holds no hall (${others.slice(0, 3).join(', ')}); choose an empty folder`);
    await writeDurably(files, path, Buffer.from(`{"version":${folderVersion}}\n`));
    return null;
  }
  const version = /"version":\s*(\d+)/.exec(text)?.[1];
  if (version === undefined) return fail('store.damaged', 'format.json cannot be read');
  return Number(version) > folderVersion ? fail('store.newer', `this folder was written by a newer Hall Desk (folder version ${version}, this one reads ${folderVersion})`) : null;
}

/** What may stand in a folder before it is a hall: the lock, and what Electron keeps for itself. */
const ownNames = new Set(['hall.sock', 'electron', 'logs', 'slips', 'prints', 'format.json.tmp', 'network', 'offline', 'former', 'keys', 'pins']);

/** The keys of a data folder, and what staff should know about how they are kept. */
export async function openKeys(dataDir: string, files: Files = realFiles, given?: KeyWrap): Promise<{ readonly keys: KeyStore; readonly warning: string | null }> {
  const { wrap, warning } = await wrapOf(dataDir, files, given);
  const former = (await readdir(join(dataDir, 'former')).catch(() => [])).map((one) => join(dataDir, 'former', one, 'keys'));
  return { keys: new KeyStore(join(dataDir, 'keys'), files, wrap, former), warning };
}

async function wrapOf(dataDir: string, files: Files, given: KeyWrap | undefined): Promise<{ wrap: KeyWrap; warning: string | null }> {
  const path = join(dataDir, 'keys', 'wrap.json');
  const text = await readFile(path, 'utf8').catch(() => null);
  const known = text === null ? null : readWrap(text);
  const save = (name: string, id: string | null) => writeDurably(files, path, Buffer.from(JSON.stringify({ name, id })));
  if (given !== undefined && (known === null || known.name === given.name)) {
    if (known === null) await save(given.name, null);
    return { wrap: given, warning: given.warning };
  }
  if (known !== null && known.name !== 'file') {
    return { wrap: lockedWrap(known.name), warning: 'keys.locked' };
  }
  try {
    const { id, wrap } = await keyFileWrap(known?.id ?? null);
    if (known === null) await save('file', id);
    return { wrap, warning: wrap.warning };
  } catch {
    return { wrap: lockedWrap('file'), warning: 'keys.locked' }; // no place for a key file: the queue works all the same
  }
}

/** Keys that cannot be used here. Everything but personal data works without them. */
function lockedWrap(name: string): KeyWrap {
  return { name, warning: 'keys.locked', wrap: () => { throw new Error(`keys are kept by ${name}`); }, unwrap: () => null };
}

function readWrap(text: string): { readonly name: string; readonly id: string | null } {
  try {
    const { name, id } = JSON.parse(text) as { name: unknown; id: unknown };
    if (typeof name === 'string') return { name, id: typeof id === 'string' ? id : null };
  } catch {
    // damaged: whatever wrapped the keys is not known any more
  }
  return { name: 'unknown', id: null };
}

/** The seq that a line says, without reading the rest of it. */
const seqIn = (text: string): number => Number(/"seq":(\d+)/.exec(text.slice(0, 200))?.[1] ?? 0);

async function* linesFrom(journal: string, seq: number): AsyncGenerator<string> {
  const days = await segmentDays(journal);
  let start = days.length - 1;
  for (; start > 0; start -= 1) {
    const first = await segmentLines(segmentPath(journal, days[start] ?? '')).next();
    if (first.done !== true && seqIn(first.value.text) <= seq) break;
  }
  for (const day of days.slice(Math.max(0, start))) {
    for await (const line of segmentLines(segmentPath(journal, day))) if (line.ended && seqIn(line.text) >= seq) yield line.text;
  }
}

async function findEvent(journal: string, seq: number): Promise<HallEvent | null> {
  for (const day of (await segmentDays(journal)).reverse()) {
    for await (const line of segmentLines(segmentPath(journal, day))) {
      const at = seqIn(line.text);
      if (at > seq) break;
      if (at !== seq) continue;
      const read = readLine(line.text);
      return read.ok ? read.event : null;
    }
  }
  return null;
}
