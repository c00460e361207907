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
    const { wrap, warning } = await wrapOf(dataDir, files, options.keyWrap);
    const keys = new KeyStore(join(dataDir, 'keys'), files, wrap);
    for (const id of state.forgotten) await keys.destroy(id);

    const tail = new JournalTail(journal, files);
    if (recovered.value.tail !== null) await tail.resume(recovered.value.tail.day, recovered.value.tail.offset);
    let place = recovered.value.place;
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
        for (const event of events) {
          const line = writeLine(event, id, 1, hash);
          lines.push(line.bytes);
          hash = line.hash;
        }
        const last = events.at(-1) ?? first;
        try {
          await tail.append(localDay(zone, last.at), Buffer.concat(lines));
        } catch (error) {
          return diskProblem(error);
        }
        hall = id;
        const { day, offset } = tail.position;
        place = { day, offset, lineFrom: offset - (lines.at(-1)?.length ?? 0), seq: last.seq, hash };
        return null;
      },
      async checkpoint(current, answered, signature) {
        if (place === null) return;
        const write = checkpoint.take(current, place, answered, signature, archive.hasDays);
        await archive.flush();
        await write();
      },
      eventAt: (seq) => findEvent(journal, seq),
      close: () => tail.close(),
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
const ownNames = new Set(['hall.sock', 'electron', 'logs', 'slips', 'format.json.tmp']);

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

async function findEvent(journal: string, seq: number): Promise<HallEvent | null> {
  for (const day of (await segmentDays(journal)).reverse()) {
    for await (const line of segmentLines(segmentPath(journal, day))) {
      const at = /"seq":(\d+)/.exec(line.text.slice(0, 200))?.[1];
      if (Number(at) > seq) break;
      if (Number(at) !== seq) continue;
      const read = readLine(line.text);
      return read.ok ? read.event : null;
    }
  }
  return null;
}
