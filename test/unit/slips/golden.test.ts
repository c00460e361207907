import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { composeSlip, slipSvg, slipText } from '../../../main/devices/compose.ts';
import type { SlipData } from '../../../shared/slipData.ts';
import { slipData } from '../../../shared/slipData.ts';
import { examples } from '../../../shared/slips/examples.ts';
import { slipDocument } from '../../../shared/slips/slip.ts';
import { columnsOf } from '../../../shared/slips/text.ts';
import { checkEverywhere } from '../../support/slipCheck.ts';

/** `HALL_SLIPS=1` writes the files anew: look at each changed one before it is committed. */
const rewrite = process.env['HALL_SLIPS'] === '1';
const folder = join(import.meta.dirname, '../../fixtures/slips');

const english = (kind: keyof typeof examples): SlipData => {
  const data = examples[kind];
  const scale = ['Very satisfied', 'Satisfied', 'Mostly satisfied', 'Dissatisfied', 'Very dissatisfied'];
  if (data.kind === 'ticket') return { ...data, english: true, service: 'Pay or buy electricity' };
  return data.kind === 'followUp' ? { ...data, english: true, scale } : { ...data, english: true };
};
const names = Object.keys(examples) as (keyof typeof examples)[];
const slips = names.flatMap((kind) => [{ name: `${kind}.zh`, data: examples[kind] }, { name: `${kind}.en`, data: english(kind) }]);

function golden(file: string, made: Buffer | string): void {
  const bytes = Buffer.from(made);
  if (rewrite) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, file), bytes);
  }
  const kept = readFileSync(join(folder, file));
  if (typeof made === 'string') expect(made).toBe(kept.toString());
  else expect(bytes.equals(kept), `${file} has other bytes`).toBe(true);
}

describe.each(slips)('$name', ({ name, data }) => {
  it.each([58, 80] as const)('is the same text, picture and bytes as ever on %i mm (SPEC 11)', (widthMm) => {
    const columns = columnsOf(widthMm);
    const document = slipDocument(data, columns);
    golden(`${name}.${widthMm}.txt`, slipText(document, columns));
    golden(`${name}.${widthMm}.svg`, slipSvg(document, columns));
    golden(`${name}.${widthMm}.bin`, composeSlip(document, { profile: 'xprinter', widthMm, density: 'normal' }).bytes);
  });

  it('prints on every paper and printer what its picture shows, cut once, no drawer (SPEC 11)', () => checkEverywhere(data));
  it('is data that the command takes', () => expect(slipData.parse(JSON.parse(JSON.stringify(data)))).toEqual(data));
});
