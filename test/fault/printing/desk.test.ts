import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { View } from '../../../shared/contract.ts';
import { realFiles } from '../../../main/store/files.ts';
import { type Ails, type FakePrinter, fakePrinter } from '../../fakes/escposPrinter.ts';
import { clerk, kiosk, manager, type TestHall, testHall } from '../../support/fixture.ts';
import { aPrinter, copiesOf, deskOf, eventually, jobsOf, printingWith, setPrinters } from '../../support/printing.ts';

const guide = { role: 'guide', station: 'guide-1' } as const;
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function printerThat(ails: Partial<Ails> = {}): Promise<FakePrinter> {
  const printer = await fakePrinter(ails);
  ends.push(printer.close);
  return printer;
}

/** A hall with these printers, the first one for everything. */
async function hallWith(printers: readonly FakePrinter[], more: Parameters<typeof printingWith>[1] = {}): Promise<TestHall> {
  const test = await testHall();
  ends.push(test.hall.close);
  const made = printers.map((one, index) => aPrinter(index + 1, one.address, { next: index + 1 < printers.length ? aPrinter(index + 2, '').id : null }));
  await setPrinters(test, printingWith(made, more));
  return test;
}

async function openDesk(test: TestHall, more: Parameters<typeof deskOf>[1] = {}) {
  const desk = await deskOf(test, more);
  let open = true;
  const close = async () => {
    if (open) await desk.close();
    open = false;
  };
  ends.push(close);
  return { close };
}

const issue = (test: TestHall, who: Parameters<TestHall['must']>[0] = kiosk) => test.must(who, 'ticket.issue', { service: 'payment' }) as Promise<{ ticket: string; number: string; check: string }>;
const stateOf = (test: TestHall) => async () => (await jobsOf(test)).map((one) => one.state);
const settled = (states: readonly string[]) => states.length > 0 && states.every((one) => one !== 'queued' && one !== 'waiting');

