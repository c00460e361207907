import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { encoded } from '../../../main/devices/charset.ts';
import { composeSlip } from '../../../main/devices/compose.ts';
import { glyphOf } from '../../../main/devices/glyphs.ts';
import { profiles } from '../../../main/devices/profiles.ts';
import { printerProfiles } from '../../../shared/printing.ts';
import { examples } from '../../../shared/slips/examples.ts';
import { slipDocument } from '../../../shared/slips/slip.ts';
import { decodeSlip } from '../../support/escposDecoder.ts';
import { checkEverywhere, checkSlip } from '../../support/slipCheck.ts';

const gb = new TextDecoder('gb18030', { fatal: true });
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).filter((one) => !/\p{Surrogate}/u.test(one));

/** A black picture. */
function png(width: number, height: number): Buffer {
  const crc = (bytes: Buffer) => ~bytes.reduce((sum, byte) => {
    let next = sum ^ byte;
    for (let bit = 0; bit < 8; bit += 1) next = (next >>> 1) ^ (next & 1 ? 0xedb88320 : 0);
    return next;
  }, -1);
  const chunk = (name: string, data: Buffer) => {
    const [size, body, sum] = [Buffer.alloc(4), Buffer.concat([Buffer.from(name), data]), Buffer.alloc(4)];
    size.writeUInt32BE(data.length);
    sum.writeInt32BE(crc(body));
    return Buffer.concat([size, body, sum]);
  };
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc((width + 1) * height))), chunk('IEND', Buffer.alloc(0))]);
}

describe('what a printer’s own font prints (SPEC 11)', () => {
  it('GB 2312 has its 7,445 characters, and every byte sent means the character', () => {
    let count = 0;
    for (const character of range(0x80, 0xffff)) {
      const bytes = encoded(character, { charset: 'gb2312', fourByte: 'none' });
      if (bytes === null) continue;
      count += 1;
      if (gb.decode(bytes) !== character) throw new Error(`${character} would print as ${gb.decode(bytes)}`);
      if (!bytes.every((one) => one >= 0xa1)) throw new Error(`${character} is not in GB 2312`);
    }
    expect(count).toBe(7445);
  });

  it('GBK has all 20,902 Chinese characters of the first Unicode block, Extension A needs four bytes', () => {
    const han = range(0x4e00, 0x9fa5);
    expect(han.filter((one) => encoded(one, profiles.xprinter) !== null).length).toBe(20_902);
    const extension = range(0x3400, 0x4db5);
    for (const one of extension) if (encoded(one, profiles.xprinter) !== null) throw new Error(`${one} needs more than GBK`);
    expect(extension.filter((one) => encoded(one, profiles.epson)?.length === 4).length).toBeGreaterThan(6_500);
  });

  it.each([
    ['镕', ['epson', 'xprinter', 'gprinter']], ['㐂', ['epson']], ['𠮷', []], ['·', printerProfiles], ['—', printerProfiles], ['\uffe5', printerProfiles], ['\u00a5', []], ['□', printerProfiles], ['€', []], ['😀', []], ['\ue000', []],
  ])('%s', (character, has) => expect(printerProfiles.filter((one) => encoded(character, profiles[one]) !== null)).toEqual(has));

  it('what it lacks is printed as a picture of the whole line, in its place', () => {
    for (const profile of printerProfiles) {
      const paper = checkSlip({ ...examples.ticket, hall: '吉𠮷 Store 1' }, 58, profile);
      const [first] = paper.lines;
      expect(first).toMatchObject({ from: 'picture' });
      expect(first?.cells.map((one) => one.character).join('')).toBe('吉𠮷 Store 1');
    }
    const gbk = checkSlip({ ...examples.ticket, hall: '镕基路厅' }, 58, 'xprinter');
    expect(gbk.lines[0]).toMatchObject({ from: 'font' });
  });
});

