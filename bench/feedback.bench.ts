import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Caller, type Hall, openHall } from '../main/hall/hall.ts';
import { newId } from '../main/hall/ids.ts';
import { median, print } from './figure.ts';
import { makeManyFeedback, must } from './manyFeedback.ts';

/** What feedback costs: filing with its fact sheet, and all that a hall does while very much of it is open and archived, beside the same with little. */
const [archived, open] = [Number(process.env['BENCH_ARCHIVED'] ?? 100_000), Number(process.env['BENCH_OPEN'] ?? 10_000)];
const ticketsADay = 2_000;
const work = mkdtempSync(path.join(tmpdir(), 'hall-desk-bench-'));
process.env['HALL_DESK_KEYS'] = path.join(work, 'keys');
const kiosk: Caller = { role: 'kiosk', station: 'k' };
const lead: Caller = { role: 'lead', station: 'l', staff: '黎值班' };

async function openIn(name: string): Promise<Hall> {
  const hall = await openHall({ dataDir: path.join(work, name) });
  if (!hall.ok) throw new Error(hall.problem.detail);
  return hall.value;
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = process.hrtime.bigint();
  await act();
  return Number(process.hrtime.bigint() - began) / 1e6;
}

/** Measures two things in turns, so that a busy machine slows both, and prints the median of the first beside that of the second. */
async function inTurns(name: string, rounds: number, warmUp: number, measure: () => Promise<number>, baseline: () => Promise<number>): Promise<void> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds + warmUp; round += 1) {
    const pair = [await measure(), await baseline()] as const;
    if (round >= warmUp) for (const at of [0, 1] as const) times[at].push(pair[at]);
  }
  print({ name: `feedback.${name}`, value: median(times[0]), unit: 'ms', baseline: median(times[1]) });
}

const beside = (name: string, rounds: number, warmUp: number, act: () => Promise<unknown>, baseline: () => Promise<unknown>) => inTurns(name, rounds, warmUp, () => timed(act), () => timed(baseline));

const file = (hall: Hall, more: object = {}) => must(hall, lead, 'feedback.file', { cause: 'Q01', words: '等了一个多小时还没有叫到', phone: '13812345678', separate: true, ...more });

/** Filing with the wait's facts, late on a busy day, beside filing without a ticket. */
async function filing(): Promise<void> {
  const hall = await openIn('day');
  const clerk: Caller = { role: 'clerk', station: 'c' };
  await must(hall, clerk, 'staff.signIn', { staff: '王芳', counter: 1 });
  await must(hall, clerk, 'counter.open');
  const tickets: unknown[] = [];
  for (let count = 0; count < ticketsADay; count += 100) {
    const issued = await Promise.all(Array.from({ length: 100 }, (_, at) => must(hall, kiosk, 'ticket.issue', { service: 'payment', ...(at % 5 === 0 ? { class: 'elderly' } : {}) })));
    tickets.push(...issued.map((one) => one['ticket']));
    for (let served = 0; served < 80; served += 1) {
      await must(hall, clerk, 'ticket.call');
      await must(hall, clerk, 'ticket.finish');
    }
  }
  let next = 0;
  await beside(`fileWithFactSheetOn${ticketsADay}Tickets`, 300, 50, () => file(hall, { ticket: tickets[(next += 7) % tickets.length] }), () => file(hall));
  await hall.close();
}

/** From a filing to the push of the list that has it. */
async function pushed(hall: Hall): Promise<void> {
  let stop: () => void = () => undefined;
  let seen: (total: number) => void = () => undefined;
  const first = new Promise<number>((resolve) => {
    seen = resolve;
    stop = hall.watch(lead, 'feedbackList', { which: 'today', count: 50 }, (reply) => void (reply.ok && seen((reply.result as { total: number }).total)));
  });
  const before = await first;
  const grown = new Promise<void>((resolve) => {
    seen = (total) => void (total > before && resolve());
  });
  await file(hall);
  await grown;
  stop();
}

async function list(hall: Hall, params: object): Promise<{ readonly rows: readonly { readonly feedback: string }[]; readonly total: number; readonly months: readonly string[] }> {
  const reply = await hall.view(lead, 'feedbackList', params);
  if (!reply.ok) throw new Error(reply.problem.detail);
  return reply.result as Awaited<ReturnType<typeof list>>;
}

/** How long it takes to open a hall. */
async function opening(name: string): Promise<number> {
  const began = process.hrtime.bigint();
  const hall = await openIn(name);
  const took = Number(process.hrtime.bigint() - began) / 1e6;
  await hall.close();
  return took;
}

/** From the start of the program to its first word, which it says when stations may come. */
async function startProgram(name: string): Promise<void> {
  const program = process.env['HALL_PROGRAM'] ?? path.join(process.cwd(), 'dist/main/hall.cjs');
  const child = spawn(process.execPath, [program, 'serve', '--data', path.join(work, name), '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
}

try {
  await filing();
  process.stderr.write(`making a hall with ${open} open and ${archived} archived feedback on disk …\n`);
  const events = await makeManyFeedback(path.join(work, 'many'), archived, open);
  process.stderr.write(`${events} events\n`);
  await makeManyFeedback(path.join(work, 'few'), 10, 10);

  await inTurns('open', 5, 1, () => opening('many'), () => opening(`new-${newId()}`));
  await beside('startOfTheProgram', 5, 1, () => startProgram('many'), () => startProgram(`new-${newId()}`));

  const [many, few] = [await openIn('many'), await openIn('few')];
  await sleep(5_000); // what goes on in the background after a start
  await beside('issueATicket', 800, 200, () => must(many, kiosk, 'ticket.issue', { service: 'payment' }), () => must(few, kiosk, 'ticket.issue', { service: 'payment' }));
  const months = { many: (await list(many, {})).months, few: (await list(few, {})).months };
  const number = (hall: 'many' | 'few', at: number) => months[hall][at % months[hall].length];
  const both = (name: string, params: object, rounds = 60) => beside(`list.${name}`, rounds, 10, () => list(many, params), () => list(few, params));
  await both('open', {});
  await both('filter', { category: 'Q', search: '20' });
  await both('scroll', { from: Math.floor(open / 2) });
  let look = 0;
  await beside('list.archivedMonthFirstLook', 15, 2, () => list(many, { which: 'archived', month: number('many', (look += 1)) }), () => list(few, { which: 'archived', month: number('few', look) }));
  const [month, other] = [number('many', 5), number('few', 5)];
  const inMonth = (name: string, params: object) => beside(`list.${name}`, 60, 10, () => list(many, { which: 'archived', month, ...params }), () => list(few, { which: 'archived', month: other, ...params }));
  await inMonth('archivedFilter', { category: 'Q', search: '20' });
  await inMonth('archivedScroll', { from: 2_000 });
  const [one, another] = [(await list(many, { which: 'archived', month })).rows[0]?.feedback, (await list(few, { which: 'archived', month: other })).rows[0]?.feedback];
  await beside('detailOfArchived', 60, 10, () => many.view(lead, 'feedback', { feedback: one }), () => few.view(lead, 'feedback', { feedback: another }));
  await beside('alerts', 40, 5, () => many.view(lead, 'alerts', {}), () => few.view(lead, 'alerts', {}));
  await beside('floor', 40, 5, () => many.view(lead, 'floor', {}), () => few.view(lead, 'floor', {}));
  await beside('file', 200, 50, () => file(many), () => file(few));
  await beside('filedToPushed', 40, 5, () => pushed(many), () => pushed(few));
  await Promise.all([many.close(), few.close()]);
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 3 });
}
