import { describe, expect, it } from 'vitest';
import { runSlip } from '../../../main/cli/slip.ts';
import { composeSlip, slipText } from '../../../main/devices/compose.ts';
import { zoneOf } from '../../../shared/domain/decideTicket.ts';
import { today } from '../../../shared/domain/archive.ts';
import { figuresOf, reconcile } from '../../../shared/domain/figures.ts';
import { type SlipData, slipData } from '../../../shared/slipData.ts';
import { examples } from '../../../shared/slips/examples.ts';
import { complaintData, dayData, followUpData, testData, ticketData } from '../../../shared/slips/fill.ts';
import { slipDocument } from '../../../shared/slips/slip.ts';
import { columnsOf } from '../../../shared/slips/text.ts';
import { clerk, manager, shippedSettings } from '../../support/fixture.ts';
import { Model } from '../../support/domain.ts';

const textOf = (data: SlipData, columns: 32 | 48 = 32) => slipText(slipDocument(data, columns), columns);
const lead = { role: 'lead', station: 'lead-1', staff: '王小二' } as const;

/** A hall where one is being served after another, and a complaint about waiting has been answered. */
function served(settings = shippedSettings()) {
  const model = new Model(settings);
  const one = clerk(1);
  model.run(one, 'staff.signIn', { staff: '王小二', counter: 1 });
  model.run(one, 'counter.open');
  model.run(lead, 'ticket.issue', { service: 'payment' });
  model.run(lead, 'ticket.issue', { service: 'payment', class: 'unwell' });
  model.now += 10 * 60_000;
  model.run(one, 'feedback.file', { cause: 'Q01', ticketNumber: 'A001' });
  const [ticket] = model.state.tickets.values();
  const [feedback] = model.state.feedback.values();
  if (ticket === undefined || feedback === undefined) throw new Error('nothing there');
  return { model, ticket, feedback };
}
const secrets = ['王小二', 'A002', '突发', 'unwell', '目标', '承诺'];

