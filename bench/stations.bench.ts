import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import defaults from '../shared/defaults.zh-CN.json' with { type: 'json' };
import { type Caller, type Hall, openHall } from '../main/hall/hall.ts';
import { newId } from '../main/hall/ids.ts';
import { type Machine, openMachine } from '../main/network/machine.ts';
import { askHolder } from '../main/store/lock.ts';
import { median, print } from './figure.ts';
import { clock, latencies, type Measured, type Place, signIn, work } from './stationLoad.ts';

/**
 * 30 stations with 10 commands a second each, from the call to the view on another station, beside the same at one PC.
 * The host, and the stations in two groups, are processes of their own; so is the one PC.
 */
const seconds = Number(process.env['BENCH_SECONDS'] ?? 60);
const everyMs = 100;
const turnSeconds = 10;
const counters = 28;
const roles: readonly Place['role'][] = [...Array.from({ length: counters }, () => 'counter' as const), 'kiosk', 'board'];
const [, self = '', part, ...rest] = process.argv;
/** The observer's group is the second: what it sees comes from another process. */
const group = (at: number) => (at % 2 === 0 ? 0 : 1);

interface Group {
  readonly process: ChildProcess;
  readonly ask: <T>(what: string) => Promise<T>;
}

if (part === 'stations') await beStations(Number(rest[0]), rest[1] ?? '', Number(rest[2]));
else if (part === 'onePc') await beOnePc(rest[0] ?? '');
else await measure();

function halls(): { section: string; value: unknown } {
  const [first] = defaults.counters;
  return { section: 'counters', value: Array.from({ length: counters }, (_, index) => ({ ...first, no: index + 1, zh: `${index + 1}号柜台`, services: ['payment'] })) };
}

/** Answers what the parent asks over the channel, one at a time. */
function serve(answers: Readonly<Record<string, () => Promise<unknown>>>): void {
  process.send?.({ what: 'ready' });
  process.on('message', (what: string) => void answers[what]?.().then((answer) => process.send?.({ what, answer }), (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  }));
}

async function beOnePc(dataDir: string): Promise<void> {
  const opened = await openHall({ dataDir });
  if (!opened.ok) throw new Error(opened.problem.detail);
  const hall: Hall = opened.value;
  await hall.call({ role: 'manager', station: 'm', staff: '主管' }, 'hall.configure', { change: halls(), commandId: newId() });
  const places = roles.map((role, index): Place => {
    const caller: Caller = { role: role === 'counter' ? 'clerk' : role, station: `${role}-${index}` };
    return { role, no: index + 1, call: (name, input) => hall.call(caller, name, input), watch: (name, push) => hall.watch(caller, name, {}, push) };
  });
  let working: ReturnType<typeof work> | null = null;
  serve({
    signIn: async () => void (await Promise.all(places.map(signIn))),
    work: async () => void (working = work(places, everyMs)),
    stop: async () => {
      working?.stop();
      return working?.measured;
    },
    end: async () => hall.close(),
  });
}

