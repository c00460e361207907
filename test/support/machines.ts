import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { StationRole } from '../../shared/events.ts';
import type { Reply } from '../../main/hall/hall.ts';
import { openHall } from '../../main/hall/hall.ts';
import { newId } from '../../main/hall/ids.ts';
import { type Machine, openMachine } from '../../main/network/machine.ts';
import type { Reach } from '../../main/network/remote.ts';
import type { Timing } from '../../main/network/timing.ts';
import { keyFileWrap } from '../../main/store/keys.ts';

/** A hall's machines are ten times less patient in tests. */
export const quick: Timing = { beat: 200, silent: 700, grace: 300, firstWait: 30, longestWait: 400 };

export interface Box {
  readonly name: string;
  readonly data: string;
  readonly port: number;
  machine: Machine;
  /** Milliseconds its clock is off. */
  skew: number;
  readonly bugs: unknown[];
  call(name: string, input?: object): Promise<Reply>;
  view(name: string, params?: object): Promise<Reply>;
  /** Ends it and opens it again. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface BoxOptions {
  readonly reach?: Reach;
  readonly unasked?: 'host' | 'allInOne';
  readonly role?: 'manager' | 'clerk' | 'kiosk' | 'admin';
  readonly timing?: Partial<Timing>;
}

/** A port that nobody uses now, and that no outgoing connection is given either. */
export function freePort(): Promise<number> {
  const port = 15_000 + Math.floor(Math.random() * 15_000);
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(freePort()));
    server.listen(port, '0.0.0.0', () => server.close(() => resolve(port)));
  });
}

/** One computer of a hall: a data folder and keys of its own, the real program on it without windows. */
export async function openBox(name: string, options: BoxOptions = {}): Promise<Box> {
  const root = mkdtempSync(path.join(tmpdir(), `hall-desk-${name}-`));
  const data = path.join(root, 'data');
  const port = await freePort();
  const { wrap } = await keyFileWrap(null, path.join(root, 'keys'));
  const bugs: unknown[] = [];
  const box = { name, data, port, skew: 0, bugs } as Box;
  const clock = () => Date.now() + box.skew;
  const open = async () => {
    const opened = await openMachine({
      dataDir: data, port, version: 'test', pages: null, keyWrap: wrap, clock, timing: { ...quick, ...options.timing }, onBug: (error) => bugs.push(error),
      openHall: (lock) => openHall({ dataDir: data, lock, clock, keyWrap: wrap, onBug: (error) => bugs.push(error) }),
      ...(options.reach && { reach: options.reach }), ...(options.unasked && { unasked: options.unasked }),
    });
    if (!opened.ok) throw new Error(`${name}: ${opened.problem.code}: ${opened.problem.detail}`);
    box.machine = opened.value;
  };
  await open();
  const caller = { role: options.role ?? 'admin', station: `local ${name}` } as const;
  return Object.assign(box, {
    call: (command: string, input: object = {}) => box.machine.desk.call(caller, command, { commandId: newId(), ...input }),
    view: (view: string, params: object = {}) => box.machine.desk.view(caller, view, params),
    async restart() {
      await box.machine.close();
      await open();
    },
    async close() {
      await box.machine.close();
      rmSync(root, { recursive: true, force: true });
    },
  });
}

/** Pairs a box with the hall of a host. */
export async function pair(host: Box, box: Box, role: StationRole, name: string, standBy = false): Promise<void> {
  const code = host.machine.showCode();
  if (!code.ok) throw new Error(code.problem.detail);
  const joined = await box.machine.join({ address: `127.0.0.1:${host.port}`, code: code.value.code, role, name, standBy });
  if (!joined.ok) throw new Error(`${box.name}: ${joined.problem.code}: ${joined.problem.detail}`);
}

/** Waits until it is so. Fails, saying what, after `within` milliseconds. */
export async function until(what: string, so: () => boolean | Promise<boolean>, within = 15_000): Promise<void> {
  const end = Date.now() + within;
  while (!(await so())) {
    if (Date.now() > end) throw new Error(`not within ${within} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The value of a reply that must be one. */
export function valueOf<T>(reply: Reply): T {
  if (!reply.ok) throw new Error(`${reply.problem.code}: ${reply.problem.detail}`);
  return reply.result as T;
}
