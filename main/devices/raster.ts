import { linePitch } from '../../shared/slips/preview.ts';
import { type Glyph, glyphHeight, glyphOf } from './glyphs.ts';
import type { Cell, Picture } from './layout.ts';

/** A picture to draw in: white, so many dots wide and high. */
function blank(width: number, rows: number) {
  const bytesAcross = Math.ceil(width / 8);
  const data = Buffer.alloc(bytesAcross * rows);
  return { bytesAcross, rows, data, dot: (x: number, y: number) => void (data[y * bytesAcross + (x >> 3)] = (data[y * bytesAcross + (x >> 3)] ?? 0) | (0x80 >> (x & 7))) };
}

/** Whether the glyph is black there, as printed in this cell. */
function black(glyph: Glyph, cell: Cell, x: number, y: number): boolean {
  const row = glyph.rows[y] ?? 0;
  const at = (column: number) => column >= 0 && ((row >> (glyph.width - 1 - column)) & 1) === 1;
  const ink = at(x) || (cell.bold && !glyph.box && at(x - 1)) || (cell.underlined && y >= glyphHeight - 2);
  return ink !== cell.inverted;
}

/**
 * A line of text as a picture: every character where the printer's own font would have it and as large, with the line's
 * air below.
 */
export function lineAsPicture(cells: readonly Cell[], high: number): Picture {
  const glyphs = cells.map((cell) => ({ cell, glyph: glyphOf(cell.character) }));
  const width = glyphs.reduce((most, { cell, glyph }) => Math.max(most, cell.x + glyph.width * cell.wide), 8);
  const picture = blank(width, Math.max(linePitch, glyphHeight * high));
  for (const { cell, glyph } of glyphs) {
    const top = glyphHeight * (high - cell.high);
    for (let y = 0; y < glyphHeight * cell.high; y += 1) {
      for (let x = 0; x < glyph.width * cell.wide; x += 1) {
        if (black(glyph, cell, Math.floor(x / cell.wide), Math.floor(y / cell.high))) picture.dot(cell.x + x, top + y);
      }
    }
  }
  return picture;
}

/** A QR code as a picture, `x` dots from the left edge. */
export function qrAsPicture(matrix: readonly Uint8Array[], cell: number, x: number): Picture {
  const size = matrix.length * cell;
  const picture = blank(x + size, size);
  for (let down = 0; down < size; down += 1) {
    for (let across = 0; across < size; across += 1) if (matrix[Math.floor(down / cell)]?.[Math.floor(across / cell)] === 1) picture.dot(x + across, down);
  }
  return picture;
}

/** The same picture `x` dots further to the right. */
export function moved(from: Picture, x: number): Picture {
  const picture = blank(x + from.bytesAcross * 8, from.rows);
  for (let y = 0; y < from.rows; y += 1) {
    for (let across = 0; across < from.bytesAcross * 8; across += 1) if (((from.data[y * from.bytesAcross + (across >> 3)] ?? 0) & (0x80 >> (across & 7))) !== 0) picture.dot(x + across, y);
  }
  return picture;
}
