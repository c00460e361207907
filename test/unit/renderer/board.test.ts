import { describe, expect, it } from 'vitest';
import { type Call, heard, nextTurn, opening, readOut } from '../../../renderer/screens/display/announcing.ts';

const at = 1_000_000;
const call = (key: string, when = at): Call => ({
  key,
  number: key.slice(0, 4),
  counter: 1,
  counterZh: '1号柜台',
  at: when,
  recall: 0,
  priority: false,
});

describe('announcing', () => {
  it('gives two calls of the same moment both their turn, in order', () => {
    const both = heard(opening([], at), [call('A001'), call('A002')]);
    const first = nextTurn(both);
    const second = nextTurn(first);
    expect([first.now?.number, second.now?.number]).toEqual(['A001', 'A002']);
    expect(second.queue).toEqual([]);
  });

  it('announces each call once, however often the view comes', () => {
    const once = heard(opening([], at), [call('A001')]);
    expect(heard(once, [call('A001')])).toBe(once);
  });

  it('announces a recall again', () => {
    const after = heard(nextTurn(heard(opening([], at), [call('A001')])), [call('A001'), call('A001/1')]);
    expect(after.queue.map((one) => one.key)).toEqual(['A001/1']);
  });

  it('shows but does not announce what was called before it opened, unless just now', () => {
    const state = opening([call('A001', at - 60_000), call('A002', at - 1000)], at);
    expect(state.now?.number).toBe('A001');
    expect(state.queue.map((one) => one.number)).toEqual(['A002']);
  });

  it('keeps the last call standing when nobody is next', () => {
    const state = nextTurn(heard(opening([], at), [call('A001')]));
    expect(nextTurn(state)).toBe(state);
  });

  it('reads digits one by one', () => {
    expect(readOut('A012', false)).toBe('A 零 一 二');
    expect(readOut('A012', true)).toBe('A 0 1 2');
  });
});
