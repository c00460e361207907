import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from '../../build/systemPackages.mjs';
import type { Role } from '../../shared/events.ts';
import { journalEvents } from '../support/journal.ts';
import { fakePrinter } from '../fakes/escposPrinter.ts';
import { freePort, until } from '../support/machines.ts';
import { aPrinter, copiesOf, printingWith } from '../support/printing.ts';
import { differing, disagreements, journalBytes, plain, type Seen, seenIn, viewsOf } from './agreement.ts';
import { type Ask, askIn, hallCli, must, viewing } from './hallOf.ts';
import { arrivalsOf, openCounter, workThrough } from './peak.ts';
import { start } from './harness.ts';
import { asks, openTheHall, type TheHall } from './theHall.ts';

const seed = Number(process.env['HALL_SEED'] ?? 20_261_122);
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();
const tiles: Readonly<Record<string, RegExp>> = { payment: /交费购电/, billQuery: /电费咨询/, change: /过户变更/, general: /综合业务/, newSupply: /新装增容/ };
const classes: Readonly<Record<string, RegExp>> = { elderly: /老年人/, pregnant: /孕妇/, military: /军人/ };

describe.skipIf(chromiumPath() === undefined)(`one hall on six computers, seed ${seed} (skipped without Chromium)`, () => {
  let hall: TheHall;
  let kiosk: Ask;
  let counter1: Ask;
  let manager: Ask;
  let host: Ask;
  const numbers: string[] = [];
  beforeAll(async () => {
    hall = await openTheHall();
    ({ kiosk, counter1, manager, host } = await asks(hall));
  }, 60_000);
  afterAll(() => hall?.close());

  const arrivals = arrivalsOf(seed, 60);
  const shot = (page: Page, name: string) => hall.host.shot(page, `hall-${name}`);
  const headOf = () => journalEvents(hall.hostData).at(-1)?.seq ?? 0;

  /** A customer at the kiosk's own buttons. */
  async function touch({ service, class: kind }: (typeof arrivals)[number]): Promise<{ readonly number: string; readonly check: string }> {
    const { page } = hall.kiosk;
    await button(page, tiles[service] ?? /./).click();
    await button(page, kind === 'ordinary' ? /普通取号/ : /优先取号/).click();
    if (kind !== 'ordinary') await button(page, classes[kind] ?? /./).click();
    const number = (await page.locator('.kiosk-number').textContent()) ?? '';
    const check = (await page.locator('.kiosk-check b').textContent()) ?? '';
    numbers.push(number);
    if (numbers.length === 12) {
      await page.locator('.kiosk-slip img').waitFor();
      await shot(page, 'kiosk-ticket');
    }
    await button(page, /好了/).click();
    return { number, check };
  }

  it('SPEC 10.1: a peak of the demo’s day goes through all six', async () => {
    const first: { readonly number: string; readonly check: string }[] = [];
    for (const one of arrivals.slice(0, 12)) first.push(await touch(one));
    const counter = await hall.counter1.page('counter');
    await counter.getByLabel('工号或姓名').fill('王芳 1023');
    await shot(counter, 'counter-sign-in');
    await button(counter, /^签\s?到$/).click(); // its own counter is chosen already
    await button(counter, '开台').click();
    await counter.getByText('服务中').first().waitFor();
    await openCounter(hall.counter2.ask, '李静', 2);
    let come = 0;
    const issue = async (from: number, to: number) => {
      for (const one of arrivals.slice(from, to)) numbers.push(String((await must(kiosk('ticket.issue', one)))['number']));
      come = to;
    };
    await issue(12, 36);
    await shot(hall.kiosk.page, 'kiosk-start');
    await shot(counter, 'counter-queue');

    // The first customers by the clerk's keys, then everything at once.
    await counter.bringToFront();
    for (let nth = 0; nth < 2; nth += 1) {
      await counter.keyboard.press('F2');
      await counter.locator('.current[data-state="called"]').waitFor();
      await counter.locator('.ops-large:enabled').waitFor();
      await counter.keyboard.press('F4');
      await counter.locator('.current[data-state="serving"]').waitFor();
      await counter.locator('.ops-large:enabled').waitFor();
      if (nth === 0) await shot(counter, 'counter-serving');
      await counter.keyboard.press('F6');
      await counter.locator('.current-free').waitFor();
      await counter.locator('.ops-large:enabled').waitFor();
    }
    const over = () => come === arrivals.length;
    const desk = await hall.manager.page('manager');
    const helped = desk.getByRole('button', { name: '我来了' }).click().then(() => shot(desk, 'manager-floor'));
    const { page } = hall.kiosk;
    const complaint = async () => {
      await button(page, /我等太久了/).click();
      await page.keyboard.type(`${first[0]?.number}${first[0]?.check}`);
      await shot(page, 'kiosk-causes');
      await button(page, '等候时间过长').click();
      await button(page, '直接提交').click();
      await page.getByText(/\d{8}-\d{3}/).first().waitFor();
      await shot(page, 'kiosk-filed');
      await button(page, /好了/).click();
    };
    const incident = async () => {
      const { incident: id } = await must(manager('incident.start', { kind: 'systemShort' }));
      await issue(36, 48);
      await must(manager('incident.stop', { incident: id }));
      await issue(48, arrivals.length);
    };
    const [, , served1, served2] = await Promise.all([
      incident(), complaint(),
      workThrough({ ask: counter1, turns: { 2: 'recallAndNoShow', 5: 'transfer', 8: 'park', 12: 'complaint' }, other: 2, over }),
      workThrough({ ask: hall.counter2.ask, turns: { 3: 'pause', 5: 'help', 7: 'transfer' }, other: 1, over }),
      helped,
    ]);
    expect(2 + served1 + served2, 'who was transferred to a counter that had gone home waits').toBeGreaterThanOrEqual(arrivals.length - 2);
  });

  it('SPEC 4.1, 4.5: every number once, and each ticket in its place', async () => {
    expect(new Set(numbers).size).toBe(arrivals.length);
    const floor = (await must(host('floor'))) as { readonly reconciliation: object };
    expect(floor.reconciliation).toMatchObject({ issued: arrivals.length, balanced: true });
  });

  it('SPEC 10.1: whatever a station was shown during the peak is what the host’s record gives it at that moment', async () => {
    const seen = (await Promise.all((await hall.windows()).map(async ([page, caller]) => seenIn(page, caller)))).flat();
    expect(seen.length).toBeGreaterThan(300);
    expect(await disagreements(hall.hostData, seen)).toEqual([]);
  });

  it('SPEC 10.1: at its end each view of each station is the host’s own', async () => {
    const here = await viewing(hall.hostData);
    const there = await viewing(hall.counter2.data);
    const closed = (journalEvents(hall.hostData).find((one) => one.type === 'ticket.finished')?.data ?? {}) as { readonly ticket: string };
    const issued = journalEvents(hall.hostData).find((one) => one.type === 'ticket.issued' && one.data.ticket === closed.ticket)?.data as { readonly number: string; readonly check: string };
    const feedback = journalEvents(hall.hostData).find((one) => one.type === 'feedback.filed')?.data as { readonly feedback: string };
    const { day } = (await must(host('board'))) as { readonly day: string };
    const params: Readonly<Record<string, object>> = {
      status: { number: issued.number, check: issued.check }, feedback, ticketFind: { number: issued.number }, facts: { ticket: closed.ticket, day }, slip: { kind: 'ticket', of: closed.ticket, check: issued.check },
    };
    const stations: readonly (readonly [Role, Ask, string])[] = [
      ['clerk', counter1, 'counter 1'], ['clerk', (name, input) => there.view('clerk', name, input), 'counter 2'], ['manager', manager, 'manager 主管'], ['kiosk', kiosk, 'kiosk 东门取号机'], ['board', askIn(hall.board.page), 'board 大厅叫号屏'],
    ];
    const wrong: string[] = [];
    let compared = 0;
    for (const [role, ask] of stations) {
      for (const name of viewsOf(role).filter((one) => !ownViews.includes(one) && one !== 'advanceCost')) { // those are each station's own: below, with the record; a cost is of a ticket that waits
        const input = name === 'feedback' ? { feedback: feedback.feedback } : (params[name] ?? {});
        let why = '';
        for (let tries = 0; tries < 10 && (tries === 0 || why !== ''); tries += 1) { // slips are still being printed, so the hall may go on between the two answers
          const [theirs, its] = await Promise.all([ask(name, input), here.view(role, name, input)]);
          why = theirs.ok && its.ok && theirs.seq === its.seq && isDeepStrictEqual(plain(theirs.result), plain(its.result)) ? '' : `${role} ${name}: ${theirs.ok && its.ok ? differing(its.result, theirs.result) : JSON.stringify([theirs, its])}`;
        }
        compared += 1;
        if (why !== '') wrong.push(why);
      }
    }
    const own: Seen[] = [];
    for (const [role, ask, key] of stations) {
      for (const name of viewsOf(role).filter((one) => ownViews.includes(one))) {
        const reply = await ask(name);
        if (reply.ok) own.push({ caller: { role, station: hall.ids.get(key) ?? '' }, name, seq: reply.seq, value: reply.result });
      }
    }
    await here.close();
    await there.close();
    expect(own).toHaveLength(16);
    expect(await disagreements(hall.hostData, own)).toEqual([]);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(40);
  });

  it('the board has shown each call once, in order', async () => {
    const calls = journalEvents(hall.hostData).flatMap((one) => (one.type === 'ticket.called' || one.type === 'ticket.recalled' ? [`${one.data.ticket} ${one.data.counter}`] : []));
    const issued = new Map(journalEvents(hall.hostData).flatMap((one) => (one.type === 'ticket.issued' ? [[one.data.ticket, one.data.number] as const] : [])));
    const expected = calls.map((one) => `${issued.get(one.split(' ')[0] ?? '')} ${one.split(' ')[1]} 号柜台`);
    const shown = () => hall.board.page.evaluate(() => (globalThis as unknown as { shownCalls: string[] }).shownCalls);
    await expect.poll(async () => (await shown()).length, { timeout: 15_000 }).toBeGreaterThanOrEqual(expected.length);
    expect(await shown()).toEqual(expected);
    await shot(hall.board.page, 'board-peak');
  });

  it('SPEC 11.2: a kiosk in a browser prints at the printer that is set for it, on another computer', async () => {
    const printer = await fakePrinter();
    const section = (value: ReturnType<typeof printingWith>) => must(host('hall.configure', { change: { section: 'printing', value } }));
    try {
      await section(printingWith([aPrinter(1, printer.address, { name: '取号机' })]));
      await button(hall.kiosk.page, tiles['payment'] ?? /./).click();
      await button(hall.kiosk.page, /普通取号/).click();
      await hall.kiosk.page.getByText('请取走纸票').waitFor({ timeout: 20_000 });
      const number = (await hall.kiosk.page.locator('.kiosk-number').textContent()) ?? '';
      await shot(hall.kiosk.page, 'kiosk-printed');
      expect(copiesOf(printer, number)).toEqual({ all: 1, marked: 0 });
      await button(hall.kiosk.page, /好了/).click();
      await section(printingWith([]));
    } finally {
      await printer.close();
    }
  });

  it('SPEC 10.7: the stand-bys hold the host’s journal byte for byte, and it verifies', async () => {
    for (const data of [hall.counter1.data, hall.manager.data]) {
      await until('the copy is the host’s journal', () => journalBytes(data) === journalBytes(hall.hostData)); // slips are still being printed
      expect(hallCli(data, 'verify')).toMatchObject({ ok: true });
    }
    expect(hallCli(hall.hostData, 'verify')).toMatchObject({ ok: true });
    const desk = await hall.host.page('manager');
    await desk.getByText('记录已备齐').nth(1).waitFor();
    await shot(desk, 'host-stations');
  });

  /** What depends on the station and on who sits there. */
const ownViews: readonly string[] = ['counter', 'kit', 'people', 'feedbackList', 'alerts'];

describe('when the host is gone', () => {
    let before = '';
    const deskOf = () => hall.manager.page('manager');
    it('SPEC 10.5: killed in the middle of it: every screen says what works, and what is in hand goes on', async () => {
      const counter = await hall.counter1.page('counter');
      const strip = await hall.counter1.open('strip');
      await hall.counter1.resize('counter', 1366, 768);
      for (const service of ['payment', 'general', 'change', 'billQuery', 'payment', 'payment', 'newSupply', 'change']) await must(kiosk('ticket.issue', { service }));
      await must(hall.counter2.ask('ticket.call'));
      await must(hall.counter2.ask('ticket.start'));
      await must(hall.counter2.ask('ticket.transfer', { service: 'general', counter: 1 }));
      await must(hall.counter2.ask('ticket.call'));
      await must(hall.counter2.ask('ticket.start'));
      await must(counter1('ticket.call', {}));
      await must(counter1('ticket.start'));
      const head = headOf();
      await until('the copies are whole', () => [hall.counter1.data, hall.manager.data].every((one) => (journalEvents(one).at(-1)?.seq ?? 0) >= head));
      before = journalBytes(hall.manager.data);
      await hall.host.kill();

      const bands: readonly (readonly [Page, string, RegExp])[] = [
        [counter, 'counter', /与主机断开.*正在办理的可以办结/], [strip, 'strip', /断线/], [await deskOf(), 'manager', /与主机断开.*请看主机是否开着/],
        [hall.kiosk.page, 'kiosk', /系统离线，请到引导台取号/], [hall.board.page, 'board', /显示可能不是最新/],
      ];
      for (const [page, name, says] of bands) {
        await page.locator('.band-link').waitFor({ timeout: 15_000 });
        expect(await page.locator('.band-link').textContent()).toMatch(says);
        await shot(page, `cut-${name}`);
      }
      await shot(await hall.counter1.page('home'), 'cut-home');
      expect(await button(hall.kiosk.page, /我等太久了/).isVisible(), 'a browser can take nothing in').toBe(false);
      expect(await kiosk('ticket.issue', { service: 'payment' })).toMatchObject({ ok: false, problem: { code: 'station.cutOff' } });
      expect(await manager('incident.start', { kind: 'systemShort' })).toMatchObject({ ok: false, problem: { code: 'station.cutOff' } });
      await counter.bringToFront();
      await counter.locator('.current[data-state="serving"]').waitFor();
      await counter.locator('.ops-large:enabled', { hasText: '办结' }).waitFor();
      await counter.keyboard.press('F6');
      await counter.getByText('本机已记 1 项').waitFor();
      await counter.locator('.ops-large:enabled', { hasText: '下一位' }).waitFor();
      await counter.keyboard.press('F2'); // whom counter 2 sent here
      await counter.locator('.current[data-state="called"]').waitFor();
      await counter.getByText('看不到等候的客户').waitFor();
      await shot(counter, 'cut-counter-next');
      expect(await hall.counter2.ask('ticket.finish')).toMatchObject({ ok: true });
      expect(await hall.counter2.ask('ticket.call')).toMatchObject({ ok: false });
      expect(await hall.counter2.ask('feedback.file', { cause: 'Q03', words: '停了半天没人说一声' })).toMatchObject({ ok: true });
    });

    it('SPEC 10.8: after a minute the manager takes over by two confirmations; the counters follow', async () => {
      const desk = await deskOf();
      expect(await button(desk, '接替主机').isVisible()).toBe(false);
      await desk.evaluate(() => {
        const real = Date.now;
        Date.now = () => real() + 61_000; // the minute is over
      });
      await button(desk, '接替主机').click({ timeout: 15_000 });
      await shot(desk, 'take-over-1');
      await button(desk, /我看过了/).click();
      await desk.getByRole('textbox', { name: '营业厅名称' }).fill('示例供电营业厅');
      await shot(desk, 'take-over-2');
      await button(desk, '现在接替').click();
      await desk.getByText('这台电脑现在是主机').waitFor({ timeout: 15_000 });
      await shot(desk, 'take-over-3');
      await desk.locator('.take-over').getByRole('button', { name: '关闭' }).click();
      const counter = await hall.counter1.page('counter');
      await counter.locator('.band-link').waitFor({ state: 'detached', timeout: 20_000 });
      await until('counter 2 has followed', async () => (await hall.counter2.ask('ticket.issue', { service: 'general' })).ok);
      const issued = journalEvents(hall.manager.data).findLast((one) => one.type === 'ticket.issued');
      expect(issued?.data).toMatchObject({ number: expect.stringMatching(/^K[5-9]001$/) });
      await desk.getByRole('tab', { name: '设备' }).click();
      await desk.getByText('还没有交接的原主机').waitFor();
      await shot(desk, 'taken-over-stations');
      await shot(counter, 'taken-over-counter');
    });

    it('SPEC 10.6: what was done without the host is on record once, with its own time', async () => {
      const events = journalEvents(hall.manager.data);
      expect(journalBytes(hall.manager.data).startsWith(before)).toBe(true);
      const late = events.filter((one) => one.original !== undefined && one.original !== null);
      expect(late.map((one) => one.type).sort()).toEqual(['feedback.filed', 'ticket.called', 'ticket.finished', 'ticket.finished']);
      expect(((await must(manager('stations'))) as { splits: unknown[] }).splits).toEqual([]);
      expect(hallCli(hall.manager.data, 'verify')).toMatchObject({ ok: true });
    });

    it('SPEC 10.8: the old host comes back as a station and stand-by', async () => {
      hall.host = await start({ data: hall.hostData, args: ['--no-role', '--port', String(hall.hostPort)] });
      const home = await hall.host.page('home');
      await home.getByText(/已连上主机/).waitFor({ timeout: 20_000 });
      await shot(home, 'old-host-home');
      const desk = await deskOf();
      await desk.getByText('还没有交接的原主机').waitFor({ state: 'detached', timeout: 15_000 });
      await shot(desk, 'old-host-stations');
      const all = [hall.manager.data, hall.counter1.data, hall.hostData];
      await until('all have the same journal', () => new Set(all.map(journalBytes)).size === 1);
      for (const data of all) expect(hallCli(data, 'verify')).toMatchObject({ ok: true });
    });
  });
});

