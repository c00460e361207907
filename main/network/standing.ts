import { join } from 'node:path';
import { rangeOf } from '../../shared/domain/numbers.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Files } from '../store/files.ts';
import { isPersonalKey, type KeyWrap } from '../store/keys.ts';
import { openKeys } from '../store/store.ts';
import { type HostSide, openHostSide } from './host.ts';
import type { FactsOf, ToStation } from './messages.ts';
import { type StationPlace, writePlace } from './place.ts';
import { type Reach, type Remote, stationKey } from './remote.ts';
import { openReplica, type Replica, setAsideRecord } from './replica.ts';
import { type Companion, openStation, type StationDesk } from './station.ts';
import type { Timing } from './timing.ts';
import { catchUp, handOver } from './takeOver.ts';

export interface StandingOptions {
  readonly dataDir: string;
  readonly place: StationPlace;
  readonly port: number;
  /** Under which port others reach it, when that is another. */
  readonly seatPort?: number;
  readonly version: string;
  readonly files: Files;
  readonly keyWrap?: KeyWrap;
  readonly reach: Reach;
  readonly timing?: Timing;
  readonly clock: () => number;
  readonly onLink: () => void;
  readonly onBug: (error: unknown) => void;
}

/** What a stand-by leaves behind when it becomes the host. */
export interface Leaving {
  readonly place: StationPlace;
  /** What it recorded by itself and no host has yet. */
  readonly facts: readonly FactsOf[];
}

/** A station with all that goes with it: its windows' desk and, on a stand-by, the copy of the record. */
export interface Standing {
  readonly station: StationDesk;
  readonly hallName: () => string | null;
  /** Whether it may become the host; then what to call to end it as a station. */
  readonly readyToDecide: (confirm: string) => Promise<Result<() => Promise<Leaving>>>;
  readonly close: () => Promise<void>;
}

