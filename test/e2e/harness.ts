import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { findElectron } from '../../build/electron.mjs';
import { inRoot, root } from '../../build/paths.mjs';
import type { Screen } from '../../main/arguments.ts';

export interface Started {
  readonly app: ElectronApplication;
  readonly data: string;
  /** The page of a screen that is open or about to be. */
  page(screen: Screen): Promise<Page>;
  /** Opens a screen as the home screen does, and gives its page. */
  open(screen: Screen): Promise<Page>;
  /** Gives a screen's window this content size. */
  resize(screen: Screen, width: number, height: number): Promise<void>;
  /** Saves what a page shows to test-results/screens/NAME.png. */
  shot(page: Page, name: string): Promise<string>;
  /** Ends it the ordinary way; the data folder goes too, unless it was given. */
  close(): Promise<void>;
  /** Ends it as a power cut would: no handler runs. */
  kill(): Promise<void>;
}

export interface StartOptions {
  readonly screen?: Screen;
  /** A folder to keep; left out, a new one that close() removes. */
  readonly data?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The Electron under test: `npm test` names it; a single test run by hand looks for it. */
export const electronPath = async (): Promise<string> => process.env['HALL_DESK_ELECTRON'] ?? (await findElectron()).path;

/** The arguments every start has, before the app's own. */
export const launchArguments = (...own: string[]): string[] => ['--disable-gpu', root, ...own];

/** A data folder that nobody used yet. */
export const newDataFolder = (): string => mkdtempSync(path.join(tmpdir(), 'hall-desk-e2e-'));

const asRoot = process.getuid?.() === 0;

/** Starts the program from dist/ in a real Electron and waits for its first window. */
export async function start(options: StartOptions = {}): Promise<Started> {
  const data = options.data ?? newDataFolder();
  const keys = `${data}.keys`; // never the developer's own
  const screen = options.screen ?? 'home';
  const app = await _electron.launch({
    executablePath: await electronPath(),
    chromiumSandbox: !asRoot,
    args: launchArguments('--data', data, '--screen', screen, ...(options.args?.includes('--role') === true || options.args?.includes('--no-role') === true ? [] : ['--role', 'all-in-one']), ...(options.args ?? [])),
    env: { ...environment(), HALL_DESK_KEYS: keys, ...options.env },
  });
  app.context().setDefaultTimeout(8_000);
  const page = (wanted: Screen) => pageOf(app, wanted);
  await page(screen);
  return {
    app,
    data,
    page,
    open: async (wanted) => {
      const home = await page(screen);
      await home.evaluate((name) => (globalThis as unknown as HallWindow).hall.call('screen.open', { screen: name }), wanted);
      return page(wanted);
    },
    resize: (wanted, width, height) =>
      app.evaluate(
        ({ BrowserWindow }, [name, w, h]) => {
          const found = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes(`screen=${name}`));
          found?.setContentSize(w, h);
        },
        [wanted, width, height] as const,
      ),
    shot: async (shown, name) => {
      const file = inRoot('test-results', 'screens', `${name}.png`);
      mkdirSync(path.dirname(file), { recursive: true });
      await shown.screenshot({ path: file });
      return file;
    },
    close: async () => {
      await app.close();
      if (options.data === undefined) for (const folder of [data, keys]) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
    kill: async () => {
      const child = app.process();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** What the preload gives a page. */
export interface HallWindow {
  readonly hall: {
    call(name: string, input: unknown): Promise<unknown>;
    watch(name: string, params: unknown, onReply: (reply: unknown) => void): () => void;
  };
}

async function pageOf(app: ElectronApplication, screen: Screen): Promise<Page> {
  const isIt = (one: Page) => one.url().includes(`screen=${screen}`);
  const until = Date.now() + 15_000;
  for (;;) {
    const found = app.windows().find(isIt);
    if (found) {
      await found.waitForLoadState('domcontentloaded');
      return found;
    }
    if (Date.now() > until) throw new Error(`no window shows ${screen}: ${app.windows().map((one) => one.url()).join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function environment(): Record<string, string> {
  const { NODE_OPTIONS: _options, ELECTRON_RUN_AS_NODE: _node, ...rest } = process.env;
  return Object.fromEntries(Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
