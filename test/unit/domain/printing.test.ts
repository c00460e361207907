import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../shared/domain/decide.ts';
import type { SlipJob } from '../../../shared/domain/state.ts';
import { type Computers, printersView, printingView, printWorkView } from '../../../shared/domain/views/printing.ts';
import type { Printer, Printing } from '../../../shared/printing.ts';
import { Model } from '../../support/domain.ts';
import { monday } from '../../support/fixture.ts';

const kiosk: Caller = { role: 'kiosk', station: 'kiosk-1' };
const guide: Caller = { role: 'guide', station: 'guide-1' };
const clerk: Caller = { role: 'clerk', station: 'counter-1' };
const lead: Caller = { role: 'lead', station: 'lead-1' };
const host: Caller = { role: 'system', station: 'printing' };
const id = (n: number) => `01${String(n).padStart(24, 'P')}`;
const [kioskPrinter, deskPrinter, spare] = [id(1), id(2), id(3)];
const printer = (one: string, more: Partial<Printer> = {}): Printer => ({ id: one, name: `printer ${one.at(-1)}`, station: 'host', address: `tcp://127.0.0.1:910${one.at(-1)}`, profile: 'generic', widthMm: 80, density: 'normal', rollMm: 10_000, next: null, ...more });
const printing = (more: Partial<Printing> = {}): Printing => ({
  printers: [printer(kioskPrinter, { next: deskPrinter }), printer(deskPrinter), printer(spare, { station: 'station-2' })],
  routes: [{ station: '*', kind: '*', printer: deskPrinter }, { station: 'kiosk-1', kind: 'ticket', printer: kioskPrinter }],
  logo: null, dropAfterMinutes: 10, ...more,
});
const near: Computers = { isHere: (station) => station === 'host', queuesOf: () => [], host: 'host' };

function hall(more: Partial<Printing> = {}): Model {
  const model = new Model();
  must(model.run(lead, 'hall.configure', { change: { section: 'printing', value: printing(more) } }));
  return model;
}
function must<R extends { readonly ok: boolean }>(reply: R): Extract<R, { readonly ok: true }> {
  if (!reply.ok) throw new Error(JSON.stringify(reply));
  return reply as Extract<R, { readonly ok: true }>;
}
const last = (model: Model): SlipJob => [...model.state.slips.values()].at(-1) ?? (() => { throw new Error('no slip'); })();
const ticket = (model: Model, who = kiosk) => {
  const issued = must(model.run(who, 'ticket.issue', { service: 'payment' })).events.find((one) => one.type === 'ticket.issued');
  return issued?.type === 'ticket.issued' ? issued.data : (() => { throw new Error('no ticket'); })();
};
const report = (model: Model, slip: SlipJob, outcome: string, more: object = {}, who = host) => model.run(who, 'slip.report', { slip: slip.id, printer: slip.printer, outcome, ...more });
const work = (model: Model, station = 'host') => printWorkView(model.state, station, model.now, async () => 'text');

