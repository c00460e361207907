import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakePrinter, type FakePrinter } from '../fakes/escposPrinter.ts';
import { type Started, start } from './harness.ts';

describe('the printers in the manager’s window, in a real Electron', () => {
  let hall: Started;
  let printer: FakePrinter;
  beforeAll(async () => {
    printer = await fakePrinter();
    hall = await start({ screen: 'manager' });
  }, 60_000);
  afterAll(async () => {
    await hall.close();
    await printer.close();
  });

  it('SPEC 11.6: one is added by its address, prints a test page, and is told of when its paper ends', async () => {
    const page = await hall.page('manager');
    await hall.resize('manager', 1366, 768);
    await page.getByRole('tab', { name: '打印机' }).click();
    await page.getByRole('button', { name: '添加打印机' }).click();
    await page.locator('.printers-select').first().click();
    await page.locator('.ant-select-item-option', { hasText: '网络打印机' }).click();
    await page.getByPlaceholder('192.168.1.60').fill(printer.address.replace('tcp://', ''));
    await page.getByRole('button', { name: '检查' }).click();
    await page.getByText('应答正常').waitFor();
    await page.getByLabel('名称').fill('大厅');
    await hall.shot(page, 'print-e2e-6-form');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: '测试页' }).click();
    await page.getByText(/测试页：已打出/).waitFor({ timeout: 20_000 });
    expect(printer.papers.length).toBe(1);
    printer.set({ paperOut: true });
    await page.getByText('换一卷新纸').waitFor({ timeout: 20_000 });
    await hall.shot(page, 'print-e2e-7-no-paper');
    printer.set({ paperOut: false });
    await page.getByText('正常', { exact: true }).waitFor({ timeout: 20_000 });
    await page.getByText(/还够约 \d+ 张号票/).waitFor();
  });

  it('takes a printer away after asking once', async () => {
    const page = await hall.page('manager');
    await page.getByRole('button', { name: '移除' }).click();
    await page.getByRole('button', { name: '确定移除' }).click();
    await page.getByText('还没有打印机').waitFor();
  });
});
