import { join } from 'node:path';
import { segmentDays, segmentLines, segmentPath } from './journal.ts';
import { signedBy } from './keys.ts';
import { noHash, readLine } from './line.ts';
import { type Break, chainBreak } from './recover.ts';

export interface Verified {
  readonly events: number;
  readonly segments: number;
  readonly ok: boolean;
  readonly brokenAt?: Break;
}

/**
 * Reads a whole journal: every hash, the chain across segments, whole commands, and the hall's signature of each day
 * that was closed. Changes nothing; the first break is named.
 */
export async function verifyJournal(dataDir: string): Promise<Verified> {
  const folder = join(dataDir, 'journal');
  const days = await segmentDays(folder);
  let last = { hash: noHash, seq: 0 };
  let publicKey = '';
  let hall = '';
  let part: readonly [number, number] = [1, 1];
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
        if (seq === last.seq && hash !== last.hash) return broken(event.seq, `the seal of ${event.data.day} does not fit the line before it`);
      }
      part = event.part;
      last = { hash: link.hash, seq: event.seq };
    }
    if (part[0] !== part[1] && day === days.at(-1)) return { events: last.seq, segments: days.length, ok: false, brokenAt: { segment: `${day}.ndjson`, line: number, seq: last.seq, reason: 'the last command is not whole' } };
  }
  return { events: last.seq, segments: days.length, ok: true };
}
