import { afterEach, describe, expect, it } from 'vitest';
import type { View } from '../../../shared/contract.ts';
import { type Printing, startPrinting } from '../../../main/hall/printing.ts';
import { type FakePrinter, fakePrinter } from '../../fakes/escposPrinter.ts';
import { Lines } from '../../support/lines.ts';
import { type Box, openBox, pair, valueOf } from '../../support/machines.ts';
import { aPrinter, copiesOf, eventually, printingWith } from '../../support/printing.ts';

const ends: (() => Promise<unknown>)[] = [];
let lines = new Lines(Math.random);
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await lines.close();
  lines = new Lines(Math.random);
});

async function box(name: string, more: Parameters<typeof openBox>[1] = {}): Promise<Box> {
  const made = await openBox(name, { reach: lines.reachOf(name), ...more });
  ends.push(made.close);
  return made;
}

async function printer(): Promise<FakePrinter> {
  const made = await fakePrinter({ connections: 'refuse' });
  ends.push(made.close);
  return made;
}

/** The real thing that a program starts beside its machine. */
function prints(at: Box): Printing {
  const printing = startPrinting({ desk: at.machine.desk, dataDir: at.data, onBug: (error) => at.bugs.push(error) });
  ends.push(printing.close);
  return printing;
}

/** Pairs it and gives the id that it has in the hall. */
async function paired(host: Box, station: Box, role: 'kiosk' | 'guide', name: string): Promise<string> {
  await pair(host, station, role, name);
  const { rows } = valueOf(await host.view('stations')) as View<'stations'>;
  return rows.find((one) => one.name === name)?.station ?? '';
}

const set = async (host: Box, value: ReturnType<typeof printingWith>) => void valueOf(await host.call('hall.configure', { change: { section: 'printing', value } }));
const jobs = async (host: Box) => (valueOf(await host.view('printers')) as View<'printers'>).jobs;

