/** ESC/POS as a stream of commands: what a printer's own parser does before it prints anything. */

/** One command with all its parameters, or one run of text. */
export interface Token {
  /** As manuals write it: `ESC @`, `GS v 0`, `GS ( H`, `DLE EOT`, `LF`, `text`; an unknown one is its first two bytes, as `ESC 0x99`. */
  readonly name: string;
  /** Everything, the command's own bytes too. */
  readonly bytes: Buffer;
  /** Its parameters: what follows the name (and, for `GS (`, `FS (`, `ESC (` and `GS 8 L`, the length). */
  readonly data: Buffer;
  /** Where it began in the stream. */
  readonly at: number;
  readonly known: boolean;
}

export interface Tokenizer {
  /** The commands that are complete now. A run of text is complete once something else follows. */
  readonly push: (chunk: Uint8Array) => Token[];
  /** The stream is over: what is left, an unfinished command as an unknown one. */
  readonly end: () => Token[];
  /** Bytes that wait for the rest of their command. */
  readonly waiting: () => number;
}

/** Bytes of parameters after a command's name; undefined: more has to arrive before that is known. */
type Length = (b: Buffer, at: number) => number | undefined;
interface Rule {
  readonly length: Length;
  /** Bytes of the name, without parameters. */
  readonly name: string;
  readonly nameBytes: number;
  /** Bytes of a length field that `data` leaves out. */
  readonly header: number;
}

const byte = (b: Buffer, at: number) => (at < b.length ? b[at] : undefined);
const word = (b: Buffer, at: number) => (at + 2 <= b.length ? b.readUInt16LE(at) : undefined);
const fixed = (n: number): Length => () => n;
/** `pL pH` and as many bytes. */
const counted: Length = (b, at) => plus(word(b, at), 2);
const plus = (n: number | undefined, more: number) => (n === undefined ? undefined : n + more);
const untilNul: Length = (b, at) => {
  const end = b.indexOf(0, at);
  return end < 0 ? undefined : end - at + 1;
};
/** A first byte decides the number of bytes, itself included. */
const by = (sizes: Readonly<Record<number, number>>, other: number): Length => (b, at) => {
  const first = byte(b, at);
  return first === undefined ? undefined : (sizes[first] ?? other);
};
/** `xL xH yL yH` at `offset`: x bytes in y rows. */
const raster = (offset: number): Length => (b, at) => {
  const [x, y] = [word(b, at + offset), word(b, at + offset + 2)];
  return x === undefined || y === undefined ? undefined : offset + 4 + x * y;
};
const bitImage: Length = (b, at) => {
  const [mode, columns] = [byte(b, at), word(b, at + 1)];
  return mode === undefined || columns === undefined ? undefined : 3 + columns * (mode >= 32 ? 3 : 1);
};
const barcode: Length = (b, at) => {
  const kind = byte(b, at);
  if (kind === undefined) return undefined;
  return kind < 65 ? plus(untilNul(b, at + 1), 1) : plus(byte(b, at + 1), 2);
};
const downloadedImage: Length = (b, at) => {
  const [x, y] = [byte(b, at), byte(b, at + 1)];
  return x === undefined || y === undefined ? undefined : 2 + x * y * 8;
};
/** `y c1 c2`, then for each character a width and its columns. */
const ownCharacters: Length = (b, at) => {
  const [y, first, last] = [byte(b, at), byte(b, at + 1), byte(b, at + 2)];
  if (y === undefined || first === undefined || last === undefined) return undefined;
  let size = 3;
  for (let each = first; each <= last; each++) {
    const width = byte(b, at + size);
    if (width === undefined) return undefined;
    size += 1 + width * y;
  }
  return size;
};
/** `n`, then for each image `xL xH yL yH` and x * y * 8 bytes. */
const storedImages: Length = (b, at) => {
  const n = byte(b, at);
  if (n === undefined) return undefined;
  let size = 1;
  for (let each = 0; each < n; each++) {
    const [x, y] = [word(b, at + size), word(b, at + size + 2)];
    if (x === undefined || y === undefined) return undefined;
    size += 4 + x * y * 8;
  }
  return size;
};

const cut = by({ 65: 2, 66: 2, 97: 2, 98: 2, 103: 2, 104: 2 }, 1);
const counters = by({ 48: 3, 49: 7, 50: 3, 59: 1 }, 1);

