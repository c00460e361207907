import { glyphOf } from '../../main/devices/glyphs.ts';
import { type Token, tokensOf } from '../fakes/escposTokens.ts';

/**
 * What a receipt printer puts on paper, from the bytes alone: written from the ESC/POS manuals, it shares nothing with
 * main/devices/compose.ts but the shipped bitmaps, which it reads pictures of text by.
 */
export interface PaperCell {
  readonly character: string;
  /** Dots from the left edge. */
  readonly x: number;
  readonly wide: number;
  readonly high: number;
  readonly bold: boolean;
  readonly inverted: boolean;
  readonly underlined: boolean;
}

export interface Dots {
  readonly width: number;
  readonly rows: number;
  readonly black: (x: number, y: number) => boolean;
}

export interface PaperLine {
  /** Dots from the top of the slip. */
  readonly top: number;
  readonly height: number;
  readonly cells: readonly PaperCell[];
  /** `font`: the printer's own. `picture`: sent as dots. `dots`: a picture that is no text. */
  readonly from: 'font' | 'picture' | 'dots';
  readonly dots: Dots | null;
}

export interface Paper {
  readonly lines: readonly PaperLine[];
  readonly qr: readonly string[];
  readonly cuts: number;
  readonly drawers: number;
  /** Commands that ask for an answer. */
  readonly questions: number;
  readonly unknown: readonly string[];
  /** The name of the first and of the last command. */
  readonly first: string;
  readonly last: string;
  /** Commands that printed nothing and set nothing that is modelled here. */
  readonly settings: readonly string[];
}

const half = 12;
const gb18030 = new TextDecoder('gb18030', { fatal: true });

/** One character of GB 18030: one, two or four bytes. */
function characters(bytes: Buffer): { text: string; size: number }[] {
  const found: { text: string; size: number }[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = (bytes[at] ?? 0) < 0x80 ? 1 : (bytes[at + 1] ?? 0) >= 0x30 && (bytes[at + 1] ?? 0) <= 0x39 ? 4 : 2;
    found.push({ text: gb18030.decode(bytes.subarray(at, at + size)), size });
    at += size;
  }
  return found;
}

const key = (rows: readonly number[], width: number) => `${width}:${rows.map((row) => row.toString(16)).join(',')}`;
const thick = (rows: readonly number[]) => rows.map((row) => row | (row >> 1));

/** Bitmaps of an alphabet, plain and bold. */
function bitmapsOf(alphabet: string): ReadonlyMap<string, { readonly character: string; readonly bold: boolean }> {
  const found = new Map<string, { character: string; bold: boolean }>();
  for (const character of new Set(alphabet)) {
    const { width, rows, box } = glyphOf(character);
    const [plain, bold] = [key(rows, width), key(box ? rows : thick(rows), width)];
    if (!found.has(plain)) found.set(plain, { character, bold: false });
    if (!found.has(bold)) found.set(bold, { character, bold: true });
  }
  return found;
}

/** Reads a picture of text by the shipped bitmaps; null when it is none. */
function readText(dots: Dots, bitmaps: ReturnType<typeof bitmapsOf>): PaperCell[] | null {
  const high = dots.rows === 30 ? 1 : dots.rows / 24;
  if (!Number.isInteger(high)) return null;
  let ink = 0;
  while (ink < dots.width && !Array.from({ length: dots.rows }, (_, y) => y).some((y) => dots.black(ink, y))) ink += 1;
  for (const wide of [high, 1, 2, 3, 4]) {
    for (const inverted of [false, true]) {
      for (let start = inverted ? ink : ink - (ink % 6); start >= Math.max(0, ink - 24 * wide); start -= inverted ? dots.width : 6) {
        const cells = readFrom(dots, bitmaps, start, wide, high, inverted);
        if (cells !== null) return cells;
      }
    }
  }
  return null;
}

function blankFrom(dots: Dots, from: number): boolean {
  for (let x = from; x < dots.width; x += 1) for (let y = 0; y < dots.rows; y += 1) if (dots.black(x, y)) return false;
  return true;
}