describe('slips as jobs', () => {
  it('SPEC 11.1: a ticket brings its slip along in the same command, at the printer of its station', () => {
    const model = hall();
    const issued = ticket(model);
    expect(model.events.slice(-2).map((one) => [one.type, one.commandId === model.events.at(-1)?.commandId || one.part[1]])).toEqual([['ticket.issued', 2], ['slip.requested', true]]);
    expect(last(model)).toMatchObject({ kind: 'ticket', of: issued.ticket, number: issued.number, printer: kioskPrinter, firstAt: null, state: 'queued' });
    ticket(model, guide);
    expect(last(model).printer).toBe(deskPrinter);
    must(model.run(clerk, 'feedback.file', { cause: 'Q01' }));
    expect(last(model)).toMatchObject({ kind: 'complaint', printer: deskPrinter });
    const before = model.state.slips.size;
    must(model.run(clerk, 'feedback.file', { cause: 'Q01', type: 'settledOnSite' }));
    expect(model.state.slips.size, '现场化解 has no slip').toBe(before);
  });

  it('SPEC 11.1: a hall without printers, and a station without one, issue all the same', () => {
    const bare = new Model();
    ticket(bare);
    expect(bare.state.slips.size).toBe(0);
    const model = hall({ routes: [{ station: 'guide-1', kind: '*', printer: null }, { station: '*', kind: '*', printer: deskPrinter }] });
    ticket(model, guide);
    expect(model.state.slips.size).toBe(0);
    expect(model.run(guide, 'slip.print', { kind: 'ticket', of: [...model.state.tickets.keys()][0] })).toMatchObject({ problem: { code: 'slip.noPrinter' } });
  });

  it('SPEC 11.2 11.7: only the printer\'s own computer reports, once', () => {
    const model = hall({ routes: [{ station: '*', kind: '*', printer: spare }] });
    ticket(model);
    const job = last(model);
    expect(report(model, job, 'printed', {}, { role: 'clerk', station: 'station-9' })).toMatchObject({ problem: { code: 'printer.notYours' } });
    expect(model.run({ role: 'kiosk', station: 'station-9' }, 'printer.report', { printer: spare, state: 'ready', reason: null, paper: 'ok' })).toMatchObject({ problem: { code: 'printer.notYours' } });
    must(report(model, job, 'printed', { mm: 100 }, { role: 'clerk', station: 'station-2' }));
    expect(last(model).state).toBe('printed');
    expect(report(model, job, 'unknown', {}, { role: 'clerk', station: 'station-2' })).toMatchObject({ problem: { code: 'slip.over' } });
  });

  it('SPEC 11.3: what surely was not sent goes to the next printer, and to no printer twice', async () => {
    const model = hall();
    ticket(model);
    expect((await work(model)).jobs[0]).toMatchObject({ movable: true });
    must(report(model, last(model), 'notSent', { reason: 'paperOut', final: false }));
    expect(last(model)).toMatchObject({ state: 'queued', printer: kioskPrinter, reason: 'paperOut' });
    must(report(model, last(model), 'notSent', { reason: 'paperOut' }));
    expect(last(model)).toMatchObject({ state: 'queued', printer: deskPrinter, tried: [kioskPrinter] });
    expect(model.run(host, 'slip.report', { slip: last(model).id, printer: kioskPrinter, outcome: 'printed' }), 'a report of where it was before').toMatchObject({ problem: { code: 'slip.over' } });
    expect((await work(model)).jobs[0]).toMatchObject({ movable: false });
    must(report(model, last(model), 'notSent', { reason: 'coverOpen' }));
    expect(last(model)).toMatchObject({ state: 'notPrinted', printer: deskPrinter });
  });

  it('SPEC 11.3: a next printer that is in trouble itself is passed over', async () => {
    const model = hall({ printers: [printer(kioskPrinter, { next: deskPrinter }), printer(deskPrinter, { next: spare }), printer(spare)] });
    must(model.run(host, 'printer.report', { printer: deskPrinter, state: 'trouble', reason: 'coverOpen', paper: 'ok' }));
    ticket(model);
    must(report(model, last(model), 'notSent', { reason: 'unreachable' }));
    expect(last(model).printer).toBe(spare);
  });

  it('SPEC 11.4: a second copy is marked, whatever became of the first, unless it surely was not sent', () => {
    for (const [outcome, marked] of [['printed', true], ['accepted', true], ['unknown', true], ['notSent', false], ['dropped', false], ['cancelled', false]] as const) {
      const model = hall({ printers: [printer(deskPrinter)], routes: [{ station: '*', kind: '*', printer: deskPrinter }] });
      const { ticket: of } = ticket(model);
      model.now += 1_000;
      must(report(model, last(model), outcome));
      model.now += 60_000;
      must(model.run(guide, 'slip.print', { kind: 'ticket', of }));
      expect([outcome, last(model).firstAt]).toEqual([outcome, marked ? monday + 1_000 : null]);
    }
  });

  it('SPEC 11.4: one asked for again while the first still waits cancels that, and is marked all the same', async () => {
    const model = hall();
    const { ticket: of } = ticket(model);
    const first = last(model);
    must(model.run(guide, 'slip.print', { kind: 'ticket', of, printer: deskPrinter }));
    expect(last(model)).toMatchObject({ printer: deskPrinter, firstAt: monday });
    expect((await work(model)).jobs.map((one) => [one.slip === first.id, one.cancelled])).toEqual([[true, true], [false, false]]);
    must(report(model, first, 'cancelled'));
    expect(model.state.slips.get(first.id)?.state).toBe('cancelled');
    expect(model.run(guide, 'slip.cancel', { slip: first.id })).toMatchObject({ problem: { code: 'slip.over' } });
  });

  it('SPEC 11.4: 出来了吗? yes ends it, no prints a marked one, and nobody is asked about a ticket that was called', () => {
    const model = hall();
    ticket(model);
    must(report(model, last(model), 'unknown', { reason: 'hungUp', mm: 100 }));
    const unsure = last(model);
    expect(printingView(model.state, guide, near).unsure, 'the guide looks after the kiosk').toMatchObject([{ slip: unsure.id, state: 'unsure' }]);
    expect(printingView(model.state, clerk, near).unsure).toEqual([]);
    must(model.run(guide, 'slip.settle', { slip: unsure.id, printed: false }));
    expect(last(model)).toMatchObject({ state: 'queued', firstAt: monday, printer: kioskPrinter });
    expect(model.run(guide, 'slip.settle', { slip: unsure.id, printed: true })).toMatchObject({ problem: { code: 'slip.over' } });
    must(report(model, last(model), 'unknown'));
    must(model.run(clerk, 'staff.signIn', { staff: '王', counter: 1 }));
    must(model.run(clerk, 'counter.open'));
    model.now += 1_000;
    must(model.run(clerk, 'ticket.call'));
    expect(printingView(model.state, guide, near).unsure).toEqual([]);
    const before = model.state.slips.size;
    must(model.run(guide, 'slip.settle', { slip: last(model).id, printed: false }));
    expect(model.state.slips.size, 'nobody needs that ticket on paper any more').toBe(before);
  });

  it('SPEC 11.5: a ticket that was called is not printed any more, a copy asked for at the counter is', async () => {
    const model = hall();
    const { ticket: of } = ticket(model);
    must(model.run(clerk, 'staff.signIn', { staff: '王', counter: 1 }));
    must(model.run(clerk, 'counter.open'));
    model.now += 1_000;
    must(model.run(clerk, 'ticket.call'));
    expect((await work(model)).jobs).toMatchObject([{ over: true, dropAt: monday + 600_000 }]);
    model.now += 1_000;
    must(model.run(clerk, 'slip.print', { kind: 'ticket', of }));
    expect((await work(model)).jobs.at(-1)).toMatchObject({ over: false });
  });

  it('SPEC 2.5: a kiosk prints a customer\'s own slip again, twice at the most, and no test or day slip', () => {
    const model = hall();
    const { ticket: of, check } = ticket(model);
    expect(model.run(kiosk, 'slip.print', { kind: 'ticket', of, check: check === '0000' ? '0001' : '0000' })).toMatchObject({ problem: { code: 'slip.unknown' } });
    for (let n = 0; n < 2; n += 1) must(model.run(kiosk, 'slip.print', { kind: 'ticket', of, check }));
    expect(model.run(kiosk, 'slip.print', { kind: 'ticket', of, check })).toMatchObject({ problem: { code: 'slip.tooMany' } });
    expect(model.run(kiosk, 'slip.print', { kind: 'test', of: deskPrinter })).toMatchObject({ problem: { code: 'command.notAllowed' } });
    expect(model.run(clerk, 'slip.print', { kind: 'day', of: model.state.day })).toMatchObject({ problem: { code: 'command.notAllowed' } });
    must(model.run(lead, 'slip.print', { kind: 'test', of: spare }));
    expect(last(model)).toMatchObject({ kind: 'test', printer: spare, firstAt: null });
  });

  it('SPEC 11.6: paper is counted by the roll, and a roll that was put in begins anew', () => {
    const model = hall();
    const state = (paper: string, reason: string | null = null) => must(model.run(host, 'printer.report', { printer: kioskPrinter, state: reason === null ? 'ready' : 'trouble', reason, paper }));
    const left = () => printersView(model.state, near).printers[0]?.left;
    state('ok');
    expect(left(), 'nobody said when it was new').toBeNull();
    must(model.run(guide, 'printer.newRoll', { printer: kioskPrinter }));
    ticket(model);
    must(report(model, last(model), 'printed', { mm: 100 }));
    expect(left(), '10,000 mm less one of 100 mm').toBe(99);
    state('out', 'paperOut');
    expect(left()).toBe(0);
    expect(printingView(model.state, kiosk, near).ticket).toMatchObject({ state: 'trouble', reason: 'paperOut', paper: 'out', here: true });
    state('ok');
    expect(left()).toBe(100);
  });

  it('SPEC 11.7: a printer is not given to another computer, or away, while slips wait there', () => {
    const model = hall();
    ticket(model);
    const change = (value: Printing) => model.run(lead, 'hall.configure', { change: { section: 'printing', value } });
    expect(change(printing({ printers: [printer(kioskPrinter, { station: 'station-2' }), printer(deskPrinter), printer(spare)] }))).toMatchObject({ problem: { code: 'printer.busy' } });
    expect(change(printing({ printers: [printer(deskPrinter)], routes: [] }))).toMatchObject({ problem: { code: 'printer.busy' } });
    must(change(printing({ dropAfterMinutes: 5 })));
    must(report(model, last(model), 'printed'));
    must(change(printing({ printers: [printer(deskPrinter)], routes: [] })));
    expect(change(printing({ routes: [{ station: '*', kind: '*', printer: id(9) }] }))).toMatchObject({ problem: { code: 'settings.invalid' } });
  });

  it('SPEC 4.6: a new day keeps what is open and the last hundred', () => {
    const model = hall({ printers: [printer(deskPrinter)], routes: [{ station: '*', kind: '*', printer: deskPrinter }] });
    for (let n = 0; n < 130; n += 1) {
      ticket(model);
      must(report(model, last(model), 'printed'));
    }
    ticket(model);
    model.now += 86_400_000;
    ticket(model);
    expect(model.state.slips.size).toBe(102);
    expect(printersView(model.state, near).jobs.length).toBe(100);
  });
});

