import { readFileSync } from 'node:fs';
import path from 'node:path';
import { app, type BrowserWindow, Menu } from 'electron';
import { isScreen, readArguments } from './arguments.ts';
import { screensOf } from './homeScreens.ts';
import { makeHotkeys } from './hotkeys.ts';
import { isFirst, realFolder, useFolder } from './instance.ts';
import { openDoor } from './ipc.ts';
import { localsOf, localWatchesOf } from './locals.ts';
import { ok } from '../shared/result.ts';
import { logBug, note, startLog } from './log.ts';
import { noticePage, problemUrl } from './notice.ts';
import { registerScheme, serveApp, warmUp } from './protocol.ts';
import { screenFiles } from './screenFiles.ts';
import { denyEverythingElse } from './security.ts';
import { openStation } from './station.ts';
import { keepWindows, preloadPath } from './windows.ts';

/** The order of starting, nothing else. */
const say = (line: string) => process.stderr.write(`${line}\n`);
const asked = readArguments(process.argv.slice(1), (demo) => path.join(app.getPath('appData'), 'hall-desk', demo ? 'demo' : 'hall'), (file) => readFileSync(file, 'utf8'));
const devServer = app.isPackaged ? null : (process.env['HALL_DESK_DEV_SERVER'] ?? null);

// A terminal that was closed must not turn each line written to it into a bug that writes another.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
process.on('uncaughtException', (error) => logBug('uncaught in main', error));
process.on('unhandledRejection', (error) => logBug('unhandled in main', error));

if (typeof asked === 'string') {
  say(asked);
  app.exit(2);
} else {
  const data = realFolder(asked.data);
  const own = useFolder(data);
  startLog(own);
  // As root, in development, there is no sandbox to ask for, and asking would start processes for ever.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  if (process.platform === 'linux') app.commandLine.appendSwitch('enable-speech-dispatcher'); // the board's voice
  registerScheme();
  let show: (screen: unknown) => void = () => undefined;
  if (isFirst(asked, (second) => show(second && typeof second === 'object' && 'screen' in second ? second.screen : 'home'))) {
    void app.whenReady().then(() => {
      const [first = asked.screen, ...others] = asked.byName ? [asked.screen] : screensOf(data);
      const station = openStation(own);
      const hotkeys = makeHotkeys(station.read().hotkeys);
      denyEverythingElse(devServer);
      const folder = path.join(app.getAppPath(), 'dist', 'renderer');
      serveApp({ folder, devServer, own: { '/notice.html': noticePage }, filesOfScreen: screenFiles(folder) });
      Menu.setApplicationMenu(null);
      const windows = keepWindows({
        preload: preloadPath(__dirname),
        language: asked.language,
        kioskLock: asked.kioskLock || (app.isPackaged && first === 'kiosk'),
        station,
        onStrip: hotkeys.hold,
      });
      show = (screen) => windows.open(isScreen(screen) ? screen : 'home');
      const page = firstPage(windows.open(first));
      warmUp();
      const opening = page.then(() => import('./startHall.ts')).then(({ startHall }) => startHall({ ...asked, data }, folder, () => show(asked.screen)));
      const hall = opening.then((opened) => (opened.ok ? ok(opened.value.desk) : opened));
      void page.then(() => others.forEach((screen) => void windows.open(screen)));
      const locals = localsOf({ opening, rollOut: asked.rollOut, open: windows.open, station, hotkeys });
      openDoor({ contract: page.then(() => import('../shared/contract.ts')), hall, windows, locals, localWatches: localWatchesOf(hotkeys, opening) });
      hall.then(
        (opened) => {
          if (opened.ok) return note('the hall is open');
          say(`The hall could not be opened: ${opened.problem.code}: ${opened.problem.detail}`);
          windows.showEverywhere(problemUrl(opened.problem));
        },
        (error: unknown) => {
          logBug('the hall did not open', error);
          windows.showEverywhere(problemUrl({ code: 'hall.failed', detail: '' }));
        },
      );
      closeFirst(async () => {
        const opened = await opening.catch(() => null);
        if (opened?.ok) await opened.value.close();
      });
    });
  } else {
    say(`A hall is already open on ${data}: it was brought to the front.`);
    app.exit(0);
  }
}

/**
 * When the first page is there. Loading the hall keeps this process from answering a window that starts, so it waits
 * until then; a page that does not come must not keep the hall from opening.
 */
function firstPage(window: BrowserWindow): Promise<unknown> {
  return new Promise((resolve) => {
    window.webContents.once('did-navigate', resolve);
    setTimeout(resolve, 1_000, null);
  });
}

/** Lets the hall finish what it has begun before the program ends. */
function closeFirst(close: () => Promise<void>): void {
  let closing = false;
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    close()
      .catch((error: unknown) => logBug('closing', error))
      .finally(() => app.exit(0));
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
}
