import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { entryOf, type View } from '../../shared/contract.ts';
import type { Caller, Reply } from '../../main/hall/hall.ts';
import { newId } from '../../main/hall/ids.ts';
import { readLine } from '../../main/store/line.ts';
import { segmentDays, segmentPath } from '../../main/store/journal.ts';
import { verifyJournal } from '../../main/store/verify.ts';
import { Lines } from '../support/lines.ts';
import { type Box, type BoxOptions, openBox, pair, until, valueOf } from '../support/machines.ts';

let boxes: Box[] = [];
let lines = new Lines(Math.random);
afterEach(async () => {
  for (const box of boxes.reverse()) await box.close();
  await lines.close();
  boxes = [];
  lines = new Lines(Math.random);
});

async function box(name: string, more: Partial<BoxOptions> = {}): Promise<Box> {
  const made = await openBox(name, { reach: lines.reachOf(name), ...more });
  boxes.push(made);
  return made;
}

async function hall(more: Partial<BoxOptions> = {}) {
  const host = await box('host', { unasked: 'host' });
  const [one, two, kiosk] = [await box('one'), await box('two'), await box('kiosk', more)];
  await pair(host, one, 'counter', '1', true);
  await pair(host, two, 'counter', '2', true);
  await pair(host, kiosk, 'kiosk', 'K');
  for (const [station, no] of [[one, 1], [two, 2]] as const) {
    valueOf(await station.call('staff.signIn', { staff: `S${no}`, counter: no }));
    valueOf(await station.call('counter.open'));
  }
  return { host, one, two, kiosk };
}

type Ticket = { readonly ticket: string; readonly number: string; readonly check: string };
const issue = async (of: Box, service = 'general') => valueOf<Ticket>(await of.call('ticket.issue', { service }));
const state = async (of: Box) => of.machine.hall()?.inner.runner.state ?? Promise.reject(new Error(`${of.name} does not decide`));
const joined = (of: Box) => until(`${of.name} is joined`, () => of.machine.desk.link().state === 'joined');
const cutOff = (of: Box) => until(`${of.name} is cut off`, () => of.machine.desk.link().state === 'cutOff');

/** The newest segment of a journal, as it stands. */
function newest(at: Box): string {
  const folder = path.join(at.data, 'journal');
  const last = (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith('.ndjson')).sort().at(-1);
  return last === undefined ? '' : readFileSync(path.join(folder, last), 'utf8');
}

/** What the hall itself answers where it is decided. */
async function at(box: Box, caller: Caller, name: string, input: object = {}): Promise<Reply> {
  const hall = box.machine.hall();
  if (hall === null) throw new Error(`${box.name} does not decide`);
  return entryOf(name)?.kind === 'view' ? hall.view(caller, name, input) : hall.call(caller, name, { commandId: newId(), ...input });
}
const manager: Caller = { role: 'manager', station: 'm' };
const guide: Caller = { role: 'guide', station: 'g' };

/** Every event of a journal, in order. */
async function eventsOf(at: Box) {
  const folder = path.join(at.data, 'journal');
  return (await segmentDays(folder)).flatMap((day) => readFileSync(segmentPath(folder, day), 'utf8').trimEnd().split('\n').map((text) => {
    const read = readLine(text);
    if (!read.ok) throw new Error(read.reason);
    return read.event;
  }));
}

describe('SPEC 10.4: a host that goes and comes', () => {
  it('does once what was on its way when it restarted', async () => {
    const { host, one, kiosk } = await hall({ timing: { grace: 10_000 } });
    const issued: Promise<unknown>[] = [];
    for (let count = 0; count < 30; count += 1) issued.push(issue(kiosk));
    const restarted = host.restart();
    for (let count = 0; count < 30; count += 1) issued.push(issue(kiosk));
    await restarted;
    const tickets = (await Promise.all(issued)) as Ticket[];
    await joined(one);
    expect(new Set(tickets.map((ticket) => ticket.number)).size).toBe(60);
    const held = (await state(host)).tickets;
    expect(tickets.every((ticket) => held.get(ticket.ticket)?.number === ticket.number)).toBe(true);
    expect(held.size).toBe(60);
  });
});

