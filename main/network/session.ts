import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { entryOf } from '../../shared/contract.ts';
import { zoneOf } from '../../shared/domain/decideTicket.ts';
import type { PairedStation, State } from '../../shared/domain/state.ts';
import { type Term, termOf } from '../../shared/domain/term.ts';
import type { Role } from '../../shared/events.ts';
import { formerText, linkVersion, loginText, pairText } from '../../shared/link.ts';
import { assertNever, fail, type Problem } from '../../shared/result.ts';
import { localDay } from '../../shared/time.ts';
import type { Caller, Hall, Reply } from '../hall/hall.ts';
import { newId } from '../hall/ids.ts';
import type { Store } from '../store/store.ts';
import { signedBy } from '../store/keys.ts';
import type { Allowance } from './allowance.ts';
import type { Links } from './links.ts';
import { readToHost, type Seat, type ToHost, type ToStation } from './messages.ts';
import { isStationKey, type Pairing, proofOf, signedByStation } from './pairing.ts';
import { sendRecord } from './replicate.ts';
import { followViews } from './remoteViews.ts';
import type { HostSocket } from './socket.ts';
import { takeFacts } from './takeFacts.ts';

/** What a connection needs of the machine it came to: the host, or a stand-by that only gives the record to another. */
export interface HostParts {
  readonly name: string;
  readonly fingerprint: string;
  /** Null on a stand-by. */
  readonly hall: Hall | null;
  readonly state: () => State;
  readonly store: Store;
  readonly links: Links;
  readonly pairing: Pairing | null;
  /** Everybody who is connected, to be told of changes. */
  readonly sessions: Set<Session>;
  readonly seats: () => readonly Seat[];
  /** Where the host is, on a stand-by that follows one. */
  readonly follows: () => Seat | null;
  readonly seatFound: (seat: Seat) => void;
  /** `from` is the address of who says so. */
  readonly newerTerm: (term: Term, address: string, port: number, from: string) => void;
  /** Whether one more block of numbers may be given, by station and day; whether a station may report one more clock. */
  readonly mayLease: Allowance;
  readonly mayReport: Allowance;
  readonly onBug: (error: unknown) => void;
}

/** One station's connection once it is known who it is. */
export interface Session {
  readonly host: HostParts;
  readonly station: PairedStation;
  readonly caller: Caller;
  /** Proven by the hall's own key: it may hand over what others did. */
  readonly former: boolean;
  readonly address: string;
  readonly send: (message: ToStation) => Promise<void>;
}

const mostCalls = 64;
const loginWithinMs = 20_000;
const silentForMs = 8_000;
const browserRoles: readonly string[] = ['kiosk', 'guide', 'board', 'counter'];

