import { performance } from 'node:perf_hooks';
import { withChanges } from '../../shared/changes.ts';
import { entryOf } from '../../shared/contract.ts';
import type { EventData } from '../../shared/events.ts';
import type { LinkState } from '../../shared/link.ts';
import { fail, ok, type Problem, type Result } from '../../shared/result.ts';
import { localDay } from '../../shared/time.ts';
import { watchClock } from '../hall/clockWatch.ts';
import type { Caller, Reply } from '../hall/hall.ts';
import { type Files, realFiles } from '../store/files.ts';
import { isPersonalKey, type KeyStore } from '../store/keys.ts';
import type { About, Desk } from './desk.ts';
import { findHost, hearOf } from './findHost.ts';
import { Following } from './following.ts';
import { hostClock } from './hostClock.ts';
import type { ToStation } from './messages.ts';
import { daysWithoutLease, type Offline, openOffline } from './offline.ts';
import type { StationPlace } from './place.ts';
import { type Timing, usual } from './timing.ts';
import type { Reach, Remote } from './remote.ts';
import { withSeats } from './seats.ts';

/** What follows the connection beside the windows: the copy of a stand-by. */
export interface Companion {
  /** `standBy`: whether this station is to keep a copy. */
  readonly joined: (remote: Remote, standBy: boolean) => void;
  /** True when the message was for it. */
  readonly hear: (message: ToStation) => boolean;
}

export interface StationOptions {
  readonly place: StationPlace;
  readonly folder: string;
  readonly keys: KeyStore;
  readonly privateKey: string;
  readonly version: string;
  readonly files?: Files;
  readonly reach: Reach;
  readonly timing?: Timing;
  readonly companion: Companion;
  /** Where the hall may be found, or how far it has come, has changed: to be kept. */
  readonly onPlace: (place: StationPlace) => void;
  readonly onLink: () => void;
  readonly onBug: (error: unknown) => void;
}

export interface StationDesk extends Desk {
  readonly offline: Offline;
  readonly remote: () => Remote | null;
  readonly place: () => StationPlace;
  /** How it stands with its host, once it has looked for it. */
  readonly settled: () => Promise<LinkState['state']>;
}

interface Pending {
  readonly name: string;
  readonly input: unknown;
  readonly answer: (reply: Reply) => void;
}

const factsAtOnce = 20;
/** After so many rounds in vain it asks the network. */
const lookAfter = 4;
const kitWatch = 0;

/**
 * This machine as a station: passes on what its windows ask, shows them what the host shows, and goes on by itself
 * within its limits while the host is not there (SPEC 10.4 to 10.6).
 */
