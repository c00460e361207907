interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** The keys pressed in Electron's notation, such as Ctrl+Alt+N or F8; null while only Ctrl, Alt or Shift is down, or when the keys would be missed in typing. */
export function acceleratorOf(event: Pressed): string | null {
  const name = keyName(event);
  if (name === null) return null;
  const held = [event.ctrlKey ? 'Ctrl' : '', event.altKey ? 'Alt' : '', event.shiftKey ? 'Shift' : ''].filter((one) => one !== '');
  const bare = held.length === 0 || (held.length === 1 && held[0] === 'Shift');
  // A letter alone, taken from every program on the PC, could not be typed any more.
  return bare && !/^F\d/.test(name) ? null : [...held, name].join('+');
}

function keyName({ key, code }: Pressed): string | null {
  if (/^F\d{1,2}$/.test(key)) return key;
  const letter = /^(?:Key|Digit)([A-Z0-9])$/.exec(code);
  if (letter !== null) return letter[1] ?? null;
  const pad = /^Numpad(\d)$/.exec(code);
  if (pad !== null) return `num${pad[1]}`;
  return (
    {
      ArrowUp: 'Up',
      ArrowDown: 'Down',
      ArrowLeft: 'Left',
      ArrowRight: 'Right',
      ' ': 'Space',
      Home: 'Home',
      End: 'End',
      PageUp: 'PageUp',
      PageDown: 'PageDown',
    }[key] ?? null
  );
}
