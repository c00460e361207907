import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { inRoot } from '../../build/paths.mjs';

const axe = readFileSync(inRoot('node_modules/axe-core/axe.min.js'), 'utf8');

interface Axe {
  readonly axe: { readonly run: (options: object) => Promise<{ readonly violations: readonly { readonly id: string; readonly impact: string; readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[] }[] }> };
}

/** What axe-core finds on a page that is serious or critical. */
export async function serious(page: Page): Promise<string[]> {
  // Evaluated by the debugger, which the page's policy does not bind.
  await page.evaluate(axe);
  const results = await page.evaluate(() => (globalThis as unknown as Axe).axe.run({ resultTypes: ['violations'] }));
  return results.violations.filter((one) => one.impact === 'serious' || one.impact === 'critical').flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 120)} ${node.failureSummary.slice(0, 200)}`));
}
