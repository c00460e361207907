import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** What the strip's global hotkeys do, in the order of its buttons. */
export const hotkeyActions = ['next', 'recall', 'noShow', 'finish', 'feedback', 'help'] as const;
export type HotkeyAction = (typeof hotkeyActions)[number];

/** Digits with Ctrl+Alt: free in the billing systems seen, and under the left hand beside the mouse. */
const defaults = { next: 'Ctrl+Alt+1', recall: 'Ctrl+Alt+2', noShow: 'Ctrl+Alt+3', finish: 'Ctrl+Alt+4', feedback: 'Ctrl+Alt+5', help: 'Ctrl+Alt+6' } as const;

const accelerator = z.string().max(40);
/** An empty text switches a hotkey off. */
export const hotkeysSchema = z.strictObject({
  next: accelerator,
  recall: accelerator,
  noShow: accelerator,
  finish: accelerator,
  feedback: accelerator,
  help: accelerator,
});
export type Hotkeys = z.infer<typeof hotkeysSchema>;

const stationSchema = z.object({
  hotkeys: hotkeysSchema.default({ ...defaults }),
  strip: z.object({ x: z.number().int(), y: z.number().int() }).nullable().default(null),
});
/** What this PC remembers for itself: comfort only, nothing of the hall. */
export type Station = z.infer<typeof stationSchema>;

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

function load(file: string): Station {
  try {
    return stationSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return stationSchema.parse({});
  }
}