describe('the print desk, over real connections', () => {
  it('SPEC 11.1 11.9: each ticket is on paper once, in order, as its preview says, and the hall knows', async () => {
    const printer = await printerThat();
    const test = await hallWith([printer]);
    await openDesk(test);
    const numbers: string[] = [];
    for (let n = 0; n < 20; n += 1) numbers.push((await issue(test)).number);
    await eventually(stateOf(test), (states) => states.length === 20 && states.every((one) => one === 'printed'));
    expect(printer.papers.map(({ bytes }) => /A\d{3}/.exec(bytes.toString('latin1'))?.[0])).toEqual(numbers);
    expect(printer.papers.every(({ connections }) => connections.length === 1), 'one connection a slip').toBe(true);
    expect(printer.uncut().length).toBe(0);
  });

  it('SPEC 11.1: a dead printer stops no ticket, and is told to the kiosk before somebody tries', async () => {
    const printer = await printerThat({ paperOut: true });
    const test = await hallWith([printer]);
    await openDesk(test);
    const printing = async () => (await test.view(kiosk, 'printing')) as View<'printing'>;
    await eventually(printing, (one) => one.ticket?.reason === 'paperOut');
    const { number } = await issue(test);
    const shown = await eventually(printing, (one) => one.slips[0]?.state === 'waiting');
    expect(shown).toMatchObject({ ticket: { state: 'trouble', reason: 'paperOut', paper: 'out', left: 0 }, slips: [{ number, state: 'waiting', reason: 'paperOut' }], unsure: [] });
    printer.set({ paperOut: false });
    await eventually(printing, (one) => one.slips[0]?.state === 'printed' && one.ticket?.state === 'ready');
    expect(copiesOf(printer, number)).toEqual({ all: 1, marked: 0 });
  });

  it('SPEC 11.5: what was called while the printer was in trouble is not printed any more', async () => {
    const printer = await printerThat({ coverOpen: true });
    const test = await hallWith([printer]);
    await openDesk(test);
    const [first, second] = [await issue(test), await issue(test)];
    await test.must(clerk(1), 'staff.signIn', { staff: '张', counter: 1 });
    await test.must(clerk(1), 'counter.open');
    test.now += 1_000;
    await test.must(clerk(1), 'ticket.call');
    await eventually(stateOf(test), (states) => states.includes('dropped'));
    printer.set({ coverOpen: false });
    await eventually(stateOf(test), settled);
    expect((await jobsOf(test)).map((one) => [one.number, one.state])).toEqual([[second.number, 'printed'], [first.number, 'dropped']]);
    expect(printer.papers.length).toBe(1);
  });

  it('SPEC 11.5: nothing comes out an hour later', async () => {
    const printer = await printerThat({ offline: true });
    const test = await hallWith([printer]);
    await openDesk(test);
    await issue(test);
    await eventually(stateOf(test), (states) => states[0] === 'waiting');
    test.now += 11 * 60_000;
    await test.must(manager, 'staff.signIn', { staff: '主管' }); // anything that moves the hall's time on
    printer.set({ offline: false });
    await eventually(stateOf(test), settled);
    expect((await jobsOf(test))[0]).toMatchObject({ state: 'dropped', reason: 'late' });
    expect(printer.papers.length).toBe(0);
  });

  it('SPEC 11.3: a printer in trouble hands over to the next one, and the slip comes out once', async () => {
    const [first, second] = [await printerThat({ coverOpen: true }), await printerThat()];
    const test = await hallWith([first, second]);
    await openDesk(test);
    const { number } = await issue(test);
    await eventually(stateOf(test), (states) => states[0] === 'printed');
    expect((await jobsOf(test))[0]?.printer).toBe('打印机2');
    first.set({ coverOpen: false });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect([copiesOf(first, number).all, copiesOf(second, number).all]).toEqual([0, 1]);
  });

  it('SPEC 11.3 11.4: an answer that is lost is unknown: no next printer, no retry, a person decides, and the second copy says 补打', async () => {
    const [first, second] = [await printerThat({ acknowledges: false }), await printerThat()];
    const test = await hallWith([first, second]);
    await openDesk(test);
    const { number } = await issue(test);
    await eventually(stateOf(test), (states) => states[0] === 'unsure');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect([copiesOf(first, number), copiesOf(second, number)]).toEqual([{ all: 1, marked: 0 }, { all: 0, marked: 0 }]);
    first.set({ acknowledges: true });
    const [unsure] = ((await test.view(guide, 'printing')) as View<'printing'>).unsure;
    await test.must(guide, 'slip.settle', { slip: unsure?.slip, printed: false });
    await eventually(stateOf(test), settled);
    expect(copiesOf(first, number)).toEqual({ all: 2, marked: 1 });
  });

  it('SPEC 11.4: a slip that waits can be cancelled, and then never comes out', async () => {
    const printer = await printerThat({ paperOut: true });
    const test = await hallWith([printer]);
    await openDesk(test);
    await issue(test);
    await eventually(stateOf(test), (states) => states[0] === 'waiting');
    await test.must(guide, 'slip.cancel', { slip: (await jobsOf(test))[0]?.slip });
    await eventually(stateOf(test), (states) => states[0] === 'cancelled');
    printer.set({ paperOut: false });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(printer.papers.length).toBe(0);
  });

  it('SPEC 11.2: what the hall has not heard yet is told after a restart, and printed only once', async () => {
    const printer = await printerThat();
    const test = await hallWith([printer]);
    const caller = { role: 'system', station: 'printing' } as const;
    let deaf = true;
    const desk = await openDesk(test, {
      hall: {
        call: async (name, input) => (deaf && name === 'slip.report' ? { ok: false, problem: { code: 'station.cutOff', detail: 'the line is cut', retry: true } } : test.hall.call(caller, name, input)),
        watch: (name, push) => test.hall.watch(caller, name, {}, push),
      },
    });
    const { number } = await issue(test);
    await eventually(() => printer.papers.length, (count) => count === 1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await desk.close();
    expect((await jobsOf(test))[0]?.state).toBe('queued');
    deaf = false;
    await openDesk(test);
    await eventually(stateOf(test), (states) => states[0] === 'printed');
    expect(copiesOf(printer, number)).toEqual({ all: 1, marked: 0 });
  });

  it('SPEC 11.2: a disk that refuses keeps slips from being sent, and lets them go when it has room again', async () => {
    const printer = await printerThat();
    const test = await hallWith([printer]);
    let full = false;
    await openDesk(test, {
      files: { ...realFiles, write: async (...args) => { if (full) throw Object.assign(new Error('no space'), { code: 'ENOSPC' }); return realFiles.write(...args); } },
      onBug: () => undefined,
    });
    full = true;
    const { number } = await issue(test);
    await eventually(stateOf(test), (states) => states[0] === 'waiting');
    expect([(await jobsOf(test))[0]?.reason, printer.papers.length]).toEqual(['disk', 0]);
    full = false;
    await eventually(stateOf(test), (states) => states[0] === 'printed');
    expect(copiesOf(printer, number)).toEqual({ all: 1, marked: 0 });
  });

  it('SPEC 11.2: a spool with a torn end is read up to it', async () => {
    const printer = await printerThat();
    const test = await hallWith([printer]);
    const desk = await openDesk(test);
    await issue(test);
    await eventually(stateOf(test), (states) => states[0] === 'printed');
    await desk.close();
    const { appendFile } = await import('node:fs/promises');
    await appendFile(path.join(test.dataDir, 'prints', 'spool.ndjson'), '{"key":"01ABC','utf8');
    await openDesk(test);
    await issue(test);
    await eventually(stateOf(test), (states) => states.length === 2 && states.every((one) => one === 'printed'));
    expect(printer.papers.length).toBe(2);
  });

  it('SPEC 11.6: a printer that was changed in the settings is used as it is set from then on', async () => {
    const [before, after] = [await printerThat(), await printerThat()];
    const test = await hallWith([before]);
    await openDesk(test);
    await issue(test);
    await eventually(stateOf(test), (states) => states[0] === 'printed');
    await setPrinters(test, printingWith([aPrinter(1, after.address, { widthMm: 58 })]));
    await issue(test);
    await eventually(stateOf(test), (states) => states.length === 2 && settled(states));
    expect([before.papers.length, after.papers.length]).toEqual([1, 1]);
    await test.must(manager, 'slip.print', { kind: 'test', of: aPrinter(1, '').id });
    await test.must(manager, 'slip.print', { kind: 'day', of: '2026-11-23' });
    await eventually(stateOf(test), (states) => states.length === 4 && states.every((one) => one === 'printed'));
    expect(after.papers.length).toBe(3);
  });

  it('SPEC 11.7: a kind of printer that this computer cannot have is said so, and its slips are dropped in time', async () => {
    const test = await testHall();
    ends.push(test.hall.close);
    await setPrinters(test, printingWith([aPrinter(1, 'winspool://POS-80')]));
    await openDesk(test, { open: async () => ({ ok: false, problem: { code: 'command.badInput', detail: 'no such way here' } }) });
    await issue(test);
    await eventually(async () => ((await test.view(kiosk, 'printing')) as View<'printing'>), (one) => one.ticket?.reason === 'notHere' && one.slips[0]?.state === 'waiting');
  });
});

