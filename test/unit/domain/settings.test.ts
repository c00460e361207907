import { beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../shared/domain/decide.ts';
import { boardView } from '../../../shared/domain/views/screens.ts';
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

describe('a counter that the settings no longer have', () => {
  const without = (no: number) => settingsOf(model.state).counters.filter((one) => one.no !== no);

  it('SPEC 7.4: cannot be opened, is on no board, and is gone the next day', () => {
    must(desk, 'ticket.call');
    expect(configure('counters', without(1))).toBe('settings.invalid');
    must(desk, 'ticket.finish');
    must(desk, 'counter.close');
    expect(configure('counters', without(1))).toBe('done');
    const opened = model.run(desk, 'counter.open');
    expect(opened.ok ? 'done' : opened.problem.code).toBe('counter.unknown');
    expect(boardView(model.state).counters.map((one) => one.no)).toEqual([2, 3]);
    expect(boardView(model.state).calls).toEqual([]);
    model.now += 86_400_000;
    must(lead, 'ticket.issue', { service: 'payment' });
    expect([...model.state.counters.keys()].sort()).toEqual([0, 2, 3]);
  });
});

describe('SPEC 7.4: a counter that does not call in public', () => {
  it('is not on the board, nor are its calls, and they push no others off it', () => {
    const quiet: Caller = { role: 'lead', station: 'l' };
    must(desk, 'ticket.call');
    must(quiet, 'staff.signIn', { staff: '主任', counter: 0 });
    must(quiet, 'counter.open');
    must(lead, 'ticket.issue', { service: 'general' });
    must(quiet, 'ticket.call');
    for (let times = 0; times < 15; times += 1) must(quiet, 'ticket.recall');
    expect(boardView(model.state).calls.map((one) => [one.number, one.counter])).toEqual([['A001', 1]]);
    expect(boardView(model.state).counters.map((one) => one.no)).toEqual([1, 2, 3]);
    expect(configure('counters', settingsOf(model.state).counters.map((one) => (one.no === 1 ? { ...one, publicCalling: false } : one)))).toBe('done');
    expect(boardView(model.state).calls).toEqual([]);
  });
});