describe('bytes for a printer (SPEC 11)', () => {
  it('a slip with nothing rare is all text on every printer, and short', () => {
    for (const profile of printerProfiles) {
      const { bytes } = composeSlip(slipDocument(examples.ticket, 32), { profile, widthMm: 58, density: 'normal' });
      expect(decodeSlip(bytes, '').lines.every((one) => one.from !== 'picture')).toBe(true);
      expect(bytes.length).toBeLessThan(6_000);
      expect(bytes.includes('\x1dr')).toBe(false);
    }
  });

  it('sets only what all slips set, density where it is asked for', () => {
    const settings = (profile: (typeof printerProfiles)[number], density: 'light' | 'normal' | 'dark') => decodeSlip(composeSlip('|x', { profile, widthMm: 58, density }).bytes, 'x').settings;
    expect(settings('generic', 'normal')).toEqual(['ESC SP', 'FS S', 'FS &', 'ESC d']);
    expect(settings('generic', 'light')).toEqual(settings('mute', 'normal'));
    expect(settings('generic', 'dark')).toEqual(['ESC SP', 'FS S', 'FS &', 'ESC G', 'ESC d']);
    expect(settings('epson', 'normal')).toEqual(['GS P', 'ESC SP', 'FS S', 'FS &']);
    for (const density of ['light', 'dark'] as const) expect(settings('epson', density)).toEqual(['GS P', 'ESC SP', 'FS S', 'FS &', 'GS ( K']);
  });

  it('a document’s own cuts and commands are not sent', () => {
    for (const profile of printerProfiles) {
      const paper = decodeSlip(composeSlip('|a\n=\n{command:\\x1bp0\\x19\\x19}\n===\n|b\n=', { profile, widthMm: 80, density: 'normal' }).bytes, 'ab');
      expect(paper).toMatchObject({ cuts: 1, drawers: 0, unknown: [] });
      expect(paper.lines.map((one) => one.cells.map((cell) => cell.character).join(''))).toEqual(['a', 'b']);
    }
  });

  it('a logo stands in the middle above the name; what is no picture is left out and the slip still prints', () => {
    const logo = png(64, 40).toString('base64');
    for (const profile of printerProfiles) {
      const [first, second] = checkSlip({ ...examples.ticket, logo }, 58, profile).lines;
      expect(first).toMatchObject({ from: 'dots', top: 0, height: 40 });
      const black = (x: number) => first?.dots?.black(x, 20);
      expect([159, 160, 223, 224].map(black)).toEqual([false, true, true, undefined].map((one) => one ?? false));
      expect(second).toMatchObject({ from: 'font', top: 40 });
    }
    const broken = composeSlip(slipDocument({ ...examples.ticket, logo: logo.slice(0, 60) }, 32), { profile: 'epson', widthMm: 58, density: 'normal' });
    expect(decodeSlip(broken.bytes, '')).toMatchObject({ unknown: [], cuts: 1, qr: ['示例供电营业厅 A012 2026-11-22 14:05 4271'] });
  });

  it('longer slips take more paper, a wider one less', () => {
    const mm = (kind: keyof typeof examples, widthMm: 58 | 80) => composeSlip(slipDocument(examples[kind], widthMm === 58 ? 32 : 48), { profile: 'xprinter', widthMm, density: 'normal' }).mm;
    expect(mm('reprint', 58)).toBeGreaterThan(mm('ticket', 58));
    expect(mm('test', 80)).toBeLessThan(mm('test', 58));
    expect(mm('ticket', 58)).toBeGreaterThan(80);
  });

  it('every size, bold and inverted print of rare characters stands where the picture has it', () => checkEverywhere({ ...examples.reprint, hall: '㐂𠮷㐂𠮷厅', service: '𠮷'.repeat(20), number: '𠮷12', reprint: { at: '𠮷 14:20', firstAt: '㐂' }, notice: '𠮷,'.repeat(40) } as typeof examples.reprint));
});

describe('shipped characters', () => {
  it('has every Chinese character of the first block and of Extension A, the digits and signs', () => {
    for (const one of [...range(0x4e00, 0x9fef), ...range(0x3400, 0x4db5), ...range(0x21, 0x7e), ...'𠮷·—\uffe5□、。“”《》']) if (glyphOf(one).box || !glyphOf(one).rows.some((row) => row !== 0)) throw new Error(`${one} is missing`);
  });

  it('shows the code point of what no font has', () => {
    expect(glyphOf('😀')).toMatchObject({ width: 24, box: true });
    expect(glyphOf('😀').rows).not.toEqual(glyphOf('😁').rows);
  });
});
