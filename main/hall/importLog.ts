import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parse } from 'csv-parse';
import iconv from 'iconv-lite';
import type { z } from 'zod';
import { zoneOf } from '../../shared/domain/decideTicket.ts';
import type { ImportedTicket, importSummary } from '../../shared/events.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { localDay } from '../../shared/time.ts';
import type { Hall } from './hall.ts';
import { newId } from './ids.ts';
import { readRow, type RowOutcome } from './logRow.ts';
import { columnsOf, type Profile, profileSchema, type Row } from './profile.ts';

export type ImportSummary = z.infer<typeof importSummary>;
export interface ImportProgress {
  readonly import: string;
  readonly file: string;
  readonly phase: 'reading' | 'writing';
  /** Bytes read, or tickets written, of `total`. */
  readonly done: number;
  readonly total: number;
}

/** The imports that this process runs now. */
const running = new Set<string>();

/** Rows appended in one command: small enough that other commands hardly wait. */
const chunkRows = 500;

/** Reads and checks a mapping profile. */
export async function readProfile(path: string): Promise<Result<{ readonly profile: Profile; readonly hash: string }>> {
  try {
    const text = await readFile(path, 'utf8');
    const parsed = profileSchema.safeParse(JSON.parse(text));
    if (parsed.success) return ok({ profile: parsed.data, hash: createHash('sha256').update(JSON.stringify(parsed.data)).digest('hex') });
    const [issue] = parsed.error.issues;
    return fail('import.badProfile', `${issue?.path.join('.')}: ${issue?.message}`);
  } catch (error) {
    return fail('import.badProfile', error instanceof Error ? error.message : 'unreadable');
  }
}

/** The first rows of a log, as an import would take them. */
export async function previewLog(file: string, profile: Profile, zone: string, rows = 30): Promise<Result<{ columns: string[]; rows: { line: number; outcome: RowOutcome }[] }>> {
  const seen: { line: number; outcome: RowOutcome }[] = [];
  let columns: string[] = [];
  const read = await eachRow(file, profile, (row, line) => {
    columns = Object.keys(row);
    seen.push({ line, outcome: readRow(row, profile, zone) });
    return seen.length < rows;
  });
  return read.ok ? ok({ columns, rows: seen }) : read;
}

/**
 * Imports a log: pass one checks every row and writes the reject file, pass two appends the tickets, with the hall's
 * other commands between. It counts only once `import.completed` is durable; cancelled or killed, it is void. The same
 * file by the same profile again changes nothing and gives the first summary (SPEC 8.1 to 8.5).
 */
export async function importLog(hall: Hall, file: string, profilePath: string, signal?: AbortSignal): Promise<Result<ImportSummary>> {
  const { runner, setImporting } = hall.inner;
  const read = await readProfile(profilePath);
  if (!read.ok) return read;
  const { profile, hash: profileHash } = read.value;
  const sum = await hashOf(file);
  if (!sum.ok) return sum;
  const before = runner.state.imports.find((one) => one.sha256 === sum.value && one.profile === profileHash);
  if (before !== undefined) return ok(before.summary);
  const id = newId();
  const zone = zoneOf(runner.state);
  const size = (await stat(file)).size;
  const rejectedFile = await writablePlace(file, hall.inner.dataDir);
  // One that could not even be cancelled (a full disk) must not block this one; two at once are refused by the hall.
  const stale = runner.state.importing;
  if (stale !== null && !running.has(stale.import)) await runner.system('import.cancel', { import: stale.import, reason: 'it ended without a word' });
  const begun = await runner.system('import.begin', { import: id, file: basename(file), sha256: sum.value, profile: profileHash, rows: 0 });
  if (!begun.ok) return begun;
  running.add(id);
  const stop = async (problem: ReturnType<typeof fail>) => {
    await runner.system('import.cancel', { import: id, reason: problem.problem.detail.slice(0, 200) });
    return problem;
  };
  try {
    const progress = (phase: ImportProgress['phase'], done: number, total: number) => setImporting({ import: id, file: basename(file), phase, done, total });
    const first = await survey(file, profile, zone, rejectedFile, (done) => progress('reading', done, size), signal);
    if (!first.ok) return await stop(first);
    const { summary, twins } = first.value;
    const written = await append(hall, id, file, profile, zone, twins, (done) => progress('writing', done, summary.tickets), signal);
    if (!written.ok) return await stop(written);
    if (written.value !== summary.tickets) return await stop(fail('import.unreadable', 'the file changed while it was read'));
    const done = await runner.system('import.complete', { import: id, sha256: sum.value, profile: profileHash, ...summary });
    return done.ok ? ok(summary) : done;
  } catch (error) {
    return await stop(fail('import.unreadable', error instanceof Error ? error.message : 'the file cannot be read'));
  } finally {
    running.delete(id);
    setImporting(null);
  }
}

interface Survey {
  readonly summary: ImportSummary;
  /** The lines whose key an earlier line has: all that pass two needs to know of the keys. */
  readonly twins: ReadonlySet<number>;
}

