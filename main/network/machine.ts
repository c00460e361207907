import { rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isNewer, termOf } from '../../shared/domain/term.ts';
import type { StationRole } from '../../shared/events.ts';
import { fail, ok, type Problem, type Result } from '../../shared/result.ts';
import type { Hall } from '../hall/hall.ts';
import { type Files, realFiles } from '../store/files.ts';
import type { KeyWrap } from '../store/keys.ts';
import { acquireLock, type Answerer, type Lock } from '../store/lock.ts';
import { segmentDays } from '../store/journal.ts';
import { diskProblem, openKeys } from '../store/store.ts';
import { changingDesk, type Desk } from './desk.ts';
import type { FoundHost } from './discovery.ts';
import type { HostSide } from './host.ts';
import type { Joining } from './join.ts';
import type { Seat } from './messages.ts';
import { defaultPort, type HostPlace, type Place, readPlace, type StationPlace, writePlace } from './place.ts';
import type { Reach } from './remote.ts';
import type { Standing } from './standing.ts';
import type { Timing } from './timing.ts';

export interface MachineOptions {
  readonly dataDir: string;
  /** Opens the hall in that folder, under a lock that is held already. */
  readonly openHall: (lock: Lock) => Promise<Result<Hall>>;
  readonly version: string;
  /** The built renderer for browsers; null serves none. */
  readonly pages: string | null;
  readonly port?: number;
  /** Under which port others reach this computer, when that is another. */
  readonly seatPort?: number;
  readonly keyWrap?: KeyWrap;
  readonly files?: Files;
  readonly clock?: () => number;
  /** What a folder is when nobody is asked: an empty one at once, a hall by itself when it is told to be the host. Left out, an empty one waits for be() or join(). */
  readonly unasked?: 'allInOne' | 'host';
  readonly onBug: (error: unknown) => void;
  readonly onKnock?: () => void;
  /** In tests: lines that can be cut, and less patience. */
  readonly reach?: Reach;
  readonly timing?: Timing;
  readonly onAsk?: (machine: Machine) => Answerer;
}

/** What this computer is, for a screen. */
export interface WhatItIs {
  readonly kind: 'undecided' | 'allInOne' | 'host' | 'station';
  readonly role: StationRole | null;
  readonly name: string | null;
  readonly hall: string | null;
  readonly host: string | null;
  readonly standBy: boolean;
}

/** This computer in its hall, whatever it is: the desk for its windows, and how it becomes something else. */
export interface Machine {
  readonly desk: ReturnType<typeof changingDesk>;
  readonly what: () => WhatItIs;
  /** The hall when it is decided here, else null. */
  readonly hall: () => Hall | null;
  readonly hostSide: () => HostSide | null;
  readonly be: (kind: 'allInOne' | 'host') => Promise<Result<WhatItIs>>;
  readonly find: () => Promise<readonly FoundHost[]>;
  readonly join: (asked: Omit<Joining, 'port'>) => Promise<Result<WhatItIs>>;
  readonly showCode: () => Result<{ readonly code: string; readonly until: number; readonly urls: readonly string[]; readonly fingerprint: string }>;
  /** Makes this stand-by the host. `confirm` must be the hall's name. */
  readonly takeOver: (confirm: string) => Promise<Result<WhatItIs>>;
  readonly close: () => Promise<void>;
}

type Now = { readonly is: 'nothing'; /** It was the host and is on its way to being a station. */ readonly leaving?: boolean } | { readonly is: 'hall'; readonly hall: Hall; host: HostSide | null; place: HostPlace | null } | { readonly is: 'station'; readonly standing: Standing };

const lookEvery = 10_000;
const mostTold = 16;
const alreadySomething: Problem = { code: 'store.notEmpty', detail: 'this folder holds a hall or a station already' };
/** Loaded when there is a network to speak of: a hall on one computer starts without it. */
const network = () => import('./all.ts');

