import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slipText } from '../../main/devices/compose.ts';
import { printerProfiles } from '../../shared/printing.ts';
import { type SlipData, slipData } from '../../shared/slipData.ts';
import { examples } from '../../shared/slips/examples.ts';
import { slipDocument } from '../../shared/slips/slip.ts';
import { clean, widthOf, wrapped } from '../../shared/slips/text.ts';
import { checkSlip, paperText, readable } from '../support/slipCheck.ts';

const seed = Number(process.env['HALL_SEED'] ?? Date.now() % 1_000_000_000);
const runs = Number(process.env['HALL_RUNS'] ?? 150);

/** What people call halls, services and streets, what a printer may lack, and what could be taken for a command. */
const bits = [
  '营业厅', '电', '交费', '国网示例省电力有限公司', '㐂', '𠮷', '镕', '喆', '·', '—', '￥', '¥', '…', '“新装”', '(驻点)', '、', '。', '😀', '👨‍👩‍👧', '①', 'é', 'e\u0301', '\u0331', 'Ж', '한',
  'A', '012', 'long-word-without-a-break-anywhere-in-it-at-all', ' ', '  ', '\u3000', '\t', '\n', '\r\n', '-', '---', '=', '===', '|', '||', '\\', '\\n', '\\x1b', '\\x41', '{', '}', '{command:\\x1bp0}', '{code:1;option:code39}',
  '{image:iVBORw0KGgo=}', '{x:\\x1b@}', '~', '_', '"', '`', '^', '^^^', ';', ':', '\u001b', '\u001b@', '\u001bp0\u0019\u0019', '\u001dV\u0000', '\u0010\u0014', '\u0000', '\u007f', '\u009b', '\u1fef', '\u037e', '\u202e', '\ufe0f', '\ud800', '\u00a0', '\ue000', '&', '<b>', '%s',
];
const text = fc.oneof({ weight: 4, arbitrary: fc.array(fc.constantFrom(...bits), { maxLength: 9 }).map((all) => all.join('')) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) }, { weight: 1, arbitrary: fc.constantFrom(...bits).map((one) => one.repeat(30)) }).map((one) => (/-{20}/.test(clean(one)) ? '--' : one.slice(0, 400))); // a line of dashes cannot be told from a rule
const named = text.filter((one) => clean(one) !== '');
const common = fc.record({ english: fc.boolean(), hall: named, logo: fc.constant(null), reprint: fc.option(fc.record({ at: text, firstAt: text })) });
const more = fc.oneof(
  fc.record({ ...of(examples.ticket), number: named, check: text, service: text, issuedAt: text, notice: fc.option(text) }),
  fc.record({ ...of(examples.complaint), number: named, check: text, matter: text, phone: fc.option(text) }),
  fc.record({ ...of(examples.followUp), matter: text, scale: fc.array(text, { minLength: 2, maxLength: 5 }) }),
  fc.record({ ...of(examples.day), day: text, printedAt: text }),
  fc.record({ ...of(examples.test), printer: text, address: text, charset: text }),
);
const slip: fc.Arbitrary<SlipData> = fc.tuple(more, common).map(([own, shared]) => slipData.parse({ ...own, ...shared }));

/** A slip's fields as they are. */
function of(data: SlipData): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, fc.constant(value)]));
}

const strings = (data: SlipData): string[] => {
  const all = { ticket: ['hall', 'number', 'check', 'service', 'issuedAt', 'notice'], complaint: ['hall', 'number', 'check', 'matter', 'phone'], followUp: ['hall', 'matter', 'scale'], day: ['hall', 'day', 'printedAt'], test: ['hall', 'printer', 'address', 'charset'] }[data.kind];
  return Object.entries(data).filter(([name]) => all.includes(name)).flatMap(([, value]) => (Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : []));
};

describe(`slips of any words (seed ${seed}, ${runs} runs)`, () => {
  it('each fits its paper and prints as its picture shows: one cut, no drawer, no command from the data (SPEC 11)', () => {
    fc.assert(fc.property(slip, fc.constantFrom(58, 80), fc.constantFrom(...printerProfiles), (data, widthMm, profile) => void checkSlip(data, widthMm, profile)), { seed, numRuns: runs });
  });

  it('nothing that was written is lost (SPEC 11)', () => {
    fc.assert(fc.property(slip, fc.constantFrom(32, 48), (data, columns) => {
      const said = readable(slipText(slipDocument(data, columns), columns)).text;
      for (const one of strings(data)) expect(said).toContain(clean(one).replaceAll(/\s/gu, ''));
      expect(said.includes(data.english ? 'Reprint' : '补打') || data.reprint === null).toBe(true);
    }), { seed, numRuns: runs * 4 });
  });

  it('a text is wrapped into lines that fit, and nothing but spaces goes (SPEC 11)', () => {
    fc.assert(fc.property(text, fc.integer({ min: 2, max: 48 }), (one, columns) => {
      const lines = wrapped(one, columns);
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
      expect(lines.join('').replaceAll(/\s/gu, '')).toBe(clean(one).replaceAll(/\s/gu, ''));
    }), { seed, numRuns: runs * 20 });
  });

  it('a hall that is called like a command prints its name', () => {
    for (const hall of ['{command:\\x1bp0}', '===', '---', '\u001b@厅\u001bp0\u0019\u0019', '{x:1}|{c:2}', '^^^"`_~\\', '\u1fef']) {
      for (const profile of printerProfiles) expect(paperText(checkSlip({ ...examples.ticket, hall }, 58, profile))).toContain(clean(hall).replaceAll(/\s/gu, ''));
    }
  });
});
