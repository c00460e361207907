import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { segmentDays, segmentLines, segmentPath } from './journal.ts';
import { signedBy } from './keys.ts';
import { noHash, readLine } from './line.ts';
import { type Break, chainBreak, type Place } from './recover.ts';
import { SafeFile } from './safeFile.ts';

export interface Verified {
  readonly events: number;
  readonly segments: number;
  readonly ok: boolean;
  readonly brokenAt?: Break;
}

/**
 * Reads a whole journal: every hash, the chain across segments, whole commands, the hall's signature of each day that
 * was closed, and that of the last checkpoint. Changes nothing; the first break is named.
 */
export async function verifyJournal(dataDir: string): Promise<Verified> {
  const folder = join(dataDir, 'journal');
  if (!(await stat(join(dataDir, 'format.json')).catch(() => null))) return { events: 0, segments: 0, ok: false, brokenAt: { segment: 'format.json', line: 0, seq: null, reason: 'there is no hall in this folder' } };
  const head = await readHead(dataDir);
  let headHash: string | null = null;
  const days = await segmentDays(folder);
  let last = { hash: noHash, seq: 0 };
  let publicKey = '';
  let hall = '';
  let part: readonly [number, number] = [1, 1];
  /** The hashes of the lines since a day was closed, until its seal, which may stand some lines behind what it seals. */
  let unsealed: Map<number, string> | null = null;
  for (const day of days) {
    let number = 0;
    for await (const line of segmentLines(segmentPath(folder, day))) {
      number += 1;
      const broken = (seq: number | null, reason: string): Verified => ({ events: last.seq, segments: days.length, ok: false, brokenAt: { segment: `${day}.ndjson`, line: number, seq, reason } });
      if (!line.ended) return broken(last.seq + 1, 'the last line does not end');
      const read = readLine(line.text);
      if (!read.ok) return broken(last.seq + 1, read.reason);
      const { event, link } = read;
      const wrong = chainBreak(last, link.prev, event.seq);
      if (wrong !== null) return broken(event.seq, wrong);
      const [index, count] = event.part;
      if (index !== (part[0] === part[1] ? 1 : part[0] + 1) || (index > 1 && count !== part[1])) return broken(event.seq, 'part of a command is missing before it');
      if (event.type === 'hall.created') ({ publicKey, id: hall } = event.data);
      if (event.type === 'day.sealed') {
        const { seq, hash, signature } = event.data;
        if (!signedBy(publicKey, `${hall} ${seq} ${hash}`, signature)) return broken(event.seq, `the seal of ${event.data.day} is not by this hall`);
        if (unsealed?.get(seq) !== hash) return broken(event.seq, `the seal of ${event.data.day} does not fit the line it names`);
        unsealed = null;
      }
      part = event.part;
      if (event.type === 'day.closed') unsealed ??= new Map();
      unsealed?.set(event.seq, link.hash);
      if (head !== null && event.seq === head.place.seq) headHash = link.hash;
      last = { hash: link.hash, seq: event.seq };
    }
    if (part[0] !== part[1] && day === days.at(-1)) return { events: last.seq, segments: days.length, ok: false, brokenAt: { segment: `${day}.ndjson`, line: number, seq: last.seq, reason: 'the last command is not whole' } };
  }
  if (head !== null && (headHash !== head.place.hash || (head.signature !== null && !signedBy(publicKey, `${hall} ${head.place.seq} ${head.place.hash}`, head.signature)))) {
    return { events: last.seq, segments: days.length, ok: false, brokenAt: { segment: `${head.place.day}.ndjson`, line: 0, seq: head.place.seq, reason: 'the journal does not reach or does not fit its signed checkpoint' } };
  }
  return { events: last.seq, segments: days.length, ok: true };
}

interface Head {
  readonly place: Place;
  readonly signature: string | null;
}

/** The head that the last checkpoint signed; null where there is no checkpoint, as in a backup. */
async function readHead(dataDir: string): Promise<Head | null> {
  return new SafeFile<Head>(join(dataDir, 'checkpoint', 'state.json')).read().catch(() => null);
}