describe('what slips say', () => {
  it('SPEC 7.1: nothing of staff, classes, other tickets or inside standards, whichever slip; 95598 and 12398 where there is a complaint (SPEC 11)', () => {
    const { model, ticket, feedback } = served();
    model.run(manager, 'feedback.accept', { feedback: feedback.id });
    model.run(manager, 'feedback.answer', { feedback: feedback.id, by: 'phone', answer: '已说明' });
    for (const english of [false, true]) {
      const followUp = followUpData(model.state, feedback, english, null);
      if (followUp === null) throw new Error('it has been answered');
      const complaint = complaintData(model.state, feedback, english, null);
      const day = dayData(model.state, model.state.day, model.now, english, figuresOf(today(model.state), zoneOf(model.state)), reconcile(today(model.state).tickets), null);
      for (const data of [ticketData(model.state, ticket, english, null), complaint, followUp, day]) {
        expect(slipData.safeParse(data).success).toBe(true);
        for (const secret of secrets) expect(textOf(data), `${data.kind} ${secret}`).not.toContain(secret);
      }
      for (const data of [complaint, followUp]) expect(textOf(data)).toMatch(/95598 {2,}12398/);
      expect(followUp.answeredAt).toBe('2026-11-23 09:10');
      expect(day.counts).toMatchObject({ issued: 2, open: 2, balanced: true });
    }
  });

  it('there is no slip for an opinion before there is an answer (SPEC 11)', () => {
    const { model, feedback } = served();
    expect(followUpData(model.state, feedback, false, null)).toBeNull();
  });

  it('the words of an opinion come best first, each with an empty box (SPEC 11)', () => {
    expect(textOf(examples.followUp).match(/□ .*/g)).toEqual(['□ 非常满意', '□ 满意', '□ 基本满意', '□ 不满意', '□ 非常不满意']);
    for (const scale of [['Satisfied', 'Very dissatisfied'], ['满意', '不满意']]) for (const columns of [32, 48] as const) expect(new Set(slipDocument({ ...examples.followUp, scale } as SlipData, columns).match(/^\|[^\w□\n]*(?=□)/gm)).size).toBe(1);
    expect(textOf(examples.followUp)).not.toMatch(/[☑■√✓]/u);
  });

  it('SPEC 7.5: a second print says when, and when the first was, in large print (SPEC 11)', () => {
    for (const kind of ['ticket', 'complaint', 'followUp', 'day', 'test'] as const) {
      const again = { ...examples[kind], reprint: { at: '2026-11-22 15:00', firstAt: '2026-11-22 14:05' } };
      expect(textOf(again)).toContain('补打 2026-11-22 15:00');
      expect(textOf(again)).toContain('首次打印 2026-11-22 14:05');
      expect(textOf({ ...again, english: true })).toMatch(/Reprint 2026-11-22 15:00[\s\S]*First printed 2026-11-22 14:05/);
      expect(slipDocument(again, 32)).toMatch(/^\|"`\^\^补打/m);
      expect(textOf(examples[kind])).not.toMatch(/补打|首次打印/);
    }
  });

  it('a hall that prints a logo and a notice has both on the ticket', () => {
    const { model, ticket } = served();
    const settings = shippedSettings();
    settings.hall['notice'] = '今日停电检修';
    settings.printing = { printers: [], routes: [], logo: 'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQAQAAAAA3iMLMAAAAD0lEQVR4nGP4/58BEzFgAAD/gP8B9wAAAABJRU5ErkJggg==', dropAfterMinutes: 30 };
    model.state.settings = settings;
    const data = ticketData(model.state, ticket, false, null);
    expect(textOf(data)).toContain('今日停电检修');
    expect(slipDocument(data, 32)).toMatch(/^\{image:iVBOR/);
    expect(slipDocument({ ...data, logo: 'iVBORw0KGgoAAAANSUhEUgAAEAAAABAAAQAAAAA3iMLMAAAAD0lEQVR4nGP4' }, 32)).not.toContain('image');
    expect(slipDocument({ ...data, logo: '}|{command:x}' }, 32)).not.toContain('command');
  });

  it('the QR code begins with the hall and ends with the check code, and a long name is shortened in it', () => {
    const qr = (data: SlipData) => /\[QR\] (.*)/.exec(textOf(data))?.[1] ?? '';
    expect(qr(examples.ticket)).toBe('示例供电营业厅 A012 2026-11-22 14:05 4271');
    const long = qr({ ...examples.ticket, hall: '示例供电营业厅'.repeat(50) });
    expect(long).toMatch(/^示例供电营业厅.* A012 2026-11-22 14:05 4271$/);
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(213);
  });

  it('the ruler of a test print is exactly as wide as the paper', () => {
    for (const columns of [32, 48] as const) expect(textOf(examples.test, columns)).toMatch(new RegExp(`^\\d{${columns}}$`, 'm'));
    const { model } = served();
    const data = testData(model.state, { name: '一号', address: 'tcp://10.0.0.9:9100', profile: 'epson', widthMm: 80 }, 'gb18030', model.now, false);
    expect(slipData.parse(data)).toEqual(data);
  });
});

describe('hall slip', () => {
  const run = (words: readonly string[], options: Parameters<typeof runSlip>[1] = {}) => {
    const written: (Buffer | string)[] = [];
    const result = runSlip(words, options, (one) => void written.push(one));
    return { result, written };
  };

  it('writes each slip as text, picture, bytes or data (SPEC 11)', () => {
    for (const kind of Object.keys(examples) as (keyof typeof examples)[]) {
      for (const width of ['58', '80'] as const) {
        const columns = columnsOf(width === '58' ? 58 : 80);
        expect(run([kind], { example: true, width }).written).toEqual([textOf(examples[kind], columns)]);
        expect(run([kind], { example: true, width, format: 'bytes', profile: 'epson' }).written).toEqual([composeSlip(slipDocument(examples[kind], columns), { profile: 'epson', widthMm: width === '58' ? 58 : 80, density: 'normal' }).bytes]);
        expect(String(run([kind], { example: true, width, format: 'svg' }).written[0])).toMatch(/^<svg width="(384|576)px"/);
      }
      expect(JSON.parse(String(run([kind], { example: true, format: 'json' }).written[0]))).toEqual(examples[kind]);
    }
  });

  it('takes the JSON without its kind, and changes an example by it', () => {
    const { kind: _, ...rest } = examples.ticket;
    expect(run(['ticket', JSON.stringify(rest)]).written).toEqual([textOf(examples.ticket)]);
    expect(String(run(['reprint', '{"hall":"城南厅"}'], { example: true }).written[0])).toMatch(/城南厅[\s\S]*补打/);
  });

  it.each([
    [['poster'], {}], [[], {}], [['ticket'], {}], [['ticket', '{'], {}], [['ticket', '[]'], { example: true }], [['ticket', '{"hall":""}'], { example: true }], [['ticket', '{"kind":"day"}'], { example: true }], [['ticket', '{}', 'more'], { example: true }],
    [['ticket'], { example: true, width: '60' }], [['ticket'], { example: true, format: 'pdf' }], [['ticket'], { example: true, profile: 'star' }], [['ticket'], { example: true, density: 'black' }], [['reprint', '{"reprint":null}'], { example: true }],
  ])('writes nothing and names the Problem for %j %j', (words, options) => {
    const { result, written } = run(words, options);
    expect(result).toMatchObject({ ok: false, problem: { code: 'command.badInput' } });
    expect(written).toEqual([]);
  });
});