describe('SPEC 10.5 10.6: cut off', () => {
  it('a kiosk issues and takes feedback for a busy while, and the host gets it once, in order, with its times', async () => {
    const { host, one, kiosk } = await hall();
    const before = await issue(kiosk, 'payment');
    await until('numbers are leased', () => (kiosk.machine.desk.link().numbersLeft ?? 0) > 0);
    await lines.cut('kiosk', host.port, true);
    await cutOff(kiosk);
    const alone: Ticket[] = [];
    for (let count = 0; count < 38; count += 1) alone.push(await issue(kiosk, count % 2 === 0 ? 'payment' : 'general'));
    const filed = valueOf<{ feedback: string; number: string }>(await kiosk.call('feedback.file', { cause: 'Q01', ticketNumber: before.number, check: before.check, words: '等太久' }));
    expect(await kiosk.call('ticket.issue', { service: 'payment', class: 'vip' })).toMatchObject({ ok: false });
    expect(await one.call('ticket.call')).toMatchObject({ ok: true }); // the others go on
    await kiosk.restart(); // a power cut on top of it
    await cutOff(kiosk);
    expect(kiosk.machine.desk.link()).toMatchObject({ waiting: 39 });
    alone.push(await issue(kiosk, 'payment'));
    const left = valueOf<View<'kiosk'>>(await kiosk.view('kiosk')).services.find((service) => service.id === 'payment')?.waiting;
    expect(left).toBeGreaterThanOrEqual(20);
    await lines.cut('kiosk', host.port, false);
    await joined(kiosk);
    const held = await state(host);
    expect(alone.map((ticket) => held.tickets.get(ticket.ticket)?.number)).toEqual(alone.map((ticket) => ticket.number));
    expect(new Set([before, ...alone].map((ticket) => ticket.number)).size).toBe(40);
    const order = held.queues.get('payment/ordinary') ?? [];
    expect(order).toEqual(alone.filter((ticket) => ticket.number.startsWith('A')).map((ticket) => ticket.ticket)); // by age
    expect(held.feedback.get(filed.feedback)).toMatchObject({ number: filed.number, station: kiosk.machine.what().kind === 'station' ? expect.any(String) : '', facts: { number: before.number } });
    await at(host, manager, 'feedback.show', { feedback: filed.feedback });
    expect(valueOf<View<'feedback'>>(await at(host, manager, 'feedback', { feedback: filed.feedback })).words).toBe('等太久');
    const brought = (await eventsOf(host)).filter((event) => event.original !== undefined);
    expect(brought).toHaveLength(40);
    expect(brought.every((event) => (event.happenedAt ?? 0) <= event.at && event.original?.epoch === 0)).toBe(true);
    expect((await verifyJournal(host.data)).ok).toBe(true);
  });

  it('a kiosk whose numbers are used up says so', async () => {
    const { host, kiosk } = await hall();
    await until('numbers are leased', () => (kiosk.machine.desk.link().numbersLeft ?? 0) > 0);
    await lines.cut('kiosk', host.port, true);
    await cutOff(kiosk);
    for (let count = 0; count < 40; count += 1) await issue(kiosk);
    expect(await kiosk.call('ticket.issue', { service: 'general' })).toMatchObject({ ok: false, problem: { code: 'numbers.noneLeft' } });
    expect(kiosk.machine.desk.link().numbersLeft).toBe(0);
  });

  it('a counter finishes whom it serves, calls only who was meant for it, and waits with the rest', async () => {
    const { host, one, two, kiosk } = await hall();
    const [first, second] = [await issue(kiosk), await issue(kiosk)];
    valueOf(await one.call('ticket.call'));
    valueOf(await two.call('ticket.call'));
    valueOf(await two.call('ticket.transfer', { counter: 1 }));
    await until('the counter holds it', async () => valueOf<View<'counter'>>(await one.view('counter')).waiting.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await lines.cut('one', host.port, true);
    await cutOff(one);
    expect(await one.call('counter.pause', { reason: 'short' })).toMatchObject({ ok: false, problem: { code: 'station.cutOff' } });
    valueOf(await one.call('ticket.start'));
    valueOf(await one.call('ticket.finish'));
    expect(valueOf(await one.call('ticket.call'))).toMatchObject({ ticket: second.ticket });
    valueOf(await one.call('ticket.finish'));
    await issue(kiosk);
    expect(await one.call('ticket.call')).toMatchObject({ ok: false, problem: { code: 'ticket.noneWaiting' } });
    await lines.cut('one', host.port, false);
    await joined(one);
    const held = await state(host);
    expect([first, second].map((ticket) => held.tickets.get(ticket.ticket)?.state)).toEqual(['finished', 'finished']);
    for (const ticket of held.tickets.values()) if (ticket.firstCalledAt !== null) expect(ticket.firstCalledAt).toBeGreaterThanOrEqual(ticket.issuedAt);
  });

  it('a line that is silent is a line that is cut', async () => {
    const { host, kiosk } = await hall();
    await until('numbers are leased', () => (kiosk.machine.desk.link().numbersLeft ?? 0) > 0);
    await lines.weather('kiosk', host.port, { silent: true });
    const lost = kiosk.call('ticket.issue', { service: 'general' });
    await cutOff(kiosk);
    expect(await lost).toMatchObject({ ok: false, problem: { code: 'station.unsure', retry: true } });
    expect((await issue(kiosk)).number).toMatch(/7\d\d$/);
    await lines.weather('kiosk', host.port, {});
    await joined(kiosk);
  });
});

describe('SPEC 10.1: two counters at once', () => {
  it('never call the same ticket, 1,000 times', async () => {
    const { host, one, two } = await hall();
    const called = new Set<string>();
    for (let round = 0; round < 1000; round += 1) {
      if (round % 20 === 0) await Promise.all(Array.from({ length: 40 }, () => at(host, guide, 'ticket.issue', { service: 'general' })));
      const [a, b] = (await Promise.all([one.call('ticket.call'), two.call('ticket.call')])).map((reply) => valueOf<Ticket>(reply).ticket);
      expect(a).not.toBe(b);
      called.add(a ?? '').add(b ?? '');
      await Promise.all([one.call('ticket.finish'), two.call('ticket.finish')]);
    }
    expect(called.size).toBe(2000);
  });
});

describe('SPEC 10.7 to 10.9: stand-bys and take-over', () => {
  it('copies every line as it is, and waits with a lease until a stand-by has it', async () => {
    const { host, one, two, kiosk } = await hall();
    await issue(kiosk);
    await until('both have all', async () => {
      const stations = valueOf<View<'stations'>>(await at(host, manager, 'stations'));
      return stations.rows.filter((row) => row.standBy).every((row) => row.behind === 0);
    });
    expect(newest(one)).toBe(newest(host));
    expect(newest(two)).toBe(newest(host));
    // A stand-by that is connected but hears nothing any more holds a lease back, until it counts as gone.
    for (const name of ['one', 'two']) await lines.weather(name, host.port, { silent: true });
    const began = Date.now();
    const late = await box('late');
    await pair(host, late, 'kiosk', 'L');
    await until('the late kiosk has numbers', () => (late.machine.desk.link().numbersLeft ?? 0) > 0);
    expect(Date.now() - began).toBeGreaterThan(300);
  });

  it('goes on under a stand-by, and takes the old host back with what only it had', async () => {
    const { host, one, two, kiosk } = await hall();
    const shared = [await issue(kiosk), await issue(kiosk), await issue(kiosk)];
    await until('the stand-bys have all', async () => newest(two).includes(shared[2]?.ticket ?? '-'));
    await until('numbers are leased', () => (kiosk.machine.desk.link().numbersLeft ?? 0) > 0);
    // A split: counter 2 stays with the old host, counter 1 and the kiosk do not reach it any more.
    for (const name of ['one', 'kiosk']) await lines.cut(name, host.port, true);
    for (const name of ['two', 'host']) await lines.cut(name, one.port, true);
    await cutOff(one);
    await cutOff(kiosk);
    expect(await one.machine.takeOver('又一个营业厅')).toMatchObject({ ok: false, problem: { code: 'takeOver.notConfirmed' } });
    expect(await two.machine.takeOver('示例供电营业厅')).toMatchObject({ ok: false, problem: { code: 'takeOver.hostIsThere' } });
    const oneAlone = await one.machine.takeOver('示例供电营业厅');
    expect(oneAlone).toMatchObject({ ok: true, value: { kind: 'host' } });
    await until('the kiosk follows', () => kiosk.machine.desk.link().state === 'joined');
    const onNewSide = await issue(kiosk);
    expect(onNewSide.number).toMatch(/^[A-Z]5001$/);
    // Both sides call the ticket that stands first.
    valueOf(await two.call('ticket.call'));
    const clerk: Caller = { role: 'clerk', station: 'new clerk' };
    valueOf(await at(one, clerk, 'staff.signIn', { staff: 'N', counter: 3 }));
    valueOf(await at(one, clerk, 'counter.open'));
    expect(valueOf(await at(one, clerk, 'ticket.call'))).toMatchObject({ ticket: shared[0]?.ticket });
    const onOldSide = valueOf<Ticket>(await at(host, guide, 'ticket.issue', { service: 'general', phone: '13800001234' }));
    // Healed.
    for (const name of ['one', 'kiosk']) await lines.cut(name, host.port, false);
    for (const name of ['two', 'host']) await lines.cut(name, one.port, false);
    await until('the old host is a station', () => host.machine.what().kind === 'station' && host.machine.desk.link().state === 'joined', 30_000);
    await until('counter 2 follows', () => two.machine.desk.link().state === 'joined', 30_000);
    const held = await state(one);
    expect(held.epoch).toBe(2);
    expect(held.epochs.every((epoch) => epoch.settled)).toBe(true);
    expect(held.tickets.get(onOldSide.ticket)).toMatchObject({ number: onOldSide.number, state: 'waiting' });
    expect(held.splits).toMatchObject([{ kind: 'calledTwice', number: shared[0]?.number, counters: expect.arrayContaining([2, 3]) }]);
    await until('all copies are the same', async () => [host, two].every((copy) => newest(copy) === newest(one)), 30_000);
    expect((await verifyJournal(one.data)).ok).toBe(true);
    expect(valueOf<Ticket>(await kiosk.call('ticket.issue', { service: 'general' })).number).toMatch(/^[A-Z]5002$/);
  });

  it('a host out of an old backup takes what is missing from a stand-by before it decides', async () => {
    const { host, two, kiosk } = await hall();
    await issue(kiosk);
    await until('the seats are known', () => readSeats(host).length >= 2);
    await host.machine.close();
    const backup = `${host.data}.backup`;
    await cp(host.data, backup, { recursive: true, filter: (from) => !from.endsWith('hall.sock') });
    await host.restart().catch(() => undefined);
    await joined(kiosk);
    const later = [await issue(kiosk), await issue(kiosk)];
    await until('the stand-by has it', () => newest(two).includes(later[1]?.ticket ?? '-'));
    await host.machine.close();
    await rm(host.data, { recursive: true });
    await cp(backup, host.data, { recursive: true });
    await rm(backup, { recursive: true });
    await host.restart();
    await joined(kiosk);
    const held = await state(host);
    expect(later.map((ticket) => held.tickets.get(ticket.ticket)?.number)).toEqual(later.map((ticket) => ticket.number));
    expect(held.epoch).toBe(1);
    expect((await issue(kiosk)).number).not.toBe(later[1]?.number);
  });
});

describe('SPEC 10.10: clocks', () => {
  it('notices a clock that jumps, and no wait is negative', async () => {
    const { host, one, kiosk } = await hall();
    await issue(kiosk);
    host.skew = 3_600_000;
    await until('it is noticed', async () => (await state(host)).clockJumps.length === 1, 5_000);
    await issue(kiosk);
    host.skew = -7_200_000;
    await until('and back', async () => (await state(host)).clockJumps.length === 2, 5_000);
    await issue(kiosk);
    for (let count = 0; count < 3; count += 1) {
      valueOf(await one.call('ticket.call'));
      valueOf(await one.call('ticket.finish'));
    }
    const held = await state(host);
    expect(held.clockJumps.map((jump) => Math.round(jump.byMs / 3_600_000))).toEqual([1, -3]);
    for (const ticket of held.tickets.values()) expect((ticket.firstCalledAt ?? ticket.issuedAt) - ticket.issuedAt).toBeGreaterThanOrEqual(0);
  });
});

function readSeats(at: Box): readonly unknown[] {
  try {
    return JSON.parse(readFileSync(path.join(at.data, 'network', 'seats.json'), 'utf8')) as readonly unknown[];
  } catch {
    return [];
  }
}