/** Opens this computer's data folder as what it is in its hall, and keeps it so through take-overs. */
export async function openMachine(options: MachineOptions): Promise<Result<Machine>> {
  const { dataDir, onBug } = options;
  const files = options.files ?? realFiles;
  const clock = options.clock ?? Date.now;
  let answerer: Answerer = async () => fail('hall.closing', 'not open yet', true);
  const locked = await acquireLock(dataDir, options.onKnock, (request) => answerer(request));
  if (!locked.ok) return locked;
  const lock = locked.value;
  const desk = changingDesk();
  const reaching = async (): Promise<Reach> => options.reach ?? (await network()).reach;
  let now: Now = { is: 'nothing' };
  let closed = false;
  let changing: Promise<unknown> = Promise.resolve();
  /** One change of what this machine is at a time. */
  const oneAtATime = <T>(work: () => Promise<T>): Promise<T> => {
    const done = changing.then(work);
    changing = done.catch(() => undefined);
    return done;
  };

  const hallDesk = (hall: Hall): Desk => ({
    call: (caller, name, input) => hall.call(caller, name, input),
    view: (caller, name, params) => hall.view(caller, name, params),
    watch: (caller, name, params, push) => hall.watch(caller, name, params, push),
    link: () => ({ kind: now.is === 'hall' && now.host !== null ? 'host' : 'allInOne', state: 'joined', since: 0, host: null, waiting: 0, numbersLeft: null, standBy: false }),
    about: ({ voice, queues }) => {
      if (voice !== undefined) hall.inner.note('voice.missing', voice === 'missing');
      if (queues !== undefined) hall.inner.setQueues(queues);
    },
    close: async () => undefined,
  });

  async function asHall(place: HostPlace | null): Promise<Problem | null> {
    const opened = await options.openHall(lock);
    if (!opened.ok) return opened.problem;
    await decideIn(opened.value, place);
    return null;
  }

  async function decideIn(hall: Hall, place: HostPlace | null): Promise<void> {
    now = { is: 'hall', hall, host: null, place };
    await sinceRestore(hall);
    if (place !== null) await (await network()).recordTaken(dataDir, hall, files, clock, onBug);
    const problem = place === null ? null : await openDoor(place);
    desk.change(hallDesk(hall));
    if (problem !== null && place !== null) openLater(place, problem); // the hall works on this computer all the same
  }

  /** A record that came out of a backup may lack the newest numbers: those of another range cannot be the same (SPEC 10.9). */
  async function sinceRestore(hall: Hall): Promise<void> {
    const mark = join(dataDir, 'network', 'restored');
    if ((await stat(mark).catch(() => null)) === null) return;
    const made = await hall.inner.runner.system('epoch.start', { host: 'restored', hash: hall.inner.store.head().hash });
    if (made.ok && hall.inner.runner.state.stations.size === 0) await hall.inner.runner.system('epoch.settle', { epoch: hall.inner.runner.state.epoch, facts: 0 });
    if (made.ok) await rm(mark, { force: true });
  }

  /** Another program has the port: tried again until it is free. Till then this computer is a hall by itself, and staff are told. */
  function openLater(place: HostPlace, problem: Problem): void {
    onBug(new Error(`${problem.code}: ${problem.detail}`));
    if (now.is === 'hall') now.hall.inner.note(problem.code, true);
    const timer = setTimeout(() => void oneAtATime(async () => {
      if (closed || now.is !== 'hall' || now.host !== null || now.place !== place) return; // it may have been told to be a hall by itself
      const again = await openDoor(place);
      if (again !== null) return openLater(place, again);
      now.hall.inner.note(problem.code, false);
      desk.linkChanged();
    }).catch(onBug), options.timing?.silent ?? lookEvery);
    timer.unref();
  }

  async function openDoor(place: HostPlace): Promise<Problem | null> {
    if (now.is !== 'hall') return null;
    const { hall } = now;
    const side = await (await network()).openHostSide({
      dataDir, hall, station: place.station, state: () => hall.inner.runner.state, store: hall.inner.store, port: options.port ?? place.port, pages: options.pages, clock, onBug,
      onHigherEpoch: (address, port, from) => void lookFor({ station: '', address, port }, from).catch(onBug),
    });
    if (!side.ok) return side.problem;
    now.host = side.value;
    now.place = place;
    keepLooking(place.former ?? []);
    return null;
  }

  /** Looks again and again at every other place where this hall may be decided: one of a lesser term is told, before one of a newer term this one steps down. */
  function keepLooking(former: readonly Seat[]): void {
    const timer = setInterval(() => void look().catch(onBug), options.timing?.silent ?? lookEvery).unref();
    let looking = false;
    void look().catch(onBug);
    async function look(): Promise<void> {
      if (closed || now.is !== 'hall' || now.host === null) return clearInterval(timer);
      if (looking) return;
      looking = true;
      await lookAtAll().finally(() => {
        looking = false;
      });
    }
    async function lookAtAll(): Promise<void> {
      if (now.is !== 'hall' || now.host === null) return;
      const { hall, host } = now;
      const own = now.place?.station ?? '';
      const { state } = hall.inner.runner;
      const seats = new Map([...former, ...host.seats()].filter((one) => one.station === '' || one.station !== own).map((one) => [`${one.address} ${one.port}`, one]));
      for (const seat of seats.values()) {
        const reached = await (await reaching())({ ...seat, ca: host.authority, hall: state.hall?.id ?? '' });
        if (!reached.ok) continue;
        const { hello } = reached.value;
        if (hello.deciding && isNewer(termOf(state), hello)) await reached.value.send({ k: 'knows', ...termOf(state), address: '', port: options.seatPort ?? host.port });
        reached.value.close('said');
        if (hello.deciding && isNewer(hello, termOf(state))) return void oneAtATime(() => stepDown(seat)).catch(onBug);
      }
    }
  }

  async function asStation(place: StationPlace): Promise<Problem | null> {
    const standing = await (await network()).standAsStation({ ...options, reach: await reaching(), files, clock, place, port: options.port ?? place.port, onLink: desk.linkChanged });
    if (!standing.ok) return standing.problem;
    now = { is: 'station', standing: standing.value };
    desk.change(standing.value.station);
    return null;
  }

  /** Anybody can say that another machine decides. It is looked for, once in a while for each who says so: nobody can have this machine call at doors all day. */
  const told = new Set<string>();
  async function lookFor(seat: Seat, from: string): Promise<void> {
    if (closed || told.has(from) || told.size >= mostTold) return;
    told.add(from);
    setTimeout(() => told.delete(from), 0.9 * (options.timing?.silent ?? lookEvery)).unref();
    if (now.is === 'hall' && now.host !== null && (await decides(seat, now.hall, now.host))) await oneAtATime(() => stepDown(seat));
  }

  async function decides(seat: Seat, hall: Hall, host: HostSide): Promise<boolean> {
    const { state } = hall.inner.runner;
    const looked = await (await reaching())({ ...seat, ca: host.authority, hall: state.hall?.id ?? '' });
    if (!looked.ok) return false; // whoever said so is no host of this hall
    looked.value.close('looked');
    return looked.value.hello.deciding && isNewer(looked.value.hello, termOf(state));
  }

  /** Another machine decides with a higher epoch: this one stops, hands over what only it has, and is a station from then on. */
  async function stepDown(seat: Seat): Promise<void> {
    if (closed || now.is !== 'hall' || now.host === null) return;
    const { hall, host } = now;
    const hallId = hall.inner.runner.state.hall?.id ?? '';
    if (!(await decides(seat, hall, host))) return;
    desk.change({ code: 'host.superseded', detail: 'another computer decides now; this one hands over', retry: true });
    const { authority } = host;
    now = { is: 'nothing', leaving: true };
    await host.close();
    await hall.close();
    await (await network()).comeBack({ dataDir, reach: await reaching(), files, ...(options.keyWrap && { keyWrap: options.keyWrap }), clock, onBug, name: hostname(), hall: hallId, authority, seat, port: options.port ?? defaultPort, stop: () => closed });
    const place = await readPlace(dataDir);
    if (!closed && place.ok && place.value?.kind === 'station') await asStation(place.value);
  }

  async function start(place: Place | null): Promise<Problem | null> {
    if (place?.kind === 'station') {
      const { beganToDecide, dropTaken } = await network();
      if (!(await beganToDecide(place, { dataDir, files, ...(options.keyWrap && { keyWrap: options.keyWrap }), clock, onBug }))) {
        await dropTaken(dataDir);
        return asStation(place);
      }
      await writePlace(dataDir, asHost(place), files);
      return asHall(asHost(place));
    }
    if (place?.kind === 'host') {
      const elsewhere = await (await network()).fetchMissing({ dataDir, reach: await reaching(), files, ...(options.keyWrap && { keyWrap: options.keyWrap }), clock, onBug });
      const problem = await asHall(place);
      if (problem === null && elsewhere !== null) void oneAtATime(() => stepDown(elsewhere)).catch(onBug);
      return problem;
    }
    const used = place !== null || (await segmentDays(join(dataDir, 'journal'))).length > 0;
    if (used || options.unasked === 'allInOne') return (await asHall(null)) ?? (options.unasked === 'host' ? becomeHost() : null);
    if (options.unasked === 'host') return becomeHost();
    return null;
  }

  async function becomeHost(): Promise<Problem | null> {
    const place: HostPlace = { kind: 'host', port: options.port ?? defaultPort, station: null };
    if (now.is === 'nothing') {
      await writePlace(dataDir, place, files);
      return asHall(place);
    }
    if (now.is !== 'hall' || now.host !== null) return null;
    const problem = await openDoor(place);
    if (problem === null) await writePlace(dataDir, place, files);
    desk.linkChanged();
    return problem;
  }

  async function becomeAlone(): Promise<Problem | null> {
    if (now.is === 'station') return alreadySomething;
    await writePlace(dataDir, { kind: 'allInOne' }, files);
    if (now.is === 'nothing') return asHall(null);
    const { host } = now;
    Object.assign(now, { host: null, place: null });
    await host?.close();
    desk.linkChanged();
    return null;
  }

  async function takeOver(confirm: string): Promise<Problem | null> {
    if (now.is !== 'station') return fail('station.notStandBy', 'this computer is no stand-by').problem;
    const { standing } = now;
    const ready = await standing.readyToDecide(confirm);
    if (!ready.ok) return ready.problem;
    desk.change({ code: 'host.superseded', detail: 'this computer takes over', retry: true });
    const { place, facts } = await ready.value();
    now = { is: 'nothing' };
    const { keepTaken, dropTaken } = await network();
    const kept = await keepTaken(dataDir, facts, files).then(() => null, diskProblem);
    if (kept !== null) return (await asStation(place)) ?? kept;
    const opened = await options.openHall(lock);
    const began = opened.ok ? await opened.value.inner.runner.system('epoch.start', { host: place.station, hash: opened.value.inner.store.head().hash }) : opened;
    if (!opened.ok || !began.ok) {
      if (opened.ok) await opened.value.close();
      await dropTaken(dataDir);
      await asStation(place); // nothing has changed; what it recorded by itself is still its to send
      return began.ok ? null : began.problem;
    }
    const host = asHost(place);
    await writePlace(dataDir, host, files).catch(onBug); // the epoch has begun: its next start goes on from that
    await decideIn(opened.value, host);
    return null;
  }
  const asHost = (place: StationPlace): HostPlace => ({ kind: 'host', port: place.port, station: place.station, former: place.seats });

  /** Puts aside, keys and all, a hall in which nothing has happened, or what a station has that its hall no longer lets in. */
  async function putAway(end: () => Promise<void>): Promise<void> {
    desk.change({ code: 'hall.closing', detail: 'this computer joins anew', retry: true });
    await end();
    now = { is: 'nothing' };
    await (await network()).setAsideRecord(dataDir, files, clock(), ['checkpoint', 'archive', 'journal', 'keys', 'pins', 'offline']);
  }

  /** Whether it joins anew: its hall does not let it in any more, or is not there, and the code is another hall's or of one that lost its keys. */
  async function mayLeave({ station }: Standing, asked: Omit<Joining, 'port'>): Promise<boolean> {
    const state = await station.settled();
    if (state !== 'cutOff') return state === 'refused';
    const shown = await (await network()).authorityShown(asked);
    return shown.ok && shown.value.ca !== station.place().authority;
  }

  const what = (): WhatItIs => {
    const nothing = { role: null, name: null, hall: null, host: null, standBy: false };
    if (now.is === 'station') {
      const place = now.standing.station.place();
      return { kind: 'station', role: place.role, name: place.name, hall: now.standing.hallName(), host: now.standing.station.link().host, standBy: place.standBy };
    }
    if (now.is === 'nothing') return { kind: now.leaving === true ? 'host' : 'undecided', ...nothing };
    return { ...nothing, kind: now.host === null ? 'allInOne' : 'host', hall: now.hall.inner.runner.state.settings?.hall.name ?? null, host: now.host === null ? null : hostname() };
  };
  const answerWith = async (work: () => Promise<Problem | null>): Promise<Result<WhatItIs>> => {
    const problem = await oneAtATime(work);
    return problem === null ? ok(what()) : { ok: false, problem };
  };

  const machine: Machine = {
    desk, what,
    hall: () => (now.is === 'hall' ? now.hall : null),
    hostSide: () => (now.is === 'hall' ? now.host : null),
    be: (kind) => answerWith(kind === 'host' ? becomeHost : becomeAlone),
    find: async () => (await network()).findHosts(2_000),
    join: (asked) => answerWith(async () => {
      if (now.is === 'hall' ? now.host !== null || !isUnused(now.hall) : now.is === 'station' && !(await mayLeave(now.standing, asked))) return alreadySomething;
      const shown = await (await network()).authorityShown(asked); // before anything is put away: the code or the address may be mistyped
      if (!shown.ok) return shown.problem;
      if (now.is !== 'nothing') await putAway(now.is === 'hall' ? now.hall.close : now.standing.close);
      const { keys } = await openKeys(dataDir, files, options.keyWrap);
      const joined = await (await network()).joinHall(keys, { ...asked, port: options.port ?? defaultPort });
      if (!joined.ok) return joined.problem;
      await writePlace(dataDir, joined.value, files);
      return asStation(joined.value);
    }),
    showCode: () => {
      const host = now.is === 'hall' ? now.host : null;
      return host === null ? fail('pair.notHere', 'this computer is no host') : ok({ ...host.showCode(), urls: host.urls(), fingerprint: host.fingerprint });
    },
    // Not in the line of changes while this machine is no station: one that hands over may wait for a long time.
    takeOver: (confirm) => (now.is === 'station' ? answerWith(() => takeOver(confirm)) : Promise.resolve(fail('station.notStandBy', 'this computer is no stand-by'))),
    async close() {
      if (closed) return;
      closed = true;
      await changing;
      await desk.close();
      if (now.is === 'hall') {
        await now.host?.close();
        await now.hall.close();
      } else if (now.is === 'station') await now.standing.close();
      await lock.release();
    },
  };
  answerer = options.onAsk?.(machine) ?? answerer;
  const place = await readPlace(dataDir);
  const problem = place.ok ? await start(place.value) : place.problem;
  if (problem !== null) {
    await lock.release();
    return { ok: false, problem };
  }
  return ok(machine);
}

/** Whether nothing but its creation and settings is on record. */
function isUnused(hall: Hall): boolean {
  const { state } = hall.inner.runner;
  return state.tickets.size === 0 && state.feedback.size === 0 && state.imports.length === 0 && state.stations.size === 0 && hall.inner.store.archive.list(state.imports).length === 0;
}
