import { describe, expect, it } from 'vitest';
import type { CommandName } from '../../../shared/contract.ts';
import { bringIn } from '../../../shared/domain/bringIn.ts';
import { apply } from '../../../shared/domain/apply.ts';
import { type Caller, type Context, decide } from '../../../shared/domain/decide.ts';
import { actingAs } from '../../../shared/domain/people.ts';
import { feedbackFiguresOf } from '../../../shared/domain/feedbackFigures.ts';
import type { Feedback } from '../../../shared/domain/state.ts';
import { wholeFeedback } from '../../../shared/domain/wholeFeedback.ts';
import { alertsView, feedbackDetail, feedbackListView, whyHidden } from '../../../shared/domain/views/feedback.ts';
import type { EventBody, HallEvent } from '../../../shared/events.ts';
import type { Printer } from '../../../shared/printing.ts';
import { Model, rightPin } from '../../support/domain.ts';
import { shippedSettings } from '../../support/fixture.ts';
import { throughSixSteps } from '../../support/handling.ts';
import { atKiosk, people, signedIn, staffed, superior } from '../../support/people.ts';
import { file, must, problem, remediesOf, staffedModel } from '../../support/staffed.ts';

const { manager, lead, wang, li } = people;
const hour = 3_600_000;
const day = 24 * hour;
const all = { which: 'open', search: '', from: 0, count: 50 } as const;
const asLead: Caller = { ...lead.caller, staff: lead.staff, role: 'lead' };

/** A complaint with a proposal, by that person. */
function proposed(model: Model, who: Caller, remedies: readonly object[]): Feedback {
  const feedback = file(model, who, { separate: true });
  must(model, who, 'feedback.analyse', { feedback: feedback.id, cause: 'Q01' });
  must(model, who, 'feedback.propose', { feedback: feedback.id, remedies });
  return feedback;
}

const approvals = (feedback: Feedback) => feedback.plan?.remedies.map((one) => one.approval);

/** Closes it through all six steps. */
async function closed(model: Model, feedback: Feedback, who: Caller = wang.caller): Promise<void> {
  await throughSixSteps(feedback.id, (name, input) => must(model, who, name, input), remediesOf(feedback), { judge: (name, input) => must(model, lead.caller, name, input) });
}