/** Opens a data folder as a station of its hall. */
export async function standAsStation(options: StandingOptions): Promise<Result<Standing>> {
  const { dataDir, files, clock, onBug } = options;
  const { keys } = await openKeys(dataDir, files, options.keyWrap);
  const mine = await stationKey(keys);
  if (mine === null) return fail('keys.locked', 'the key of this station cannot be read');
  const { privateKey, publicKey } = mine;
  let replica: Replica | null = null;
  let side: HostSide | null = null;
  let remote: Remote | null = null;
  let copying: Promise<void> = Promise.resolve();
  let closed = false;
  const after = (work: () => Promise<void>) => {
    copying = copying.then(() => (closed ? undefined : work())).catch(onBug);
  };

  const open = () => openReplica({ dataDir, files, privateKey, clock, onBug, ...(options.keyWrap && { keyWrap: options.keyWrap }) });
  /** `anew`: with a host there, one that is damaged is put aside and made again. Without its copy this station would hold every lease back. */
  async function openCopy(anew = false): Promise<Replica | null> {
    if (replica !== null) return replica;
    let opened = await open();
    if (anew && !opened.ok && opened.problem.code === 'store.damaged') {
      onBug(new Error(`the copy is put aside: ${opened.problem.detail}`));
      await setAsideRecord(dataDir, files, clock());
      opened = await open();
    }
    if (!opened.ok) onBug(new Error(`${opened.problem.code}: ${opened.problem.detail}`));
    replica = opened.ok ? opened.value : null;
    return replica;
  }

  const companion: Companion = {
    joined(to, standBy) {
      remote = to;
      after(async () => {
        if (standBy) {
          const copy = await openCopy(true);
          if (copy !== null) await to.send({ k: 'replica', ...copy.head() });
        } else {
          const had = replica !== null;
          await closeCopy();
          // What it copied is not its any more. One that records by itself just now does so once the host has that.
          if (had && station.link().state === 'joined' && station.offline.waiting() === 0) for (const id of (await keys.ids()).filter(isPersonalKey)) await keys.destroy(id);
        }
      });
    },
    hear(message) {
      if (message.k !== 'from' && message.k !== 'lines' && message.k !== 'keyIds' && message.k !== 'keys') return false;
      after(() => copy(message));
      return true;
    },
  };

  async function copy(message: Extract<ToStation, { k: 'from' | 'lines' | 'keyIds' | 'keys' }>): Promise<void> {
    const to = remote;
    if (replica === null || to === null) return;
    switch (message.k) {
      case 'from':
        if (message.seq !== replica.head().seq) return giveWhatOnlyThisHas(to);
        return openSide(to);
      case 'keyIds': {
        const ids = await replica.missing(message.ids);
        return ids.length === 0 ? undefined : to.send({ k: 'wantKeys', ids });
      }
      case 'keys':
        await replica.takeKeys(message.keys);
        return openSide(to);
      case 'lines': {
        const problem = await replica.take(message.lines);
        if (problem !== null) {
          onBug(new Error(`the copy: ${problem.detail}`));
          return to.close('the copy does not continue');
        }
        await to.send({ k: 'have', seq: replica.head().seq });
        return side === null ? openSide(to) : undefined;
      }
    }
  }

  /** Its copy went on under a host that no longer decides: what came after goes to the one that does, and it begins again. */
  async function giveWhatOnlyThisHas(to: Remote): Promise<void> {
    const copyBefore = replica;
    const seat = station.place().seats[0];
    if (copyBefore === null || seat === undefined) return;
    const place = station.place();
    const given = await handOver({ name: place.name, wasHost: false, publicKey, record: copyBefore, hall: place.hall, authority: place.authority }, seat, options.reach);
    if (!given.ok && given.problem.code !== 'keys.locked') {
      onBug(new Error(`${given.problem.code}: ${given.problem.detail}`));
      return to.close('what only this station has could not be handed over'); // tried again with the next connection
    }
    await closeCopy();
    await setAsideRecord(dataDir, files, clock());
    const fresh = await openCopy();
    if (fresh !== null) await to.send({ k: 'replica', ...fresh.head() });
  }

  /** Once it has the hall's keys it can be asked by the others how far it has come. */
  async function openSide(to: Remote): Promise<void> {
    const copyNow = replica;
    if (side === null && copyNow !== null && (await copyNow.store.keys.secret('authority')) !== null && copyNow.state().hall !== null) {
      const opened = await openHostSide({ dataDir, hall: null, state: copyNow.state, store: copyNow.store, port: options.port, pages: null, follows: () => (station.link().state === 'joined' ? (station.place().seats[0] ?? null) : null), clock, onHigherEpoch: () => undefined, onBug });
      if (opened.ok) side = opened.value;
      else onBug(new Error(`${opened.problem.code}: ${opened.problem.detail}`));
    }
    if (side !== null) await to.send({ k: 'about', port: options.seatPort ?? side.port });
  }

  async function closeCopy(): Promise<void> {
    await side?.close();
    side = null;
    await replica?.close();
    replica = null;
  }

  let writing: Promise<void> = Promise.resolve();
  const opened = await openStation({
    place: options.place, folder: join(dataDir, 'offline'), keys, privateKey, version: options.version, files, companion, reach: options.reach, ...(options.timing && { timing: options.timing }),
    onPlace: (place) => {
      writing = writing.then(() => writePlace(dataDir, place, files)).catch(onBug);
    },
    onLink: options.onLink, onBug,
  });
  if (!opened.ok) return opened;
  const station = opened.value;
  if (options.place.standBy) after(async () => void (await openCopy()));
  const close = async () => {
    closed = true;
    await station.close();
    await copying;
    await closeCopy();
    await writing;
  };

  return ok({
    station,
    hallName: () => replica?.state().settings?.hall.name ?? null,
    async readyToDecide(confirm) {
      await copying;
      const place = station.place();
      if (!place.standBy || replica === null) return fail('station.notStandBy', 'this computer is no stand-by');
      if (station.link().state === 'joined') return fail('takeOver.hostIsThere', 'the host answers');
      const { settings } = replica.state();
      if (settings === null || (await replica.store.keys.secret('authority')) === null) return fail('station.incomplete', 'the copy has no keys or no settings yet');
      if (rangeOf(replica.state(), place.station) === null) return fail('station.notStandBy', 'four stand-bys have the four ranges of numbers there are');
      if (confirm.trim() !== settings.hall.name) return fail('takeOver.notConfirmed', 'the name typed is not the hall\'s');
      const problem = await catchUp(place, replica, privateKey, options.reach);
      if (problem !== null) return { ok: false, problem };
      return ok(async (): Promise<Leaving> => {
        const facts: FactsOf[] = await station.offline.next(10_000);
        await close();
        for (const one of facts) for (const key of one.keys) await keys.keep(key.id, Buffer.from(key.key, 'base64'));
        return { place: { ...place, port: options.port }, facts };
      });
    },
    close,
  });
}
