import path from 'node:path';
import { app, BrowserWindow, type BrowserWindowConstructorOptions, screen as displays, type WebContents, type WebFrameMain } from 'electron';
import type { Role } from '../shared/events.ts';
import type { Screen } from './arguments.ts';
import { keepAlive } from './keepAlive.ts';
import { origin } from './protocol.ts';
import type { StationFile } from './station.ts';

/** Who is behind a window: known from the window alone, never from what it sends. */
export interface WindowCaller {
  readonly role: Role;
  readonly station: string;
  readonly screen: Screen;
}

/** The counter and its strip are one station: the same clerk at the same desk. */
const callers: Readonly<Record<Screen, WindowCaller>> = {
  home: { role: 'admin', station: 'home', screen: 'home' },
  kiosk: { role: 'kiosk', station: 'kiosk', screen: 'kiosk' },
  guide: { role: 'guide', station: 'guide', screen: 'guide' },
  counter: { role: 'clerk', station: 'counter', screen: 'counter' },
  strip: { role: 'clerk', station: 'counter', screen: 'strip' },
  board: { role: 'board', station: 'board', screen: 'board' },
  manager: { role: 'manager', station: 'manager', screen: 'manager' },
};

const sizes: Readonly<Record<Screen, { readonly width: number; readonly height: number }>> = {
  home: { width: 960, height: 680 },
  kiosk: { width: 1366, height: 768 },
  guide: { width: 1280, height: 740 },
  counter: { width: 1366, height: 740 },
  strip: { width: 720, height: 56 },
  board: { width: 1366, height: 768 },
  manager: { width: 1366, height: 740 },
};

export interface WindowsOptions {
  readonly preload: string;
  readonly language: string | null;
  readonly kioskLock: boolean;
  readonly station: StationFile;
  /** Called when the strip opens and closes: its hotkeys go with it. */
  readonly onStrip: (open: boolean) => void;
}

export interface Windows {
  /** Opens a screen, or brings the open one to the front: one window a screen. */
  open(screen: Screen): BrowserWindow;
  /** Who sent this, or null when it is not the top frame of a page of ours in a window of ours. */
  callerOf(contents: WebContents, frame: WebFrameMain | null): WindowCaller | null;
  /** Closes a screen's window, if it is open. */
  close(screen: Screen): void;
  /** Loads another page of ours into every window, in place of its screen. */
  showEverywhere(url: string): void;
}

/** Keeps the windows of this program. */
export function keepWindows(options: WindowsOptions): Windows {
  const open = new Map<Screen, BrowserWindow>();
  const pageOf = (screen: Screen) => `${origin}/index.html?${new URLSearchParams({ screen, ...(options.language ? { lang: options.language } : {}) }).toString()}`;

  const create = (screen: Screen): BrowserWindow => {
    const locked = screen === 'kiosk' && options.kioskLock;
    const window = new BrowserWindow({ ...frameOf(screen, locked, options), webPreferences: preferences(screen, options.preload) });
    open.set(screen, window);
    window.on('closed', () => open.delete(screen));
    // The strip must never take the keyboard from the billing system it floats over.
    window.once('ready-to-show', () => (screen === 'strip' ? window.showInactive() : window.show()));
    if (screen === 'strip') carryStrip(window, options);
    if (locked) lockIn(window, () => api.open('home'));
    if (!app.isPackaged) allowDevTools(window);
    keepAlive(window, pageOf(screen));
    return window;
  };

  const api: Windows = {
    open: (screen) => {
      const there = open.get(screen);
      if (there === undefined) return create(screen);
      if (there.isMinimized()) there.restore();
      there.show();
      there.focus();
      return there;
    },
    callerOf: (contents, frame) => {
      const found = [...open].find(([, window]) => !window.isDestroyed() && window.webContents === contents);
      if (found === undefined || frame === null || frame !== contents.mainFrame) return null;
      return frame.url.startsWith(`${origin}/index.html?`) ? callers[found[0]] : null;
    },
    close: (screen) => open.get(screen)?.close(),
    showEverywhere: (url) => {
      for (const window of open.values()) void window.loadURL(url);
    },
  };
  return api;
}