describe('who may see it', () => {
  it('SPEC 12.6: a name with spaces or another width, or a staff number, names the one on the roster', () => {
    const model = staffedModel();
    must(model, manager.caller, 'staff.change', { staff: wang.staff, role: 'clerk', no: 'A007' });
    for (const named of [' 王芳', '王 芳', '王芳　', 'A007', 'ａ００７']) {
      const feedback = file(model, wang.caller, { cause: 'S01', named: [named], separate: true });
      expect(feedback.named, named).toEqual([wang.staff]);
      expect(feedback.owner).toBe('role:lead');
    }
    const other = file(model, wang.caller, { separate: true });
    must(model, wang.caller, 'feedback.correct', { feedback: other.id, named: ['马 主管'], reason: '客户点名' });
    expect(other).toMatchObject({ named: [manager.staff], sealedUp: true });
  });

  it('SPEC 12.6 13.1: signing out shows nobody the complaint about themselves', () => {
    const model = staffedModel();
    const feedback = file(model, li.caller, { cause: 'S01', named: [wang.staff] });
    must(model, wang.caller, 'staff.signOut');
    expect(whyHidden(model.state, feedback, wang.caller)?.code).toBe('staff.signInFirst');
    expect(feedbackListView(model.state, wang.caller, all, null, []).total).toBe(0);
  });

  it('SPEC 12.6: what turns into 举报 or 行风 is sealed then, by whatever command', () => {
    const model = staffedModel();
    const [first, second, third] = [file(model, wang.caller), file(model, wang.caller, { separate: true }), file(model, wang.caller, { type: 'settledOnSite', cause: 'Q13', named: [manager.staff] })];
    must(model, lead.caller, 'feedback.retype', { feedback: first.id, type: 'report', consent: true, reason: '客户举报' });
    must(model, wang.caller, 'feedback.analyse', { feedback: second.id, cause: 'H01' });
    must(model, wang.caller, 'feedback.retype', { feedback: third.id, type: 'complaint', reason: '客户改口' });
    for (const one of [first, second, third]) expect(one).toMatchObject({ state: 'passedUp', owner: 'role:superior', sealedUp: true });
  });

  it('SPEC 12.6: what is sealed is not handed back to somebody who may not see it', () => {
    const model = staffedModel();
    const feedback = file(model, wang.caller, { cause: 'H01' });
    expect(problem(model, superior, 'feedback.handOver', { feedback: feedback.id, to: wang.staff, reason: '请厅里办' })).toBe('feedback.passedUp');
  });

  it('SPEC 12.6: it is not with the lead when the lead is named', () => {
    const model = staffedModel();
    const feedback = file(model, atKiosk, kioskTicket(model));
    must(model, manager.caller, 'feedback.correct', { feedback: feedback.id, named: [lead.staff], reason: '客户点名' });
    expect(feedback.owner).toBe('role:manager');
    expect(problem(model, manager.caller, 'feedback.handOver', { feedback: feedback.id, to: 'role:lead', reason: '忙' })).toBe('feedback.conflict');
  });

  it('SPEC 12.6 13.5: a sealed one and one about the caller are in no cluster and no warning that they see', () => {
    const model = staffedModel();
    const mine = file(model, wang.caller, { named: [lead.staff], phone: '13800001111' });
    for (let count = 0; count < 4; count += 1) file(model, wang.caller, { separate: true });
    const other = model.state.clusters[0]?.feedback.find((id) => id !== mine.id) ?? '';
    expect(alertsView(model.state, asLead, model.now).clusters.flatMap((one) => one.feedback.map(({ feedback }) => feedback))).not.toContain(mine.id);
    const seen = model.state.feedback.get(other);
    expect(seen === undefined ? [] : feedbackDetail(model.state, seen, asLead, model.now).cluster?.feedback.map((one) => one.feedback)).not.toContain(mine.id);
    file(model, wang.caller, { cause: 'H01', area: '城东线', outage: '2026-11-01' });
    file(model, wang.caller, { cause: 'H01', area: '城东线', outage: '2026-11-05', separate: true });
    expect(alertsView(model.state, { ...manager.caller, staff: manager.staff }, model.now).warnings).toEqual([]);
  });

  it('SPEC 13.3: a locked station shows no cluster and no warning, and takes no account', () => {
    const model = staffedModel();
    for (let count = 0; count < 5; count += 1) file(model, li.caller, { separate: true, cause: 'S01', named: [wang.staff] });
    const feedback = [...model.state.feedback.values()][0];
    for (const who of [manager, wang]) must(model, who.caller, 'staff.lock');
    const alerts = alertsView(model.state, { ...manager.caller, staff: manager.staff }, model.now);
    expect([alerts.clusters, alerts.warnings]).toEqual([[], []]);
    expect(problem(model, wang.caller, 'feedback.state', { feedback: feedback?.id, staff: wang.staff, statement: '是我的错' })).toBe('staff.locked');
  });

  it('SPEC 12.6: neither the slip nor the figures say what is sealed or about the caller', () => {
    const settings = shippedSettings();
    const printer: Printer = { id: `01${'9'.repeat(24)}`, name: '前台', station: 'host', address: 'tcp://127.0.0.1:9100', profile: 'generic', widthMm: 80, density: 'normal', rollMm: 10_000, next: null };
    const model = new Model({ ...settings, printing: { printers: [printer], routes: [{ station: '*', kind: '*', printer: printer.id }], logo: null, dropAfterMinutes: 10 } });
    staffed(model);
    const sealed = file(model, wang.caller, { cause: 'H01' });
    const about = file(model, li.caller, { cause: 'S01', named: [wang.staff] });
    const print = (who: Caller, of: Feedback) => problem(model, who, 'slip.print', { kind: 'complaint', of: of.id });
    expect([print(manager.caller, sealed), print(li.caller, sealed), print(wang.caller, about)]).toEqual(['slip.unknown', 'slip.unknown', 'slip.unknown']);
    expect([print(wang.caller, sealed), print(li.caller, about)]).toEqual([null, null]);
    const figures = feedbackFiguresOf(model.state, [...model.state.feedback.values()], model.now);
    expect(figures).toMatchObject({ filed: 2, passedUp: 1, byCategory: { S: 1 } });
    expect(figures.byCategory).not.toHaveProperty('H');
  });

  it('SPEC 13.1: who is removed owns nothing new', () => {
    const model = staffedModel();
    must(model, manager.caller, 'staff.remove', { staff: wang.staff });
    expect(file(model, wang.caller).owner).toBe('role:lead');
  });

  it('SPEC 1.11: whom the manager telephoned is said without a number', () => {
    const model = staffedModel();
    const feedback = file(model, wang.caller, { severity: ['media'] });
    expect(() => model.run(manager.caller, 'feedback.phone', { feedback: feedback.id, to: '138 0000 1111' })).toThrow();
    must(model, manager.caller, 'feedback.phone', { feedback: feedback.id, to: '客户本人' });
  });

  it('SPEC 12.6: who is named meanwhile countersigns no more', () => {
    const model = staffedModel();
    const feedback = proposed(model, wang.caller, [{ kind: 'leadDesk' }]);
    const remedy = feedback.plan?.remedies[0]?.remedy ?? '';
    must(model, wang.caller, 'feedback.approveByPhone', { feedback: feedback.id, remedy, by: lead.staff });
    must(model, manager.caller, 'feedback.correct', { feedback: feedback.id, named: [lead.staff], reason: '客户点名' });
    expect(problem(model, lead.caller, 'feedback.countersign', { feedback: feedback.id, remedy, pin: rightPin })).toBe('feedback.conflict');
  });
});

