import { localDay, localTime } from '../time.ts';

/** Characters on a line: 58 mm paper has 32 of 12 dots, 80 mm has 48. A Chinese character takes two. */
export type Columns = 32 | 48;

/** How many of them a paper has. */
export function columnsOf(widthMm: 58 | 80): Columns {
  return widthMm === 58 ? 32 : 48;
}

/**
 * What of any text can stand on paper: composed (NFC), control characters and line breaks as spaces, without what is
 * never visible (joiners, direction marks), halves of characters as �.
 */
export function clean(text: string): string {
  return text.replaceAll(/\p{Default_Ignorable_Code_Point}+/gu, '').replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u00a0]+/gu, ' ').replaceAll(/\p{Surrogate}/gu, '\ufffd').normalize('NFC').trim();
}

/** Makes any text safe inside a receiptline document: it prints as it reads, whatever is in it. */
export function plain(text: string): string {
  return clean(text).replaceAll(/[\\|{}~_"`^]/g, (sign) => `\\${sign}`).replace(/^[-=]/, (sign) => `\\${sign}`);
}

/** Columns that a text takes at its normal size. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) < 0x80 ? 1 : 2;
  return width;
}

/** Never first on a line, never last on a line. */
const closing = /^[\u3001\u3002\u300b\u300d\u300f\u3011\u3015\u2019\u201d\u2026\u2103\u00b7\uff01\uff09\uff0c\uff1a\uff1b\uff1f%,.;:?!)\]}]$/u;
const opening = /^[\u300a\u300c\u300e\u3010\u3014\u2018\u201c\uff08([{]$/u;

/** What is never torn apart, if a line can hold it: a Latin word, a number, a character with its punctuation. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let open = false;
  for (const character of text) {
    const last = found.at(-1);
    const latin = (one: string | undefined) => one !== undefined && /^[\x21-\x7e]+$/.test(one);
    const joins = last !== undefined && last !== ' ' && character !== ' ' && (open || closing.test(character) || (latin(character) && latin(last)));
    if (joins) found[found.length - 1] = last + character;
    else found.push(character);
    open = opening.test(character);
  }
  return found;
}

/** A text as lines of at most so many columns. Nothing is lost but the spaces it is broken at. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  const end = () => {
    if (line.trim() !== '') lines.push(line.trim());
    line = '';
  };
  for (const piece of pieces(clean(text))) {
    if (widthOf(line) + widthOf(piece) <= columns) {
      line += piece;
      continue;
    }
    end();
    for (const character of piece === ' ' ? '' : piece) {
      if (widthOf(line) + widthOf(character) > columns) end();
      line += character;
    }
  }
  end();
  return lines;
}

/** Sizes of print: how wide, and receiptline's mark. `tall` is as wide as `normal` and twice as high. */
const sizes = { normal: [1, ''], tall: [1, '^^'], double: [2, '^^^'], triple: [3, '^^^^'], quadruple: [4, '^^^^^'] } as const;
export type Size = keyof typeof sizes;

export interface Look {
  readonly size?: Size;
  readonly bold?: boolean;
  readonly inverted?: boolean;
  readonly centered?: boolean;
}

/** A text as lines of a receiptline document: wrapped at that size, so that no line is wider than the paper. */
export function lines(text: string, columns: Columns, look: Look = {}): string[] {
  const [wide, mark] = sizes[look.size ?? 'normal'];
  const marks = `${look.bold === true ? '"' : ''}${look.inverted === true ? '`' : ''}${mark}`;
  return wrapped(text, Math.floor(columns / wide)).map((line) => `|${marks}${plain(line)}${look.centered === true ? '|' : ''}`);
}

/** The first of these sizes at which the text needs no second line, else the last of them. */
export function sizeThatFits(text: string, columns: Columns, of: readonly Size[]): Size {
  const width = widthOf(clean(text));
  return of.find((one) => width * sizes[one][0] <= columns) ?? of.at(-1) ?? 'normal';
}

/** A line that is meant to be read first, by anybody: twice as wide and high where it fits on one line, else twice as high. */
export function loud(text: string, columns: Columns): string[] {
  return lines(text, columns, { size: sizeThatFits(text, columns, ['double', 'tall']), bold: true });
}

/** A name and a value at the two ends of a line; the value goes to a line of its own when both do not fit. */
export function row(name: string, value: string, columns: Columns): string[] {
  const [left, right] = [clean(name), clean(value)];
  const gap = columns - widthOf(left) - widthOf(right);
  if (gap >= 1) return [`|${plain(left)}${'~'.repeat(gap)}${plain(right)}`];
  return [...lines(left, columns), ...wrapped(right, columns).map((line) => `|${'~'.repeat(columns - widthOf(line))}${plain(line)}`)];
}

/** Room for it on the paper at 4 dots a cell: what a QR code of version 10 and level M holds. */
const qrBytes = 210;
const bytesOf = (text: string) => [...text].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) < 0x80 ? 1 : (character.codePointAt(0) ?? 0) < 0x800 ? 2 : (character.codePointAt(0) ?? 0) < 0x10000 ? 3 : 4), 0);

/** What a slip's QR code says: the hall's name, shortened if need be, then words apart by a space, the last a check code. Readable where any phone scans it. */
export function qrText(hall: string, ...words: readonly string[]): string {
  const rest = [...words.map(clean).join(' ')].slice(0, 50).join('');
  const name = [...clean(hall)];
  while (name.length > 0 && bytesOf(name.join('')) + bytesOf(rest) + 1 > qrBytes) name.pop();
  return clean(`${name.join('')} ${rest}`);
}

/** The line of a document that is a QR code. */
export function qr(text: string): string {
  return `{code:${clean(text).replaceAll(/[\\|{};]/g, (sign) => `\\${sign}`)};option:qrcode,4,m}`;
}

const sixBits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The first bytes of what is in base64. */
function firstBytes(base64: string, count: number): number[] {
  const bits = [...base64.slice(0, Math.ceil((count * 4) / 3))].map((one) => sixBits.indexOf(one).toString(2).padStart(6, '0')).join('');
  return Array.from({ length: count }, (_, index) => Number.parseInt(bits.slice(index * 8, index * 8 + 8), 2));
}

/** The line of a document that is the hall's logo; none when it is no PNG of at most 384 x 160 dots. */
export function logo(png: string | null): string[] {
  if (png === null || !/^iVBORw0KGgo[A-Za-z0-9+/]{24,}={0,2}$/.test(png)) return [];
  const head = firstBytes(png, 24);
  const number = (at: number) => head.slice(at, at + 4).reduce((sum, byte) => sum * 256 + byte, 0);
  const [width, height] = [number(16), number(20)];
  return width >= 1 && width <= 384 && height >= 1 && height <= 160 ? [`{image:${png}}`] : [];
}

/** 2026-11-22 14:05 in the hall's zone. */
export function stamp(zone: string, at: number): string {
  return `${localDay(zone, at)} ${localTime(zone, at)}`;
}

/** A slip that is shown again later than this after what it is about is a second one. */
export const reprintAfter = 60_000;

/** Whole minutes that are not exceeded, as a quote is told: 61 s are 2 minutes. */
export function wholeMinutes(seconds: number): number {
  return Math.ceil(Math.max(0, seconds) / 60);
}