function readFrom(dots: Dots, bitmaps: ReturnType<typeof bitmapsOf>, start: number, wide: number, high: number, inverted: boolean): PaperCell[] | null {
  const rowsAt = (x: number, width: number) => Array.from({ length: 24 }, (_, y) => {
    let bits = 0;
    for (let column = 0; column < width; column += 1) bits = bits * 2 + (dots.black(x + column * wide, y * high) !== inverted ? 1 : 0);
    return bits;
  });
  /** A blank place may be two spaces or a wide one, and only what follows tells. */
  const rest = (x: number): PaperCell[] | null => {
    if (x + half * wide > dots.width) return blankFrom(dots, x) ? [] : null;
    for (const width of [24, 12]) {
      const found = x + width * wide <= dots.width ? bitmaps.get(key(rowsAt(x, width), width)) : undefined;
      const more = found === undefined ? null : rest(x + width * wide);
      if (found !== undefined && more !== null) return [{ character: found.character, x, wide, high, bold: found.bold, inverted, underlined: false }, ...more];
    }
    return null;
  };
  return rest(start);
}

/** Decodes a whole slip. `alphabet`: the characters that pictures are read by. */
export function decodeSlip(bytes: Uint8Array, alphabet: string): Paper {
  const bitmaps = bitmapsOf(` ${alphabet}`);
  const lines: PaperLine[] = [];
  const qr: string[] = [];
  const settings: string[] = [];
  const unknown: string[] = [];
  let [cuts, drawers, questions, top, x, spacing, stored] = [0, 0, 0, 0, 0, 30, ''];
  let look = { wide: 1, high: 1, bold: false, inverted: false, underlined: false };
  let cells: PaperCell[] = [];
  const push = (line: Omit<PaperLine, 'top'>) => {
    lines.push({ top, ...line });
    top += line.height;
  };
  const printed = (token: Token) => {
    for (const { text, size } of characters(token.data)) {
      cells.push({ character: text, x, ...look });
      x += (size === 1 ? 1 : 2) * half * look.wide;
    }
  };
  const feed = () => {
    push({ height: Math.max(spacing, 24 * cells.reduce((most, one) => Math.max(most, one.high), 1)), cells, from: 'font', dots: null });
    [cells, x] = [[], 0];
  };
  const picture = (data: Buffer) => {
    const [across, rows] = [data.readUInt16LE(1), data.readUInt16LE(3)];
    const dots: Dots = { width: across * 8, rows, black: (column, row) => ((data[5 + row * across + (column >> 3)] ?? 0) & (0x80 >> (column & 7))) !== 0 };
    const read = readText(dots, bitmaps);
    push({ height: rows, cells: read ?? [], from: read === null ? 'dots' : 'picture', dots });
  };
  const tokens = tokensOf(bytes);
  for (const token of tokens) {
    const { name, data } = token;
    const on = ((data[0] ?? 0) & 1) === 1;
    if (!token.known) unknown.push(name);
    else if (name === 'text') printed(token);
    else if (name === 'LF') feed();
    else if (name === 'ESC @') [look, spacing, x] = [{ wide: 1, high: 1, bold: false, inverted: false, underlined: false }, 30, 0];
    else if (name === 'ESC $') x = data.readUInt16LE(0);
    else if (name === 'ESC 3') spacing = data[0] ?? 0;
    else if (name === 'ESC E') look = { ...look, bold: on };
    else if (name === 'GS B') look = { ...look, inverted: on };
    else if (name === 'ESC -') look = { ...look, underlined: (data[0] ?? 0) % 48 > 0 };
    else if (name === 'GS !') look = { ...look, wide: ((data[0] ?? 0) >> 4) + 1, high: ((data[0] ?? 0) & 15) + 1 };
    else if (name === 'GS v 0') picture(data);
    else if (name === 'GS ( k' && data[1] === 0x50) stored = data.subarray(3).toString('utf8');
    else if (name === 'GS ( k' && data[1] === 0x51) qr.push(stored);
    else if (name === 'GS V') cuts += 1;
    else if (name === 'ESC p' || name === 'DLE DC4') drawers += 1;
    else if (/^(GS r|GS I|GS a|GS \( H|DLE EOT|DLE ENQ|ESC v|ESC u)$/.test(name)) questions += 1;
    else settings.push(name);
    if (name !== 'text' && name !== 'LF' && cells.length > 0 && /^(GS v 0|GS V|ESC a|GS \( k)$/.test(name)) unknown.push(`${name} in the middle of a line`);
  }
  return { lines, qr, cuts, drawers, questions, unknown, first: tokens[0]?.name ?? '', last: tokens.at(-1)?.name ?? '', settings };
}