function kioskTicket(model: Model): { ticketNumber: string; check: string } {
  const issued = must(model, atKiosk, 'ticket.issue', { service: 'payment' })[0];
  if (issued?.type !== 'ticket.issued') throw new Error('no ticket');
  return { ticketNumber: issued.data.number, check: issued.data.check };
}

describe('limits of remedies', () => {
  it('SPEC 12.5: nobody says yes to what is above their own limit', () => {
    const model = staffedModel();
    const feedback = proposed(model, wang.caller, [{ kind: 'callback', dueAt: model.now + 30 * day }]);
    const remedy = feedback.plan?.remedies[0]?.remedy ?? '';
    expect(approvals(feedback)).toEqual(['needed']);
    expect(problem(model, lead.caller, 'feedback.approve', { feedback: feedback.id, remedy, yes: true, pin: rightPin })).toBe('remedy.mayNotApprove');
    expect(problem(model, wang.caller, 'feedback.approveByPhone', { feedback: feedback.id, remedy, by: lead.staff })).toBe('remedy.mayNotApprove');
    expect(alertsView(model.state, asLead, model.now).approvals).toEqual([]);
    expect(problem(model, manager.caller, 'feedback.approve', { feedback: feedback.id, remedy, yes: true, pin: rightPin })).toBeNull();
  });

  it('SPEC 12.5: who proposed it gives no yes by phone either', () => {
    const model = staffedModel();
    must(model, manager.caller, 'staff.add', { staff: '二班长', role: 'lead' });
    const feedback = file(model, wang.caller);
    must(model, wang.caller, 'feedback.analyse', { feedback: feedback.id, cause: 'Q01' });
    must(model, wang.caller, 'feedback.propose', { feedback: feedback.id, remedies: [{ kind: 'leadDesk' }] });
    const remedy = feedback.plan?.remedies[0]?.remedy ?? '';
    // Made lead since: their own yes, entered by somebody else.
    must(model, manager.caller, 'staff.change', { staff: wang.staff, role: 'lead' });
    expect(problem(model, lead.caller, 'feedback.approveByPhone', { feedback: feedback.id, remedy, by: wang.staff })).toBe('feedback.conflict');
  });

  it('SPEC 12.5: three of one proposal count as three, and amounts of one kind together', () => {
    const settings = shippedSettings();
    const model = new Model({ ...settings, remedies: settings.remedies.map((one) => (one.id === 'gift' ? { ...one, enabled: true, limit: { clerk: 20, manager: 100 } } : one)) });
    staffed(model);
    expect(approvals(proposed(model, wang.caller, [{ kind: 'gift', amount: 20 }, { kind: 'gift', amount: 20 }]))).toEqual(['free', 'needed']);
    proposed(model, wang.caller, [{ kind: 'book' }, { kind: 'book' }, { kind: 'book' }]);
    expect(approvals(proposed(model, wang.caller, [{ kind: 'book' }, { kind: 'book' }, { kind: 'book' }]))).toEqual(['free', 'free', 'needed']);
  });

  it('SPEC 12.5: money is not promised under the name of something that has no limit for it', () => {
    const model = staffedModel();
    const feedback = file(model, wang.caller);
    must(model, wang.caller, 'feedback.analyse', { feedback: feedback.id, cause: 'Q01' });
    expect(problem(model, wang.caller, 'feedback.propose', { feedback: feedback.id, remedies: [{ kind: 'comfort', amount: 5000 }] })).toBe('remedy.notEnabled');
  });

  it('SPEC 12.5: what was promised yesterday does not count today', () => {
    const model = staffedModel();
    for (let count = 0; count < 5; count += 1) proposed(model, wang.caller, [{ kind: 'book' }]);
    model.now += day;
    must(model, lead.caller, 'incident.start', { kind: 'network' });
    signedIn(model);
    expect(approvals(proposed(model, wang.caller, [{ kind: 'book' }]))).toEqual(['free']);
  });
});