function preferences(screen: Screen, preload: string): NonNullable<BrowserWindowConstructorOptions['webPreferences']> {
  return {
    preload,
    sandbox: !app.commandLine.hasSwitch('no-sandbox'),
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    spellcheck: false,
    devTools: !app.isPackaged,
    // The chime and the clocks must go on while another window is in front.
    autoplayPolicy: 'no-user-gesture-required',
    backgroundThrottling: screen === 'home' || screen === 'manager',
  };
}

function frameOf(screen: Screen, locked: boolean, options: WindowsOptions): BrowserWindowConstructorOptions {
  const common: BrowserWindowConstructorOptions = { show: false, useContentSize: true, backgroundColor: '#f4f7f6', autoHideMenuBar: true, ...sizes[screen] };
  if (locked) return { ...common, kiosk: true, fullscreen: true, frame: false };
  if (screen === 'strip') {
    return { ...common, ...stripPlace(options), frame: false, resizable: false, maximizable: false, minimizable: false, fullscreenable: false, alwaysOnTop: true };
  }
  const other = screen === 'board' ? displays.getAllDisplays().find((one) => one.id !== displays.getPrimaryDisplay().id) : undefined;
  return other ? { ...common, x: other.bounds.x, y: other.bounds.y, fullscreen: true, frame: false } : common;
}

/** Where the strip was left, if that place is still on a screen; else the middle of the top edge. */
function stripPlace(options: WindowsOptions): { x: number; y: number } {
  const was = options.station.read().strip;
  const { width, height } = sizes.strip;
  const visible = was !== null && displays.getAllDisplays().some(({ workArea: area }) => was.x >= area.x - width / 2 && was.x <= area.x + area.width - width / 2 && was.y >= area.y && was.y <= area.y + area.height - height);
  const { workArea } = displays.getPrimaryDisplay();
  return visible ? was : { x: Math.round(workArea.x + (workArea.width - width) / 2), y: workArea.y };
}

function carryStrip(window: BrowserWindow, options: WindowsOptions): void {
  // Asked for once it is shown: X11 window managers forget what was asked for before.
  window.once('show', () => {
    window.setAlwaysOnTop(false);
    window.setAlwaysOnTop(true, 'screen-saver'); // above programs that are full screen too
    window.setVisibleOnAllWorkspaces(true);
  });
  let moved: NodeJS.Timeout | undefined;
  const remember = () => {
    const [x, y] = window.getPosition();
    if (x !== undefined && y !== undefined) options.station.change({ strip: { x, y } });
  };
  window.on('move', () => {
    clearTimeout(moved);
    moved = setTimeout(remember, 500);
  });
  window.on('close', () => {
    clearTimeout(moved);
    remember();
  });
  options.onStrip(true);
  window.on('closed', () => options.onStrip(false));
}

/** Keeps customers in the kiosk. Staff leave it with Ctrl+Alt+Shift+Q on a keyboard. */
function lockIn(window: BrowserWindow, onLeave: () => void): void {
  let leaving = false;
  window.on('close', (event) => {
    if (!leaving) event.preventDefault();
  });
  window.webContents.on('before-input-event', (event, input) => {
    if (input.type !== 'keyDown' || !input.control || !input.alt || !input.shift || input.code !== 'KeyQ') return;
    event.preventDefault();
    leaving = true;
    onLeave();
    window.close();
  });
  void window.webContents.setVisualZoomLevelLimits(1, 1);
}

function allowDevTools(window: BrowserWindow): void {
  window.webContents.on('before-input-event', (_event, input) => {
    if (input.type === 'keyDown' && input.code === 'F12' && input.control) window.webContents.toggleDevTools();
  });
}

/** The preload beside the main bundle. */
export const preloadPath = (folder: string) => path.join(folder, 'preload.cjs');