async function beStations(which: number, folder: string, port: number): Promise<void> {
  const holder = await askHolder(path.join(folder, 'host'));
  const machines: Machine[] = [];
  const places: Place[] = [];
  for (const [index, role] of roles.entries()) {
    if (group(index) !== which) continue;
    const opened = await openMachine({ dataDir: path.join(folder, `station-${index}`), version: 'bench', pages: null, openHall: () => Promise.reject(new Error('no hall here')), onBug: (error) => process.stderr.write(`${String(error)}\n`) });
    if (!opened.ok) throw new Error(opened.problem.detail);
    const machine = opened.value;
    const shown = (await holder?.ask({ what: 'pair' })) as { value: { code: string } };
    const joined = await machine.join({ address: `127.0.0.1:${port}`, code: shown.value.code, role, name: String(index + 1), standBy: false });
    if (!joined.ok) throw new Error(`${joined.problem.code} ${joined.problem.detail}`);
    machines.push(machine);
    const caller: Caller = { role: role === 'counter' ? 'clerk' : role, station: 'here' };
    places.push({ role, no: index + 1, call: (name, input) => machine.desk.call(caller, name, input), watch: (name, push) => machine.desk.watch(caller, name, {}, push) });
  }
  let working: ReturnType<typeof work> | null = null;
  let resumed: Promise<unknown> = Promise.resolve();
  const seen = new Map<number, (at: number) => void>();
  const stops: (() => void)[] = [];
  serve({
    signIn: async () => void (await Promise.all(places.map(signIn))),
    work: async () => void (working = work(places, everyMs)),
    stop: async () => {
      working?.stop();
      return working?.measured;
    },
    watchAgain: async () => {
      for (const [index, place] of places.entries()) {
        stops.push(place.watch(place.role === 'counter' ? 'counter' : place.role, (reply) => {
          if (reply.ok && machines[index]?.desk.link().state === 'joined') seen.get(index)?.(clock());
        }));
      }
      await sleep(1_000); // the first values have come
    },
    /** The host is gone. When has each seen again what its screen shows? */
    gone: async () => {
      resumed = Promise.all(places.map((_, index) => new Promise<number>((resolve) => seen.set(index, resolve)))).then((times) => Math.max(...times));
    },
    resumed: () => resumed,
    end: async () => {
      for (const stop of stops) stop();
      await Promise.all(machines.map((one) => one.close()));
    },
  });
}

