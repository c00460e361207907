import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ulid } from 'ulidx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRoot } from '../../build/paths.mjs';
import { electronPath, type HallWindow, launchArguments, type Started, start } from './harness.ts';

let hall: Started;
beforeAll(async () => {
  hall = await start();
});
afterAll(() => hall.close());

const inHome = async <T>(what: () => T | Promise<T>) => (await hall.page('home')).evaluate(what);

describe('the shell', () => {
  it('starts and shows the home screen', async () => {
    const page = await hall.page('home');
    await page.locator('#root > *').first().waitFor();
    await hall.shot(page, 'home');
    expect(page.url()).toBe('app://hall/index.html?screen=home');
  });

  it('gives pages call and watch and nothing of Node or Electron', async () => {
    expect(await inHome(() => Object.keys((globalThis as unknown as HallWindow).hall).sort())).toEqual(['call', 'watch']);
    expect(await inHome(() => ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in globalThis))).toEqual([]);
  });

  it('keeps the preload to electron alone', () => {
    const required = [...readFileSync(inRoot('dist/main/preload.cjs'), 'utf8').matchAll(/require\("([^"]+)"\)/g)].map((match) => match[1]);
    expect([...new Set(required)]).toEqual(['electron']);
  });

  it('blocks inline script, eval and foreign fetch', async () => {
    const blocked = await inHome(async () => {
      const told: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => told.push(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      document.body.append(script);
      // In a timer, because what Playwright evaluates is itself exempt from the policy.
      const evaluated = await new Promise((resolve) =>
        setTimeout(() => {
          try {
            resolve(new Function('return true')());
          } catch {
            resolve(false);
          }
        }, 0),
      );
      const fetched = await fetch('http://127.0.0.1:9/').then(
        () => true,
        () => false,
      );
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { inline: 'inlineRan' in window, evaluated, fetched, told: [...new Set(told)].sort() };
    });
    expect(blocked).toEqual({ inline: false, evaluated: false, fetched: false, told: ['connect-src', 'script-src', 'script-src-elem'] });
  });

  it('denies navigation and new windows', async () => {
    const page = await hall.page('home');
    const opened = await inHome(() => window.open('https://example.org/') === null);
    expect(opened).toBe(true);
    await page.evaluate(() => {
      location.href = 'app://hall/notice.html';
    });
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'file:///etc/passwd';
      document.body.append(link);
      link.click();
    });
    await page.waitForTimeout(200);
    expect(page.url()).toBe('app://hall/index.html?screen=home');
    expect(hall.app.windows()).toHaveLength(1);
  });

  it('denies permissions', async () => {
    expect(await inHome(() => navigator.permissions.query({ name: 'geolocation' }).then((state) => state.state))).toBe('denied');
    expect(await inHome(() => navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'given', (error: Error) => error.name))).toMatch(/NotAllowed|NotFound/);
  });

  it('serves nothing outside its folder', async () => {
    const statuses = await hall.app.evaluate(async ({ net }) => {
      const urls = ['index.html', '../main/index.cjs', '..%2fmain%2findex.cjs', '%2e%2e/%2e%2e/package.json', '..\\main\\index.cjs', 'nothing.js', '%00', '%'];
      const status = (url: string) =>
        net.fetch(url).then(
          (answer) => answer.status,
          () => 404, // no URL at all: it never reaches the handler
        );
      return Promise.all([...urls.map((url) => status(`app://hall/${url}`)), status('app://elsewhere/index.html')]);
    });
    expect(statuses).toEqual([200, 404, 404, 404, 404, 404, 404, 404, 404]);
  });

  it('answers an unknown sender with a Problem', async () => {
    const replies = await hall.app.evaluate(async ({ app, BrowserWindow }) => {
      const preload = `${app.getAppPath()}/dist/main/preload.cjs`;
      const ask = async (url: string) => {
        const stranger = new BrowserWindow({ show: false, webPreferences: { preload, contextIsolation: true } });
        await stranger.loadURL(url);
        const reply: unknown = await stranger.webContents.executeJavaScript(`window.hall.call('screen.open', { screen: 'manager' })`);
        stranger.destroy();
        return reply;
      };
      return Promise.all([ask('data:text/html,<p>stranger</p>'), ask('app://hall/index.html?screen=home')]);
    });
    for (const reply of replies) expect(reply).toMatchObject({ ok: false, problem: { code: 'caller.unknown' } });
  });

  it('answers what is malformed, too large or unknown with a Problem', async () => {
    const replies = await inHome(() => {
      const { call } = (globalThis as unknown as HallWindow).hall;
      const raw = call as (...given: unknown[]) => Promise<unknown>;
      return Promise.all([raw(7, {}), raw('ticket.issue', { words: 'x'.repeat(300_000) }), raw('ticket.issue', 10n), raw('no.such', {}), raw('screen.open', { screen: 'vault' })]);
    });
    expect(replies.map((reply) => (reply as { problem?: { code: string } }).problem?.code)).toEqual([
      'command.badInput',
      'command.tooLarge',
      'command.badInput',
      'command.unknown',
      'command.badInput',
    ]);
  });

  it('opens each screen once and knows each window by itself', async () => {
    const board = await hall.open('board');
    const reply = await board.evaluate(() => (globalThis as unknown as HallWindow).hall.call('screen.open', { screen: 'manager' }));
    expect(reply).toMatchObject({ ok: false, problem: { code: 'command.notAllowed' } });
    const before = hall.app.windows().length;
    await hall.open('board');
    expect(hall.app.windows()).toHaveLength(before);
  });

  it('keeps the strip above other windows', async () => {
    const strip = await hall.open('strip');
    await strip.waitForTimeout(300);
    const state = await hall.app.evaluate(({ BrowserWindow, globalShortcut }) => {
      const found = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('screen=strip'));
      return { top: found?.isAlwaysOnTop(), focusable: found?.isFocusable(), next: globalShortcut.isRegistered('Ctrl+Alt+1') };
    });
    expect(state).toEqual({ top: true, focusable: true, next: true });
  });

  it('answers from the hall, and saves the slip of a ticket as a PDF', async () => {
    const kiosk = await hall.open('kiosk');
    const reply = await kiosk.evaluate((commandId) => (globalThis as unknown as HallWindow).hall.call('ticket.issue', { service: 'payment', commandId }), ulid());
    expect(reply).toMatchObject({ ok: true, result: { number: 'A001' } });
    const slips = () => readdirSync(hall.data, { recursive: true, encoding: 'utf8' }).filter((name) => /slips.*ticket-A001\.pdf$/.test(name));
    await expect.poll(slips, { timeout: 10_000 }).toHaveLength(1);
    await expect.poll(() => readFileSync(path.join(hall.data, slips()[0] ?? ''), 'latin1').slice(0, 5)).toBe('%PDF-'); // it is there before it is written
  });

  it('pushes a watched view when it changes', async () => {
    const kiosk = await hall.open('kiosk');
    const counts = await kiosk.evaluate(async (commandId) => {
      const { call, watch } = (globalThis as unknown as HallWindow).hall;
      const seen: number[] = [];
      const stop = watch('kiosk', {}, (reply) => {
        const { result } = reply as { result: { services: { id: string; waiting: number }[] } };
        seen.push(result.services.find((one) => one.id === 'payment')?.waiting ?? -1);
      });
      await call('ticket.issue', { service: 'payment', commandId });
      await new Promise((resolve) => setTimeout(resolve, 300));
      stop();
      return seen;
    }, ulid());
    expect(counts.at(0)).toBe(1);
    expect(counts.at(-1)).toBe(2);
  });

  it('gives a page a ticket for a chosen file, never its path', async () => {
    const choose = async (file: string | null) => {
      await hall.app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = async () => ({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] });
      }, file);
      return inHome(() => (globalThis as unknown as HallWindow).hall.call('import.choose', { what: 'log' }));
    };
    expect(await choose(null)).toMatchObject({ ok: false, problem: { code: 'import.cancelled' } });
    const reply = await choose('/somewhere/private/queue.csv');
    expect(reply).toMatchObject({ ok: true, result: { name: 'queue.csv' } });
    expect(JSON.stringify(reply)).not.toContain('private');
  });

  it('comes back when a window crashes', async () => {
    const page = await hall.page('home');
    const back = page.waitForURL(/screen=home/, { timeout: 15_000 }).catch(() => undefined);
    await hall.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('screen=home'))?.webContents.forcefullyCrashRenderer());
    await back;
    await expect.poll(() => hall.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.webContents.getURL()).join(' ')), { timeout: 2_000 }).toContain('notice.html');
    await expect.poll(() => hall.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.webContents.getURL()).join(' ')), { timeout: 8_000 }).toContain('screen=home');
  });

  it('lets one program a folder, and shows the first', async () => {
    const second = spawn(await electronPath(), [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...launchArguments('--data', hall.data, '--screen', 'manager')], { stdio: ['ignore', 'ignore', 'pipe'] });
    let told = '';
    second.stderr.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
    const code = await new Promise((resolve) => second.once('exit', resolve));
    expect(code).toBe(0);
    expect(told).toContain('already open');
    await hall.page('manager');
    const beside = await start();
    await beside.close();
  });
});
