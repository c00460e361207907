import { qrcode } from 'receiptline';
import { expect } from 'vitest';
import { composeSlip, slipSvg, slipText } from '../../main/devices/compose.ts';
import { glyphOf } from '../../main/devices/glyphs.ts';
import { type PrinterProfile, printerProfiles } from '../../shared/printing.ts';
import type { SlipData } from '../../shared/slipData.ts';
import { slipDocument } from '../../shared/slips/slip.ts';
import { columnsOf } from '../../shared/slips/text.ts';
import { decodeSlip, type Dots, type Paper, type PaperLine } from './escposDecoder.ts';
import { svgLines } from './slipSvg.ts';

const visible = <T extends { readonly character: string }>(cells: readonly T[]) => cells.filter((one) => one.character.trim() !== '');
const isRule = (line: PaperLine) => line.cells.length > 0 && line.cells.every((one) => one.character === '─');
/** Some characters are drawn with the same dots, a Greek and a Cyrillic letter for example. */
const looksSame = (one: string, other: string) => one === other || JSON.stringify(glyphOf(one)) === JSON.stringify(glyphOf(other));
const withoutSpace = (text: string) => text.replaceAll(/\s/gu, '');

/** What is on the paper as text, spaces left out. */
export function paperText(paper: Paper): string {
  return withoutSpace(paper.lines.filter((one) => !isRule(one)).flatMap((one) => one.cells.map((cell) => cell.character)).join(''));
}

/** The text of the slip's QR code, and the slip's text without it and without rules, spaces left out. */
export function readable(text: string): { readonly text: string; readonly qr: string | null } {
  const lines = text.split('\n');
  return { text: withoutSpace(lines.filter((one) => !one.startsWith('[QR] ') && !/^-{32,}$/.test(one) && one !== '[logo]').join('')), qr: lines.find((one) => one.startsWith('[QR] '))?.slice(5) ?? null };
}

function isQr(dots: Dots, text: string, width: number): boolean {
  const matrix = qrcode.generate({ data: text, type: 'qrcode', cell: 4, level: 'm' });
  const left = Math.floor((width - matrix.length * 4) / 2);
  for (let y = 0; y < dots.rows; y += 1) for (let x = 0; x < dots.width; x += 1) if (dots.black(x, y) !== (x >= left && matrix[y >> 2]?.[(x - left) >> 2] === 1)) return false;
  return dots.rows === matrix.length * 4;
}

/** The picture and the paper have the same characters in the same places, as large, line for line. */
function agree(paper: Paper, svg: string): void {
  const printed = paper.lines.filter((line) => !isRule(line) && visible(line.cells).length > 0);
  const shown = svgLines(svg).filter((line) => visible(line.cells).length > 0);
  expect(printed.map((line) => visible(line.cells).length)).toEqual(shown.map((line) => visible(line.cells).length));
  for (const [index, line] of printed.entries()) {
    const other = shown[index]?.cells ?? [];
    expect(line.top + 24 * Math.max(...line.cells.map((cell) => cell.high))).toBe(shown[index]?.bottom);
    if (line.from === 'picture' && visible(line.cells).some((cell) => !glyphOf(cell.character).box)) expect(line.cells.some((cell) => cell.bold)).toBe(other.some((cell) => cell.bold));
    for (const [at, cell] of visible(line.cells).entries()) {
      const same = visible(other)[at];
      expect(looksSame(cell.character, same?.character ?? ''), `${cell.character} ${same?.character}`).toBe(true);
      expect({ wide: cell.wide, high: cell.high, inverted: cell.inverted }).toEqual({ wide: same?.wide, high: same?.high, inverted: same?.inverted });
      if (line.from === 'font') expect(cell.bold).toBe(same?.bold);
      expect(Math.abs(cell.x - (same?.x ?? Number.NaN)), `${cell.character} at ${cell.x}`).toBeLessThan(6);
    }
  }
  expect(paper.lines.filter(isRule).length).toBe([...svg.matchAll(/<path d="M0,12h\d+"/g)].length);
}

/** A slip on this printer holds the rules that every slip does. Gives what is on the paper. */
export function checkSlip(data: SlipData, widthMm: 58 | 80, profile: PrinterProfile): Paper {
  const columns = columnsOf(widthMm);
  const document = slipDocument(data, columns);
  const text = slipText(document, columns);
  const { bytes, mm } = composeSlip(document, { profile, widthMm, density: 'normal' });
  const paper = decodeSlip(bytes, text);
  expect(paper).toMatchObject({ first: 'ESC @', last: 'GS V', cuts: 1, drawers: 0, questions: 0, unknown: [] });
  const { text: said, qr } = readable(text);
  const read = paperText(paper);
  expect(read.length).toBe(said.length);
  expect([...read].flatMap((one, index) => (looksSame(one, [...said][index] ?? '') ? [] : [one, [...said][index], index]))).toEqual([]);
  for (const line of paper.lines) for (const cell of line.cells) expect(cell.x + (cell.character < '\x80' ? 12 : 24) * cell.wide, cell.character).toBeLessThanOrEqual(columns * 12);
  const dots = paper.lines.filter((one) => one.from === 'dots');
  if (profile === 'generic' || profile === 'quiet' || profile === 'mute') {
    expect(paper.qr).toEqual([]);
    const last = dots.at(-1)?.dots ?? null;
    if (qr !== null) expect(last !== null && isQr(last, qr, columns * 12)).toBe(true);
  } else {
    expect(paper.qr).toEqual(qr === null ? [] : [qr]);
    expect(dots.length).toBe(data.logo === null ? 0 : 1);
  }
  agree(paper, slipSvg(document, columns));
  const length = paper.lines.reduce((sum, one) => sum + one.height, 0) / 8;
  expect(mm).toBeGreaterThan(length);
  expect(mm).toBeLessThan(length + 60);
  return paper;
}

/** On both papers and all kinds of printers. */
export function checkEverywhere(data: SlipData): void {
  for (const widthMm of [58, 80] as const) for (const profile of printerProfiles) checkSlip(data, widthMm, profile);
}
