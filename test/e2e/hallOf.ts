import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { inRoot } from '../../build/paths.mjs';
import { chromiumPath } from '../../build/systemPackages.mjs';
import { cliDesk } from '../../main/cli/desk.ts';
import { newId } from '../../main/hall/ids.ts';
import type { Role } from '../../shared/events.ts';
import { type HallWindow, newDataFolder } from './harness.ts';

export type Reply = { readonly ok: true; readonly seq: number; readonly result: Record<string, unknown> } | { readonly ok: false; readonly problem: { readonly code: string; readonly detail: string } };
/** Asks the hall as one of its machines. */
export type Ask = (name: string, input?: object) => Promise<Reply>;

/** Asks through a page's own bridge, as its screens do. */
export function askIn(page: Page): Ask {
  return (name, input = {}) => page.evaluate(([one, given]) => (globalThis as unknown as HallWindow).hall.call(one, given), [name, isCommand(name) ? { commandId: newId(), ...input } : input] as const) as Promise<Reply>;
}

const isCommand = (name: string) => name.includes('.') && !name.startsWith('network.');

/** The result of what must succeed. */
export async function must(asked: Promise<Reply>): Promise<Record<string, unknown>> {
  const reply = await asked;
  if (!reply.ok) throw new Error(`${reply.problem.code}: ${reply.problem.detail}`);
  return reply.result;
}

export interface Browser {
  readonly page: Page;
  readonly close: () => Promise<void>;
}

/** A Chromium of its own, as on a tablet or a TV, paired through the page that the host serves. */
export async function browserStation(url: string, code: string, what: { readonly role: string; readonly name: string; readonly width: number; readonly height: number; readonly shot: (page: Page, name: string) => Promise<string>; readonly init?: () => void }): Promise<Browser> {
  const folder = mkdtempSync(path.join(tmpdir(), 'hall-desk-chromium-'));
  const context: BrowserContext = await chromium.launchPersistentContext(folder, {
    executablePath: chromiumPath() ?? '', headless: true, ignoreHTTPSErrors: true, viewport: { width: what.width, height: what.height }, locale: 'zh-CN',
    chromiumSandbox: process.getuid?.() !== 0, args: ['--disable-gpu', '--ignore-certificate-errors'],
  });
  context.setDefaultTimeout(10_000);
  if (what.init) await context.addInitScript(what.init);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${url}/?screen=join`);
  await page.getByRole('button', { name: what.role }).click();
  await page.locator('.field-code').fill(code);
  await page.locator('.field-name').fill(what.name);
  await what.shot(page, `hall-join-${what.width}x${what.height}`);
  await page.getByRole('button', { name: /^加\s?入$/ }).click();
  await page.waitForURL(/screen=(kiosk|board)/);
  return {
    page,
    close: async () => {
      await context.close().catch(() => undefined);
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

export interface NodeStation {
  readonly data: string;
  readonly ask: Ask;
  readonly close: () => Promise<void>;
}

/** Views as `hall view` gives them: of the process that holds the folder. */
export async function viewing(data: string): Promise<{ readonly view: (role: Role, name: string, params?: object) => Promise<Reply>; readonly close: () => Promise<void> }> {
  const opened = await cliDesk(data);
  if (!opened.ok) throw new Error(`${opened.problem.code}: ${opened.problem.detail}`);
  const desk = opened.value;
  return { view: (role, name, params = {}) => desk.view({ caller: { role, station: `cli/${role}` } }, name, params) as Promise<Reply>, close: desk.close };
}

/** `hall …` in a process of its own; its output as JSON. */
export function hallCli(data: string, ...args: readonly string[]): Record<string, unknown> {
  return JSON.parse(execFileSync(process.execPath, [inRoot('dist/main/hall.cjs'), ...args, '--data', data], { env: envOf(data), encoding: 'utf8' })) as Record<string, unknown>;
}

const envOf = (data: string) => ({ ...process.env, HALL_DESK_KEYS: `${data}.keys` });

/** A station without a window: joined and kept running by `hall`, asked through the lines of one `hall call -`. */
export async function nodeStation(url: string, code: string, role: string, name: string, port: number): Promise<NodeStation> {
  const data = newDataFolder();
  hallCli(data, 'join', url, '--code', code, '--role', role, '--name', name, '--port', String(port));
  const run = (...args: readonly string[]): readonly [ChildProcess, Interface] => {
    const child = spawn(process.execPath, [inRoot('dist/main/hall.cjs'), ...args, '--data', data], { env: envOf(data), stdio: ['pipe', 'pipe', 'inherit'] });
    return [child, createInterface({ input: child.stdout ?? process.stdin })];
  };
  const [serving, said] = run('serve', '--port', String(port));
  await once(said, 'line');
  const [asking, answers] = run('call', '-');
  const waiting = new Map<number, (reply: Reply) => void>();
  answers.on('line', (line) => {
    const { id, ...reply } = JSON.parse(line) as Reply & { readonly id: number };
    waiting.get(id)?.(reply as Reply);
    waiting.delete(id);
  });
  let last = 0;
  return {
    data,
    ask: (command, input = {}) => new Promise((resolve) => {
      waiting.set(++last, resolve);
      asking.stdin?.write(`${JSON.stringify({ id: last, name: command, input })}\n`);
    }),
    async close() {
      asking.stdin?.end();
      for (const child of [asking, serving]) {
        if (child.exitCode !== null) continue;
        const ended = once(child, 'exit');
        if (child === serving) child.kill('SIGTERM');
        await ended;
      }
      for (const folder of [data, `${data}.keys`]) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
