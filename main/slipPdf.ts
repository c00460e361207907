import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { slipSvg } from './devices/compose.ts';
import type { SlipPrinter } from './hall/hall.ts';
import { type Paper, svgToPdf } from './pdf.ts';

/** Thermal printers have 8 dots a millimetre, and receiptline draws a dot as a pixel. */
const dotsPerMm = 8;
const columns = 32;

/** A slip's document as the picture that a printer would make of it. */
export function slipPicture(document: string): string {
  return slipSvg(document, columns);
}

/** The paper that a picture fills, from its own width and height. */
export function paperOf(svg: string): Paper {
  const side = (name: string) => Number(new RegExp(`^<svg[^>]* ${name}="(\\d+)px"`).exec(svg)?.[1] ?? '384') / dotsPerMm;
  return { widthMm: side('width'), heightMm: side('height') };
}

/** Saves each slip as a PDF below the data folder, one at a time, until real printers come. Gives its path from there. */
export function slipPdfs(dataDir: string): SlipPrinter {
  let last: Promise<unknown> = Promise.resolve();
  const save: SlipPrinter = async ({ kind, number, document, day }) => {
    const svg = slipPicture(document);
    const file = path.join('slips', day, `${kind}-${number.replace(/[^A-Za-z0-9-]/g, '_')}.pdf`);
    await mkdir(path.dirname(path.join(dataDir, file)), { recursive: true });
    await writeFile(path.join(dataDir, file), await svgToPdf(svg, paperOf(svg)), { mode: 0o600 });
    return file.split(path.sep).join('/');
  };
  return (slip) => {
    const saved = last.then(() => save(slip));
    last = saved.catch(() => undefined);
    return saved;
  };
}