describe('the first start', () => {
  it('asks what this computer is; all-in-one works, and later the same computer is a host', async () => {
    const app = await start({ args: ['--no-role', '--port', String(await freePort())] });
    try {
      const home = await app.page('home');
      await home.getByRole('heading', { name: '这台电脑在营业厅里做什么？' }).waitFor();
      await home.locator('.setup-be').getByRole('button', { name: /一体机/ }).click();
      await home.getByText('好了：这台电脑现在是一体机').waitFor();
      await app.shot(home, 'hall-all-in-one');
      const kiosk = await app.open('kiosk');
      await kiosk.getByText('交费购电').first().waitFor();
      await home.bringToFront();
      await home.getByRole('button', { name: '改变这台电脑的用途' }).click();
      await home.locator('.setup-be').getByRole('button', { name: /主机/ }).click();
      await home.getByText('好了：这台电脑现在是主机').waitFor();
      const manager = await app.open('manager');
      await app.resize('manager', 1366, 768);
      await manager.getByRole('tab', { name: '设备' }).click();
      await button(manager, '配对新设备').click();
      expect(await manager.locator('.stations-code').textContent()).toMatch(/^\d{6}-[A-Z2-7]{8}$/);
      expect(await manager.locator('.stations').evaluate((one) => one.scrollWidth <= one.clientWidth), 'nothing is wider than the window').toBe(true);
    } finally {
      await app.close();
    }
  });
});
