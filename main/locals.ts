import { fail, ok, type Result } from '../shared/result.ts';
import { isScreen, type Screen } from './arguments.ts';
import { type ChosenFiles, chosenFiles } from './chosenFiles.ts';
import type { Hall } from './hall/hall.ts';
import type { HotkeyBoard } from './hotkeys.ts';
import type { Pair } from './imports.ts';
import type { Locals, LocalWatches } from './ipc.ts';
import { readHotkeys, type StationFile } from './station.ts';

export interface LocalParts {
  readonly opening: Promise<Result<Hall>>;
  readonly open: (screen: Screen) => void;
  readonly station: StationFile;
  readonly hotkeys: HotkeyBoard;
}

/** What the shell answers itself, by the contract's local entries. Their schemas have parsed the input. */
export function localsOf({ opening, open, station, hotkeys }: LocalParts): Locals {
  const files = chosenFiles();
  const keys = () => ok({ hotkeys: station.read().hotkeys, taken: hotkeys.taken() });
  const importing = async (what: 'previewImport' | 'startImport', input: unknown) => {
    const hall = await opening;
    const imports = await import('./imports.ts'); // the parts that read logs are large and rarely needed
    return hall.ok ? imports[what](hall.value, files, input as Pair) : hall;
  };
  return {
    'screen.open': (input) => {
      const { screen } = input as { screen: string };
      if (!isScreen(screen)) return fail('screen.unknown', 'no such screen');
      open(screen);
      return ok({});
    },
    'import.choose': (input) => files.choose((input as { what: Parameters<ChosenFiles['choose']>[0] }).what),
    'import.preview': (input) => importing('previewImport', input),
    'import.start': (input) => importing('startImport', input),
    'station.read': keys,
    'station.hotkeys': (input) => {
      station.change({ hotkeys: readHotkeys(input) });
      hotkeys.use(station.read().hotkeys);
      return keys();
    },
  };
}

/** What the shell pushes itself: the strip's hotkeys, to the strip only. */
export function localWatchesOf(hotkeys: HotkeyBoard): LocalWatches {
  return {
    'strip.hotkey': (caller, push) => (caller.screen === 'strip' ? hotkeys.listen((action) => push({ action })) : () => undefined),
  };
}
