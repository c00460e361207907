import { z } from 'zod';
import { fail, ok } from '../shared/result.ts';
import { isScreen, type Screen } from './arguments.ts';
import type { HotkeyBoard } from './hotkeys.ts';
import type { Locals, LocalWatches } from './ipc.ts';
import { hotkeysSchema, type StationFile } from './station.ts';

const wanted = z.object({ screen: z.string() });

/** What the shell answers itself, by the contract's local entries. */
export function localsOf(open: (screen: Screen) => void, station: StationFile, hotkeys: HotkeyBoard): Locals {
  const keys = () => ({ hotkeys: station.read().hotkeys, taken: hotkeys.taken() });
  return {
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
