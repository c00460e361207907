/// <reference lib="dom" />
/**
 * `node build/glyphs.mjs`: draws the characters that a printer's own font may lack, once, from Noto Sans CJK SC (OFL 1.1)
 * and writes main/devices/glyphs/glyphs24.bin (its format: main/devices/glyphs/README.md). The result is committed, so
 * this runs only to make it anew. It needs a Chromium (CHROMIUM=PATH, else /usr/bin/chromium), fontconfig and the font.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { constants, brotliCompressSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { inRoot, say } from './paths.mjs';

const family = 'Noto Sans CJK SC';
const mono = 'Noto Sans Mono CJK SC';
const size = 24;

/** What a name, a street or a word on a slip may hold; of these the characters that the font has are drawn. @type {[number, number][]} */
const wanted = [
  [0x20, 0x7e], [0xa1, 0x24f], [0x2b0, 0x2ff], [0x370, 0x3ff], [0x400, 0x45f], [0x1e00, 0x1eff], [0x2010, 0x2027], [0x2030, 0x205e], [0x2070, 0x20bf], [0x2100, 0x23ff],
  [0x2460, 0x27bf], [0x2e80, 0x2fdf], [0x2ff0, 0x2ffb], [0x3000, 0x30ff], [0x3105, 0x312f], [0x3190, 0x33ff], [0x3400, 0x4dbf], [0x4e00, 0x9fff], [0xf900, 0xfaff], [0xfe10, 0xfe1f],
  [0xfe30, 0xfe6f], [0xff01, 0xff60], [0xffe0, 0xffe6], [0xfffd, 0xfffd], [0x20000, 0x323af],
];

/** @param {string} command @param {string[]} args */
function told(command, args) {
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (done.status !== 0) throw new Error(`${command}: ${done.error?.message ?? done.stderr}`);
  return done.stdout.trim();
}

/** Which code points the font has, as fontconfig lists them: `20-7e a0 3400-4db5`. */
function covered() {
  const has = new Set();
  const [line = ''] = told('fc-list', [`${family}:style=Regular`, '--format', '%{charset}\n']).split('\n');
  for (const range of line.split(' ')) {
    const [from = '', to = from] = range.split('-');
    for (let code = Number.parseInt(from, 16); code <= Number.parseInt(to, 16); code += 1) has.add(code);
  }
  return has;
}

/** Runs of code points that follow each other: half-width ones stay apart from full-width ones. @param {number[]} codes */
function runsOf(codes) {
  /** @type {{ start: number, count: number }[]} */
  const runs = [];
  for (const code of codes) {
    const last = runs.at(-1);
    if (last !== undefined && last.start + last.count === code) last.count += 1;
    else runs.push({ start: code, count: 1 });
  }
  return runs;
}

/**
 * Runs in the page: each character as rows of bits, in base64.
 * @param {{ codes: number[], width: number, size: number, font: string, em: number, base: number }} job
 */
async function draw({ codes, width, size, font, em, base }) {
  // Drawn four times as large and counted: a stroke of one dot then stays one dot, wherever it lies.
  const fine = 4;
  const canvas = document.createElement('canvas');
  canvas.width = width * fine;
  canvas.height = size * fine;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas');
  context.font = `${em * fine}px "${font}"`;
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  let text = '';
  for (const code of codes) {
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = '#000';
    context.fillText(String.fromCodePoint(code), (width * fine) / 2, base * fine);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let bits = 0;
    let held = 0;
    for (let y = 0; y < size; y += 1) {
      for (let x = 0; x < width; x += 1) {
        let ink = 0;
        for (let dy = 0; dy < fine; dy += 1) for (let dx = 0; dx < fine; dx += 1) ink += 255 - (data[((y * fine + dy) * canvas.width + x * fine + dx) * 4] ?? 255);
        bits = (bits << 1) | (ink >= 255 * fine * fine * 0.42 ? 1 : 0);
        held += 1;
        if (held === 8) {
          text += String.fromCharCode(bits);
          bits = 0;
          held = 0;
        }
      }
    }
  }
  return btoa(text);
}

const has = covered();
const codes = wanted.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index)).filter((code) => has.has(code));
const runs = runsOf(codes);
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
const page = await browser.newPage();
const parts = [];
for (let at = 0; at < codes.length; at += 2000) {
  const batch = codes.slice(at, at + 2000);
  const half = batch.filter((code) => code < 0x7f);
  const full = batch.filter((code) => code >= 0x7f);
  if (half.length > 0) parts.push(Buffer.from(await page.evaluate(draw, { codes: half, width: size / 2, size, font: mono, em: 22, base: 18.6 }), 'base64'));
  if (full.length > 0) parts.push(Buffer.from(await page.evaluate(draw, { codes: full, width: size, size, font: family, em: 23, base: 20.3 }), 'base64'));
}
await browser.close();

const head = Buffer.alloc(2 + runs.length * 6);
head.writeUInt16BE(runs.length);
runs.forEach(({ start, count }, index) => {
  head.writeUInt32BE(start, 2 + index * 6);
  head.writeUInt16BE(count, 6 + index * 6);
});
const plain = Buffer.concat([head, ...parts]);
const packed = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } });
writeFileSync(inRoot('main/devices/glyphs/glyphs24.bin'), packed);
say(`${codes.length} characters in ${runs.length} runs, ${plain.length} bytes, packed ${packed.length}`);
