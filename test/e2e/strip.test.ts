import { execFileSync, spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { journalEvents } from '../support/journal.ts';
import { type Started, start } from './harness.ts';

/** Whether programs are here; what they are for is in the test's name. */
function have(...names: readonly string[]): boolean {
  return names.every((name) => {
    try {
      execFileSync('sh', ['-c', `command -v ${name}`]);
      return true;
    } catch {
      return false;
    }
  });
}

const windowManager = process.platform === 'linux' && have('openbox', 'xdotool', 'xprop');

describe('the strip beside the billing system', () => {
  let hall: Started;
  beforeAll(async () => {
    hall = await start({ screen: 'counter' });
    const counter = await hall.page('counter');
    await counter.getByLabel('工号或姓名').fill('王芳 1023');
    await counter.getByText('1号柜台').click();
    await counter.getByRole('button', { name: /^签\s?到$/ }).click();
    await counter.getByRole('button', { name: /^开\s?台/ }).first().click();
    await counter.getByText('服务中').first().waitFor();
  }, 60_000);
  afterAll(() => hall.close());

  /** Manual service: the clerk takes a ticket for a customer. */
  async function take(times: number): Promise<void> {
    const counter = await hall.page('counter');
    await counter.getByRole('tab', { name: '代客取号' }).click();
    await counter.getByRole('button', { name: '交费购电' }).click();
    await happens('ticket.issued', times);
    await counter.waitForTimeout(200);
    if (await counter.getByRole('button', { name: /^返\s?回$/ }).isVisible()) await counter.getByRole('button', { name: /^返\s?回$/ }).click();
  }
  const happens = (type: string, times = 1) => expect.poll(() => journalEvents(hall.data).filter((one) => one.type === type).length, { timeout: 5000, message: type }).toBe(times);

  it('calls, recalls, serves, finishes and asks for help; the counter window follows', async () => {
    const counter = await hall.page('counter');
    await counter.evaluate(() => (globalThis as unknown as { hall: { call: (name: string, input: object) => Promise<unknown> } }).hall.call('screen.open', { screen: 'strip' }));
    const strip = await hall.page('strip');
    await take(1);
    await take(2);
    const press = async (name: RegExp, type: string, times = 1) => {
      await strip.getByRole('button', { name }).click();
      await happens(type, times);
      await strip.waitForTimeout(200);
    };
    await press(/下一位/, 'ticket.called');
    await counter.getByText('A001').first().waitFor();
    await press(/重呼/, 'ticket.recalled');
    await press(/开始办理/, 'ticket.started');
    await hall.shot(strip, 'strip-serving');
    await press(/求助/, 'help.asked');
    await press(/办结/, 'ticket.finished');
    await press(/下一位/, 'ticket.called', 2);
    await press(/过号/, 'ticket.markedNoShow');
  });

  it.skipIf(!windowManager)('floats over another window and leaves it the keyboard; a global hotkey calls (skipped without openbox, xdotool and xprop)', async () => {
    const manager = spawn('openbox', [], { stdio: 'ignore' });
    await hall.app.evaluate(({ BrowserWindow }) => {
      for (const one of BrowserWindow.getAllWindows()) if (one.webContents.getURL().includes('screen=strip')) one.destroy();
    });
    const counter = await hall.page('counter');
    await counter.waitForTimeout(500);
    await counter.evaluate(() => (globalThis as unknown as { hall: { call: (name: string, input: object) => Promise<unknown> } }).hall.call('screen.open', { screen: 'strip' }));
    await counter.waitForTimeout(1500);
    const shown = execFileSync('xdotool', ['search', '--onlyvisible', '--name', '.']).toString().trim().split('\n');
    const above = shown.filter((id) => execFileSync('xprop', ['-id', id, '_NET_WM_STATE']).toString().includes('_NET_WM_STATE_ABOVE'));
    expect(above, 'the strip, and nothing else, is above').toHaveLength(1);
    expect(execFileSync('sh', ['-c', 'xdotool getactivewindow 2>/dev/null || true']).toString().trim()).not.toBe(above[0]);
    await take(3);
    const called = journalEvents(hall.data).filter((one) => one.type === 'ticket.called').length;
    await counter.waitForTimeout(300);
    execFileSync('xdotool', ['key', 'ctrl+alt+1']);
    await happens('ticket.called', called + 1);
    manager.kill();
  });
});
