import { transform } from 'receiptline';
import type { Printer, PrinterProfile } from '../../shared/printing.ts';
import { assertNever } from '../../shared/result.ts';
import { linePitch, previewOptions, steady } from '../../shared/slips/preview.ts';
import { type Columns, columnsOf } from '../../shared/slips/text.ts';
import { encoded } from './charset.ts';
import { glyphHeight } from './glyphs.ts';
import { type Block, type Cell, cellDots, layoutOf, type Picture } from './layout.ts';
import { type ProfileRow, profiles } from './profiles.ts';
import { lineAsPicture, moved, qrAsPicture } from './raster.ts';

const dotsPerMm = 8;
const [esc, fs, gs, lf] = [0x1b, 0x1c, 0x1d, 0x0a];
const two = (value: number) => [value & 0xff, (value >> 8) & 0xff];
const flag = (value: boolean) => (value ? 1 : 0);

/**
 * A slip's document as the bytes that this printer prints it from, and the length of paper that takes. The bytes begin
 * with ESC @, end with the only cut, and hold nothing that opens a drawer or asks for an answer; what is in the text
 * cannot become a command. A line with a character that the printer lacks is sent as a picture.
 */
export function composeSlip(document: string, { profile, widthMm, density }: { readonly profile: PrinterProfile; readonly widthMm: Printer['widthMm']; readonly density: Printer['density'] }): { bytes: Buffer; mm: number } {
  const printer = profiles[profile];
  const blocks = layoutOf(document, columnsOf(widthMm));
  const start = [esc, 0x40, ...(printer.units ? [gs, 0x50, 203, 203] : []), esc, 0x33, linePitch, esc, 0x20, 0, fs, 0x53, 0, 0, fs, 0x26, ...printer.density[density]];
  const dots = blocks.reduce((sum, block) => sum + heightOf(block), 0) + printer.tail;
  return { bytes: Buffer.concat([Buffer.from(start), ...blocks.map((block) => bytesOf(block, printer)), Buffer.from(printer.cut)]), mm: Math.ceil(dots / dotsPerMm) };
}

function heightOf(block: Block): number {
  switch (block.kind) {
    case 'text':
      return Math.max(linePitch, glyphHeight * block.high);
    case 'rule':
      return linePitch;
    case 'picture':
      return block.picture.rows;
    case 'qr':
      return block.matrix.length * block.cell;
    default:
      return assertNever(block);
  }
}

function bytesOf(block: Block, printer: ProfileRow): Buffer {
  switch (block.kind) {
    case 'text':
      return textBytes(block.cells, printer) ?? pictureBytes(lineAsPicture(block.cells, block.high));
    case 'rule':
      return textBytes(ruleCells(block.x, block.columns), printer) ?? Buffer.from([lf]);
    case 'picture':
      return pictureBytes(moved(block.picture, block.x));
    case 'qr':
      return printer.qr === 'native' ? qrBytes(block) : pictureBytes(qrAsPicture(block.matrix, block.cell, block.x));
    default:
      return assertNever(block);
  }
}

/** In the printer's own charset: box characters of a code page come out as Chinese on many clones. */
function ruleCells(x: number, columns: number): Cell[] {
  return Array.from({ length: columns >> 1 }, (_, index) => ({ character: '─', x: x + index * 2 * cellDots, wide: 1, high: 1, underlined: false, bold: false, inverted: false }));
}

/** A line in the printer's own font, back in plain print at its end; null when the font lacks one of its characters. */
function textBytes(cells: readonly Cell[], printer: ProfileRow): Buffer | null {
  const parts: Buffer[] = [];
  const say = (...bytes: number[]) => void parts.push(Buffer.from(bytes));
  const plain = { wide: 1, high: 1, underlined: false, bold: false, inverted: false };
  let now = plain;
  const take = (look: typeof plain) => {
    if (look.wide !== now.wide || look.high !== now.high) say(gs, 0x21, ((look.wide - 1) << 4) | (look.high - 1));
    if (look.bold !== now.bold) say(esc, 0x45, flag(look.bold));
    if (look.inverted !== now.inverted) say(gs, 0x42, flag(look.inverted));
    if (look.underlined !== now.underlined) say(esc, 0x2d, look.underlined ? 2 : 0, fs, 0x2d, look.underlined ? 2 : 0);
    now = look;
  };
  let at = 0;
  for (const cell of cells) {
    const bytes = encoded(cell.character, printer);
    if (bytes === null) return null;
    if (cell.x !== at) say(esc, 0x24, ...two(cell.x));
    take(cell);
    parts.push(bytes);
    at = cell.x + (bytes.length > 1 ? 2 : 1) * cellDots * cell.wide;
  }
  say(lf);
  take(plain);
  return Buffer.concat(parts);
}

/** GS v 0, which every printer that knows pictures knows. */
function pictureBytes({ bytesAcross, rows, data }: Picture): Buffer {
  return Buffer.concat([Buffer.from([gs, 0x76, 0x30, 0, ...two(bytesAcross), ...two(rows)]), data]);
}

/** GS ( k: model 2, size, level, the text in UTF-8 (what phones expect), print. */
function qrBytes(block: Extract<Block, { kind: 'qr' }>): Buffer {
  const text = Buffer.from(block.text, 'utf8');
  const set = (length: number, ...bytes: number[]) => [gs, 0x28, 0x6b, ...two(length), 0x31, ...bytes];
  return Buffer.concat([
    Buffer.from([esc, 0x61, block.align, ...set(4, 0x41, 0x32, 0), ...set(3, 0x43, block.cell), ...set(3, 0x45, 0x30 + 'lmqh'.indexOf(block.level)), ...set(text.length + 3, 0x50, 0x30)]), text,
    Buffer.from([...set(3, 0x51, 0x30), esc, 0x61, 0]),
  ]);
}

/** The slip as text, for a terminal or a log of tests: a line each, large print in its place, a QR code as what it says. */
export function slipText(document: string, columns: Columns): string {
  return layoutOf(document, columns).map((block) => textOf(block)).join('\n').concat('\n');
}

function textOf(block: Block): string {
  switch (block.kind) {
    case 'text': {
      let [text, at] = ['', 0];
      for (const cell of block.cells) {
        // Large characters stand beside each other, not as far apart as on paper: a number can be found and copied.
        if (cell.x > at) text += ' '.repeat(Math.round((cell.x - at) / cellDots));
        text += cell.character;
        at = Math.max(at, cell.x + (/[\0-\x7f]/.test(cell.character) ? 1 : 2) * cellDots * cell.wide);
      }
      return text.trimEnd();
    }
    case 'rule':
      return '-'.repeat(block.columns);
    case 'picture':
      return '[logo]';
    case 'qr':
      return `[QR] ${block.text}`;
    default:
      return assertNever(block);
  }
}

/** The slip as a picture for a screen or a PDF: the same characters in the same places as on the paper. */
export function slipSvg(document: string, columns: Columns): string {
  return steady(transform(document, previewOptions(columns)));
}
