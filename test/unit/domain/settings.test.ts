import { beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../shared/domain/decide.ts';
import { settingsOf } from '../../../shared/domain/state.ts';
import { Model } from '../../support/domain.ts';

const desk: Caller = { role: 'clerk', station: 'c1' };
const lead: Caller = { role: 'lead', station: 'l', staff: '主任' };
let model: Model;

function must(who: Caller, name: Parameters<Model['run']>[1], input: object = {}): void {
  const done = model.run(who, name, input);
  if (!done.ok) throw new Error(`${name}: ${done.problem.code} ${done.problem.detail}`);
}
const configure = (section: string, value: unknown) => {
  const done = model.run(lead, 'hall.configure', { change: { section, value } });
  return done.ok ? 'done' : done.problem.code;
};
const disabled = (id: string) => settingsOf(model.state).services.map((one) => (one.id === id ? { ...one, enabled: false } : one));
const withoutClass = (id: string) => settingsOf(model.state).classes.filter((one) => one.id !== id);
const only = () => [...model.state.tickets.keys()][0];

beforeEach(() => {
  model = new Model();
  must(desk, 'staff.signIn', { staff: '张', counter: 1 });
  must(desk, 'counter.open');
  must(lead, 'ticket.issue', { service: 'payment', class: 'elderly' });
});

describe('SPEC 3.9: settings never strand an open ticket', () => {
  const waiting = () => {};
  const called = () => must(desk, 'ticket.call');
  const serving = () => { called(); must(desk, 'ticket.start'); };
  const parked = () => { called(); must(desk, 'ticket.park', { reason: '客户填表' }); };
  const noShow = () => { called(); must(desk, 'ticket.noShow'); };
  it.each([['waiting', waiting], ['called', called], ['serving', serving], ['parked', parked], ['noShow', noShow]] as const)('one that is %s keeps its service and class', (state, bring) => {
    bring();
    expect(model.state.tickets.get(only() ?? '')?.state).toBe(state);
    expect(configure('services', disabled('payment'))).toBe('settings.invalid');
    expect(configure('classes', withoutClass('elderly'))).toBe('settings.invalid');
    expect(configure('services', disabled('newSupply'))).toBe('done');
    expect(configure('classes', withoutClass('disabled'))).toBe('done');
  });

  it('one that ended does not, but a booking does', () => {
    called();
    must(desk, 'ticket.rebook', { at: model.now + 3_600_000 });
    expect(configure('classes', withoutClass('elderly'))).toBe('done');
    expect(configure('services', disabled('payment'))).toBe('settings.invalid');
  });
});
