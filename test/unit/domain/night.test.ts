import { beforeEach, describe, expect, it } from 'vitest';
import { apply } from '../../../shared/domain/apply.ts';
import { type DayTickets, departures } from '../../../shared/domain/archive.ts';
import type { Caller } from '../../../shared/domain/decide.ts';
import { factSheetOf } from '../../../shared/domain/facts.ts';
import { figuresOf } from '../../../shared/domain/figures.ts';
import { emptyState } from '../../../shared/domain/state.ts';
import type { HallEvent } from '../../../shared/events.ts';
import { Model } from '../../support/domain.ts';

const one: Caller = { role: 'clerk', station: 'c1' };
const two: Caller = { role: 'clerk', station: 'c2' };
const guide: Caller = { role: 'guide', station: 'g' };
const manager: Caller = { role: 'manager', station: 'm' };
const at = (text: string) => Date.parse(`2026-11-${text}+08:00`);
let model: Model;

function must(who: Caller, name: Parameters<Model['run']>[1], input: object = {}): void {
  const done = model.run(who, name, input);
  if (!done.ok) throw new Error(`${name}: ${done.problem.code} ${done.problem.detail}`);
}

/** The first day as the archive takes it, read from these events. */
function archived(events: readonly HallEvent[]): DayTickets {
  const state = emptyState();
  for (const event of events) {
    for (const one of departures(state, event)) if (one.kind === 'day') return one.record;
    apply(state, event);
  }
  throw new Error('the day has not turned');
}

/** A001 was served, A002 was called, A003 is served, A004 only waits when everybody goes home; the next morning somebody comes. */
beforeEach(() => {
  model = new Model();
  for (const [who, counter] of [[one, 1], [two, 3]] as const) {
    must(who, 'staff.signIn', { staff: `员工${counter}`, counter });
    must(who, 'counter.open');
  }
  for (let count = 0; count < 4; count += 1) must(guide, 'ticket.issue', { service: 'payment' });
  model.now += 60_000;
  must(one, 'ticket.call');
  model.now += 60_000;
  must(one, 'ticket.finish');
  must(one, 'ticket.call');
  must(two, 'ticket.call');
  must(two, 'ticket.start');
});

describe('a day that nobody closed', () => {
  it('SPEC 4.6: ends at its closing time, not in the next morning', () => {
    model.now = at('24T08:40:00');
    must(guide, 'ticket.issue', { service: 'payment' });
    const day = archived(model.events);
    expect(day.tickets.map((ticket) => [ticket.number, ticket.state, ticket.endedAt])).toEqual([
      ['A001', 'finished', at('23T09:02:00')], ['A002', 'left', at('23T17:30:00')], ['A003', 'finished', at('23T17:30:00')], ['A004', 'left', at('23T17:30:00')],
    ]);
    expect(day.counters?.map((counter) => counter.spells.at(-1)?.to)).toEqual([at('23T17:30:00'), at('23T17:30:00')]);
  });

  it('SPEC 4.6: ends with its last record when that is later than closing time', () => {
    model.now = at('23T23:59:59') + 500;
    must(guide, 'ticket.issue', { service: 'payment' });
    model.now = at('24T08:40:00');
    must(guide, 'ticket.issue', { service: 'payment' });
    expect(archived(model.events).tickets.map((ticket) => ticket.endedAt).slice(1)).toEqual([1, 2, 3, 4].map(() => at('23T23:59:59') + 500));
  });

  it('SPEC 9.1: has no wait for those who left unseen, no service time for what was not recorded', () => {
    model.now = at('24T08:40:00');
    must(guide, 'ticket.issue', { service: 'payment' });
    const day = archived(model.events);
    expect(figuresOf(day, 'Asia/Shanghai')).toMatchObject({ tickets: 4, served: 2, left: 2, maxWaitSeconds: 120, meanWaitSeconds: 100, meanServiceSeconds: 60 });
    const sheets = day.tickets.map((ticket) => factSheetOf(ticket, day, model.now));
    expect(sheets.map((sheet) => sheet.unknown)).toEqual([[], [], [], ['leftAt']]);
    expect(sheets[3]).toMatchObject({ waitEnded: true, waitSeconds: 8.5 * 3600 });
  });

  it('SPEC 9.1: nor when the manager closes it with people waiting', () => {
    model.now = at('23T17:45:00');
    must(manager, 'day.close', { evenIfOpen: true });
    model.now = at('24T08:40:00');
    must(guide, 'ticket.issue', { service: 'payment' });
    const day = archived(model.events);
    expect(day.tickets[3]?.endedAt).toBe(at('23T17:45:00'));
    expect(figuresOf(day, 'Asia/Shanghai')).toMatchObject({ maxWaitSeconds: 120, meanServiceSeconds: 60 });
  });

  it('SPEC 1.3: an old journal without the time it ended still opens', () => {
    model.now = at('24T08:40:00');
    must(guide, 'ticket.issue', { service: 'payment' });
    const old = model.events.map((event) => {
      const { endedAt: _, ...data } = event.data as { endedAt?: number };
      return { ...event, data } as HallEvent;
    });
    expect(archived(old).tickets[3]?.endedAt).toBe(at('24T08:40:00'));
  });
});
