import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

/** Rows of a glyph. Full-width ones have as many columns, half-width ones (ASCII) half as many. */
export const glyphHeight = 24;
const file = 'glyphs24.bin';

/** A character in dots: one number a row, its leftmost dot in the highest bit of `width`. */
export interface Glyph {
  readonly width: 12 | 24;
  readonly rows: readonly number[];
  /** A box with a code point in it: its digits are too small to be printed bold. */
  readonly box: boolean;
}

interface Font {
  readonly runs: readonly { readonly start: number; readonly count: number; readonly at: number }[];
  readonly bytes: Buffer;
}
let font: Font | null = null;

/** Beside the bundle (which the build copies it to, inside the package too), or among the sources where there is no bundle. */
function glyphFile(): string {
  const places = [path.join(__dirname, file), path.join(__dirname, 'glyphs', file)];
  const found = places.find((one) => existsSync(one));
  if (found === undefined) throw new Error(`${file} is missing beside the program`);
  return found;
}

/** Read when a slip first needs a character that its printer lacks: two megabytes that most halls never load. */
function load(): Font {
  const bytes = brotliDecompressSync(readFileSync(glyphFile()));
  const count = bytes.readUInt16BE(0);
  let at = 2 + count * 6;
  const runs = Array.from({ length: count }, (_, index) => {
    const run = { start: bytes.readUInt32BE(2 + index * 6), count: bytes.readUInt16BE(6 + index * 6), at };
    at += run.count * sizeOf(run.start);
    return run;
  });
  return { runs, bytes };
}

const half = (code: number) => code < 0x80;
const sizeOf = (code: number) => (half(code) ? 36 : 72);

/** The character's dots: from the shipped font, else a box with its code point in it, so that whatever was written is on the paper. */
export function glyphOf(character: string): Glyph {
  font ??= load();
  const code = character.codePointAt(0) ?? 0xfffd;
  const width = half(code) ? 12 : 24;
  const run = runAt(font.runs, code);
  if (run === undefined) return width === 24 ? codeBox(code) : { width, rows: Array.from({ length: glyphHeight }, () => 0), box: false };
  const from = run.at + (code - run.start) * sizeOf(code);
  const { bytes } = font;
  const rows = Array.from({ length: glyphHeight }, (_, y) => (width === 24 ? bytes.readUIntBE(from + y * 3, 3) : readNibbles(bytes, from, y)));
  return { width, rows, box: false };
}

/** The run that holds the code point: they are in order. */
function runAt(runs: Font['runs'], code: number): Font['runs'][number] | undefined {
  let [low, high] = [0, runs.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((runs[middle]?.start ?? 0) <= code) low = middle;
    else high = middle - 1;
  }
  const run = runs[low];
  return run !== undefined && code >= run.start && code < run.start + run.count ? run : undefined;
}

/** Twelve bits: rows of a half-width glyph do not begin on a byte. */
function readNibbles(bytes: Buffer, from: number, y: number): number {
  const bit = y * 12;
  return (bytes.readUInt16BE(from + (bit >> 3)) >> (4 - (bit & 7))) & 0xfff;
}

/** Hexadecimal digits of three by five dots, a row in three bits. */
const digits = ['75557', '26227', '71747', '71717', '55711', '74717', '74757', '71111', '75757', '75717', '75755', '65656', '74447', '65556', '74647', '74644'];

/** A frame with six digits in it. */
function codeBox(code: number): Glyph {
  const rows = Array.from({ length: glyphHeight }, (_, y): number => (y === 1 || y === glyphHeight - 2 ? 0x7ffffe : y > 1 && y < glyphHeight - 2 ? 0x400002 : 0));
  [...code.toString(16).padStart(6, '0')].forEach((digit, index) => {
    const shape = digits[Number.parseInt(digit, 16)] ?? '';
    [...shape].forEach((bits, down) => {
      const y = 5 + Math.floor(index / 3) * 8 + down;
      rows[y] = (rows[y] ?? 0) | (Number(bits) << (16 - (index % 3) * 5));
    });
  });
  return { width: 24, rows, box: true };
}
