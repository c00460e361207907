import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakePrinter, type FakePrinter } from '../fakes/escposPrinter.ts';
import { newId } from '../../main/hall/ids.ts';
import { decodeSlip } from '../support/escposDecoder.ts';
import { journalEvents } from '../support/journal.ts';
import { aPrinter, printingWith } from '../support/printing.ts';
import { paperText } from '../support/slipCheck.ts';
import { type HallWindow, type Started, start } from './harness.ts';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();
const call = (page: Page, name: string, input: object) => page.evaluate(([command, given]) => (globalThis as unknown as HallWindow).hall.call(command, given), [name, input] as const);
const take = async (kiosk: Page) => {
  await button(kiosk, /交费购电/).click();
  await button(kiosk, /普通取号/).click();
  await kiosk.locator('.kiosk-number').waitFor();
  return (await kiosk.locator('.kiosk-number').textContent()) ?? '';
};
const decoded = (bytes: Buffer) => decodeSlip(bytes, ''); // all in the printer's own font
const home = (kiosk: Page) => button(kiosk, /好了/).click();

describe('slips on a real port, in a real Electron', () => {
  let hall: Started;
  let printer: FakePrinter;
  beforeAll(async () => {
    printer = await fakePrinter();
    hall = await start({ screen: 'manager' });
    const manager = await hall.page('manager');
    const value = printingWith([aPrinter(1, printer.address, { name: '取号机', profile: 'xprinter' })]);
    const reply = await call(manager, 'hall.configure', { change: { section: 'printing', value }, commandId: newId() });
    expect(reply).toMatchObject({ ok: true });
  }, 60_000);
  afterAll(async () => {
    await hall.close();
    await printer.close();
  });

  it('SPEC 11.1 11.9: two touches at the kiosk, and the paper says what the screen says', async () => {
    const kiosk = await hall.open('kiosk');
    await hall.resize('kiosk', 1080, 1920);
    const number = await take(kiosk);
    await kiosk.getByText('请取走纸票').waitFor();
    await kiosk.waitForTimeout(300);
    await hall.shot(kiosk, 'print-e2e-1-printed');
    expect(printer.papers.length).toBe(1);
    const slip = decoded(printer.papers[0]?.bytes ?? Buffer.alloc(0));
    const check = await kiosk.locator('.kiosk-check b').textContent();
    expect(paperText(slip)).toContain(number);
    expect(paperText(slip)).toContain(`查询码${check}`);
    expect(slip.cuts).toBe(1);
    expect(slip.qr[0]).toContain(`${number} `);
    await home(kiosk);
  });

  it('SPEC 11.1 11.6: out of paper is on the kiosk before somebody tries, the ticket is issued all the same, and the paper follows', async () => {
    const kiosk = await hall.page('kiosk');
    printer.set({ paperOut: true });
    await kiosk.getByText(/纸票暂时打不了.*打印纸用完/).waitFor({ timeout: 20_000 });
    await hall.shot(kiosk, 'print-e2e-2-no-paper');
    await take(kiosk);
    await kiosk.getByText('打印机暂时打不了').waitFor();
    await hall.shot(kiosk, 'print-e2e-3-waiting');
    printer.set({ paperOut: false });
    await expect.poll(() => printer.papers.length, { timeout: 20_000 }).toBe(2);
    await kiosk.getByText(/纸票暂时打不了/).waitFor({ state: 'detached', timeout: 20_000 });
  });

  it('SPEC 11.4: a lost answer is asked of the guide, whose no prints one that says 补打', async () => {
    const kiosk = await hall.page('kiosk');
    await kiosk.reload();
    printer.set({ hangUpAfter: 60 });
    const number = await take(kiosk);
    await kiosk.getByText('纸票没出来？').waitFor();
    await hall.shot(kiosk, 'print-e2e-4-unsure');
    printer.set({ hangUpAfter: null });
    const guide = await hall.open('guide');
    await hall.resize('guide', 1366, 900);
    await guide.getByText('出来了吗？').waitFor();
    await hall.shot(guide, 'print-e2e-5-guide-asked');
    const before = printer.papers.length;
    await button(guide, '没出来，补打').click();
    await expect.poll(() => printer.papers.length, { timeout: 20_000 }).toBe(before + 1);
    await guide.getByText('出来了吗？').waitFor({ state: 'detached' });
    const paper = printer.papers.at(-1)?.bytes ?? Buffer.alloc(0);
    const slip = decoded(paper.subarray(paper.lastIndexOf(Buffer.from([0x1b, 0x40]))));
    expect(paperText(slip)).toContain(number);
    expect(paperText(slip)).toContain('补打');
    const outcomes = journalEvents(hall.data).flatMap((one) => (one.type === 'slip.reported' && one.data.final !== false ? [one.data.outcome] : []));
    expect(outcomes).toEqual(['printed', 'printed', 'unknown', 'printed']);
  });
});
