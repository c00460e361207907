import { describe, expect, it } from 'vitest';
import { factSheetOf } from '../../../shared/domain/facts.ts';
import { figuresOf, percentile, withoutIncidents } from '../../../shared/domain/figures.ts';
import { today } from '../../../shared/domain/archive.ts';
import { startClocks } from '../../../shared/domain/clocks.ts';
import { boardView, kioskView } from '../../../shared/domain/views/screens.ts';
import type { Ticket } from '../../../shared/domain/state.ts';
import type { Reprint } from '../../../shared/slipData.ts';
import { complaintData, ticketData } from '../../../shared/slips/fill.ts';
import { slipDocument } from '../../../shared/slips/slip.ts';
import type { Caller } from '../../../shared/domain/decide.ts';
import { workingDay } from '../../../main/hall/calendar.ts';
import { Model } from '../../support/domain.ts';
import { shippedSettings } from '../../support/fixture.ts';

const one: Caller = { role: 'clerk', station: 'c1' };
const lead: Caller = { role: 'lead', station: 'l' };

/** A001 waits 31 minutes while counter 1 serves, pauses 10 minutes, and calls a priority ticket taken later. */
function busyMorning(): Model {
  const model = new Model();
  model.run(one, 'staff.signIn', { staff: '王小二', counter: 1 });
  model.run(one, 'counter.open');
  const after = (minutes: number) => {
    model.now += minutes * 60_000;
  };
  model.run(lead, 'ticket.issue', { service: 'payment' });
  model.run(one, 'ticket.call');
  model.run(lead, 'ticket.issue', { service: 'payment' }); // A002, the one that complains
  after(10);
  model.run(one, 'ticket.finish');
  model.run(one, 'counter.pause', { reason: 'meal', evenIfLast: true });
  model.run(lead, 'incident.start', { kind: 'network' });
  after(10);
  model.run(one, 'counter.resume');
  model.run(lead, 'incident.stop', { incident: model.state.incidents[0]?.id });
  model.run(lead, 'ticket.issue', { service: 'payment', class: 'unwell' });
  after(8);
  model.run(one, 'ticket.call'); // A003: (8 + 1) × 4 > 28 + 1
  after(3);
  return model;
}

const ticketText = (model: Model, ticket: Ticket, english: boolean, reprint: Reprint | null = null) => slipDocument(ticketData(model.state, ticket, english, reprint), 32);

describe('the fact sheet', () => {
  it('SPEC 5.1 4.7: says what the record holds of a wait that lasts', () => {
    const model = busyMorning();
    const day = today(model.state);
    const ticket = day.tickets[1];
    if (ticket === undefined) throw new Error('no ticket');
    const facts = factSheetOf(ticket, day, model.now);
    expect(facts).toMatchObject({
      number: 'A002', waitSeconds: 31 * 60, waitEnded: false, overStandard: true, standard: { seconds: 900, audience: 'internal' }, aheadAtIssue: 0, unknown: [],
      counters: [{ counter: '1', openSeconds: 21 * 60, pausedSeconds: 600, reasons: ['meal'] }], calledBefore: [{ number: 'A003', why: 'priority' }], calledBeforeCount: 1, incidents: [{ kind: 'network' }],
    });
    const average = { ...ticket, standard: { minutes: 15, kind: 'average', audience: 'public' } as const };
    expect(factSheetOf(average, day, model.now).overStandard).toBeNull();
  });

  it('SPEC 5.1: is about the service the ticket waited for, and so are those called before it, whatever was done since', () => {
    const model = new Model();
    model.run(one, 'staff.signIn', { staff: '张', counter: 1 });
    model.run(one, 'counter.open');
    model.run(lead, 'ticket.issue', { service: 'payment' }); // A001, the one that complains
    model.now += 60_000;
    model.run(lead, 'ticket.issue', { service: 'payment', class: 'unwell' });
    model.run(lead, 'ticket.issue', { service: 'billQuery', class: 'unwell' });
    model.run(one, 'ticket.call', { ticket: [...model.state.tickets.keys()][1], reason: '不适' });
    model.run(one, 'ticket.addService', { service: 'change' });
    model.run(one, 'ticket.finish');
    model.run(one, 'ticket.call', { ticket: [...model.state.tickets.keys()][2], reason: '不适' });
    model.run(one, 'ticket.transfer', { service: 'general' });
    model.now += 60_000;
    model.run(one, 'ticket.call', { ticket: [...model.state.tickets.keys()][0], reason: '久候' });
    model.run(one, 'ticket.transfer', { service: 'change' });
    const day = today(model.state);
    const [ticket] = day.tickets;
    const [live] = model.state.tickets.values();
    if (ticket === undefined || live === undefined) throw new Error('no ticket');
    expect(factSheetOf(ticket, day, model.now)).toMatchObject({ service: 'payment', calledBefore: [{ number: 'A002' }], calledBeforeCount: 1 });
    expect(ticketText(model, live, false)).toContain('交费');
    expect(ticketText(model, live, false)).not.toContain(shippedSettings().services.find((service) => service.id === 'change')?.zh);
  });

  it('SPEC 4.4: figures with and without incidents; the waits stay as they were', () => {
    const model = busyMorning();
    const day = today(model.state);
    expect(figuresOf(day, 'Asia/Shanghai')).toMatchObject({ tickets: 3, served: 1, meanWaitSeconds: 240, maxWaitSeconds: 480, overPromise: 0, busiestHalfHour: { start: '09:00', count: 3 } });
    expect(figuresOf(withoutIncidents(day), 'Asia/Shanghai')).toMatchObject({ tickets: 2, meanWaitSeconds: 240 });
  });

  it('SPEC 9.1: a ticket that no counter finished adds none to the counters that served', () => {
    const day = today(busyMorning().state);
    expect(figuresOf(day, 'Asia/Shanghai').counters).toBe(1);
    expect(figuresOf({ ...day, tickets: day.tickets.map((ticket) => ({ ...ticket, counter: null })) }, 'Asia/Shanghai').counters).toBe(0);
  });

  it('SPEC 9.1: percentiles are nearest-rank', () => {
    expect(percentile([1, 2, 3, 4], 50)).toBe(2);
    expect(percentile([1, 2, 3, 4], 90)).toBe(4);
    expect(percentile([7], 50)).toBe(7);
    expect(percentile([], 50)).toBeNull();
  });
});

