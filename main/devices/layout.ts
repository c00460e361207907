import { commands, qrcode, transform } from 'receiptline';
import type { Columns } from '../../shared/slips/text.ts';

/** Dots of a half-width character; a full-width one has twice as many. Both are `glyphHeight` high. */
export const cellDots = 12;

/** One character where it stands on the paper. */
export interface Cell {
  readonly character: string;
  /** Dots from the left edge. */
  readonly x: number;
  /** How many times as wide and as high as normal. */
  readonly wide: number;
  readonly high: number;
  readonly underlined: boolean;
  readonly bold: boolean;
  readonly inverted: boolean;
}

/** Black and white, rows from the top, 8 dots a byte, 1 is black. */
export interface Picture {
  readonly bytesAcross: number;
  readonly rows: number;
  readonly data: Buffer;
}

export type Block =
  | { readonly kind: 'text'; readonly cells: readonly Cell[]; readonly high: number }
  | { readonly kind: 'rule'; readonly x: number; readonly columns: number }
  | { readonly kind: 'picture'; readonly x: number; readonly picture: Picture }
  | { readonly kind: 'qr'; readonly x: number; readonly align: 0 | 1 | 2; readonly text: string; readonly cell: number; readonly level: 'l' | 'm' | 'q' | 'h'; readonly matrix: readonly Uint8Array[] };

/** receiptline's marks: how wide and how high ^ to ^^^^^^^ are. */
const scale = (marks: number) => ({ wide: marks < 2 ? marks + 1 : marks - 1, high: marks < 3 ? Math.max(1, marks) : marks - 1 });
const normal = { wide: 1, high: 1, underlined: false, bold: false, inverted: false };

/**
 * Where everything of a receiptline document stands on paper of that many columns. Cuts and inserted commands of the
 * document are left out: what is sent besides text and pictures is decided by compose alone.
 */
export function layoutOf(document: string, columns: Columns): readonly Block[] {
  const blocks: Block[] = [];
  let [left, width, position, align] = [0, columns as number, 0, 0];
  let look = normal;
  let cells: Cell[] = [];
  let rule: Block | null = null;
  const edge = (dots: number) => Math.max(0, Math.floor(left * cellDots + ((width * cellDots - dots) * align) / 2));
  const encoding = 'gb18030' as const;
  transform(document, {
    cpl: columns, encoding, cutting: false,
    command: {
      ...commands.base,
      area: (from, across) => none(([left, width] = [from, across])),
      align: (to) => none((align = to)),
      absolute: (to) => none((position = to)),
      relative: (by) => none((position += by)),
      normal: () => none((look = normal)),
      ul: () => none((look = { ...look, underlined: true })),
      em: () => none((look = { ...look, bold: true })),
      iv: () => none((look = { ...look, inverted: true })),
      wh: (marks) => none((look = { ...look, ...scale(marks) })),
      hr: (across) => none((rule = { kind: 'rule', x: left * cellDots, columns: across })),
      text(text) {
        for (const character of commands.base.arrayFrom(text, encoding)) {
          cells.push({ character, x: Math.round((left + position) * cellDots), ...look });
          position += commands.base.measureText(character, encoding) * look.wide;
        }
        return '';
      },
      lf() {
        blocks.push(rule ?? { kind: 'text', cells, high: cells.reduce((most, one) => Math.max(most, one.high), 1) });
        [cells, rule, position] = [[], null, 0];
        return '';
      },
      image(png) {
        const picture = pictureOf(png);
        if (picture !== null) blocks.push({ kind: 'picture', x: edge(picture.width), picture });
        return '';
      },
      qrcode(symbol) {
        const matrix = qrcode.generate(symbol);
        if (matrix.length > 0) blocks.push({ kind: 'qr', x: edge(matrix.length * symbol.cell), align: align === 0 ? 0 : align === 1 ? 1 : 2, text: symbol.data, cell: symbol.cell, level: symbol.level, matrix });
        return '';
      },
    },
  });
  return blocks;
}

/** For commands that only take note. */
function none(_noted: unknown): string {
  return '';
}

/** A PNG in dots, dithered by receiptline; null when it is none. */
function pictureOf(png: string): (Picture & { readonly width: number }) | null {
  try {
    const made = Buffer.from(commands.generic.image.call({ ...commands.generic }, png, 0, 0, 48, 0), 'latin1');
    const [bytesAcross, rows] = [made.readUInt16LE(4), made.readUInt16LE(6)];
    return { bytesAcross, rows, data: made.subarray(8, 8 + bytesAcross * rows), width: bytesAcross * 8 };
  } catch {
    return null;
  }
}
