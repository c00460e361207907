import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLine } from '../../main/store/line.ts';
import type { HallEvent } from '../../shared/events.ts';

/** Every whole line of a data folder's journal; a torn end is left out. */
export function journalEvents(dataDir: string): HallEvent[] {
  const folder = join(dataDir, 'journal');
  return readdirSync(folder).filter((name) => name.endsWith('.ndjson')).sort().flatMap((name) =>
    readFileSync(join(folder, name), 'utf8').split('\n').flatMap((line) => {
      const read = readLine(line);
      return read.ok ? [read.event] : [];
    }));
}

/** The path of the only segment. */
export function onlySegment(dataDir: string): string {
  const [name, ...more] = readdirSync(join(dataDir, 'journal')).filter((one) => one.endsWith('.ndjson'));
  if (name === undefined || more.length > 0) throw new Error('one segment was expected');
  return join(dataDir, 'journal', name);
}
