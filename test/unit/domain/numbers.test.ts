import { describe, expect, it } from 'vitest';
import { leaseOf } from '../../../shared/domain/numbers.ts';
import { Model } from '../../support/domain.ts';

describe('numbers', () => {
  it('SPEC 4.1 10.9: past 5,000 of a prefix a day goes on above all other ranges, and no number is given twice', () => {
    const model = new Model();
    const issue = () => {
      const done = model.run({ role: 'lead', station: 'l' }, 'ticket.issue', { service: 'payment' });
      return done.ok && done.events[0]?.type === 'ticket.issued' ? done.events[0].data.number : 'none';
    };
    const numbers = Array.from({ length: 5_003 }, issue);
    expect(numbers.slice(4_998)).toEqual(['A4999', 'A5000', 'A20001', 'A20002', 'A20003']);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(leaseOf(model.state, model.state.day, ['A']).blocks[0]).toMatchObject({ from: 20_004, to: 20_043 });
  });
});