const sizes = {
  DLE: { '\x04': by({ 7: 2, 8: 2, 18: 2 }, 1), '\x05': fixed(1), '\x14': by({ 1: 3, 2: 3, 3: 5, 7: 2, 8: 8 }, 1) },
  ESC: {
    ...Object.fromEntries([...'2@LSimv<\x0c'].map((one) => [one, fixed(0)])),
    ...Object.fromEntries([...'! %-3=?EGJKMRTVadetruU{'].map((one) => [one, fixed(1)])),
    $: fixed(2), '\\': fixed(2), B: fixed(2), c: fixed(2), p: fixed(3), W: fixed(8),
    '*': bitImage, '&': ownCharacters, D: untilNul,
  },
  GS: {
    ...Object.fromEntries([...':c'].map((one) => [one, fixed(0)])),
    ...Object.fromEntries([...'!/BEHITabfhjrw'].map((one) => [one, fixed(1)])),
    ...Object.fromEntries([...'$LPW\\'].map((one) => [one, fixed(2)])),
    '^': fixed(3), z: fixed(3), g: fixed(4), V: cut, C: counters, k: barcode, '*': downloadedImage, Q: raster(2), 'v 0': raster(1),
  },
  FS: {
    ...Object.fromEntries([...'&.'].map((one) => [one, fixed(0)])),
    ...Object.fromEntries([...'!-CW'].map((one) => [one, fixed(1)])),
    '?': fixed(2), S: fixed(2), p: fixed(2), '2': fixed(2 + 72), q: storedImages,
  },
} satisfies Record<string, Readonly<Record<string, Length>>>;

const leads: Readonly<Record<number, keyof typeof sizes>> = { 0x10: 'DLE', 0x1b: 'ESC', 0x1c: 'FS', 0x1d: 'GS' };
const controls: Readonly<Record<number, string>> = { 0x09: 'HT', 0x0a: 'LF', 0x0c: 'FF', 0x0d: 'CR', 0x18: 'CAN' };
const spelled: Readonly<Record<string, string>> = { '\x04': 'EOT', '\x05': 'ENQ', '\x14': 'DC4', '\x0c': 'FF', ' ': 'SP' };

/** The rule for the command at `at`, `more` when its name has not arrived, undefined when nobody knows it. */
function ruleAt(b: Buffer, at: number, lead: keyof typeof sizes): Rule | 'more' | undefined {
  const [second, third] = [byte(b, at + 1), byte(b, at + 2)];
  if (second === undefined) return 'more';
  const letter = String.fromCharCode(second);
  const grouped = letter === '(' && lead !== 'DLE';
  const fourBytes = lead === 'GS' && letter === '8';
  const printsRaster = lead === 'GS' && letter === 'v';
  if (grouped || fourBytes || printsRaster) {
    if (third === undefined) return 'more';
    const name = `${lead} ${letter} ${String.fromCharCode(third)}`;
    if (grouped) return { name, nameBytes: 3, header: 2, length: counted };
    if (fourBytes) return { name, nameBytes: 3, header: 4, length: (all, from) => (from + 4 <= all.length ? all.readUInt32LE(from) + 4 : undefined) };
    return { name, nameBytes: 3, header: 0, length: sizes.GS['v 0'] };
  }
  const table: Readonly<Record<string, Length>> = sizes[lead];
  const length = table[letter];
  return length && { name: `${lead} ${spelled[letter] ?? letter}`, nameBytes: 2, header: 0, length };
}

const isText = (one: number) => one >= 0x20;

/** Splits a byte stream, however it is cut into chunks, into commands of their full length. */
export function tokenizer(): Tokenizer {
  let held: Buffer = Buffer.alloc(0);
  let before = 0;

  function take(size: number, name: string, known: boolean, skip: number): Token {
    const bytes = held.subarray(0, size);
    const token = { name, bytes, data: bytes.subarray(Math.min(skip, size)), at: before, known };
    held = held.subarray(size);
    before += size;
    return token;
  }

  /** The next whole token; undefined when it has not all arrived. */
  function next(over: boolean): Token | undefined {
    const first = byte(held, 0);
    if (first === undefined) return undefined;
    if (isText(first)) {
      const end = held.findIndex((one) => !isText(one));
      if (end < 0 && !over) return undefined;
      return take(end < 0 ? held.length : end, 'text', true, 0);
    }
    const lead = leads[first];
    if (lead === undefined) return take(1, controls[first] ?? `0x${first.toString(16).padStart(2, '0')}`, controls[first] !== undefined, 1);
    const rule = ruleAt(held, 0, lead);
    if (rule === undefined) return take(2, `${lead} 0x${(held[1] ?? 0).toString(16).padStart(2, '0')}`, false, 2);
    const size = rule === 'more' ? undefined : plus(rule.length(held, rule.nameBytes), rule.nameBytes);
    if (rule !== 'more' && size !== undefined && size <= held.length) return take(size, rule.name, true, rule.nameBytes + rule.header);
    return over ? take(held.length, `${lead} unfinished`, false, 1) : undefined;
  }

  function drain(over: boolean): Token[] {
    const found: Token[] = [];
    for (let token = next(over); token; token = next(over)) found.push(token);
    return found;
  }

  return {
    push(chunk) {
      held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
      return drain(false);
    },
    end: () => drain(true),
    waiting: () => held.length,
  };
}

/** All commands of a whole slip. */
export function tokensOf(bytes: Uint8Array): Token[] {
  const reader = tokenizer();
  return [...reader.push(bytes), ...reader.end()];
}