/** Serves one connection: who is there, then what it asks. An unpaired or revoked one gets nothing (SPEC 10.2). */
export function serveConnection(socket: HostSocket, host: HostParts): void {
  const nonce = randomBytes(24).toString('base64');
  const send = (message: ToStation) => socket.send(JSON.stringify(message));
  const refuse = async (problem: Problem) => {
    await send({ k: 'no', problem });
    socket.close(4003, problem.code);
  };
  let greeting: Promise<Talk | null> | null = null;
  const late = setTimeout(() => socket.close(4008, 'nobody said who they are'), loginWithinMs);
  socket.onClose(() => {
    clearTimeout(late);
    void greeting?.then((talk) => talk?.gone());
  });
  socket.onMessage((text) => {
    const message = readToHost(text);
    if (!message.ok) return void refuse(message.problem);
    if (greeting === null) {
      greeting = meet(message.value);
      greeting.catch(host.onBug);
      return;
    }
    void greeting.then((talk) => talk?.hear(message.value), () => undefined);
  });
  const state = host.state();
  void send({ k: 'hello', v: linkVersion, hall: state.hall?.id ?? '', fingerprint: host.fingerprint, nonce, ...termOf(state), deciding: host.hall !== null, name: host.name, at: host.follows() });

  async function meet(message: ToHost): Promise<Talk | null> {
    if (message.k === 'knows') {
      host.newerTerm(message, message.address || socket.address, message.port, socket.address);
      socket.close(1000, 'heard');
      return null;
    }
    const met = message.k === 'login' ? login(message) : message.k === 'pair' ? await pair(message) : message.k === 'former' ? await former(message) : fail('command.badInput', 'say who you are first');
    if (!met.ok) {
      await refuse(met.problem);
      return null;
    }
    clearTimeout(late);
    socket.authenticated();
    const { station, proof } = met;
    const session: Session = { host, station, caller: { role: roleOf(station), station: station.id }, former: message.k === 'former', address: socket.address, send };
    await send({ k: proof === undefined ? 'in' : 'paired', station: station.id, role: station.role, name: station.name, hall: state.hall?.id ?? '', standBy: station.standBy, now: host.hall?.inner.runner.now() ?? Date.now(), ...(proof === undefined ? {} : { proof }) });
    return talk(socket, session);
  }

  type Met = { readonly ok: true; readonly station: PairedStation; readonly proof?: string } | { readonly ok: false; readonly problem: Problem };

  function login(message: Extract<ToHost, { k: 'login' }>): Met {
    const station = host.state().stations.get(message.station);
    const right = station !== undefined && signedByStation(station.publicKey, loginText(state.hall?.id ?? '', host.fingerprint, nonce, station.id), message.sign);
    if (station === undefined || !right) return fail('station.unknown', 'not a station of this hall');
    return station.revokedAt === null ? { ok: true, station } : fail('station.revoked', 'this station was removed');
  }

  async function pair(message: Extract<ToHost, { k: 'pair' }>): Promise<Met> {
    if (host.pairing === null) return fail('pair.notHere', 'only the host pairs stations');
    const text = (by: 'station' | 'host') => pairText(by, state.hall?.id ?? '', host.fingerprint, nonce, message.publicKey, message.role, message.name);
    const key = await host.pairing.check(text('station'), message.proof);
    if (!key.ok) return key;
    if (socket.browser && !browserRoles.includes(message.role)) return fail('command.notAllowed', `a browser cannot be a ${message.role}`);
    const added = await add(message.publicKey, message.role, message.name, message.standBy);
    return added.ok ? { ...added, proof: proofOf(key.value, text('host')) } : added;
  }

  async function former(message: Extract<ToHost, { k: 'former' }>): Promise<Met> {
    const { hall } = host.state();
    const right = hall !== null && signedBy(hall.publicKey, formerText(hall.id, host.fingerprint, nonce, message.publicKey), message.sign);
    if (!right) return fail('station.unknown', 'not a host of this hall');
    const known = [...host.state().stations.values()].filter((one) => one.publicKey === message.publicKey);
    const station = known.find((one) => one.revokedAt === null);
    if (station !== undefined) return { ok: true, station };
    if (known.length > 0) return fail('station.revoked', 'this station was removed');
    if (host.hall !== null) return add(message.publicKey, 'manager', message.name, true, true);
    // A stand-by only gives it what it lacks; that is no pairing.
    return { ok: true, station: { id: newId(), name: message.name, role: 'manager', publicKey: message.publicKey, browser: false, standBy: true, slot: null, pairedAt: 0, revokedAt: null } };
  }

  async function add(publicKey: string, role: PairedStation['role'], name: string, standBy: boolean, wasHost = false): Promise<Met> {
    if (!isStationKey(publicKey)) return fail('command.badInput', 'not a P-256 key');
    if (host.hall === null) return fail('host.notDeciding', 'this machine does not decide', true);
    const id = newId();
    const reply = await host.hall.inner.runner.system('station.pair', { station: id, name, role, publicKey, standBy, browser: socket.browser, ...(wasHost && { wasHost }) });
    if (!reply.ok) return reply;
    const station = host.state().stations.get(id);
    return station === undefined ? fail('hall.failed', 'the station was not kept') : { ok: true, station };
  }
}

/** What the role of a station's machine is in the hall. */
function roleOf(station: PairedStation): Role {
  return station.role === 'counter' ? 'clerk' : station.role;
}

interface Talk {
  readonly hear: (message: ToHost) => void;
  readonly gone: () => void;
}