describe('what is shown to whom', () => {
  it('SPEC 7.1 7.2: slips, board and kiosk keep staff, pause reasons, classes, other tickets and inside standards to themselves', () => {
    const model = busyMorning();
    model.run(one, 'feedback.file', { cause: 'Q01', ticketNumber: 'A002' });
    const feedback = [...model.state.feedback.values()][0];
    const ticket = [...model.state.tickets.values()][1];
    if (feedback === undefined || ticket === undefined) throw new Error('nothing filed');
    for (const english of [false, true]) {
      const slip = slipDocument(complaintData(model.state, feedback, english, null), 32);
      expect(slip).toContain('20261123-001');
      for (const wanted of ['A002', '95598', '12398', feedback.check, '2026-11-30']) expect(slip).toContain(wanted);
      expect(ticketText(model, ticket, english)).toContain('A002');
      for (const text of [slip, ticketText(model, ticket, english)]) for (const secret of ['王小二', '用餐', 'meal', 'A003', '突发', 'unwell', '目标', '承诺']) expect(text, secret).not.toContain(secret);
    }
    for (const view of [boardView(model.state), kioskView(model.state)]) for (const secret of ['王小二', '用餐', 'meal', 'unwell']) expect(JSON.stringify(view)).not.toContain(secret);
    expect(boardView(model.state).calls.at(-1)).toMatchObject({ number: 'A003', priority: true });
  });

  it('SPEC 7.5: a slip printed again says so', () => {
    const model = busyMorning();
    const [ticket] = model.state.tickets.values();
    if (ticket === undefined) throw new Error('no ticket');
    const again = { at: '2026-11-23 09:31', firstAt: '2026-11-23 09:00' };
    expect(ticketText(model, ticket, false)).not.toContain('补打');
    expect(ticketText(model, ticket, false, again)).toContain('补打 2026-11-23 09:31');
    expect(ticketText(model, ticket, true, again)).toContain('Reprint 2026-11-23 09:31');
  });

  it('SPEC 7.1: a public standard is on the slip, an internal one is not', () => {
    const settings = shippedSettings();
    const [payment] = settings.services;
    if (payment?.wait === undefined) throw new Error('no standard');
    payment.wait = { ...payment.wait, audience: 'public' };
    const model = new Model(settings);
    model.run(lead, 'ticket.issue', { service: 'payment' });
    const [ticket] = model.state.tickets.values();
    if (ticket !== undefined) expect(ticketText(model, ticket, false)).toContain('等候承诺 15 分钟');
  });
});

describe('clocks', () => {
  const at = (text: string) => Date.parse(text);
  const due = (type: string, channel: string, from: string) => Object.fromEntries(startClocks(shippedSettings(), 'Asia/Shanghai', { type, channel, severity: 'normal', receivedAt: at(from), reachable: true }, workingDay).map((clock) => [clock.id, new Date(clock.dueAt + 8 * 3_600_000).toISOString().slice(0, 19)]));

  it('SPEC 5.5: working days over National Day 2026 and its 调休, by hand', () => {
    // Received Monday 28 September. 29, 30 work; 1 to 7 October off; 8, 9 work; Saturday 10 works; 11 is Sunday; 12 to 16 work.
    expect(due('complaint', 'counter', '2026-09-28T10:00:00+08:00')).toEqual({ onsiteFirst: '2026-09-28T10:05:00', contact24h: '2026-09-29T10:00:00', answer5wd: '2026-10-10T23:59:59' });
    expect(due('complaint', '12398', '2026-09-28T10:00:00+08:00')).toEqual({ 12398: '2026-10-16T23:59:59' });
    expect(due('complaint', '12345', '2026-09-28T10:00:00+08:00')).toEqual({ 12345: '2026-10-05T23:59:59' });
    // No rule of the pack: the product's own, ten working days.
    expect(due('praise', 'counter', '2026-09-28T10:00:00+08:00')).toEqual({ closeAnyway: '2026-10-16T23:59:59' });
  });

  it('SPEC 5.5: a year that is not announced is provisional', () => {
    expect(workingDay('2026-12-30', 5)).toMatchObject({ provisional: true });
    expect(workingDay('2026-09-28', 5)).toEqual({ day: '2026-10-10', provisional: false });
  });
});
