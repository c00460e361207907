import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Caller } from '../../shared/domain/decide.ts';
import { testHall } from '../support/fixture.ts';
import { freePort } from '../support/machines.ts';
import { noonZone } from '../support/noon.ts';
import { follow } from './agreement.ts';
import { type Ask, askIn, type Browser, browserStation, must, type NodeStation, nodeStation } from './hallOf.ts';
import { newDataFolder, type Started, start } from './harness.ts';

/** A whole hall: six programs of their own, as on six computers. */
export interface TheHall {
  host: Started;
  readonly hostData: string;
  readonly hostPort: number;
  readonly counter1: Started;
  readonly counter2: NodeStation;
  readonly manager: Started;
  readonly kiosk: Browser;
  readonly board: Browser;
  /** Everybody with a window, as whom the host knows them. */
  readonly windows: () => Promise<readonly (readonly [Page, Caller])[]>;
  /** The stations' ids by role and name. */
  readonly ids: ReadonlyMap<string, string>;
  readonly close: () => Promise<void>;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();

/** A new code, read off the host's manager window. */
async function newCode(manager: Page): Promise<string> {
  const shown = manager.locator('.stations-code');
  const before = (await shown.count()) === 0 ? '' : await shown.textContent();
  await button(manager, before === '' ? '配对新设备' : '换一个码').click();
  for (;;) {
    await shown.waitFor();
    const code = await shown.textContent();
    if (code !== null && code !== before) return code;
    await manager.waitForTimeout(20);
  }
}

/** Builds the hall as its people would: the host first, then each computer with a code from the manager's window. */
export async function openTheHall(): Promise<TheHall> {
  const hostData = newDataFolder();
  process.env['HALL_DESK_KEYS'] = `${hostData}.keys`;
  const made = await testHall({ dataDir: hostData, zone: noonZone() }, Date.now() - 60_000);
  await made.hall.close();
  const [hostPort, port1, port2, port3] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const host = await start({ data: hostData, args: ['--no-role', '--port', String(hostPort)] });
  const home = await host.page('home');
  await button(home, '改为主机').click(); // it was the only computer until today
  await home.getByText('这台电脑现在是主机').waitFor();
  await host.shot(home, 'hall-host-home');
  const desk = await host.open('manager');
  await host.resize('manager', 1366, 768);
  await desk.getByRole('tab', { name: '设备' }).click();
  const code = await newCode(desk);
  const url = `https://${await desk.locator('.plain-list .digits b').first().textContent()}`;
  await host.shot(desk, 'hall-host-code');

  const counter1 = await joinByHand(url, code, port1);
  await desk.getByText('1 号柜台 已经加入').waitFor();
  await host.shot(desk, 'hall-host-code-used');
  const code2 = await newCode(desk);
  const counter2 = await nodeStation(url, code2, 'counter', '2', port2);
  const managerData = newDataFolder();
  const code3 = await newCode(desk);
  const manager = await start({ data: managerData, args: ['--role', 'manager', '--host', url, '--code', code3, '--name', '主管', '--stand-by', '--port', String(port3)] });
  const managerHome = await manager.page('home');
  await managerHome.getByText(/已连上主机/).waitFor(); // a code is used up before the next one is shown
  const shot = host.shot;
  const kiosk = await browserStation(url, await newCode(desk), { role: '取号机', name: '东门取号机', width: 1080, height: 1920, shot });
  const board = await browserStation(url, await newCode(desk), { role: '叫号屏', name: '大厅叫号屏', width: 1920, height: 1080, shot, init: hasten });
  await kiosk.page.getByText('交费购电').first().waitFor();
  await board.page.locator('.board').waitFor();
  await manager.app.context().addInitScript(keepOwnTime);
  await manager.open('manager');
  await manager.resize('manager', 1366, 768);

  const stations = (await must(askIn(desk)('stations')))['rows'] as { readonly station: string; readonly role: string; readonly name: string }[];
  const ids = new Map(stations.map((one) => [`${one.role} ${one.name}`, one.station]));
  const idOf = (key: string) => ids.get(key) ?? '';
  const hall: TheHall = {
    host, hostData, hostPort, counter1, counter2, manager, kiosk, board, ids,
    windows: async () => [
      [await hall.host.page('manager'), { role: 'manager', station: 'manager' }],
      [await counter1.page('counter'), { role: 'clerk', station: idOf('counter 1') }],
      [await manager.page('manager'), { role: 'manager', station: idOf('manager 主管') }],
      [kiosk.page, { role: 'kiosk', station: idOf('kiosk 东门取号机') }],
      [board.page, { role: 'board', station: idOf('board 大厅叫号屏') }],
    ],
    async close() {
      await Promise.all([kiosk.close(), board.close(), counter2.close(), ...[hall.host, counter1, manager].map((one) => one.close().catch(() => undefined))]);
      for (const data of [hostData, counter1.data, managerData]) for (const folder of [data, `${data}.keys`]) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  for (const [page, caller] of await hall.windows()) await follow(page, caller.role);
  return hall;
}

/** Counter 1 as a clerk sets it up: first start, the address and the code typed in. */
async function joinByHand(url: string, code: string, port: number): Promise<Started> {
  const data = newDataFolder();
  const counter = await start({ data, args: ['--no-role', '--port', String(port)] });
  const home = await counter.page('home');
  await counter.shot(home, 'hall-first-start');
  await home.locator('.setup-others').getByRole('button', { name: /柜台/ }).click();
  const box = home.getByLabel('主机地址');
  await box.or(button(home, '不在上面，自己填地址')).first().waitFor();
  if (!(await box.isVisible())) await button(home, '不在上面，自己填地址').click();
  await box.fill(url.replace('https://', ''));
  await home.locator('.field-code').fill(code);
  await home.getByLabel('柜台号').fill('1');
  await home.getByLabel('作备机').check();
  await counter.shot(home, 'hall-join-counter');
  await button(home, /^加\s?入$/).click();
  await counter.page('counter');
  await counter.resize('counter', 1366, 768);
  await home.getByText(/这台电脑现在是/).waitFor();
  await counter.shot(home, 'hall-counter-home');
  return counter;
}

/** Keeps a window from asking for the time, so that a test can tell it that a minute is over. */
function keepOwnTime(): void {
  const real = globalThis.setInterval;
  globalThis.setInterval = ((work: () => void, ms = 0, ...rest: unknown[]) => real(ms === 15_000 ? () => undefined : work, ms, ...rest)) as typeof setInterval;
}

/** Each call stands six seconds on a board; in a peak that runs a hundred times as fast, so does the board. */
function hasten(): void {
  const real = globalThis.setTimeout;
  globalThis.setTimeout = ((work: () => void, ms = 0, ...rest: unknown[]) => real(work, ms === 6_000 || ms === 7_000 ? ms / 100 : ms, ...rest)) as typeof setTimeout;
  const shown: string[] = [];
  Object.assign(globalThis, { shownCalls: shown });
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (!(node instanceof Element)) continue;
        for (const one of [node, ...node.querySelectorAll('.board-call')]) {
          if (one.matches('.board-call')) shown.push(`${one.querySelector('.board-number')?.textContent} ${one.querySelector('.board-counter')?.textContent}`);
        }
      }
    }
  }).observe(document, { childList: true, subtree: true });
}

/** Asks as the station behind a page. */
export async function asks(hall: TheHall): Promise<{ readonly counter1: Ask; readonly manager: Ask; readonly kiosk: Ask; readonly host: Ask }> {
  return { counter1: askIn(await hall.counter1.page('counter')), manager: askIn(await hall.manager.page('manager')), kiosk: askIn(hall.kiosk.page), host: askIn(await hall.host.page('manager')) };
}
