import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { findElectron } from '../build/electron.mjs';
import { median, print } from './figure.ts';
import { makeYear } from './year.ts';

/** How long a window takes to be usable, and how much memory it holds, against an empty Electron with React. */
const root = process.cwd();
const rounds = 7;
const work = mkdtempSync(path.join(tmpdir(), 'hall-desk-bench-'));
const executablePath = process.env['HALL_DESK_ELECTRON'] ?? (await findElectron()).path;

async function buildEmpty(): Promise<string> {
  const outDir = path.join(work, 'empty');
  await build({ root: path.join(root, 'bench/empty'), configFile: false, logLevel: 'error', base: './', plugins: [react()], build: { outDir, emptyOutDir: true, modulePreload: { polyfill: false } } });
  copyFileSync(path.join(root, 'bench/empty/main.cjs'), path.join(outDir, 'main.cjs'));
  writeFileSync(path.join(outDir, 'package.json'), JSON.stringify({ name: 'empty', main: 'main.cjs' }));
  return outDir;
}

interface Measured {
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** Starts a program, waits for the first thing a person can press, lets it settle, and weighs it. */
async function measure(args: readonly string[], data: string, settle: number): Promise<Measured> {
  mkdirSync(data, { recursive: true });
  const switches = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--log-level=3', '-r', path.join(root, 'bench/stopwatch.cjs')];
  const began = Date.now();
  const child = spawn(executablePath, [...switches, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, BENCH_DATA: data, HALL_DESK_KEYS: path.join(work, 'keys') },
  });
  try {
    const milliseconds = (await usableAt(child.stdout)) - began;
    await sleep(settle);
    return { milliseconds, megabytes: settle > 0 ? pssOf(child.pid ?? 0) / 1024 : 0 };
  } finally {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
}

/** The time that the stopwatch says. */
async function usableAt(said: NodeJS.ReadableStream): Promise<number> {
  let text = '';
  for await (const chunk of said) {
    text += String(chunk);
    const found = /usable (\d+)/.exec(text);
    if (found) return Number(found[1]);
  }
  throw new Error('it ended before anything could be pressed');
}

/** The memory of a process and all below it, shared pages counted once (PSS, in kB). Linux only. */
function pssOf(first: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]));
    } catch {
      // it has just ended
    }
  }
  const tree = new Set([first]);
  for (let before = 0; before !== tree.size; ) {
    before = tree.size;
    for (const [child, parent] of parents) if (tree.has(parent)) tree.add(child);
  }
  let sum = 0;
  for (const pid of tree) sum += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  return sum;
}

try {
  const empty = await buildEmpty();
  const times: { kiosk: number[]; empty: number[] } = { kiosk: [], empty: [] };
  // In turns, so that a busy machine slows both; the first round of each is to warm the disk.
  for (let round = 0; round <= rounds; round += 1) {
    const base = await measure([empty], path.join(work, `empty-${round}`), 0);
    const ours = await measure([root, '--data', path.join(work, 'hall'), '--screen', 'kiosk'], work, 0);
    if (round === 0) continue;
    times.empty.push(base.milliseconds);
    times.kiosk.push(ours.milliseconds);
  }
  print({ name: 'kiosk.start', value: median(times.kiosk), unit: 'ms', baseline: median(times.empty) });
  const year = path.join(work, 'year');
  process.env['HALL_DESK_KEYS'] = path.join(work, 'keys');
  process.stderr.write('making a hall with a year of 5,000-event days …\n');
  const events = await makeYear(year, Number(process.env['BENCH_DAYS'] ?? 365));
  const starts: { year: number[]; fresh: number[] } = { year: [], fresh: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const fresh = await measure([root, '--data', path.join(work, 'hall'), '--screen', 'kiosk'], work, 0);
    const old = await measure([root, '--data', year, '--screen', 'kiosk'], work, 0);
    if (round === 0) continue;
    starts.fresh.push(fresh.milliseconds);
    starts.year.push(old.milliseconds);
  }
  print({ name: `kiosk.startWith${events}EventsOnDisk`, value: median(starts.year), unit: 'ms', baseline: median(starts.fresh) });
  const weigh = async (args: readonly string[]) => median([(await measure(args, work, 4_000)).megabytes, (await measure(args, work, 4_000)).megabytes, (await measure(args, work, 4_000)).megabytes]);
  if (process.platform === 'linux') {
    const baseline = await weigh([empty]);
    print({ name: 'counter.memory', value: await weigh([root, '--data', path.join(work, 'hall'), '--screen', 'counter']), unit: 'MB', baseline });
  }
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 3 });
}
