import { describe, expect, it } from 'vitest';
import type { TicketRow } from '../../../shared/views.ts';
import { matching } from '../../../renderer/screens/guide/finding.ts';

const row = (number: string) => ({ ticket: number, number }) as TicketRow;
const floor = { noShow: [row('A005')], waiting: [row('A012'), row('B012'), row('A120')], serving: [row('K001')], parked: [] };
const found = (typed: string) => matching(floor, typed).map((one) => one.number);

describe('finding a ticket', () => {
  it('takes the number as people say it', () => {
    expect(found('A012')).toEqual(['A012']);
    expect(found('a012')).toEqual(['A012']);
    expect(found('12')).toEqual(['A012', 'B012', 'A120']);
    expect(found('012')).toEqual(['A012', 'B012']);
    expect(found('5')).toEqual(['A005']);
    expect(found('K')).toEqual(['K001']);
  });

  it('finds nothing for nothing and for what is not there', () => {
    expect(found('')).toEqual([]);
    expect(found(' ')).toEqual([]);
    expect(found('C')).toEqual([]);
  });

  it('SPEC 11.9: a scanner types the whole of a slip\'s QR code, with or without the hall\'s name', () => {
    const [first] = found('A0');
    for (const name of ['示例供电营业厅 ', '??? ', '']) expect(found(`${name}${first} 2026-11-22 14:05 4271`)).toEqual([first]);
  });
});
