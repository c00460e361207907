import { describe, expect, it } from 'vitest';
import { blank, faultsOf, fieldInstant, type Form, inputOf, isElsewhere, numberIn, phoneGood } from '../../../renderer/parts/staff/filing/form.ts';
import { settleCauses, settleMeasure } from '../../../renderer/parts/staff/filing/settle.ts';
import { contract } from '../../../shared/contract.ts';
import { shippedSettings } from '../../support/fixture.ts';

const settings = shippedSettings();
const zone = 'Asia/Shanghai';
const form = (change: Partial<Form> = {}): Form => ({ ...blank(settings, 'counter'), ...change });
const input = (change: Partial<Form> = {}) => inputOf(form(change), null, settings, zone);

describe('filing at a counter', () => {
  it('needs nothing but words and a category: waiting is chosen beforehand, all else is left out', () => {
    expect(input({ words: ' 等了两个小时 ' })).toEqual({ type: 'complaint', cause: 'Q01', channel: 'counter', words: '等了两个小时' });
    expect(faultsOf(form(), settings)).toEqual([]);
  });

  it('gives the hall what its contract takes', () => {
    const full = input({
      words: '停电四次', cause: 'O04', area: '东风支线', outage: '2026-11-20', account: '3301', desire: 'improve', mood: 'angry', name: '张伟', phone: '138 0013 5678',
      severity: ['group', 'loss'], headcount: 8, representatives: [{ name: '孙梅', phone: '' }, { name: '', phone: '' }], channel: '12398', outsideNumber: 'ZX-77', receivedAt: '2026-09-28T09:30',
    });
    expect(full).toMatchObject({ phone: '13800135678', representatives: [{ name: '孙梅' }], receivedAt: Date.parse('2026-09-28T09:30:00+08:00'), outsideNumber: 'ZX-77', area: '东风支线' });
    expect(contract['feedback.file'].input.safeParse({ ...full, commandId: '01JD0000000000000000000001' }).success).toBe(true);
  });

  it('asks for line, account and outage only where the category does, and for people only there', () => {
    expect(input({ cause: 'Q01', area: '东风支线', account: '3301', named: ['李强'] })).not.toHaveProperty('area');
    expect(input({ cause: 'Q01', named: ['李强'] })).not.toHaveProperty('named');
    expect(input({ cause: 'S01', named: ['李强'] })).toMatchObject({ named: ['李强'] });
  });

  it('forgets a headcount when it is no group after all', () => {
    expect(input({ headcount: 8 })).not.toHaveProperty('headcount');
  });

  it('wants number and time of receipt from other systems, and only from those', () => {
    expect(faultsOf(form({ channel: '12345' }), settings)).toEqual(['outsideNumber', 'receivedAt']);
    expect(faultsOf(form({ channel: 'letter' }), settings)).toEqual([]);
    expect(['counter', 'guide', 'letter', '95598'].map(isElsewhere)).toEqual([false, false, true, true]);
    expect(input({ receivedAt: '2026-09-28T09:30' }), 'what happens here is received now').not.toHaveProperty('receivedAt');
  });

  it('checks a phone, but none is needed', () => {
    expect(['', '13800135678', '010-12345678', '12345', '1380013567'].map(phoneGood)).toEqual([true, true, true, false, false]);
    expect(faultsOf(form({ phone: '12345' }), settings)).toEqual(['phone']);
  });

  it('keeps long numbers out of the line', () => {
    expect(faultsOf(form({ cause: 'O04', area: '户号3301001247' }), settings)).toEqual(['area']);
  });

  it('reads the time in the hall’s own zone', () => {
    expect(fieldInstant(zone, '2026-11-22T08:05')).toBe(Date.parse('2026-11-22T08:05:00+08:00'));
    expect(fieldInstant(zone, '')).toBeNull();
  });

  it('finds the number of the one that is open in what the hall says', () => {
    expect(numberIn('20261122-003')).toBe('20261122-003');
    expect(numberIn('20261122-003 is still open')).toBe('20261122-003');
  });
});

describe('settling on the spot', () => {
  it('offers nine causes for nine digits, each with a measure that a clerk may promise alone', () => {
    const causes = settleCauses(settings);
    expect(causes).toHaveLength(9);
    expect(causes[0]).toBe('Q01');
    for (const cause of causes) {
      const measure = settings.remedies.find((one) => one.zh === settleMeasure(settings, cause));
      expect(measure?.limit['clerk'], cause).toBe(true);
    }
  });
});