describe('its course', () => {
  it('SPEC 12.7: calls before it was opened again do not count for the next follow-up', async () => {
    const model = staffedModel();
    const feedback = file(model, wang.caller);
    await closed(model, feedback);
    for (let count = 0; count < 2; count += 1) must(model, li.caller, 'feedback.followUp', { feedback: feedback.id, reached: false });
    must(model, lead.caller, 'feedback.reopen', { feedback: feedback.id, reason: '客户来电' });
    model.now += hour;
    await closed(model, feedback, lead.caller);
    must(model, li.caller, 'feedback.followUp', { feedback: feedback.id, reached: false });
    expect(feedback.state).toBe('followUp');
  });

  it('SPEC 5.9: the same ticket is the same customer, also days later and after closing', async () => {
    const model = staffedModel();
    const ticket = kioskTicket(model);
    const first = file(model, atKiosk, ticket);
    await closed(model, first, lead.caller);
    const second = file(model, wang.caller, { ticketNumber: ticket.ticketNumber });
    expect(second).toMatchObject({ repeatOf: first.id, times: 2 });
  });

  it('SPEC 5.3: 现场化解 of an earlier day still becomes a complaint, with the time at which it was said', () => {
    const model = staffedModel();
    const settled = file(model, wang.caller, { type: 'settledOnSite', cause: 'Q13' });
    model.now += day;
    must(model, lead.caller, 'incident.start', { kind: 'network' });
    expect(model.state.feedback.has(settled.id)).toBe(false);
    const input = { commandId: '', feedback: settled.id, type: 'complaint', consent: false, reason: '客户改口' };
    const done = decide(model.state, 'feedback.retype', input, { ...wang.caller, staff: wang.staff }, { ...context(model), past: settled });
    if (!done.ok) throw new Error(done.problem.detail);
    for (const body of done.value) apply(model.state, { ...body, v: 1, seq: model.state.seq + 1, at: model.now, day: model.state.day, station: 'counter-1', staff: wang.staff, commandId: '', part: [1, 1] } as HallEvent);
    const again = model.state.feedback.get(settled.id);
    expect(again).toMatchObject({ state: 'registered', type: 'complaint', receivedAt: settled.receivedAt, closedAt: null });
    expect(again?.clocks.some((one) => one.stoppedAt === null)).toBe(true);
    expect(settled.type).toBe('settledOnSite');
  });

  it('SPEC 12.3: an older version\'s answered complaint can still go through the steps', async () => {
    const model = staffedModel();
    const feedback = file(model, lead.caller);
    must(model, lead.caller, 'feedback.answer', { feedback: feedback.id, by: 'phone', answer: '好' });
    const old = wholeFeedback({ ...feedback, state: 'answered' as Feedback['state'] });
    model.state.feedback.set(old.id, old);
    await throughSixSteps(old.id, (name, input) => must(model, lead.caller, name, input), remediesOf(old));
    expect(old.state).toBe('closed');
  });

  it('SPEC 6.2: what the contract lets through is no bug', () => {
    const model = staffedModel();
    const feedback = file(model, wang.caller);
    const inputs: readonly [CommandName, object][] = [
      ['feedback.file', { cause: 'Q01', area: '城东线', outage: '2026-99-99', separate: true }],
      ['feedback.file', { cause: 'Q01', outsideNumber: '1', channel: '12398', receivedAt: 0, separate: true }],
      ['feedback.file', { cause: 'Q01', day: '2026-13-45', ticketNumber: 'A001', separate: true }],
      ['feedback.addChannel', { feedback: feedback.id, channel: '12398', number: 'x', receivedAt: 0 }],
      ['feedback.correct', { feedback: feedback.id, outage: '0000-00-00', reason: '改' }],
    ];
    for (const [name, input] of inputs) expect(() => model.run(wang.caller, name, input), `${name} ${JSON.stringify(input)}`).not.toThrow(RangeError);
    expect(() => { file(model, wang.caller, { area: '城东线', outage: '2026-01-01', separate: true }); }).not.toThrow();
  });
});

