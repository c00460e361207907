import { isDeepStrictEqual } from 'node:util';
import { printerProfile } from '../../shared/printing.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type SlipData, slipData } from '../../shared/slipData.ts';
import { examples } from '../../shared/slips/examples.ts';
import { slipDocument } from '../../shared/slips/slip.ts';
import { columnsOf } from '../../shared/slips/text.ts';
import { composeSlip, slipSvg, slipText } from '../devices/compose.ts';

/** What `hall slip` is asked for: the option values as they were typed. */
export interface SlipOptions {
  readonly width?: string | undefined;
  readonly format?: string | undefined;
  readonly profile?: string | undefined;
  readonly density?: string | undefined;
  readonly example?: boolean | undefined;
}

const formats = ['text', 'svg', 'bytes', 'json'] as const;
const densities = ['light', 'normal', 'dark'] as const;
const isKind = (kind: string): kind is keyof typeof examples => Object.hasOwn(examples, kind);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const oneOf = <T extends string>(all: readonly T[], text: string): T | null => all.find((one) => one === text) ?? null;

/**
 * `hall slip KIND JSON --width 58|80 --format text|svg|bytes|json [--example] [--profile P] [--density D]`: writes one slip
 * as text, picture, printer's bytes (raw, without a request for an answer) or data. The kind may be left out of the JSON;
 * with --example the JSON, if any, changes fields of the example. Bad input is a Problem and writes nothing.
 */
export function runSlip(words: readonly string[], options: SlipOptions, write: (bytes: Buffer | string) => void): Result<null> {
  const [kind = '', text = '', ...more] = words;
  if (!isKind(kind) || more.length > 0) return bad(`use: hall slip ${Object.keys(examples).join('|')} JSON`);
  const width = options.width === undefined || options.width === '58' ? 58 : options.width === '80' ? 80 : null;
  const format = oneOf(formats, options.format ?? 'text');
  const profile = printerProfile.safeParse(options.profile ?? 'generic');
  const density = oneOf(densities, options.density ?? 'normal');
  if (width === null) return bad('--width is 58 or 80');
  if (format === null) return bad(`--format is one of ${formats.join(', ')}`);
  if (!profile.success) return bad(`--profile is one of ${printerProfile.options.join(', ')}`);
  if (density === null) return bad(`--density is one of ${densities.join(', ')}`);
  const data = dataOf(kind, text, options.example === true);
  if (!data.ok) return data;
  const document = slipDocument(data.value, columnsOf(width));
  if (format === 'text') write(slipText(document, columnsOf(width)));
  else if (format === 'svg') write(slipSvg(document, columnsOf(width)));
  else if (format === 'bytes') write(composeSlip(document, { profile: profile.data, widthMm: width, density }).bytes);
  else write(`${JSON.stringify(data.value)}\n`);
  return ok(null);
}

/** The slip that was asked for: the example's fields, changed by those given. */
function dataOf(kind: keyof typeof examples, text: string, example: boolean): Result<SlipData> {
  const given = text === '' && example ? {} : parse(text);
  if (!isRecord(given)) return bad('JSON is an object such as {"hall": …}, or add --example');
  const named = examples[kind].kind;
  if ('kind' in given && !isDeepStrictEqual(given['kind'], named)) return bad(`the JSON is of another kind than ${kind}`);
  const read = slipData.safeParse({ ...(example ? examples[kind] : {}), ...given, kind: named });
  if (!read.success) return bad(read.error.issues.map((one) => `${one.path.join('.')}: ${one.message}`).join('; '));
  if (kind === 'reprint' && read.data.reprint === null) return bad('reprint: when it was printed, and when first');
  return ok(read.data);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function bad(detail: string): Result<never> {
  return fail('command.badInput', detail);
}
