import { z } from 'zod';
import { fail, ok, type Result } from '../shared/result.ts';
import { isScreen, type Screen } from './arguments.ts';
import { chosenFiles } from './chosenFiles.ts';
import type { Hall } from './hall/hall.ts';
import type { HotkeyBoard } from './hotkeys.ts';
import { previewImport, startImport } from './imports.ts';
import type { Locals, LocalWatches } from './ipc.ts';
import { hotkeysSchema, type StationFile } from './station.ts';

const wanted = z.object({ screen: z.string() });
const wantedPair = z.object({ log: z.string(), profile: z.string() });
const wantedFile = z.object({ what: z.enum(['log', 'profile']) });

/** What the shell answers itself, by the contract's local entries. */
export function localsOf(opening: Promise<Result<Hall>>, open: (screen: Screen) => void, station: StationFile, hotkeys: HotkeyBoard): Locals {
  const keys = () => ({ hotkeys: station.read().hotkeys, taken: hotkeys.taken() });
  const files = chosenFiles();
  return {
    'import.choose': (input) => files.choose(wantedFile.parse(input).what),
    'import.preview': async (input) => {
      const hall = await opening;
      return hall.ok ? previewImport(hall.value, files, wantedPair.parse(input)) : hall;
    },
    'import.start': async (input) => {
      const hall = await opening;
      return hall.ok ? startImport(hall.value, files, wantedPair.parse(input)) : hall;
    },
    'station.read': () => ok(keys()),
    'station.hotkeys': (input) => {
      station.change({ hotkeys: hotkeysSchema.parse(input) });
      hotkeys.use(station.read().hotkeys);
      return ok(keys());
    },
    'screen.open': (input) => {
      const { screen } = wanted.parse(input);
      if (!isScreen(screen)) return fail('screen.unknown', 'no such screen');
      open(screen);
      return ok({});
    },
  };
}

/** What the shell pushes itself: the strip's hotkeys, to the strip only. */
export function localWatchesOf(hotkeys: HotkeyBoard): LocalWatches {
  return {
    'strip.hotkey': (caller, push) => (caller.screen === 'strip' ? hotkeys.listen((action) => push({ action })) : () => undefined),
  };
}