const context = (model: Model): Context => ({ now: model.now, subject: '', newId: () => `01${'7'.repeat(24)}`, digits: () => '', sealed: {}, workingDay: (on) => ({ day: on, provisional: false }), archived: null, past: null, same: [], proven: null, noPins: false, sealedFor: {} });

describe('facts from elsewhere', () => {
  const come = (model: Model, fact: EventBody) => bringIn(model.state, fact, model.state.day, [fact], null, context(model)).map((one) => one.type);

  it('SPEC 12.3 12.5 12.6: what was done on the other side closes nothing unfinished, approves nothing refused, gives nothing to who is named', () => {
    const model = staffedModel();
    const feedback = proposed(model, wang.caller, [{ kind: 'openCounter' }]);
    const of = feedback.id;
    const remedy = feedback.plan?.remedies[0]?.remedy ?? '';
    const said = { feedback: of, remedy, by: lead.staff, saidAt: model.now, countersignBy: null };
    expect(come(model, { type: 'feedback.agreed', data: { feedback: of, doneAt: model.now, outcome: 'agreed', remedies: [remedy], reason: null } })).toEqual(['split.found']);
    must(model, lead.caller, 'feedback.approve', { feedback: of, remedy, yes: false, pin: rightPin });
    expect(come(model, { type: 'feedback.approved', data: { ...said, approval: 'approved' } })).toEqual(['split.found']);
    expect(come(model, { type: 'feedback.closed', data: { feedback: of } })).toEqual(['split.found']);
    must(model, lead.caller, 'feedback.correct', { feedback: of, named: [li.staff], reason: '客户点名' });
    expect(come(model, { type: 'feedback.handedOver', data: { feedback: of, to: li.staff, reason: '忙' } })).toEqual(['split.found']);
    const sealed = file(model, wang.caller, { cause: 'H01' });
    expect(come(model, { type: 'feedback.accepted', data: { feedback: sealed.id, owner: wang.staff } })).toEqual(['split.found']);
  });

  it('SPEC 12.6: a complaint about the manager that a station without the roster took is sealed when it comes in', () => {
    const model = staffedModel();
    const about = (named: string) => {
      const filed = must(model, wang.caller, 'feedback.file', { cause: 'S01', words: '态度', separate: true }).find((one) => one.type === 'feedback.filed');
      if (filed?.type !== 'feedback.filed') throw new Error('not filed');
      const fact: EventBody = { ...filed, data: { ...filed.data, feedback: `01${'8'.repeat(24)}`, number: '20261123-701', named: [named], owner: 'role:lead' } };
      return bringIn(model.state, fact, model.state.day, [fact], 'counter-1', context(model))[0];
    };
    expect(about('马 主管')).toMatchObject({ data: { named: [manager.staff], passedUp: true, owner: 'role:superior' } });
    expect(about(lead.staff)).toMatchObject({ data: { passedUp: false, owner: 'role:manager' } });
    expect(about(wang.staff)).toMatchObject({ data: { passedUp: false, owner: 'role:lead' } });
  });

  it('SPEC 10.6: a step that accepted it with the same command comes in with it', () => {
    const model = staffedModel();
    const { id } = file(model, wang.caller);
    const facts: EventBody[] = [
      { type: 'feedback.accepted', data: { feedback: id, owner: wang.staff } },
      { type: 'feedback.listened', data: { feedback: id, doneAt: model.now, readBack: true, told: true, words: null } },
    ];
    expect(facts.flatMap((one) => bringIn(model.state, one, model.state.day, facts, null, context(model))).map((one) => one.type)).toEqual(['feedback.accepted', 'feedback.listened']);
  });

  it('SPEC 5.10: outages of a line that are told to a station that is cut off warn when they come in', () => {
    const model = staffedModel();
    file(model, wang.caller, { area: '城东线', outage: '2026-11-01' });
    const filed = must(model, wang.caller, 'feedback.file', { cause: 'Q01', words: '又停', area: '城东线', outage: '2026-11-05', separate: true }).find((one) => one.type === 'feedback.filed');
    if (filed?.type !== 'feedback.filed') throw new Error('not filed');
    const fact: EventBody = { ...filed, data: { ...filed.data, feedback: `01${'8'.repeat(24)}`, number: '20261123-701', outage: '2026-11-09' } };
    expect(come(model, fact)).toEqual(['feedback.filed', 'warning.found']);
  });
});

describe('PINs after a take-over', () => {
  it('SPEC 13.2: a host without PINs lets the manager in at the manager\'s window alone', () => {
    const model = staffedModel();
    for (const who of [manager, wang]) must(model, who.caller, 'staff.signOut');
    const tried = (who: Caller) => {
      const done = decide(model.state, 'staff.signIn', { commandId: '', staff: manager.staff, counter: null }, actingAs(model.state, who), { ...context(model), noPins: true });
      return done.ok ? null : done.problem.code;
    };
    expect([tried(wang.caller), tried(manager.caller)]).toEqual(['pin.needed', null]);
    // Whoever is a manager at a counter's window sets no PIN there either.
    must(model, wang.caller, 'staff.signIn', { staff: manager.staff, pin: rightPin });
    const set = decide(model.state, 'staff.setPin', { commandId: '', staff: li.staff, newPin: '864209' }, actingAs(model.state, wang.caller), { ...context(model), noPins: true });
    expect(set.ok ? null : set.problem.code).toBe('pin.needed');
  });
});
