import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { journalEvents } from '../support/journal.ts';
import { type Started, start } from './harness.ts';

let hall: Started;
beforeAll(async () => {
  hall = await start();
}, 60_000);
afterAll(() => hall.close());

const types = () => journalEvents(hall.data).map((one) => one.type);
const happens = (type: string, times = 1) => expect.poll(() => types().filter((one) => one === type).length, { timeout: 5000, message: type }).toBe(times);

/** Everything that can be pressed on a kiosk page: at least 48 px each way, and wholly on the screen. */
async function checkTargets(page: Page, name: string): Promise<void> {
  const small = await page.evaluate(() => [...document.querySelectorAll('button')].filter((one) => one.offsetParent !== null).flatMap((one) => {
    const { width, height, left, right } = one.getBoundingClientRect();
    return width < 48 || height < 48 || left < 0 || right > innerWidth ? [`${one.textContent} ${Math.round(width)}×${Math.round(height)}`] : [];
  }));
  expect(small, name).toEqual([]);
}

describe('hands', () => {
  it('kiosk: every target is 48 px or more, on every page, in both modes and sizes; five touches to a complaint', async () => {
    const page = await hall.open('kiosk');
    const press = async (name: RegExp) => {
      await page.getByRole('button', { name }).first().click();
      await page.waitForTimeout(150);
    };
    for (const [width, height, mode] of [[1080, 1920, 'plain'], [1366, 768, 'plain'], [1080, 1920, 'elder'], [1366, 768, 'elder']] as const) {
      await hall.resize('kiosk', width, height);
      if (mode === 'elder' && (await page.getByRole('button', { name: /长者模式/ }).count()) > 0) await press(/长者模式/);
      const look = async (name: string) => {
        await checkTargets(page, `${name} ${mode} ${width}`);
        await hall.shot(page, `kiosk-${mode}-${width}-${name}`);
      };
      await look('start');
      await press(/交费购电/);
      await look('service');
      await press(/优先取号/);
      await look('classes');
      await press(/老年人/);
      await page.locator('.kiosk-number').waitFor();
      await look('ticket');
      const issued = journalEvents(hall.data).filter((one) => one.type === 'ticket.issued').at(-1);
      if (issued?.type !== 'ticket.issued') throw new Error('no ticket');
      await press(/好了/);
      await press(/我等太久了/);
      await look('number');
      await page.keyboard.type(issued.data.number + issued.data.check);
      await page.getByRole('button', { name: /等候时间过长/ }).waitFor();
      await look('causes');
      await press(/等候时间过长/);
      await look('words');
      await press(/我自己写/);
      await look('pinyin');
      for (const letter of 'deng') await press(new RegExp(`^${letter}$`));
      await look('pinyin-candidates');
      await press(/请工作人员帮我填/);
      await page.getByText(/\d{8}-\d{3}/).first().waitFor();
      await look('filed');
      await press(/好了|返回/);
    }
    const filed = journalEvents(hall.data).filter((one) => one.type === 'feedback.filed');
    expect(filed).toHaveLength(4);
    expect(filed.every((one) => one.type === 'feedback.filed' && one.data.helpWanted)).toBe(true);
  }, 120_000);

  it('counter: a whole morning by keyboard alone', async () => {
    const page = await hall.open('counter');
    await hall.resize('counter', 1366, 768);
    await page.getByLabel('工号或姓名').waitFor();
    await page.bringToFront();
    await page.keyboard.type('王芳'); // the field has the focus already
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await happens('staff.signedIn');
    await page.getByText('未开放').first().waitFor();
    const focusOn = async (name: RegExp) => {
      for (let step = 0; step < 60; step += 1) {
        if (await page.evaluate((source) => new RegExp(source).test(document.activeElement?.textContent ?? ''), name.source)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab does not reach ${name}`);
    };
    await focusOn(/^开\s?台$/);
    await page.keyboard.press('Enter');
    await happens('counter.opened');
    await page.getByText('服务中').first().waitFor();
    /** Presses a key once the screen offers it, as a person would. */
    const press = async (name: string) => {
      await expect.poll(() => page.getByRole('button', { name: new RegExp(`${name}$`) }).first().isEnabled(), { timeout: 5000, message: `${name} is offered` }).toBe(true);
      await page.keyboard.press(name);
    };
    const key = async (name: string, type: string, times = 1) => {
      await press(name);
      await happens(type, times);
    };
    await key('F2', 'ticket.called');
    await key('F3', 'ticket.recalled');
    const reached = new Set<string>();
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab');
      reached.add(await page.evaluate(() => (document.activeElement?.textContent ?? '').replace(/F\d+|\s/g, '')));
    }
    for (const operation of ['重呼', '开始办理', '办结', '过号', '挂起', '转柜台', '诉求', '未办成', '加办业务', '另约', '并号', '改类', '求助']) expect([...reached].some((one) => one.includes(operation)), `${operation} by Tab, of ${[...reached].join(' ')}`).toBe(true);
    await focusOn(/^加办业务$/);
    await page.keyboard.press('Enter');
    await page.waitForTimeout(200);
    await focusOn(/^电费咨询$/);
    await page.keyboard.press('Enter');
    await happens('ticket.serviceAdded');
    await key('F7', 'ticket.markedNoShow');
    await key('F2', 'ticket.called', 2);
    await key('F4', 'ticket.started');
    await press('F8');
    await page.waitForTimeout(200);
    await hall.shot(page, 'counter-park');
    await focusOn(/^客户填表$/);
    await page.keyboard.press('Enter');
    await happens('ticket.parked');
    await key('F2', 'ticket.called', 3);
    await press('F10');
    await page.waitForTimeout(300);
    await focusOn(/^登记并出单/);
    await page.keyboard.press('Enter');
    await page.getByText(/这件事还在办/).waitFor(); // this ticket complained at the kiosk: another matter
    await page.keyboard.press('Alt+2');
    await happens('feedback.filed', 5);
    await page.keyboard.press('Escape');
    await key('F6', 'ticket.finished');
    await page.waitForTimeout(200);
    await hall.shot(page, 'counter-rate');
    await focusOn(/^非常满意$/);
    expect(types(), 'none of the five words is chosen beforehand').not.toContain('ticket.rated');
    await page.keyboard.press('Enter');
    await happens('ticket.rated');
  }, 60_000);
});