describe('slips, reviewed', () => {
  const one = { printers: [printer(deskPrinter)], routes: [{ station: '*', kind: '*', printer: deskPrinter } as const] };
  const stateOf = (model: Model, slip: SlipJob) => model.state.slips.get(slip.id)?.state;

  it('SPEC 11.3: what finds the next printer in trouble by now waits there, and is not given up', () => {
    const model = hall({ printers: [printer(kioskPrinter, { next: deskPrinter }), printer(deskPrinter)] });
    ticket(model);
    must(model.run(host, 'printer.report', { printer: deskPrinter, state: 'unreachable', reason: 'unreachable', paper: 'unknown' }));
    must(report(model, last(model), 'notSent', { reason: 'unreachable' }));
    expect(last(model)).toMatchObject({ state: 'queued', printer: deskPrinter, tried: [kioskPrinter] });
  });

  it('SPEC 11.3 11.7: a printer that is given away, or whose computer is removed, may have printed what waited there', () => {
    for (const go of ['given', 'removed', 'revoked'] as const) {
      const model = hall({ printers: [printer(spare, { station: id(7) })], routes: [{ station: '*', kind: '*', printer: spare }] });
      must(model.run({ role: 'system', station: 'system' }, 'station.pair', { station: id(7), name: 'K', role: 'kiosk', publicKey: 'k', standBy: false, browser: false }));
      const { ticket: of } = ticket(model);
      const first = last(model);
      model.now += 11 * 60_000;
      const printers = go === 'given' ? [printer(spare)] : [printer(deskPrinter)];
      if (go === 'revoked') must(model.run(lead, 'station.revoke', { station: id(7) }));
      else must(model.run(lead, 'hall.configure', { change: { section: 'printing', value: printing({ printers, routes: [{ station: '*', kind: '*', printer: printers[0]?.id ?? null }] }) } }));
      expect([go, stateOf(model, first)]).toEqual([go, 'unsure']);
      must(model.run(guide, 'slip.print', { kind: 'ticket', of }));
      expect(last(model).firstAt).not.toBeNull();
    }
  });

  it('SPEC 11.7: no printer is given to what never prints: a browser, a board, a station that was removed', () => {
    const model = hall();
    for (const [n, role, browser] of [[7, 'kiosk', true], [8, 'board', false], [9, 'guide', false]] as const) must(model.run({ role: 'system', station: 'system' }, 'station.pair', { station: id(n), name: role, role, publicKey: role, standBy: false, browser }));
    const give = (station: string) => model.run(lead, 'hall.configure', { change: { section: 'printing', value: printing({ printers: [printer(kioskPrinter), printer(deskPrinter), printer(spare, { station })] }) } });
    for (const n of [7, 8]) expect(give(id(n))).toMatchObject({ problem: { code: 'settings.invalid' } });
    must(give(id(9)));
    must(model.run(lead, 'station.revoke', { station: id(9) }));
    must(give(id(9))); // as it was: what else is changed is not held up
    must(give('host'));
    expect(give(id(9))).toMatchObject({ problem: { code: 'settings.invalid' } });
  });

  it('SPEC 11.4: a second slip that asks for an opinion, and a second day slip, is marked however many were printed since', () => {
    const model = hall(one);
    must(model.run(clerk, 'feedback.file', { cause: 'Q01' }));
    const [feedback = ''] = model.state.feedback.keys();
    must(model.run(lead, 'feedback.accept', { feedback }));
    must(model.run(lead, 'feedback.answer', { feedback, by: 'phone', answer: '已处理' }));
    const day = model.state.day;
    for (const [kind, of] of [['followUp', feedback], ['day', day]] as const) {
      must(model.run(lead, 'slip.print', { kind, of }));
      must(report(model, last(model), 'printed'));
    }
    for (let n = 0; n < 130; n += 1) {
      ticket(model);
      must(report(model, last(model), 'printed'));
    }
    for (let days = 0; days < 4; days += 1) {
      model.now += 86_400_000;
      ticket(model);
    }
    for (const [kind, of] of [['followUp', feedback], ['day', day]] as const) {
      must(model.run(lead, 'slip.print', { kind, of }));
      expect([kind, last(model).firstAt]).toEqual([kind, monday]);
    }
  });

  describe('brought in by a station that was cut off', () => {
    const [kioskAt, guideAt] = [id(7), id(8)];
    let seq = 0;
    const facts = (model: Model, station: string, list: readonly object[]) => {
      must(model.run({ role: 'system', station }, 'facts.record', { happenedAt: model.now, original: { epoch: 0, seq: ++seq, station }, facts: list }));
      return model.events.slice(-list.length).map((event) => event.type);
    };
    const asked = (slip: string, more: object = {}) => ({ type: 'slip.requested', data: { slip, kind: 'ticket', of: id(1), number: 'A001', english: false, printer: spare, firstAt: null, ...more } });
    function withStations(): Model {
      const model = hall({ printers: [printer(deskPrinter), printer(spare, { station: kioskAt }), printer(kioskPrinter, { station: guideAt })], routes: [{ station: '*', kind: '*', printer: deskPrinter }, { station: kioskAt, kind: '*', printer: spare }] });
      for (const [station, role] of [[kioskAt, 'kiosk'], [guideAt, 'guide']] as const) must(model.run({ role: 'system', station: 'system' }, 'station.pair', { station, name: role, role, publicKey: role, standBy: false, browser: false }));
      return model;
    }

    it('SPEC 11.4 11.7: nothing moves, settles, cancels or reports a slip that is over or another computer\'s', () => {
      const model = withStations();
      ticket(model, { role: 'kiosk', station: kioskAt });
      const first = last(model);
      const told = (outcome: string) => ({ type: 'slip.reported', data: { slip: first.id, of: first.of, outcome, file: null, printer: spare, reason: null, final: true, mm: 1 } });
      const moved = { type: 'slip.moved', data: { slip: first.id, printer: deskPrinter } };
      const cancelled = { type: 'slip.cancelled', data: { slip: first.id } };
      const settled = { type: 'slip.settled', data: { slip: first.id, printed: false } };
      expect(facts(model, guideAt, [told('printed'), moved, cancelled, settled])).toEqual(Array(4).fill('fact.kept'));
      expect(facts(model, kioskAt, [{ ...moved, data: { slip: first.id, printer: id(9) } }])).toEqual(['fact.kept']);
      expect(facts(model, kioskAt, [told('printed')])).toEqual(['slip.reported']);
      expect(facts(model, kioskAt, [told('notSent'), moved, cancelled, settled])).toEqual(Array(4).fill('fact.kept'));
      expect(stateOf(model, first)).toBe('printed');
      expect(facts(model, kioskAt, [{ type: 'printer.rollChanged', data: { printer: deskPrinter } }])).toEqual(['fact.kept']);
    });

    it('SPEC 10.5 11.7: a kiosk gets no slip of what it did not issue, no day slip, and no endless copies', () => {
      const model = withStations();
      const { ticket: of } = ticket(model, clerk);
      const issued = model.events.find((event) => event.type === 'ticket.issued');
      expect(facts(model, kioskAt, [asked(id(20), { of })])).toEqual(['fact.kept']);
      expect(facts(model, kioskAt, [{ type: 'ticket.issued', data: issued?.data }, asked(id(21), { of })])).toEqual(['split.found', 'fact.kept']);
      expect(facts(model, kioskAt, [asked(id(22), { kind: 'day', of: model.state.day })])).toEqual(['fact.kept']);
      expect(facts(model, guideAt, [asked(id(23), { kind: 'day', of: model.state.day, printer: kioskPrinter })])).toEqual(['fact.kept']);
      const own = ticket(model, { role: 'kiosk', station: kioskAt });
      const copies = Array.from({ length: 9 }, (_, n) => facts(model, kioskAt, [asked(id(30 + n), { of: own.ticket })])[0]);
      expect(copies.filter((type) => type === 'slip.requested').length).toBe(4);
    });

    it('SPEC 11.4: a copy of what was printed elsewhere is marked, also where the station did not know', () => {
      const model = withStations();
      const { ticket: of } = ticket(model, clerk);
      must(report(model, last(model), 'printed'));
      expect(facts(model, guideAt, [asked(id(40), { of, printer: deskPrinter })])).toEqual(['slip.requested']);
      expect(last(model)).toMatchObject({ id: id(40), firstAt: monday });
    });
  });
});
