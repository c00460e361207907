import fs from 'node:fs';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ClassicLevel } from 'classic-level';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import { newId } from '../main/hall/ids.ts';
import { type Caller, type Hall, openHall } from '../main/hall/hall.ts';
import { median, print } from './figure.ts';
import { makeYear } from './year.ts';

/** What `ticket.issue` costs until it is durable, beside the least that durability costs on this disk. */
const work = mkdtempSync(path.join(tmpdir(), 'hall-desk-bench-'));
process.env['HALL_DESK_KEYS'] = path.join(work, 'keys');
const rounds = 1_500;
const kiosk: Caller = { role: 'kiosk', station: 'k' };
const write = promisify<number, Buffer, number, number, number, number>(fs.write);
const datasync = promisify(fs.fdatasync);

async function open(dataDir: string): Promise<Hall> {
  const hall = await openHall({ dataDir });
  if (!hall.ok) throw new Error(hall.problem.detail);
  return hall.value;
}

async function issue(hall: Hall): Promise<void> {
  const reply = await hall.call(kiosk, 'ticket.issue', { service: 'payment', commandId: newId() });
  if (!reply.ok) throw new Error(reply.problem.detail);
}

/** The bare file: the same write and flush, of lines as long as the journal's. */
class BareFile {
  private readonly fd = fs.openSync(path.join(work, `bare-${Math.random()}`), 'w');
  private offset = 0;

  async append(bytes: Buffer): Promise<void> {
    await write(this.fd, bytes, 0, bytes.length, this.offset);
    await datasync(this.fd);
    this.offset += bytes.length;
  }
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = process.hrtime.bigint();
  await act();
  return Number(process.hrtime.bigint() - began) / 1e6;
}

/** Runs the acts in turns, so that a busy machine slows all of them; gives the median of each in ms. A hall runs all day: `warmUp` rounds are not counted. */
async function inTurns(count: number, warmUp: number, acts: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const times = acts.map(() => [] as number[]);
  for (let round = 0; round < count + warmUp; round += 1) {
    for (const [at, act] of acts.entries()) {
      const took = await timed(act);
      if (round >= warmUp) times[at]?.push(took);
    }
  }
  return times.map(median);
}

try {
  const small = await open(path.join(work, 'small'));
  await issue(small);
  const before = journalSize(path.join(work, 'small'));
  await issue(small);
  const line = Buffer.alloc(journalSize(path.join(work, 'small')) - before, 'x');
  line[line.length - 1] = 10;
  const bare = new BareFile();
  const [ours = 0, theirs = 1] = await inTurns(rounds, 1_500, [() => issue(small), () => bare.append(line)]);
  print({ name: 'issue.againstBareAppend', value: ours, unit: 'ms', baseline: theirs });

  const level = new ClassicLevel(path.join(work, 'level'));
  await level.open();
  let key = 0;
  const [again = 0, put = 1] = await inTurns(500, 50, [() => issue(small), () => level.put(String(key++), line.toString(), { sync: true })]);
  await level.close();
  print({ name: 'issue.againstClassicLevelSync', value: again, unit: 'ms', baseline: put });

  const low = new Low<{ events: string[] }>(new JSONFile(path.join(work, 'low.json')), { events: Array.from({ length: 5_000 }, () => line.toString()) });
  const [third = 0, whole = 1] = await inTurns(30, 5, [() => issue(small), async () => {
    low.data.events.push(line.toString());
    await low.write(); // plain lowdb: the whole file, and no flush
  }]);
  print({ name: 'issue.againstPlainLowdbOf5000Events', value: third, unit: 'ms', baseline: whole });

  const thousandLines = Buffer.concat(Array.from({ length: 1_000 }, () => line));
  const [burst = 0, once = 1] = await inTurns(15, 5, [() => Promise.all(Array.from({ length: 1_000 }, () => issue(small))), () => bare.append(thousandLines)]);
  print({ name: 'issue.thousandAtOnceAgainstOneAppend', value: burst, unit: 'ms', baseline: once });
  print({ name: 'issue.thousandAtOnceAgainstThousandAppends', value: burst, unit: 'ms', baseline: await timed(async () => {
    for (let count = 0; count < 1_000; count += 1) await bare.append(line);
  }) });
  await small.close();

  process.stderr.write('making halls with 1,000 and 1,000,000 events on disk …\n');
  const [thousand, million] = [path.join(work, 'thousand'), path.join(work, 'million')];
  const few = await makeYear(thousand, 1, 324);
  const many = await makeYear(million, Number(process.env['BENCH_DAYS'] ?? 201));
  process.stderr.write(`${few} and ${many} events\n`);
  const [less, more] = [await open(thousand), await open(million)];
  const [fewTime = 1, manyTime = 0] = await inTurns(rounds, 200, [() => issue(less), () => issue(more)]);
  print({ name: `issue.with${many}EventsOnDiskAgainst${few}`, value: manyTime, unit: 'ms', baseline: fewTime });
  await Promise.all([less.close(), more.close()]);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function journalSize(dataDir: string): number {
  const folder = path.join(dataDir, 'journal');
  return fs.readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
}
