import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import defaults from '../shared/defaults.zh-CN.json' with { type: 'json' };
import { composeSlip } from '../main/devices/compose.ts';
import { openHall } from '../main/hall/hall.ts';
import { newId } from '../main/hall/ids.ts';
import { startPrinting } from '../main/hall/printing.ts';
import { slipDocument } from '../shared/slips/slip.ts';
import { examples } from '../shared/slips/examples.ts';
import { print } from './figure.ts';

/**
 * From the touch at a kiosk to the first byte at the printer and to its word that the slip is printed, beside the same
 * bytes written straight to the socket. The printer is a process of its own; both are timed by the one monotonic clock.
 */
const slips = Number(process.env['BENCH_SLIPS'] ?? 1_000);
const single = 200;
const now = () => Number(process.hrtime.bigint()) / 1e6;
const [, self = '', part] = process.argv;
const begins = Buffer.from([0x1b, 0x40]);

if (part === 'printer') bePrinter();
else await measure();

/** Answers its status, and GS r once everything before it is read. Tells its parent when each slip began. */
function bePrinter(): void {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    let began = false;
    socket.on('data', (chunk) => {
      const at = now();
      if (!began && chunk.includes(begins)) {
        began = true;
        process.send?.({ at });
      }
      if (!began) for (let index = 0; index + 2 < chunk.length; index += 1) if (chunk[index] === 0x10 && chunk[index + 1] === 0x04) socket.write(Buffer.from([0x12]));
      if (began && chunk.subarray(-3).equals(Buffer.from([0x1d, 0x72, 0x01]))) socket.write(Buffer.from([0x00]));
    });
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
  });
}

async function measure(): Promise<void> {
  const child = fork(self, ['printer'], { execArgv: [] });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const folder = mkdtempSync(path.join(tmpdir(), 'hall-desk-bench-'));
  process.env['HALL_DESK_KEYS'] = path.join(folder, 'keys');
  const began: number[] = [];
  child.on('message', (message: { at: number }) => began.push(message.at));
  try {
    const straight = await writeStraight(port, began);
    const ours = await throughHall(folder, port, began);
    for (const [name, of] of [['firstByte', 'first'], ['acknowledged', 'acked']] as const) {
      for (const [label, part] of [['p50', 0.5], ['p99', 0.99]] as const) print({ name: `print.${name}.${label}`, value: percentile(ours[of], part), unit: 'ms', baseline: percentile(straight[of], part) });
    }
    print({ name: `print.${slips}InARow`, value: ours.total / 1000, unit: 's', baseline: straight.total / 1000 });
    print({ name: 'print.memory', value: ours.memory[1], unit: 'MB', baseline: ours.memory[0] });
  } finally {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

function percentile(values: readonly number[], part: number): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? Number.NaN;
}

interface Measured {
  readonly first: number[];
  readonly acked: number[];
  readonly total: number;
}

async function writeStraight(port: number, began: number[]): Promise<Measured> {
  const { bytes } = composeSlip(slipDocument(examples.ticket, 48), { profile: 'xprinter', widthMm: 80, density: 'normal' });
  const [first, acked]: [number[], number[]] = [[], []];
  const one = async () => {
    const before = began.length;
    const started = now();
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(Buffer.concat([bytes, Buffer.from([0x1d, 0x72, 0x01])]));
    await once(socket, 'data');
    acked.push(now() - started);
    socket.end();
    await once(socket, 'close');
    while (began.length === before) await new Promise((resolve) => setImmediate(resolve));
    first.push((began[before] ?? 0) - started);
  };
  for (let n = 0; n < 50; n += 1) await one();
  first.length = acked.length = 0;
  for (let n = 0; n < single; n += 1) await one();
  const started = now();
  const measured = { first: [...first], acked: [...acked] };
  for (let n = 0; n < slips; n += 1) await one();
  return { ...measured, total: now() - started };
}

async function throughHall(folder: string, port: number, began: number[]): Promise<Measured & { readonly memory: readonly [number, number] }> {
  const opened = await openHall({ dataDir: path.join(folder, 'hall'), defaults });
  if (!opened.ok) throw new Error(opened.problem.detail);
  const hall = opened.value;
  const id = newId();
  const value = { printers: [{ id, name: '1', station: 'host', address: `tcp://127.0.0.1:${port}`, profile: 'xprinter', widthMm: 80, density: 'normal', rollMm: 80_000, next: null }], routes: [{ station: '*', kind: '*', printer: id }], logo: null, dropAfterMinutes: 60 };
  await hall.call({ role: 'lead', station: 'l' }, 'hall.configure', { change: { section: 'printing', value }, commandId: newId() });
  const printing = startPrinting({ desk: { ...hall, about: () => undefined }, dataDir: path.join(folder, 'hall'), onBug: (error) => process.stderr.write(`${String(error)}\n`) });
  let done = 0;
  let told: () => void = () => undefined;
  hall.inner.onFlush((events) => {
    for (const event of events) {
      if (event.type !== 'slip.reported') continue;
      if (event.data.outcome !== 'printed') process.stderr.write(`a slip was ${event.data.outcome} (${event.data.reason})\n`);
      done += 1;
    }
    told();
  });
  const [first, acked]: [number[], number[]] = [[], []];
  const until = (count: number) => new Promise<void>((resolve) => {
    told = () => done >= count && resolve();
    told();
  });
  const issue = async () => {
    const reply = await hall.call({ role: 'kiosk', station: 'kiosk' }, 'ticket.issue', { service: 'payment', commandId: newId() });
    if (!reply.ok) throw new Error(reply.problem.detail);
  };
  const one = async () => {
    const [before, count] = [began.length, done];
    const started = now();
    await issue();
    await until(count + 1);
    acked.push(now() - started);
    while (began.length === before) await new Promise((resolve) => setImmediate(resolve));
    first.push((began[before] ?? 0) - started);
  };
  const memory = () => {
    globalThis.gc?.();
    return process.memoryUsage().rss / 1024 / 1024;
  };
  for (let n = 0; n < 50; n += 1) await one();
  first.length = acked.length = 0;
  for (let n = 0; n < single; n += 1) await one();
  const measured = { first: [...first], acked: [...acked] };
  const before = memory();
  const started = now();
  const count = done;
  const made = Array.from({ length: slips }, () => issue());
  await Promise.all(made);
  await until(count + slips);
  const total = now() - started;
  const after = memory();
  await printing.close();
  await hall.close();
  return { ...measured, total, memory: [before, after] };
}