describe('printers of a hall with many PCs', () => {
  it('SPEC 11.2: two stations hand 500 slips each to one network printer: all there once, none in another, in order', { timeout: 180_000 }, async () => {
    const paper = await printer();
    const host = await box('host', { unasked: 'host' });
    const [one, two] = [await box('one'), await box('two')];
    await pair(host, one, 'guide', 'one');
    await pair(host, two, 'guide', 'two');
    await set(host, printingWith([aPrinter(1, paper.address)]));
    prints(host);
    const numbers: string[] = [];
    const hand = async (station: Box) => {
      for (let n = 0; n < 500; n += 1) numbers.push((valueOf(await station.call('ticket.issue', { service: 'payment' })) as { number: string }).number);
    };
    await Promise.all([hand(one), hand(two)]);
    expect(new Set(numbers).size).toBe(1_000);
    await eventually(() => paper.papers.length, (count) => count === 1_000, 120_000);
    await paper.idle();
    const printed = paper.papers.map(({ bytes }) => /A\d{3,4}/.exec(bytes.toString('latin1'))?.[0] ?? '?');
    const serials = printed.map((one) => Number(one.slice(1)));
    expect(serials).toEqual([...serials].sort((a, b) => a - b));
    expect(new Set(printed)).toEqual(new Set(numbers));
    expect(paper.papers.every(({ connections }) => connections.length === 1)).toBe(true);
    expect(host.bugs).toEqual([]);
  });

  it('SPEC 11.2 11.8: a kiosk prints on its own printer, also while it is cut off, and the hall hears of it afterwards', { timeout: 60_000 }, async () => {
    const paper = await printer();
    const host = await box('host', { unasked: 'host' });
    const kiosk = await box('kiosk', { role: 'kiosk' });
    const station = await paired(host, kiosk, 'kiosk', 'K');
    await set(host, printingWith([aPrinter(1, paper.address, { station })]));
    prints(host);
    prints(kiosk);
    const issue = async () => (valueOf(await kiosk.call('ticket.issue', { service: 'payment' })) as { number: string }).number;
    const first = await issue();
    await eventually(() => jobs(host), (all) => all[0]?.state === 'printed');
    await new Promise((resolve) => setTimeout(resolve, 1_500)); // what it needs to go on by itself is sent once a second
    await lines.cut('kiosk', host.port, true);
    await eventually(() => kiosk.machine.desk.link().state, (state) => state === 'cutOff');
    const second = await issue();
    await eventually(() => paper.papers.length, (count) => count === 2);
    paper.set({ paperOut: true });
    const printing = async () => valueOf(await kiosk.view('printing')) as View<'printing'>;
    await eventually(printing, (shown) => shown.ticket?.reason === 'paperOut', 20_000);
    const third = await issue();
    await eventually(printing, (shown) => shown.slips[0]?.state === 'waiting');
    paper.set({ paperOut: false });
    await eventually(() => paper.papers.length, (count) => count === 3, 20_000);
    await lines.cut('kiosk', host.port, false);
    await eventually(() => jobs(host), (all) => all.length === 3 && all.every((each) => each.state === 'printed'), 20_000);
    for (const number of [first, second, third]) expect(copiesOf(paper, number)).toEqual({ all: 1, marked: 0 });
    expect([...host.bugs, ...kiosk.bugs]).toEqual([]);
  });

  it('SPEC 11.4 11.8: a host that is killed and comes back prints nothing twice that a station has printed', { timeout: 60_000 }, async () => {
    const paper = await printer();
    const host = await box('host', { unasked: 'host' });
    const kiosk = await box('kiosk', { role: 'kiosk' });
    const station = await paired(host, kiosk, 'kiosk', 'K');
    await set(host, printingWith([aPrinter(1, paper.address, { station })]));
    prints(kiosk);
    for (let n = 0; n < 5; n += 1) valueOf(await kiosk.call('ticket.issue', { service: 'payment' }));
    await host.restart();
    await eventually(() => kiosk.machine.desk.link().state, (state) => state === 'joined', 20_000);
    await eventually(() => jobs(host), (all) => all.length === 5 && all.every((each) => each.state === 'printed'), 20_000);
    expect(paper.papers.length).toBe(5);
  });

  it('SPEC 11.1: a printer whose computer is away is shown so, and its slips wait', { timeout: 60_000 }, async () => {
    const paper = await printer();
    const host = await box('host', { unasked: 'host' });
    const guide = await box('guide');
    const station = await paired(host, guide, 'guide', 'G');
    await set(host, printingWith([aPrinter(1, paper.address, { station })]));
    const away = async () => (valueOf(await host.view('printers')) as View<'printers'>).printers[0];
    await eventually(away, (one) => one?.here === true);
    await lines.cut('guide', host.port, true);
    await eventually(away, (one) => one?.here === false, 20_000);
    valueOf(await host.call('ticket.issue', { service: 'payment' }));
    expect(await away()).toMatchObject({ queued: 1, here: false, stationName: 'G' });
    await lines.cut('guide', host.port, false);
    prints(guide);
    await eventually(() => jobs(host), (all) => all[0]?.state === 'printed', 20_000);
    expect(paper.papers.length).toBe(1);
  });

  it('SPEC 10.8 11.4: what the old host of a split printed is on the new one\'s record, so a second copy is marked', { timeout: 90_000 }, async () => {
    const paper = await printer();
    const host = await box('host', { unasked: 'host' });
    const one = await box('one');
    await pair(host, one, 'manager', 'one', true);
    await set(host, printingWith([aPrinter(1, paper.address)]));
    prints(host);
    const rows = async () => (valueOf(await host.view('stations')) as View<'stations'>).rows;
    await eventually(rows, (all) => all[0]?.behind === 0, 20_000);
    await lines.cut('one', host.port, true);
    await lines.cut('host', one.port, true);
    await eventually(() => one.machine.desk.link().state, (state) => state === 'cutOff', 20_000);
    const issued = valueOf(await host.call('ticket.issue', { service: 'payment' })) as { ticket: string; number: string };
    await eventually(() => jobs(host), (all) => all[0]?.state === 'printed');
    expect(await one.machine.takeOver('示例供电营业厅')).toMatchObject({ ok: true });
    await lines.cut('one', host.port, false);
    await lines.cut('host', one.port, false);
    await eventually(() => host.machine.what().kind === 'station' && host.machine.desk.link().state === 'joined', Boolean, 30_000);
    await eventually(() => jobs(one), (all) => all[0]?.number === issued.number && all[0].state === 'printed', 20_000);
    valueOf(await one.call('slip.print', { kind: 'ticket', of: issued.ticket }));
    expect((await jobs(one))[0]).toMatchObject({ number: issued.number, copy: true });
    // The old host is a station now, and its printer is still plugged into it.
    await eventually(() => jobs(one), (all) => all[0]?.state === 'printed', 20_000);
    expect(copiesOf(paper, issued.number)).toEqual({ all: 2, marked: 1 });
    expect([...host.bugs, ...one.bugs]).toEqual([]);
  });
});