/** Pass one: counts, and the rows that cannot be tickets into the reject file. */
async function survey(file: string, profile: Profile, zone: string, rejectedFile: string, progress: (bytes: number) => void, signal?: AbortSignal): Promise<Result<Survey>> {
  const skipped: Record<string, number> = {};
  const rejected: Record<string, number> = {};
  const days = new Set<string>();
  const keys = new Set<string>();
  const twins = new Set<number>();
  let tickets = 0;
  const out = createWriteStream(rejectedFile);
  const failed = new Promise<never>((_resolve, reject) => out.once('error', reject));
  failed.catch(() => undefined);
  out.write('\uFEFFline,reason,row\n');
  const read = await eachRow(file, profile, (row, line, bytes) => {
    if (line % 2000 === 0) progress(bytes);
    let outcome = readRow(row, profile, zone);
    if (outcome.kind === 'ticket' && keys.has(outcome.ticket.key)) {
      twins.add(line);
      outcome = { kind: 'rejected', reason: 'the key is there twice' };
    }
    if (outcome.kind === 'ticket') {
      keys.add(outcome.ticket.key);
      tickets += 1;
      days.add(localDay(zone, outcome.ticket.issuedAt));
    } else if (outcome.kind === 'skipped') skipped[outcome.reason] = (skipped[outcome.reason] ?? 0) + 1;
    else {
      rejected[outcome.reason] = (rejected[outcome.reason] ?? 0) + 1;
      out.write(`${line},${outcome.reason},${quoted(Object.values(row).join(profile.delimiter))}\n`);
    }
    return signal?.aborted !== true;
  });
  await Promise.race([new Promise<void>((resolve) => out.end(resolve)), failed]);
  if (!read.ok) return read;
  if (signal?.aborted === true) return fail('import.cancelled', 'cancelled by a person');
  const any = Object.keys(rejected).length > 0;
  if (!any) await rm(rejectedFile, { force: true });
  return ok({ summary: { tickets, skipped, rejected, days: days.size, rejectedFile: any ? rejectedFile : null }, twins });
}

/** Pass two: the tickets into the journal, a chunk a command. Gives how many. */
async function append(hall: Hall, id: string, file: string, profile: Profile, zone: string, twins: ReadonlySet<number>, progress: (tickets: number) => void, signal?: AbortSignal): Promise<Result<number>> {
  let chunk: ImportedTicket[] = [];
  let count = 0;
  let problem: ReturnType<typeof fail> | null = null;
  const flush = async () => {
    const rows = chunk;
    chunk = [];
    const reply = rows.length === 0 ? null : await hall.inner.runner.system('import.rows', { tickets: rows });
    await hall.inner.settle();
    if (reply !== null && !reply.ok) problem = reply;
    count += rows.length;
    progress(count);
  };
  const more = () => problem === null && signal?.aborted !== true;
  const read = await eachRow(file, profile, (row, line) => {
    const outcome = readRow(row, profile, zone);
    if (outcome.kind === 'ticket' && !twins.has(line)) chunk.push({ import: id, ...outcome.ticket });
    return chunk.length < chunkRows ? more() : flush().then(more);
  });
  if (!read.ok) return read;
  if (problem === null && signal?.aborted !== true) await flush();
  return problem ?? (signal?.aborted === true ? fail('import.cancelled', 'cancelled by a person') : ok(count));
}

/** Calls `take` for each row with its line number, until it says false. UTF-8 (with or without BOM) or GBK. */
async function eachRow(file: string, profile: Profile, take: (row: Row, line: number, bytes: number) => boolean | Promise<boolean>): Promise<Result<true>> {
  const encoding = profile.encoding ?? (await guessEncoding(file));
  const source = createReadStream(file, { highWaterMark: 1 << 18 });
  const parser = parse({ columns: true, info: true, bom: true, delimiter: profile.delimiter, relax_column_count: true, skip_empty_lines: true, max_record_size: 100_000 });
  const decoder = iconv.decodeStream(encoding);
  source.on('error', (error) => parser.destroy(error));
  decoder.on('error', (error: Error) => parser.destroy(error));
  source.pipe(decoder).pipe(parser);
  let known = false;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: Row; info: { lines: number } }>) {
      if (!known) {
        const missing = columnsOf(profile).filter((name) => !Object.hasOwn(record, name));
        if (missing.length > 0) return fail('import.unreadable', `the log has no column ${missing.join(', ')}: is this the right profile?`);
        known = true;
      }
      const more = take(record, info.lines, source.bytesRead);
      if (!(typeof more === 'boolean' ? more : await more)) break;
    }
  } catch (error) {
    return fail('import.unreadable', error instanceof Error ? error.message : 'the file cannot be read');
  } finally {
    source.destroy();
  }
  return known ? ok(true) : fail('import.unreadable', 'the log has no rows');
}

/** UTF-8 unless the first bytes cannot be: then GB18030, which holds GBK. */
async function guessEncoding(file: string): Promise<string> {
  const handle = await open(file).catch(() => null);
  if (handle === null) return 'utf8';
  try {
    const bytes = Buffer.alloc(65_536);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytesRead), { stream: true });
    return 'utf8';
  } catch {
    return 'gb18030';
  } finally {
    await handle.close();
  }
}

/** The reject file stands beside the log, or below the data folder where nothing may be written beside the log. */
async function writablePlace(file: string, dataDir: string): Promise<string> {
  const name = `${basename(file).replace(/\.csv$/i, '')}.rejected.csv`;
  const beside = join(dirname(file), name);
  try {
    await (await open(beside, 'a')).close();
    return beside;
  } catch {
    await mkdir(join(dataDir, 'imports'), { recursive: true });
    return join(dataDir, 'imports', name);
  }
}

async function hashOf(file: string): Promise<Result<string>> {
  try {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
    return ok(hash.digest('hex'));
  } catch (error) {
    return fail('import.unreadable', error instanceof Error ? error.message : 'the file cannot be read');
  }
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