/** A conversation with a known station. */
function talk(socket: HostSocket, session: Session): Talk {
  const { host, station, caller, send } = session;
  const views = followViews(session);
  const record = sendRecord(session);
  const facts = takeFacts(session);
  let calls = 0;
  let heardAt = performance.now(); // the wall clock may be set
  // Handing over goes beside a station's own connection, not in its place.
  const left = session.former ? () => undefined : host.links.come(station.id, socket.address, (reason) => socket.close(4001, reason));
  const watchdog = setInterval(() => performance.now() - heardAt > silentForMs && socket.close(4008, 'silent'), 2_000);
  host.sessions.add(session);
  void send({ k: 'seats', seats: host.seats(), standBy: station.standBy });

  const call = async (id: number, name: string, input: unknown) => {
    if (calls >= mostCalls) return send({ k: 'reply', id, reply: fail('network.tooMuch', `at most ${mostCalls} requests at a time`, true) });
    calls += 1;
    const reply = await answer(name, input).catch((error: unknown): Reply => {
      host.onBug(error);
      return fail('hall.failed', 'a fault in the program; it has been logged');
    });
    if (reply.ok && caller.role === 'clerk' && entryOf(name)?.kind === 'command') await views.kitNow().catch(host.onBug);
    await send({ k: 'reply', id, reply }); // one that is not taken yet counts too
    calls -= 1;
  };
  const answer = async (name: string, input: unknown): Promise<Reply> => {
    if (host.hall === null) return fail('host.notDeciding', 'this machine does not decide', true);
    return entryOf(name)?.kind === 'view' ? host.hall.view(caller, name, input) : host.hall.call(caller, name, input);
  };
  const lease = async (day: string) => {
    const now = host.hall?.inner.runner.now() ?? 0;
    const soon = [now, now + 86_400_000].map((at) => localDay(zoneOf(host.state()), at));
    if (!soon.includes(day) || !host.mayLease(`${station.id} ${day}`)) return send({ k: 'lease', lease: null });
    const prefixes = station.role === 'counter' ? [] : [...new Set(host.state().settings?.services.map((one) => one.prefix) ?? [])];
    const made = station.role === 'board' || station.role === 'manager' ? null : await host.hall?.inner.runner.system('numbers.lease', { station: station.id, day, prefixes });
    if (made?.ok !== true) return send({ k: 'lease', lease: null });
    await host.links.confirmed(made.seq, (id) => host.state().stations.get(id)?.standBy === true);
    const { station: _, ...leased } = made.result as { station: string; day: string; blocks: []; feedback: { from: number; to: number } };
    return send({ k: 'lease', lease: leased });
  };

  const isRevoked = () => (host.state().stations.get(station.id)?.revokedAt ?? null) !== null;
  const hear = (message: ToHost): void => {
    heardAt = performance.now();
    if (isRevoked()) return socket.close(4003, 'station.revoked');
    switch (message.k) {
      case 'call':
        return void call(message.id, message.name, message.input);
      case 'watch':
        return views.watch(message.w, message.name, message.params, message.have ?? null);
      case 'unwatch':
        return views.unwatch(message.w);
      case 'time':
        return void send({ k: 'time', t0: message.t0, now: host.hall?.inner.runner.now() ?? Date.now() });
      case 'about':
        if (message.port !== undefined && host.state().stations.get(station.id)?.standBy === true) host.seatFound({ station: station.id, address: socket.address, port: message.port });
        return host.links.tell(station.id, { ...(message.voice && { voice: message.voice }), ...(message.clockOffMs !== undefined && { clockOffMs: message.clockOffMs }), ...(message.queues && { queues: message.queues }) });
      case 'lease':
        return void lease(message.day);
      case 'facts':
        return facts.take(message.list) ? undefined : socket.close(4009, 'too many at a time');
      case 'settled':
        return facts.settle(message.epochs, message.facts);
      case 'jumped':
        return void (host.mayReport(station.id) && host.hall?.inner.runner.system('clock.report', { station: station.id, byMs: message.byMs }));
      case 'replica':
        return record.begin(message.epochs, message.seq, message.hash);
      case 'have':
        host.links.confirm(station.id, message.seq);
        return record.has(message.seq);
      case 'wantKeys':
        return record.giveKeys(message.ids);
      case 'knows':
        return host.newerTerm(message, message.address || socket.address, message.port, socket.address);
      case 'login':
      case 'pair':
      case 'former':
        return socket.close(4003, 'said twice');
      default:
        return assertNever(message);
    }
  };
  return {
    hear,
    gone: () => {
      clearInterval(watchdog);
      host.sessions.delete(session);
      views.stop();
      record.stop();
      left();
    },
  };
}
