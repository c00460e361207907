import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serious } from './axe.ts';
import { type Started, start } from './harness.ts';

const words = {
  zh: { feedback: /^诉求/, alerts: /^提醒/, people: '人员', settings: '设置', figures: '数据', add: '加一个人', clocks: '时限' },
  en: { feedback: /^Feedback/, alerts: /^Alerts/, people: 'Staff', settings: 'Settings', figures: 'Figures', add: 'Add somebody', clocks: 'Clocks' },
} as const;

describe.each([['zh', []], ['en', ['--lang', 'en']]] as const)('feedback in a busy hall, %s', (language, more) => {
  const say = words[language];
  let hall: Started;
  const seen = async (page: Page, screen: 'counter' | 'manager' | 'guide', name: string, sizes: readonly (readonly [number, number])[] = [[1366, 768], [1920, 1080]]) => {
    for (const [width, height] of sizes) {
      await hall.resize(screen, width, height);
      await page.waitForTimeout(500);
      await hall.shot(page, `feedback-${name}-${language}-${width}x${height}`);
    }
    expect(await serious(page), name).toEqual([]);
  };
  beforeAll(async () => {
    hall = await start({ args: ['--demo', ...more] });
  }, 60_000);
  afterAll(() => hall.close());

  it('the manager’s list, a case, alerts, staff, deadlines and figures: nothing serious for axe-core', async () => {
    const manager = await hall.open('manager');
    await manager.getByRole('tab', { name: say.feedback }).click();
    await manager.getByRole('button', { name: /\d{8}-\d{3}/ }).first().click();
    await manager.locator('.feedback-case ol').first().waitFor();
    await seen(manager, 'manager', 'manager-case');
    await manager.getByRole('tab', { name: say.alerts }).click();
    await seen(manager, 'manager', 'manager-alerts');
    await manager.getByRole('tab', { name: say.people }).click();
    await manager.getByRole('button', { name: say.add }).click();
    await seen(manager, 'manager', 'manager-people');
    await manager.getByRole('tab', { name: say.figures }).click();
    await seen(manager, 'manager', 'manager-figures');
    await manager.getByRole('tab', { name: say.settings }).click();
    await manager.getByRole('button', { name: say.clocks }).first().click();
    await manager.locator('.settings-body').getByRole('button').first().click();
    await seen(manager, 'manager', 'manager-clocks');
  }, 90_000);

  it('the guide’s floor with who to speak to, and filing: nothing serious for axe-core', async () => {
    const guide = await hall.open('guide');
    await seen(guide, 'guide', 'guide-floor', [[1366, 768]]);
    await guide.locator('.guide-tabs button').nth(2).click();
    await seen(guide, 'guide', 'guide-filing', [[1366, 768], [1080, 1920]]);
  }, 60_000);
});
