import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What the strip's global hotkeys do, in the order of its buttons. */
export const hotkeyActions = ['next', 'recall', 'noShow', 'finish', 'feedback', 'help'] as const;
export type HotkeyAction = (typeof hotkeyActions)[number];

/** Digits with Ctrl+Alt: free in the billing systems seen, and under the left hand beside the mouse. */
const defaults = { next: 'Ctrl+Alt+1', recall: 'Ctrl+Alt+2', noShow: 'Ctrl+Alt+3', finish: 'Ctrl+Alt+4', feedback: 'Ctrl+Alt+5', help: 'Ctrl+Alt+6' } as const;

/** Keys in Electron's notation; an empty text switches a hotkey off. */
export type Hotkeys = Readonly<Record<HotkeyAction, string>>;

/** What this PC remembers for itself: comfort only, nothing of the hall. */
export interface Station {
  readonly hotkeys: Hotkeys;
  readonly strip: { readonly x: number; readonly y: number } | null;
}

export interface StationFile {
  read(): Station;
  change(change: Partial<Station>): void;
}

/** Reads and writes the station's file. Losing it costs a habit, so damage means the defaults. */
export function openStation(folder: string): StationFile {
  const file = path.join(folder, 'station.json');
  let station = load(file);
  return {
    read: () => station,
    change: (change) => {
      station = { ...station, ...change };
      try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(`${file}.new`, JSON.stringify(station, null, 2));
        renameSync(`${file}.new`, file);
      } catch {
        // A full disk must not keep a clerk from moving the strip; it is tried again at the next change.
      }
    },
  };
}

/** What can be used of a text read from anywhere; the rest is the defaults. */
export function readHotkeys(from: unknown): Hotkeys {
  const given = (typeof from === 'object' && from !== null ? from : {}) as Partial<Record<string, unknown>>;
  const keyOf = (action: HotkeyAction) => {
    const key = given[action];
    return typeof key === 'string' && key.length <= 40 ? key : defaults[action];
  };
  return { next: keyOf('next'), recall: keyOf('recall'), noShow: keyOf('noShow'), finish: keyOf('finish'), feedback: keyOf('feedback'), help: keyOf('help') };
}

function load(file: string): Station {
  let found: Partial<Record<string, unknown>> = {};
  try {
    found = JSON.parse(readFileSync(file, 'utf8')) ?? {};
  } catch {
    // not there yet, or damaged
  }
  const place = found['strip'] as Partial<Record<string, unknown>> | null | undefined;
  const [x, y] = [place?.['x'], place?.['y']];
  const strip = typeof x === 'number' && typeof y === 'number' && Number.isInteger(x) && Number.isInteger(y) ? { x, y } : null;
  return { hotkeys: readHotkeys(found['hotkeys']), strip };
}
