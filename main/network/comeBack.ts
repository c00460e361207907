import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Files } from '../store/files.ts';
import { segmentDays } from '../store/journal.ts';
import type { KeyWrap } from '../store/keys.ts';
import { openKeys } from '../store/store.ts';
import type { Authority } from './authority.ts';
import { isNewer, termOf } from '../../shared/domain/term.ts';
import { hearOf } from './findHost.ts';
import type { Seat } from './messages.ts';
import { writePlace } from './place.ts';
import { logInAsFormer, type Reach, stationKey } from './remote.ts';
import { openReplica, setAsideRecord } from './replica.ts';
import { withSeats } from './seats.ts';
import { fetchRest, handOver } from './takeOver.ts';

interface Coming {
  readonly dataDir: string;
  readonly files: Files;
  readonly keyWrap?: KeyWrap;
  readonly reach: Reach;
  readonly clock: () => number;
  readonly onBug: (error: unknown) => void;
}

const againAfter = 3_000;

/**
 * A host that no longer decides: hands over what only it has to the one that does, however long that takes, puts its
 * record aside and is a station from then on. Resolves when it is, or when `stop` says so. Killed in between it begins
 * again at its next start: each command counts once.
 */
export async function comeBack(options: Coming & { readonly name: string; readonly hall: string; readonly authority: string; readonly seat: Seat; readonly port: number; readonly stop: () => boolean }): Promise<void> {
  const { dataDir, files, clock, onBug } = options;
  let seats: readonly Seat[] = [options.seat, ...(await knownSeats(dataDir))];
  for (let round = 1; !options.stop(); round += 1) {
    const opened = await openReplica({ dataDir, files, privateKey: '', clock, onBug, ...(options.keyWrap && { keyWrap: options.keyWrap }) });
    if (!opened.ok) throw new Error(`${opened.problem.code}: ${opened.problem.detail}`);
    const record = opened.value;
    const key = await stationKey(record.store.keys);
    const former = { name: options.name, wasHost: true, publicKey: key?.publicKey ?? '', record, hall: options.hall, authority: options.authority };
    let given: Awaited<ReturnType<typeof handOver>> | null = null;
    for (const seat of seats) {
      if (key === null || given?.ok === true || options.stop()) break;
      given = await handOver(former, seat, options.reach); // it may have been taken over again since
    }
    await record.close();
    if (given?.ok === true) {
      await writePlace(dataDir, { ...given.value, seats: withSeats(given.value.seats, seats), port: options.port }, files); // first: from here on it never decides again by itself
      await setAsideRecord(dataDir, files, clock());
      return;
    }
    if (given !== null) onBug(new Error(`handing over: ${given.problem.code}: ${given.problem.detail}`));
    if (round % 3 === 0) seats = withSeats(await hearOf(options.authority), seats);
    await new Promise((resolve) => setTimeout(resolve, againAfter));
  }
}

/**
 * Before a host decides again it asks the stand-bys it knew. From one that has more of this epoch's record, because this
 * folder came out of a backup, what is missing is fetched. Gives where another decides with a higher epoch, else null.
 */
export async function fetchMissing(options: Coming): Promise<Seat | null> {
  const seats = await knownSeats(options.dataDir);
  if (seats.length === 0 || (await segmentDays(join(options.dataDir, 'journal'))).length === 0) return null;
  const { keys } = await openKeys(options.dataDir, options.files, options.keyWrap);
  const [kept, key, signer] = [await keys.secret('authority'), await stationKey(keys), await keys.signer(false)];
  if (kept === null || key === null || signer === null) return null;
  const { cert } = JSON.parse(kept.toString()) as Authority;
  const opened = await openReplica({ dataDir: options.dataDir, files: options.files, privateKey: key.privateKey, clock: options.clock, onBug: options.onBug, ...(options.keyWrap && { keyWrap: options.keyWrap }) });
  if (!opened.ok) return null; // opening the hall says why
  const record = opened.value;
  try {
    for (const found of await Promise.all(seats.map((seat) => options.reach({ ...seat, ca: cert, hall: record.state().hall?.id ?? '' }).then((reached) => ({ seat, reached }))))) {
      if (!found.reached.ok) continue;
      const remote = found.reached.value;
      const { hello } = remote;
      try {
        const mine = termOf(record.state());
        if (hello.deciding && isNewer(hello, mine)) return found.seat;
        if (isNewer(mine, hello) || isNewer(hello, mine)) continue;
        if ((await logInAsFormer(remote, key.publicKey, 'host', signer.sign)).ok) await fetchRest(remote, record);
      } finally {
        remote.close('asked');
      }
    }
    return null;
  } finally {
    await record.close();
  }
}

async function knownSeats(dataDir: string): Promise<readonly Seat[]> {
  try {
    return JSON.parse(await readFile(join(dataDir, 'network', 'seats.json'), 'utf8')) as readonly Seat[];
  } catch {
    return [];
  }
}
