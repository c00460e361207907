import { createHash } from 'node:crypto';
import type { HallEvent } from '../../shared/events.ts';
import { upcast } from './migrations.ts';

/** The chain's beginning: what the first line's `prev` says. */
export const noHash = '0'.repeat(64);
/** The newest version of a journal line. */
export const lineVersion = 1;

/** What a line says besides its event. */
export interface ChainLink {
  readonly hall: string;
  readonly epoch: number;
  readonly prev: string;
  readonly hash: string;
}

export type ReadLine = { readonly ok: true; readonly event: HallEvent; readonly link: ChainLink } | { readonly ok: false; readonly reason: string };

const hashKey = ',"hash":"';

/** The journal line (with its line feed) of an event, and its hash: SHA-256 of the bytes before `,"hash"` (design 4). */
export function writeLine(event: HallEvent, hall: string, epoch: number, prev: string): { readonly bytes: Buffer; readonly hash: string } {
  const { v, seq, at, happenedAt, original, day, station, staff, commandId, part, type, data } = event;
  const times = happenedAt === undefined ? { at: iso(at) } : { at: iso(at), happenedAt: iso(happenedAt) };
  const from = original === undefined ? {} : { original };
  const body = Buffer.from(JSON.stringify({ v, hall, epoch, seq, ...times, ...from, day, station, staff, commandId, part, type, data, prev }));
  const covered = body.subarray(0, -1); // without the last brace
  const hash = createHash('sha256').update(covered).digest('hex');
  return { bytes: Buffer.concat([covered, Buffer.from(`${hashKey}${hash}"}\n`)]), hash };
}

/** The event of a line (without its line feed), brought to the newest version. Says why when the line is not whole. */
export function readLine(text: string): ReadLine {
  const at = text.lastIndexOf(hashKey);
  if (at < 0) return { ok: false, reason: 'no hash' };
  const body = text.slice(0, at);
  const hash = createHash('sha256').update(body).digest('hex');
  if (text.slice(at) !== `${hashKey}${hash}"}`) return { ok: false, reason: 'the hash does not fit the line' };
  try {
    const { hall, epoch, prev, ...event } = JSON.parse(`${body}}`);
    const times = event.happenedAt === undefined ? { at: Date.parse(event.at) } : { at: Date.parse(event.at), happenedAt: Date.parse(event.happenedAt) };
    return { ok: true, event: upcast({ ...event, ...times }), link: { hall, epoch, prev, hash } };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : 'not JSON' };
  }
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
