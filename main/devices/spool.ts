import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { PrintReason, SlipOutcome } from '../../shared/printing.ts';
import { errorCode, type Files, writeDurably } from '../store/files.ts';

/** What became of a slip here, to be told to the hall under that command's id until the hall has it. */
export interface Done {
  readonly outcome: SlipOutcome;
  readonly reason: PrintReason | null;
  readonly mm: number;
  readonly file: string | null;
  readonly commandId: string;
}

type Line =
  | { readonly key: string; readonly step: 'sending' | 'held'; readonly at: number }
  | { readonly key: string; readonly step: 'done'; readonly at: number; readonly done: Done }
  | { readonly key: string; readonly step: 'told'; readonly at: number };

interface Entry {
  readonly at: number;
  readonly done: Done | null;
  readonly told: boolean;
}

/** What this computer knows, by slip and printer, of the slips that it began to print: the one place that says whether a byte may have left it. */
export interface Spool {
  /** What became of it; null while it is still to be printed here. */
  readonly doneWith: (key: string) => Done | null;
  /** Durable when it resolves: from now on, until done, nobody can say whether it came out. Rejects when the disk refuses. */
  readonly sending: (key: string) => Promise<void>;
  /** Nothing was sent after all. */
  readonly held: (key: string) => Promise<void>;
  readonly done: (key: string, done: Done) => Promise<void>;
  /** The hall has it on record. */
  readonly told: (key: string) => void;
  /** What the hall does not have yet, oldest first. */
  readonly untold: () => readonly { readonly key: string; readonly done: Done }[];
  readonly close: () => Promise<void>;
}

/** After that long no hall asks for a slip again: every job is too late before. */
const keptFor = 2 * 86_400_000;
/** Rewritten without what is over when it grows beyond this many lines. */
const mostLines = 20_000;

/**
 * Opens the spool in a folder. What was being sent when the program ended is `unknown` from now on (SPEC 11.2): it is
 * never printed again without a person.
 */
export async function openSpool(folder: string, files: Files, clock: () => number, newId: () => string): Promise<Spool> {
  const file = path.join(folder, 'spool.ndjson');
  const entries = new Map<string, Entry>();
  let lines = 0;
  const take = (line: Line) => {
    const before = entries.get(line.key);
    if (line.step === 'held') entries.delete(line.key);
    else if (line.step === 'told') entries.set(line.key, { at: line.at, done: before?.done ?? null, told: true });
    else entries.set(line.key, { at: line.at, done: line.step === 'done' ? line.done : null, told: false });
  };
  for (const line of await readLines(file)) take(line);
  for (const [key, entry] of entries) {
    if (entry.done === null) entries.set(key, { ...entry, done: { outcome: 'unknown', reason: 'restarted', mm: 0, file: null, commandId: newId() }, told: false });
  }
  const forget = () => {
    // A clock that is wrong for a moment must not make it forget: nothing is older than the newest is.
    let newest = 0;
    for (const { at } of entries.values()) newest = Math.max(newest, at);
    const old = Math.min(clock(), newest) - keptFor;
    for (const [key, entry] of entries) if (entry.told && entry.at < old) entries.delete(key);
  };
  const compacted = () => {
    const kept = [...entries].flatMap(([key, { at, done, told }]): Line[] => (done === null ? [{ key, step: 'sending', at }] : [{ key, step: 'done', at, done }, ...(told ? [{ key, step: 'told', at } as const] : [])]));
    return { bytes: asBytes(kept), count: kept.length };
  };
  await files.makeFolder(folder);
  let fd = -1;
  let offset = 0;
  let most = mostLines;
  /** Until it has come through to its end there is no file to append to. */
  const rewrite = async () => {
    forget();
    const { bytes, count } = compacted();
    const before = fd;
    fd = -1;
    if (before >= 0) await files.close(before); // Windows puts no file in the place of an open one
    await writeDurably(files, file, bytes);
    fd = await files.open(file, 'r+');
    [offset, lines, most] = [bytes.length, count, Math.max(mostLines, 2 * count)];
  };
  await rewrite();

  let last: Promise<void> = Promise.resolve();
  const append = (line: Line, durable: boolean): Promise<void> => {
    const written = last.then(async () => {
      if (fd < 0 || lines > most) await rewrite();
      const bytes = asBytes([line]);
      await files.write(fd, bytes, offset);
      if (durable) await files.datasync(fd);
      offset += bytes.length; // what a failed write left is written over
      lines += 1;
    });
    last = written.catch(() => undefined);
    return written;
  };

  return {
    doneWith: (key) => entries.get(key)?.done ?? null,
    async sending(key) {
      const line: Line = { key, step: 'sending', at: clock() };
      await append(line, true);
      take(line);
    },
    async held(key) {
      const line: Line = { key, step: 'held', at: clock() };
      take(line);
      await append(line, true);
    },
    async done(key, done) {
      const line: Line = { key, step: 'done', at: clock(), done };
      take(line);
      await append(line, true);
    },
    told(key) {
      const line: Line = { key, step: 'told', at: clock() };
      take(line);
      append(line, false).catch(() => undefined); // told again at worst, under the same command's id
    },
    untold: () => [...entries].flatMap(([key, { done, told }]) => (done === null || told ? [] : [{ key, done }])),
    async close() {
      await last;
      if (fd >= 0) await files.close(fd);
    },
  };
}

/** The whole lines of the file. What a power cut tore at its end had not been acknowledged to anybody. */
async function readLines(file: string): Promise<Line[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').flatMap((one) => {
    try {
      const line = JSON.parse(one) as Line;
      return typeof line.key === 'string' && typeof line.step === 'string' ? [line] : [];
    } catch {
      return [];
    }
  });
}

function asBytes(lines: readonly Line[]): Buffer {
  return Buffer.from(lines.map((one) => `${JSON.stringify(one)}\n`).join(''));
}
