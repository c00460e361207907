import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRoot } from '../../build/paths.mjs';
import type { Screen } from '../../main/arguments.ts';
import { type Started, start } from './harness.ts';

const axe = readFileSync(inRoot('node_modules/axe-core/axe.min.js'), 'utf8');

/** What axe-core finds that is serious or critical. */
async function serious(page: Page): Promise<string[]> {
  // Evaluated by the debugger, which the page's policy does not bind.
  await page.evaluate(axe);
  const results = await page.evaluate(() => (globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[] }> } }).axe.run({ resultTypes: ['violations'] }));
  return results.violations.filter((one) => one.impact === 'serious' || one.impact === 'critical').flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 120)} ${node.failureSummary.slice(0, 200)}`));
}

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
