import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { State } from '../../shared/domain/state.ts';
import { isNewer, termOf } from '../../shared/domain/term.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Hall } from '../hall/hall.ts';
import { realFiles, writeDurably } from '../store/files.ts';
import type { Store } from '../store/store.ts';
import { namesForBrowsers } from './addresses.ts';
import { allowance } from './allowance.ts';
import { type Authority, issueLeaf, type Leaf, leafIsDue, makeAuthority } from './authority.ts';
import { announce } from './discovery.ts';
import { fingerprintOf, shortFingerprint, stationName } from './identity.ts';
import { Links } from './links.ts';
import type { Seat } from './messages.ts';
import { type PairCode, Pairing } from './pairing.ts';
import { openServer } from './server.ts';
import { type HostParts, serveConnection, type Session } from './session.ts';

export interface HostOptions {
  readonly dataDir: string;
  /** Null on a stand-by, which answers other machines of the hall but decides nothing. */
  readonly hall: Hall | null;
  readonly state: () => State;
  readonly store: Store;
  readonly port: number;
  /** Its id from when it was a station, if it was one. */
  readonly station?: string | null;
  /** The built renderer, for browsers; null serves none. */
  readonly pages: string | null;
  readonly clock: () => number;
  /** Somebody at `from`, who need not be of the hall, says that the machine named decides with a higher epoch. */
  readonly onHigherEpoch: (address: string, port: number, from: string) => void;
  readonly onBug: (error: unknown) => void;
  /** Where the host is that this stand-by follows. */
  readonly follows?: () => Seat | null;
  /** False keeps it from being found by stations that look around. */
  readonly announced?: boolean;
}

/** This machine's side of the network: where stations come in. */
export interface HostSide {
  readonly port: number;
  readonly urls: () => readonly string[];
  readonly fingerprint: string;
  readonly authority: string;
  readonly links: Links;
  readonly seats: () => readonly Seat[];
  /** A new code to pair one station with. */
  readonly showCode: () => PairCode;
  readonly close: () => Promise<void>;
}

const day = 86_400_000;
/** 960 numbers of each prefix: a station that uses up more in a day is not cut off but broken. */
const leasesADay = 24;
/** The state keeps the newest 20. */
const jumpsReported = 200;

