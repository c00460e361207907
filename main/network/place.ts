import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { stationRole, ulidText } from '../../shared/events.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { errorCode, type Files, realFiles, writeDurably } from '../store/files.ts';

/** The port of a hall when nobody sets another. */
export const defaultPort = 7180;

const seat = z.object({ station: z.string(), address: z.string(), port: z.number().int() });

/** What this machine is in its hall: `network/place.json` in the data folder. A folder without one is undecided. */
const placeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('allInOne') }),
  z.object({ kind: z.literal('host'), port: z.number().int(), /** Its station id, when it was one before it took over. */ station: z.string().nullable(), /** Where those were who decided before it. */ former: z.array(seat).optional() }),
  z.object({
    kind: z.literal('station'),
    station: ulidText,
    role: stationRole,
    name: z.string(),
    hall: z.string(),
    /** The hall's authority, PEM: the only one that this station trusts. */
    authority: z.string(),
    /** Where the hall may be found, the last good one first. */
    seats: z.array(seat),
    /** The highest epoch it has followed: a host of a lower one is not followed any more. */
    epoch: z.number().int(),
    /** Which host of that epoch: two may have taken over at once. */
    decider: z.string().default(''),
    standBy: z.boolean(),
    /** Its own port while it is a stand-by, and when it becomes the host. */
    port: z.number().int(),
  }),
]);
export type Place = z.infer<typeof placeSchema>;
export type StationPlace = Extract<Place, { kind: 'station' }>;
export type HostPlace = Extract<Place, { kind: 'host' }>;

const pathIn = (dataDir: string) => join(dataDir, 'network', 'place.json');

/** What this machine is; null when nobody has said yet. A file that cannot be read is a Problem: a station must not become a hall of its own by accident. */
export async function readPlace(dataDir: string): Promise<Result<Place | null>> {
  let text: string;
  try {
    text = await readFile(pathIn(dataDir), 'utf8');
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? ok(null) : fail('store.failed', `network/place.json: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
  try {
    return ok(placeSchema.parse(JSON.parse(text)));
  } catch {
    return fail('store.damaged', 'network/place.json cannot be read: what this machine is in the hall is not known');
  }
}

/** Makes it durable. Rejects with the system's error. */
export async function writePlace(dataDir: string, place: Place, files: Files = realFiles): Promise<void> {
  await writeDurably(files, pathIn(dataDir), Buffer.from(JSON.stringify(place, null, 1)));
}
