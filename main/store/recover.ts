import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HallEvent } from '../../shared/events.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type RawLine, segmentDays, segmentLines, segmentPath } from './journal.ts';
import { noHash, readLine } from './line.ts';

/** A place in the journal: the last line read, and the byte after it. */
export interface Place {
  readonly day: string;
  readonly lineFrom: number;
  readonly offset: number;
  readonly seq: number;
  readonly hash: string;
}

/** Where and why a journal is broken. */
export interface Break {
  readonly segment: string;
  readonly line: number;
  readonly seq: number | null;
  readonly reason: string;
}

export interface Recovered {
  /** The last whole command; null in an empty journal. */
  readonly place: Place | null;
  /** Where writing goes on; null in an empty journal. */
  readonly tail: { readonly day: string; readonly offset: number } | null;
  /** What was cut off, in words; empty when the last run ended cleanly. */
  readonly setAside: readonly string[];
}

interface Pending {
  readonly events: HallEvent[];
  readonly from: RawLine;
}

/**
 * Reads the journal behind `start` (from its beginning when null), checks each line and the chain, and hands whole
 * commands to `take`. What a power cut leaves at the very end (a torn line, zeroed pages, half a command) is set
 * aside and named. Anything else that is wrong stops it: `store.damaged` says what and where (SPEC 1.6, 1.7).
 */
export async function recover(folder: string, start: Place | null, take: (events: readonly HallEvent[], place: Place) => void): Promise<Result<Recovered>> {
  const days = await segmentDays(folder);
  if (start !== null) {
    const wrong = await checkStart(folder, days, start);
    if (wrong !== null) return damaged(wrong);
  }
  let place = start;
  let pending = null as Pending | null;
  let last: { readonly hash: string; readonly seq: number } = start ?? { hash: noHash, seq: 0 };
  for (const day of days.filter((one) => start === null || one >= start.day)) {
    const path = segmentPath(folder, day);
    let number = 0;
    for await (const line of segmentLines(path, day === start?.day ? start.offset : 0)) {
      number += 1;
      if (!line.ended && day !== days.at(-1)) return damaged({ segment: `${day}.ndjson`, line: number, seq: last.seq + 1, reason: 'the segment does not end with a whole line, and there are later ones' });
      const read = readLine(line.ended ? line.text : wholeWithoutEnd(line.text));
      const wrong = read.ok ? chainBreak(last, read.link.prev, read.event.seq) : read.reason;
      if (!read.ok || wrong !== null) {
        const here = { segment: `${day}.ndjson`, line: number, seq: last.seq + 1, reason: wrong ?? 'unreadable' };
        const torn = day === days.at(-1) && (await isTorn(path, line));
        return torn ? ok(await setAside(folder, day, pending?.from.from ?? line.from, place, `${here.segment} from byte ${pending?.from.from ?? line.from}: ${here.reason}`)) : damaged(here);
      }
      const [index, count] = read.event.part;
      const here: Place = { day, lineFrom: line.from, offset: line.to, seq: read.event.seq, hash: read.link.hash };
      if (index === 1) pending = { events: [], from: line };
      if (pending === null || pending.events.length !== index - 1) return damaged({ segment: `${day}.ndjson`, line: number, seq: read.event.seq, reason: 'part of a command is missing before it' });
      pending.events.push(read.event);
      last = { hash: read.link.hash, seq: read.event.seq };
      if (index !== count) continue;
      take(pending.events, here);
      place = here;
      pending = null;
      if (!line.ended) {
        const offset = await endLine(path, line);
        return ok({ place: { ...here, offset }, tail: { day, offset }, setAside: [`${day}.ndjson: the last line feed was missing`] });
      }
    }
    if (pending !== null && day !== days.at(-1)) return damaged({ segment: `${day}.ndjson`, line: number, seq: last.seq, reason: 'the segment ends within a command' });
  }
  const lastDay = days.at(-1);
  if (pending !== null && lastDay !== undefined) return ok(await setAside(folder, lastDay, pending.from.from, place, `${lastDay}.ndjson from byte ${pending.from.from}: half a command`));
  return ok({ place, tail: lastDay === undefined ? null : { day: lastDay, offset: place?.day === lastDay ? place.offset : 0 }, setAside: [] });
}

/** The Problem that says where and why a journal is broken. */
export function damaged(at: Break): ReturnType<typeof fail> {
  return fail('store.damaged', `journal/${at.segment}, line ${at.line}${at.seq === null ? '' : ` (seq ${at.seq})`}: ${at.reason}`);
}

/** Why a line does not continue the chain; null when it does. */
export function chainBreak(last: { readonly hash: string; readonly seq: number }, prev: string, seq: number): string | null {
  if (seq !== last.seq + 1) return `seq ${seq} follows ${last.seq}`;
  return prev === last.hash ? null : 'it does not continue the line before it';
}

/** A last line that lacks only its line feed is whole; one whose line feed became another byte is, too. */
function wholeWithoutEnd(text: string): string {
  return readLine(text).ok ? text : text.slice(0, -1);
}

/** The checkpoint's line must still stand where it was: else the journal was cut or changed behind our back. */
async function checkStart(folder: string, days: readonly string[], start: Place): Promise<Break | null> {
  const at = { segment: `${start.day}.ndjson`, line: 0, seq: start.seq };
  if (!days.includes(start.day)) return { ...at, reason: 'the segment that the checkpoint ends in is missing' };
  const handle = await open(segmentPath(folder, start.day));
  try {
    const bytes = Buffer.alloc(start.offset - start.lineFrom);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, start.lineFrom);
    if (bytesRead < bytes.length) return { ...at, reason: 'the journal is shorter than its checkpoint' };
    const read = readLine(bytes.toString('utf8').slice(0, -1));
    if (!read.ok) return { ...at, reason: read.reason };
    return read.link.hash === start.hash && bytes.at(-1) === 10 ? null : { ...at, reason: 'the line that the checkpoint ends with has changed' };
  } finally {
    await handle.close();
  }
}

/**
 * Whether bytes that cannot be read are what a power cut leaves: the file ends inside the line, or holds pages of
 * zeros from there on. A whole line with wrong contents is damage to something acknowledged, not a torn write.
 */
async function isTorn(path: string, line: RawLine): Promise<boolean> {
  let zeros = false;
  let whole = 0;
  for await (const one of segmentLines(path, line.from)) {
    if (readLine(one.text).ok) whole += 1;
    if (one.text.includes('\0'.repeat(8))) zeros = true;
    else if (one.ended && !zeros) return false;
  }
  return whole === 0 || zeros;
}

async function setAside(folder: string, day: string, from: number, place: Place | null, what: string): Promise<Recovered> {
  const parts: string[] = [];
  for await (const line of segmentLines(segmentPath(folder, day), from)) parts.push(line.text);
  await mkdir(join(folder, 'set-aside'), { recursive: true });
  await writeFile(join(folder, 'set-aside', `${day}-${from}.txt`), parts.join('\n'));
  return { place, tail: { day, offset: from }, setAside: [what] };
}

async function endLine(path: string, line: RawLine): Promise<number> {
  const handle = await open(path, 'r+');
  try {
    const bytes = Buffer.byteLength(readLine(line.text).ok ? line.text : line.text.slice(0, -1));
    await handle.write('\n', line.from + bytes);
    await handle.sync();
    return line.from + bytes + 1;
  } finally {
    await handle.close();
  }
}
