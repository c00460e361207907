import { globalShortcut } from 'electron';
import { type HotkeyAction, type Hotkeys, hotkeyActions } from './station.ts';

type Listener = (action: HotkeyAction) => void;

/** The strip's hotkeys: they work while another program is in front, so they are held only while the strip is open. */
export interface HotkeyBoard {
  /** Holds the keys, or gives them back. */
  hold(open: boolean): void;
  /** Takes these keys instead of those before. */
  use(keys: Hotkeys): void;
  /** The actions whose key another program holds, or that name no key. */
  taken(): readonly HotkeyAction[];
  listen(listener: Listener): () => void;
}

/** Makes the board with its first keys; `hold` starts it. */
export function makeHotkeys(first: Hotkeys): HotkeyBoard {
  const listeners = new Set<Listener>();
  let keys = first;
  let held = false;
  let taken: readonly HotkeyAction[] = [];
  const press = (action: HotkeyAction) => () => {
    for (const listener of listeners) listener(action);
  };
  const apply = () => {
    globalShortcut.unregisterAll();
    taken = held ? hotkeyActions.filter((action) => keys[action] !== '' && !register(keys[action], press(action))) : [];
  };
  return {
    hold: (open) => {
      held = open;
      apply();
    },
    use: (next) => {
      keys = next;
      apply();
    },
    taken: () => taken,
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function register(key: string, press: () => void): boolean {
  try {
    return globalShortcut.register(key, press);
  } catch {
    return false; // not the name of a key
  }
}
