import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Screen } from '../../main/arguments.ts';
import { serious } from './axe.ts';
import { type Started, start } from './harness.ts';

const sizes: Partial<Record<Screen, readonly (readonly [number, number])[]>> = { kiosk: [[1080, 1920], [1366, 768]], counter: [[1366, 768], [1920, 1080]], board: [[1920, 1080], [1366, 768]], manager: [[1366, 768], [1920, 1080]], home: [[1366, 768]], strip: [[760, 60]] };

describe.each([['zh', []], ['en', ['--lang', 'en']]] as const)('every window in a busy hall, %s', (language, more) => {
  let hall: Started;
  beforeAll(async () => {
    hall = await start({ args: ['--demo', ...more] });
  }, 60_000);
  afterAll(() => hall.close());

  for (const screen of Object.keys(sizes) as Screen[]) {
    it(`${screen}: nothing serious for axe-core, marked as a demo`, async () => {
      const page = screen === 'home' ? await hall.page('home') : await hall.open(screen);
      for (const [width, height] of sizes[screen] ?? []) {
        await hall.resize(screen, width, height);
        await page.waitForTimeout(700);
        await hall.shot(page, `demo-${screen}-${language}-${width}x${height}`);
      }
      await page.getByText(language === 'zh' ? '演示' : /demo/i).first().waitFor();
      expect(await serious(page)).toEqual([]);
    });
  }
});
