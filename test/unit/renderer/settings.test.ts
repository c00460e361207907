import { describe, expect, it } from 'vitest';
import { changes, markHall } from '../../../renderer/screens/manager/settings/diff.ts';

const services = [
  { id: 'payment', zh: '交费购电', wait: { minutes: 15, kind: 'single' }, source: 'default' },
  { id: 'change', zh: '过户变更', wait: { minutes: 20, kind: 'single' }, source: 'default' },
];
const changed = services.map((one) => (one.id === 'payment' ? { ...one, wait: { ...one.wait, minutes: 10 } } : one));

describe('changing settings', () => {
  it('names each value that differs, by the name of its item', () => {
    expect(changes(services, changed)).toEqual([{ path: ['交费购电', 'wait', 'minutes'], before: 15, after: 10 }]);
    expect(changes(services, services)).toEqual([]);
  });

  it('says what was added and removed', () => {
    const other = [services[0], { id: 'new', zh: '新业务' }];
    expect(changes(services, other).map((one) => [one.path[0], one.before === null, one.after === null])).toEqual([
      ['新业务', true, false],
      ['过户变更', false, true],
    ]);
  });

  it('does not mind the order of items', () => expect(changes(services, [...services].reverse())).toEqual([]));

  it('marks as checked by the hall only what the hall has changed', () => {
    expect(markHall(services, changed).map((one) => one.source)).toEqual(['hall', 'default']);
    expect(markHall({ name: 'a', source: 'default' }, { name: 'b', source: 'default' })).toEqual({ name: 'b', source: 'hall' });
  });

  it('compares plain lists as one value', () => {
    expect(changes({ days: [1, 2] }, { days: [1, 3] })).toEqual([{ path: ['days'], before: [1, 2], after: [1, 3] }]);
  });
});