async function startGroup(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Group> {
  const child = fork(self, args, { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' });
  await once(child, 'message');
  return {
    process: child,
    ask: (what) => new Promise((resolve, reject) => {
      const died = () => reject(new Error('a group of stations ended'));
      const hear = (said: { what: string; answer: unknown }) => {
        if (said.what !== what) return;
        child.off('message', hear);
        child.off('exit', died);
        resolve(said.answer as never);
      };
      child.on('message', hear);
      child.once('exit', died);
      child.send(what);
    }),
  };
}

async function startHost(dataDir: string, port: number, env: NodeJS.ProcessEnv): Promise<{ readonly child: ChildProcess; readonly port: number; readonly at: number }> {
  const program = process.env['HALL_PROGRAM'] ?? path.join(process.cwd(), 'dist/main/hall.cjs');
  const child = spawn(process.execPath, [program, 'serve', '--data', dataDir, '--port', String(port)], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout ?? process.stdin, 'data')) as [Buffer];
  return { child, port: Number(new URL((JSON.parse(line.toString()) as { url: string }).url).port), at: clock() };
}

/** CPU seconds so far and memory now in MB, of a process. Linux only, else zeros. */
function cost(pid: number | undefined): { readonly cpu: number; readonly megabytes: number } {
  if (process.platform !== 'linux') return { cpu: 0, megabytes: 0 };
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return { cpu: (Number(fields[11]) + Number(fields[12])) / 100, megabytes: Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024 };
}

interface Load {
  readonly name: string;
  readonly groups: readonly Group[];
  /** The process that decides. */
  readonly pid: number | undefined;
  /** From call to view, sorted, of each turn. */
  readonly turns: (readonly number[])[];
  commands: number;
  skipped: number;
  refused: number;
  cpu: number;
}

/** The load on all groups for a while, beside what it costs the process that decides. */
async function slice(load: Load, forMs: number): Promise<void> {
  await Promise.all(load.groups.map((one) => one.ask('work')));
  await sleep(2_000); // a hall runs all day
  const [began, before] = [clock(), cost(load.pid).cpu];
  await sleep(forMs);
  const [ended, after] = [clock(), cost(load.pid).cpu];
  await sleep(500); // the views of the last commands
  const parts = await Promise.all(load.groups.map((one) => one.ask<Measured>('stop')));
  const calls = parts.flatMap((one) => one.calls).filter((one) => one.at >= began && one.at < ended);
  load.turns.push(latencies({ calls, seen: parts.flatMap((one) => one.seen) }).sort((a, b) => a - b));
  load.commands += calls.length;
  load.cpu += after - before;
  for (const one of parts) {
    load.skipped += one.skipped;
    load.refused += one.refused;
  }
}

function at(times: readonly number[], share: number): number {
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
}

/** That share of the times in the middle turn: what else this computer did in one of them does not count. */
function middle({ turns }: Load, share: number): number {
  return median(turns.map((times) => at(times, share)));
}

function report({ name, commands, refused, skipped, turns }: Load): void {
  const p99 = turns.map((times) => Math.round(at(times, 0.99)));
  process.stderr.write(`${name}: ${commands} commands, ${turns.flat().length} seen, p99 of each turn ${p99.join(' ')} ms, ${refused} refused, ${skipped} not sent because the last was still on its way\n`);
}

async function measure(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'hall-desk-bench-'));
  const env = { ...process.env, HALL_DESK_KEYS: path.join(folder, 'keys') };
  const running: ChildProcess[] = [];
  try {
    const onePc = await startGroup(['onePc', path.join(folder, 'one')], env);
    running.push(onePc.process);
    const hostDir = path.join(folder, 'host');
    let host = await startHost(hostDir, 0, env);
    running.push(host.child);
    const holder = await askHolder(hostDir);
    await holder?.ask({ what: 'call', name: 'hall.configure', input: { change: halls(), commandId: newId() }, as: 'manager:主管' });
    const groups: Group[] = [];
    for (const which of ['0', '1']) {
      // One code at a time is shown, so one group pairs after the other.
      const one = await startGroup(['stations', which, folder, String(host.port)], env);
      groups.push(one);
      running.push(one.process);
    }
    const loadOf = (name: string, of: readonly Group[], pid: number | undefined): Load => ({ name, groups: of, pid, turns: [], commands: 0, skipped: 0, refused: 0, cpu: 0 });
    const [alone, network] = [loadOf('one PC', [onePc], onePc.process.pid), loadOf('30 stations', groups, host.child.pid)];
    for (const one of [onePc, ...groups]) await one.ask('signIn');
    // In turns, so that a busy machine slows both; the first turn of each is to warm up.
    const turns = Math.max(2, Math.round(seconds / turnSeconds));
    for (let turn = 0; turn <= turns; turn += 1) {
      for (const load of [alone, network]) {
        await slice(load, turn === 0 ? 3_000 : (seconds * 1000) / turns);
        if (turn === 0) Object.assign(load, loadOf(load.name, load.groups, load.pid));
      }
    }
    report(alone);
    report(network);
    const [aloneMemory, networkMemory] = [cost(alone.pid).megabytes, cost(network.pid).megabytes];
    await onePc.ask('end');
    onePc.process.kill();
    print({ name: 'stations.callToView.p50', value: middle(network, 0.5), unit: 'ms', baseline: middle(alone, 0.5) });
    print({ name: 'stations.callToView.p99', value: middle(network, 0.99), unit: 'ms', baseline: middle(alone, 0.99) });
    print({ name: 'stations.hostCpu', value: network.cpu / seconds, unit: 's/s', baseline: alone.cpu / seconds });
    print({ name: 'stations.hostMemory', value: networkMemory, unit: 'MB', baseline: aloneMemory });

    await Promise.all(groups.map((one) => one.ask('watchAgain')));
    holder?.close();
    const ended = once(host.child, 'exit');
    host.child.kill('SIGKILL');
    await ended;
    const killed = clock();
    await Promise.all(groups.map((one) => one.ask('gone')));
    host = await startHost(hostDir, host.port, env);
    running.push(host.child);
    const all = await Promise.all(groups.map((one) => one.ask<number>('resumed')));
    print({ name: 'stations.resumeAfterKill', value: Math.max(...all) - killed, unit: 'ms', baseline: host.at - killed });
    await Promise.all(groups.map((one) => one.ask('end')));
  } finally {
    for (const one of running) one.kill('SIGTERM');
    await sleep(1_000);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
