import type { BrowserWindow } from 'electron';
import { logBug, note } from './log.ts';
import { noticeUrl } from './notice.ts';

const showNoticeFor = 3_000;
const hangsAfter = 15_000;
const calmAfter = 60_000;

/**
 * Loads a window's page and brings it back when its process crashes or hangs, telling people meanwhile to call
 * staff. One that falls again and again is tried once a minute only, so that the message can be read.
 */
export function keepAlive(window: BrowserWindow, page: string): void {
  let falls: number[] = [];
  let hang: NodeJS.Timeout | undefined;
  const load = (url: string) => {
    if (!window.isDestroyed()) window.loadURL(url).catch((error: unknown) => logBug('a page did not load', error));
  };
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return;
    note(`a window's process ended: ${details.reason} ${details.exitCode}`);
    const now = Date.now();
    falls = [...falls.filter((at) => now - at < calmAfter), now];
    load(noticeUrl('window.crashed'));
    setTimeout(() => load(page), falls.length > 3 ? calmAfter : showNoticeFor);
  });
  window.on('unresponsive', () => {
    hang = setTimeout(() => window.webContents.forcefullyCrashRenderer(), hangsAfter);
  });
  window.on('responsive', () => clearTimeout(hang));
  window.on('closed', () => clearTimeout(hang));
  load(page);
}