/** Opens the door for the hall's other machines: certificates, socket, pairing, and what each connection is served with. */
export async function openHostSide(options: HostOptions): Promise<Result<HostSide>> {
  const { hall, store, state, clock, onBug } = options;
  const id = state().hall?.id ?? '';
  const authority = await authorityOf(store, id, hall !== null, clock());
  if (!authority.ok) return authority;
  const fingerprint = fingerprintOf(authority.value.cert);
  const pairing = hall === null ? null : new Pairing(fingerprint, shortFingerprint(fingerprint), clock);
  const name = hostname();

  const stationNames = { dns: [stationName(id)], ip: [] };
  const browserNames = () => ({ dns: [stationName(id)], ip: namesForBrowsers() });
  let leaves: { station: Leaf; browser: Leaf };
  try {
    leaves = { station: await issueLeaf(authority.value, stationNames, clock()), browser: await issueLeaf(authority.value, browserNames(), clock()) };
  } catch (error) {
    onBug(error);
    return fail('keys.locked', 'the hall could not certify this machine');
  }

  const seats = await loadSeats(options.dataDir);
  const sessions = new Set<Session>();
  let urls = (): readonly string[] => [];
  const shown = () => ({ host: { station: options.station ?? null, name, urls: urls(), fingerprint }, links: links.all });
  const links: Links = new Links(clock, () => hall?.inner.setNetwork(shown()));
  const seatList = (): Seat[] => [...seats.values()].filter((one) => state().stations.get(one.station)?.standBy === true);
  const parts: HostParts = {
    name, fingerprint, hall, state, store, links, pairing, sessions, seats: seatList, follows: options.follows ?? (() => null),
    seatFound(seat) {
      const known = seats.get(seat.station);
      if (known?.address === seat.address && known.port === seat.port) return;
      seats.set(seat.station, seat);
      saveSeats(options.dataDir, seats, onBug);
      for (const one of sessions) void one.send({ k: 'seats', seats: seatList(), standBy: isStandBy(one) });
    },
    newerTerm: (term, address, port, from) => {
      if (isNewer(term, termOf(state()))) options.onHigherEpoch(address, port, from);
    },
    mayLease: allowance(leasesADay), mayReport: allowance(jumpsReported), onBug,
  };
  const isStandBy = (one: Session) => state().stations.get(one.station.id)?.standBy === true;

  const server = await openServer({
    port: options.port,
    contexts: () => ({ ...leaves, ca: authority.value.cert }),
    pages: options.pages,
    onSocket: (socket) => serveConnection(socket, parts),
    onBug,
  });
  if (!server.ok) return server;
  urls = () => [server.value.url()];
  const renewal = setInterval(() => void renew().catch(onBug), day).unref();
  async function renew(): Promise<void> {
    const due = leafIsDue(leaves.station, stationNames, clock()) || leafIsDue(leaves.browser, browserNames(), clock());
    if (!due || !authority.ok) return;
    leaves = { station: await issueLeaf(authority.value, stationNames, clock()), browser: await issueLeaf(authority.value, browserNames(), clock()) };
    server.ok && server.value.renew();
  }
  const stopAnnouncing = hall === null || options.announced === false ? () => undefined : announce({ name: state().settings?.hall.name ?? name, port: server.value.port, fingerprint: shortFingerprint(fingerprint) });
  const stopListening = hall?.inner.onFlush((events) => {
    for (const event of events) {
      if (event.type === 'station.revoked') links.end(event.data.station, 'station.revoked');
      if (event.type === 'station.changed') for (const one of sessions) if (one.station.id === event.data.station) void one.send({ k: 'seats', seats: seatList(), standBy: event.data.standBy });
    }
  });
  hall?.inner.setNetwork(shown());
  return ok({
    port: server.value.port, urls: () => urls(), fingerprint, authority: authority.value.cert, links, seats: seatList,
    showCode: () => pairing?.show() ?? { code: '', until: 0 },
    async close() {
      clearInterval(renewal);
      stopListening?.();
      stopAnnouncing();
      await server.value.close();
      hall?.inner.setNetwork(null);
    },
  });
}

/** The hall's authority: made with its first host, and since then among its keys. */
async function authorityOf(store: Store, hall: string, make: boolean, now: number): Promise<Result<Authority>> {
  const kept = await store.keys.secret('authority');
  if (kept !== null) return ok(JSON.parse(kept.toString()) as Authority);
  if (!make || (await store.keys.ids()).includes('authority')) return fail('keys.locked', 'the key of the hall\'s authority is not here or cannot be read');
  const made = await makeAuthority(hall, now);
  await store.keys.keep('authority', Buffer.from(JSON.stringify(made)));
  return ok(made);
}

const seatsPath = (dataDir: string) => join(dataDir, 'network', 'seats.json');

/** Where stand-bys were last seen: a host that comes back asks them whether another decides now. */
async function loadSeats(dataDir: string): Promise<Map<string, Seat>> {
  try {
    const list = JSON.parse(await readFile(seatsPath(dataDir), 'utf8')) as readonly Seat[];
    return new Map(list.map((one) => [one.station, one]));
  } catch {
    return new Map(); // not there yet, or damaged: stand-bys will say it again
  }
}

let saving: Promise<unknown> = Promise.resolve();
function saveSeats(dataDir: string, seats: ReadonlyMap<string, Seat>, onBug: (error: unknown) => void): void {
  saving = saving.then(() => writeDurably(realFiles, seatsPath(dataDir), Buffer.from(JSON.stringify([...seats.values()])))).catch(onBug);
}