export async function openStation(options: StationOptions): Promise<Result<StationDesk>> {
  const { keys, privateKey, companion, onBug } = options;
  const timing = options.timing ?? usual;
  let { place } = options;
  let state = 'looking' as LinkState['state'] | 'looking';
  let since = Date.now();
  let remote: Remote | null = null;
  let closed = false;
  let refused: Problem | null = null;
  const pending = new Map<number, Pending>();
  const following = new Following();
  let lastId = kitWatch;
  let wake: () => void = () => undefined;
  const settled = new Set<() => void>();
  let jumped: number[] = [];
  let told: About = {};

  const clock = hostClock();
  const { now } = clock;
  const opened = await openOffline({
    folder: options.folder, files: options.files ?? realFiles, keys, station: place.station, role: place.role, version: options.version, clock: now, onBug,
    onChange: () => {
      void showOffline();
      options.onLink();
    },
  });
  if (!opened.ok) return opened;
  const offline = opened.value;

  const change = (to: typeof state, then?: () => unknown) => {
    if (state === to) return;
    if (to !== 'looking') since = now();
    state = to;
    for (const one of [...settled]) one();
    options.onLink();
    then?.();
  };
  const keepPlace = (more: Partial<StationPlace>) => {
    const next = { ...place, ...more };
    if (JSON.stringify(next) === JSON.stringify(place)) return;
    place = next;
    options.onPlace(place);
  };
  /** Waits while this station is in that state, or for so long. */
  const leaving = (from: typeof state, atMost: number) => new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      settled.delete(look);
      resolve();
    };
    const look = () => void ((state !== from || closed) && end());
    const timer = setTimeout(end, atMost);
    settled.add(look);
    look();
  });

  /** Waits, or until this station is closed. */
  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => void (clearTimeout(timer), resolve());
    });
  }

  /** Asks the whole network, when nobody is where the hall was. */
  async function lookAround(): Promise<void> {
    const heard = await hearOf(place.authority);
    if (!closed) keepPlace({ seats: withSeats(place.seats, heard) });
  }

  async function run(): Promise<void> {
    let wait = timing.firstWait;
    let failed = 0;
    while (!closed) {
      const found = await findHost(place, privateKey, options.reach, () => closed);
      refused = found !== null && 'code' in found ? found : null;
      if (found !== null && 'remote' in found) {
        wait = timing.firstWait;
        failed = 0;
        clock.set(found.welcome.now);
        keepPlace({ epoch: found.remote.hello.epoch, decider: found.remote.hello.host, standBy: found.welcome.standBy, seats: [found.seat, ...place.seats.filter((one) => one !== found.seat)] });
        await accompany(found.remote).catch(onBug);
        remote = null;
        if (closed) return;
        if (state === 'joined') change('looking');
        else if (state === 'sending') change('cutOff');
        giveUpLater();
        continue;
      }
      if (refused !== null) change('refused', showOffline);
      if (++failed % lookAfter === 0) await lookAround();
      await pause(wait * (0.75 + Math.random() / 2));
      wait = Math.min(wait * 2, timing.longestWait);
    }
  }

  /** The grace is for a host that restarts; whoever waits gets an answer before a screen gives up. */
  let giveUp: NodeJS.Timeout | undefined;
  function giveUpLater(): void {
    clearTimeout(giveUp);
    giveUp = setTimeout(() => void (state === 'looking' && remote === null && goCutOff()), timing.grace);
  }

  function goCutOff(): void {
    for (const [id, one] of pending) {
      pending.delete(id);
      offline.unsure(one.input);
      one.answer(fail('station.unsure', 'the line broke before the answer came', true));
    }
    offline.begin();
    change('cutOff');
    void showOffline();
  }

  /** Lives with one connection until it ends. */
  function accompany(to: Remote): Promise<void> {
    return new Promise((resolve) => {
      let heardAt = performance.now(); // the wall clock may be set
      remote = to;
      const beat = setInterval(() => {
        if (performance.now() - heardAt > timing.silent) return to.close('silent');
        return void to.send({ k: 'time', t0: performance.now() });
      }, timing.beat);
      const end = () => {
        clearInterval(beat);
        if (remote === to) remote = null;
        factsAnswer?.({ k: 'facts', upTo: 0, problem: { code: 'host.unreachable', detail: 'the connection ended' } });
        resolve();
      };
      to.onClose(end);
      to.onMessage((message) => {
        heardAt = performance.now();
        try {
          hear(to, message);
        } catch (error) {
          onBug(error);
          to.close('a fault of this station');
        }
      });
      if (closed) return to.close('closing'); // while it was found
      void to.send({ k: 'time', t0: performance.now() });
      for (const byMs of jumped.splice(0)) void to.send({ k: 'jumped', byMs });
      void to.send({ k: 'about', ...told });
      companion.joined(to, place.standBy);
      void bringUp(to).catch(onBug);
    });
  }

  /** Sends what was recorded here, then hands the windows over to the host. */
  async function bringUp(to: Remote): Promise<void> {
    if (state === 'looking' && offline.waiting() > 0) offline.begin(); // it may take a while, and customers stand there
    if (state === 'cutOff' || state === 'refused' || offline.waiting() > 0) change('sending');
    while (remote === to && offline.waiting() > 0) {
      const list = await offline.next(factsAtOnce);
      if (list.length === 0) break;
      const answer = await sendFacts(to, list);
      await offline.sent(answer.upTo);
      if (answer.problem !== null) await pause(1_000);
    }
    if (remote !== to) return;
    await offline.end();
    if (offline.waiting() > 0) return bringUp(to); // one more came in meanwhile
    // Who is no stand-by, or no more, has no business with customers' keys once the host has them.
    if (!place.standBy) for (const id of (await keys.ids()).filter(isPersonalKey)) await keys.destroy(id);
    if (remote !== to) return;
    change('joined');
    if (place.role !== 'board' && place.role !== 'manager') void to.send({ k: 'watch', w: kitWatch, name: 'kit', params: {} });
    following.ask(to);
    for (const [id, one] of pending) void to.send({ k: 'call', id, name: one.name, input: one.input });
    wantLeases(to);
  }

  let factsAnswer: ((message: Extract<ToStation, { k: 'facts' }>) => void) | null = null;
  function sendFacts(to: Remote, list: Awaited<ReturnType<Offline['next']>>): Promise<Extract<ToStation, { k: 'facts' }>> {
    return new Promise((resolve) => {
      factsAnswer = (message) => {
        factsAnswer = null;
        resolve(message);
      };
      void to.send({ k: 'facts', list });
    });
  }

  /** Numbers for today and tomorrow, and new ones when half are used. */
  function wantLeases(to: Remote): void {
    if (place.role === 'board' || place.role === 'manager') return;
    for (const day of daysWithoutLease(offline.leases(), [now(), now() + 86_400_000].map((at) => localDay(hallZone, at)))) void to.send({ k: 'lease', day });
  }
  let hallZone = 'Asia/Shanghai';

  function hear(to: Remote, message: ToStation): void {
    if (companion.hear(message)) return;
    switch (message.k) {
      case 'reply': {
        const one = pending.get(message.id);
        pending.delete(message.id);
        if (one === undefined) return;
        noteIssued(one.name, message.reply);
        return one.answer(message.reply);
      }
      case 'push':
        return takePush(message);
      case 'time':
        clock.hear(message.t0, message.now);
        return tellClock(to);
      case 'lease':
        return void (message.lease !== null && offline.lease(message.lease).then(options.onLink, onBug));
      case 'facts':
        return factsAnswer?.(message);
      case 'seats': {
        const known = place.seats.filter((one, at) => at === 0 || one.station === '' || message.seats.some((other) => other.station === one.station));
        const changed = place.standBy !== message.standBy;
        keepPlace({ standBy: message.standBy, seats: withSeats(known, message.seats.filter((one) => one.station !== place.station)) });
        if (changed) companion.joined(to, message.standBy);
        return options.onLink();
      }
      case 'no':
        if (message.problem.code === 'station.revoked') refused = message.problem;
        return to.close('told no');
      default:
    }
  }

  let toldOff = Number.NaN;
  function tellClock(to: Remote): void {
    const clockOffMs = clock.ownIsAhead();
    if (Math.abs(clockOffMs - toldOff) < 1_000) return;
    toldOff = clockOffMs;
    void to.send({ k: 'about', clockOffMs });
  }

  function takePush(message: Extract<ToStation, { k: 'push' }>): void {
    if (message.w === kitWatch) {
      if ('problem' in message) return;
      kit = 'value' in message ? message.value : withChanges(kit, message.changes);
      const { state: held } = kit as { state: Record<string, unknown> };
      hallZone = (held['hall'] as { zone?: string } | null)?.zone ?? hallZone;
      offline.keep(held);
      if (remote !== null && held['day'] !== keptDay) wantLeases(remote);
      keptDay = held['day'];
      return;
    }
    following.take(message, remote?.hello.epoch ?? 0);
  }
  let kit: unknown = null;
  let keptDay: unknown = null;

  /** Its customer may come back to this kiosk with the ticket while it is cut off. */
  function noteIssued(name: string, reply: Reply): void {
    if (name !== 'ticket.issue' || !reply.ok || place.role === 'counter') return; // those wait for whichever counter calls them
    offline.handedOut(reply.result as EventData<'ticket.issued'>, reply.seq);
  }

  async function showOffline(): Promise<void> {
    if (state === 'refused' && refused !== null) return following.show(async () => null, { ok: false, problem: refused });
    if (state === 'cutOff' || state === 'sending') await following.show(offline.view, fail('station.cutOff', 'the host is not there', true));
  }

  function ask(name: string, input: unknown): Promise<Reply> {
    return new Promise((answer) => {
      const id = ++lastId;
      pending.set(id, { name, input, answer });
      void remote?.send({ k: 'call', id, name, input });
    });
  }

  const stopClockWatch = watchClock(Date.now, (byMs) => {
    if (remote !== null && state === 'joined') void remote.send({ k: 'jumped', byMs });
    else jumped = [...jumped, byMs].slice(-20);
  });
  const leaseTimer = setInterval(() => void (remote !== null && state === 'joined' && wantLeases(remote)), 60_000).unref();
  giveUpLater();
  const running = run();

  const isJoined = () => state === 'joined';
  async function answer(name: string, input: unknown): Promise<Reply> {
    if (state === 'looking') await leaving('looking', 2 * timing.grace);
    if (state === 'joined') return ask(name, input);
    if (state === 'refused' && refused !== null) return { ok: false, problem: refused };
    if (entryOf(name)?.kind !== 'view') {
      const reply = await offline.call(name, input);
      if (reply.ok || reply.problem.code !== 'station.cutOff' || state !== 'sending') return reply;
      await leaving('sending', timing.grace); // the host is back: what it has to decide waits for what was recorded here
      return isJoined() ? ask(name, input) : reply;
    }
    await leaving('sending', timing.grace);
    if (isJoined()) return ask(name, input);
    return (await offline.view(name, input)) ?? following.last(name, input) ?? fail('station.cutOff', 'the host is not there', true);
  }

  return ok({
    call: (_caller: Caller, name, input) => answer(name, input),
    view: (_caller: Caller, name, params) => answer(name, params),
    watch(_caller, name, params, push) {
      const w = ++lastId;
      following.add(w, name, params, push);
      if (remote !== null && state === 'joined') following.ask(remote, w);
      else void showOffline();
      return () => {
        if (!following.remove(w) || remote === null || state !== 'joined') return;
        void remote.send({ k: 'unwatch', w });
      };
    },
    link: () => ({ kind: 'station', state: state === 'looking' ? 'joined' : state, since, host: remote?.hello.name ?? place.seats[0]?.address ?? null, waiting: offline.waiting(), numbersLeft: offline.numbersLeft(), standBy: place.standBy }),
    about(about) {
      told = { ...told, ...about };
      void remote?.send({ k: 'about', ...about });
    },
    offline,
    remote: () => remote,
    place: () => place,
    async settled() {
      if (state === 'looking') await leaving('looking', 2 * timing.grace);
      return state === 'looking' ? 'cutOff' : state;
    },
    async close() {
      closed = true;
      stopClockWatch();
      clearInterval(leaseTimer);
      clearTimeout(giveUp);
      for (const [, one] of pending) one.answer(fail('hall.closing', 'this station is closing', true));
      pending.clear();
      change('cutOff');
      remote?.close('closing');
      wake();
      await running;
      await offline.close();
    },
  });
}
