import { describe, expect, it } from 'vitest';
import type { CommandName } from '../../../shared/contract.ts';
import type { Caller } from '../../../shared/domain/decide.ts';
import type { Feedback } from '../../../shared/domain/state.ts';
import { alertsView, feedbackListView, whyHidden } from '../../../shared/domain/views/feedback.ts';
import { type Model, rightPin } from '../../support/domain.ts';
import { throughSixSteps } from '../../support/handling.ts';
import { atKiosk, people, signedIn, superior } from '../../support/people.ts';
import { file, must, problem, remediesOf, staffedModel } from '../../support/staffed.ts';

const { manager, lead, wang, li, guide, admin } = people;
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('the six steps', () => {
  it('SPEC 12.3: a complaint goes through all six before it is closed, then is followed up by another and leaves for the archive', async () => {
    const model = staffedModel();
    const feedback = file(model, wang.caller);
    expect(problem(model, wang.caller, 'feedback.close', { feedback: feedback.id })).toBe('feedback.noAnswer');
    await throughSixSteps(feedback.id, (name, input) => must(model, wang.caller, name, input), remediesOf(feedback), { judge: (name, input) => must(model, lead.caller, name, input) });
    expect(feedback.state).toBe('closed');
    expect(problem(model, wang.caller, 'feedback.followUp', { feedback: feedback.id, reached: true, solved: 'solved', result: 5 })).toBe('feedback.sameHandler');
    must(model, li.caller, 'feedback.followUp', { feedback: feedback.id, reached: true, solved: 'solved', onTime: 'yes', result: 4, manner: 5 });
    expect(feedback.state).toBe('archived');
    model.now += day;
    must(model, lead.caller, 'incident.start', { kind: 'network' });
    expect(model.state.feedback.has(feedback.id)).toBe(false);
    expect(model.state.lately.closed.map((one) => one.id)).toContain(feedback.id);
  });

  it('SPEC 12.3: whatever step is left out, closing says which', async () => {
    const steps: readonly [CommandName, string][] = [
      ['feedback.listen', 'listened'], ['feedback.sympathise', 'sympathised'], ['feedback.judge', 'verdict'], ['feedback.carryOut', 'carriedOut'], ['feedback.followThrough', 'followedThrough'],
    ];
    for (const [left, missing] of steps) {
      const model = staffedModel();
      const feedback = file(model, lead.caller);
      const send = (name: CommandName, input: object) => (name === left ? null : model.run(lead.caller, name, input));
      const closed = await throughSixSteps(feedback.id, send, remediesOf(feedback));
      expect(closed?.ok === false ? closed.problem.detail : 'closed', left).toContain(missing);
      expect(feedback.state).toBe('executing');
    }
  });

  it('SPEC 12.3: a justified complaint asks for a measure or why none', async () => {
    const model = staffedModel();
    const feedback = file(model, lead.caller);
    await throughSixSteps(feedback.id, (name, input) => (name === 'feedback.close' ? model.run(lead.caller, name, { feedback: feedback.id }) : model.run(lead.caller, name, input)), remediesOf(feedback));
    expect(problem(model, lead.caller, 'feedback.close', { feedback: feedback.id })).toBe('feedback.measureNeeded');
    expect(problem(model, lead.caller, 'feedback.close', { feedback: feedback.id, whyNone: '偶发' })).toBeNull();
  });

  it('SPEC 12.4: a step may be entered 30 minutes late, not 31, and both times are kept', () => {
    const model = staffedModel();
    const feedback = file(model, wang.caller);
    model.now += 40 * minute;
    expect(problem(model, wang.caller, 'feedback.sympathise', { feedback: feedback.id, manner: 'apology', doneAt: model.now - 31 * minute })).toBe('feedback.tooLate');
    expect(problem(model, wang.caller, 'feedback.sympathise', { feedback: feedback.id, manner: 'apology', doneAt: model.now + 1 })).toBe('feedback.badTime');
    must(model, wang.caller, 'feedback.sympathise', { feedback: feedback.id, manner: 'apology', doneAt: model.now - 30 * minute });
    expect(feedback.sympathised).toMatchObject({ doneAt: model.now - 30 * minute, enteredAt: model.now, staff: wang.staff });
  });

  it('SPEC 12.7: three calls without an answer end the follow-up; the two worst words reopen it at the manager with new deadlines', async () => {
    const model = staffedModel();
    const close = async (input: object = {}) => {
      const feedback = file(model, wang.caller, input);
      await throughSixSteps(feedback.id, (name, sent) => must(model, wang.caller, name, sent), remediesOf(feedback), { judge: (name, sent) => must(model, lead.caller, name, sent) });
      return feedback;
    };
    const [first, second] = [await close(), await close({ separate: true })];
    for (const state of ['followUp', 'followUp', 'archived']) {
      must(model, li.caller, 'feedback.followUp', { feedback: first.id, reached: false });
      expect(first.state).toBe(state);
    }
    model.now += hour;
    must(model, li.caller, 'feedback.followUp', { feedback: second.id, reached: true, solved: 'partly', result: 2 });
    expect(second).toMatchObject({ state: 'investigating', owner: 'role:manager', answer: null });
    expect(second.clocks.filter((one) => one.stoppedAt === null).map((one) => one.id)).toEqual(['answer5wd/2']);
    expect(problem(model, wang.caller, 'feedback.propose', { feedback: second.id, remedies: [{ kind: 'explain' }] })).toBe('feedback.notYours');
    expect(problem(model, manager.caller, 'feedback.propose', { feedback: second.id, remedies: [{ kind: 'explain' }] })).toBeNull();
  });

  it('SPEC 12.11: a complaint becomes an opinion by the lead with consent only; 现场化解 becomes a complaint with its own time', () => {
    const model = staffedModel();
    const feedback = file(model, wang.caller);
    expect(problem(model, wang.caller, 'feedback.retype', { feedback: feedback.id, type: 'opinion', consent: true, reason: '客户同意' })).toBe('command.notAllowed');
    expect(problem(model, lead.caller, 'feedback.retype', { feedback: feedback.id, type: 'opinion', reason: '客户同意' })).toBe('feedback.consentNeeded');
    must(model, lead.caller, 'feedback.retype', { feedback: feedback.id, type: 'opinion', consent: true, reason: '客户同意' });
    const said = model.now;
    const settled = file(model, wang.caller, { type: 'settledOnSite', cause: 'Q13' });
    expect(settled.state).toBe('closed');
    model.now += 10 * minute;
    must(model, wang.caller, 'feedback.retype', { feedback: settled.id, type: 'complaint', reason: '客户改口' });
    expect(settled).toMatchObject({ state: 'registered', type: 'complaint', receivedAt: said });
    expect(settled.clocks.find((one) => one.id === 'onsiteFirst')?.dueAt).toBe(said + 5 * minute);
  });

  it('SPEC 12.8: the owner, the lead and the manager are told once each at 50, 80 and 100 %', () => {
    const model = staffedModel();
    const feedback = file(model, atKiosk, { ...ticketOf(model), words: '等' });
    const told: [number, string[]][] = [];
    for (const at of [2, 2.6, 3, 4.1, 4.5, 5, 6]) {
      model.now = feedback.receivedAt + at * minute;
      for (const event of must(model, { role: 'system', station: 'system' }, 'clocks.watch')) if (event.type === 'feedback.alarmed' && event.data.clock === 'onsiteFirst') told.push([event.data.share, event.data.tell]);
    }
    expect(told).toEqual([[0.5, ['owner']], [0.8, ['owner', 'lead']], [1, ['owner', 'lead', 'manager']]]);
    expect(alertsView(model.state, { ...manager.caller, staff: manager.staff }, model.now).alarms.map((one) => one.clock)).toEqual(['onsiteFirst']);
    expect(alertsView(model.state, { ...wang.caller, staff: wang.staff }, model.now).alarms).toEqual([]);
  });
});

function ticketOf(model: Model): { ticketNumber: string; check: string } {
  const issued = must(model, atKiosk, 'ticket.issue', { service: 'payment' })[0];
  if (issued?.type !== 'ticket.issued') throw new Error('no ticket');
  return { ticketNumber: issued.data.number, check: issued.data.check };
}

describe('conflicts', () => {
  it('SPEC 12.6: who is named neither handles, sees nor follows up, and says their own account; filed at their counter it goes to the lead', async () => {
    const model = staffedModel();
    const feedback = file(model, wang.caller, { cause: 'S01', named: [wang.staff] });
    expect(feedback.owner).toBe('role:lead');
    const commands: readonly [CommandName, object][] = [
      ['feedback.accept', {}], ['feedback.listen', { readBack: true, told: true }], ['feedback.analyse', { cause: 'S01' }], ['feedback.answer', { by: 'phone', answer: '好' }], ['feedback.handOver', { to: wang.staff, reason: '我来' }],
      ['feedback.withdraw', { reason: '客户走了' }], ['feedback.show', {}], ['feedback.correct', { named: [], reason: '错了' }], ['feedback.retype', { type: 'praise', consent: true, reason: '其实是表扬' }],
    ];
    for (const [name, input] of commands) expect(problem(model, wang.caller, name, { feedback: feedback.id, ...input }), name).toBe('feedback.conflict');
    const wangNow = { ...wang.caller, staff: wang.staff };
    expect(whyHidden(model.state, feedback, wangNow)?.code).toBe('feedback.conflict');
    expect(feedbackListView(model.state, wangNow, { which: 'open', search: '', from: 0, count: 50 }, null, []).total).toBe(0);
    expect(problem(model, lead.caller, 'feedback.handOver', { feedback: feedback.id, to: wang.staff, reason: '忙' })).toBe('feedback.conflict');
    must(model, lead.caller, 'feedback.analyse', { feedback: feedback.id, cause: 'S01' });
    expect(problem(model, lead.caller, 'feedback.judge', { feedback: feedback.id, truth: 'true', responsibility: 'hall' })).toBe('feedback.stepsMissing');
    expect(problem(model, li.caller, 'feedback.state', { feedback: feedback.id, staff: wang.staff, statement: '替他说' })).toBe('feedback.notYours');
    must(model, wang.caller, 'feedback.state', { feedback: feedback.id, staff: wang.staff, statement: '当时在核对材料' });
    await throughSixSteps(feedback.id, (name, input) => must(model, lead.caller, name, input), remediesOf(feedback));
    expect(problem(model, wang.caller, 'feedback.followUp', { feedback: feedback.id, reached: true, solved: 'solved', result: 5 })).toBe('feedback.conflict');
    expect(problem(model, li.caller, 'feedback.followUp', { feedback: feedback.id, reached: true, solved: 'solved', result: 5 })).toBeNull();
  });

  it('SPEC 12.6: about the lead it is the manager\'s; about the manager, 举报 and 行风 are sealed to the superior unit', () => {
    const model = staffedModel();
    expect(file(model, wang.caller, { cause: 'S01', named: [lead.staff] }).owner).toBe('role:manager');
    const sealed = [file(model, wang.caller, { cause: 'S01', named: [manager.staff], separate: true }), file(model, wang.caller, { type: 'report', cause: 'X02' }), file(model, wang.caller, { cause: 'H01' })];
    for (const one of sealed) {
      expect(one).toMatchObject({ state: 'passedUp', owner: 'role:superior', sealedUp: true });
      for (const who of [manager, lead, wang, li, guide, admin]) {
        expect(whyHidden(model.state, one, { ...who.caller, staff: who.staff, role: who.role })?.code).toBeDefined();
        expect(problem(model, who.caller, 'feedback.answer', { feedback: one.id, by: 'phone', answer: '好' }), who.staff).not.toBeNull();
      }
      expect(whyHidden(model.state, one, superior)).toBeNull();
      expect(one.clocks.some((clock) => clock.stoppedAt === null)).toBe(true);
    }
    expect(sealed[2]?.type).toBe('report');
    const list = feedbackListView(model.state, { ...manager.caller, staff: manager.staff }, { which: 'open', search: '', from: 0, count: 50 }, null, []);
    expect(list).toMatchObject({ total: 1, passedUp: 3 });
  });

  it('SPEC 12.6: the manager who turns out to be named loses it at once', () => {
    const model = staffedModel();
    const feedback = file(model, wang.caller, { cause: 'S01' });
    must(model, lead.caller, 'feedback.correct', { feedback: feedback.id, named: [manager.staff], reason: '客户说的是主管' });
    expect(feedback).toMatchObject({ state: 'passedUp', sealedUp: true, owner: 'role:superior' });
    expect(problem(model, manager.caller, 'feedback.handOver', { feedback: feedback.id, to: 'role:lead', reason: '拿回来' })).toBe('feedback.passedUp');
  });

  it('SPEC 13.5: repeats about one member of staff are the manager\'s to see', () => {
    const model = staffedModel();
    file(model, li.caller, { cause: 'S01', named: [wang.staff] });
    file(model, li.caller, { cause: 'S02', named: [wang.staff] });
    expect(model.state.warnings).toMatchObject([{ kind: 'staff', subject: wang.staff, count: 2 }]);
    const seenBy = (one: { readonly caller: Caller; readonly staff: string; readonly role: string }) => alertsView(model.state, { ...one.caller, staff: one.staff, role: one.role as Caller['role'] }, model.now).warnings.length;
    expect([seenBy(manager), seenBy(lead), seenBy(wang), seenBy(guide), seenBy(admin)]).toEqual([1, 0, 0, 0, 0]);
  });
});

describe('remedies', () => {
  function proposed(model: Model, who: Caller, remedies: readonly object[]): Feedback {
    const feedback = file(model, who);
    must(model, who, 'feedback.analyse', { feedback: feedback.id, cause: 'Q01' });
    must(model, who, 'feedback.propose', { feedback: feedback.id, remedies });
    return feedback;
  }

  it('SPEC 12.5: above the limit only with another\'s yes and PIN', () => {
    const model = staffedModel();
    const feedback = proposed(model, wang.caller, [{ kind: 'openCounter' }]);
    const [remedy] = feedback.plan?.remedies ?? [];
    if (remedy === undefined) throw new Error('none');
    expect(remedy.approval).toBe('needed');
    expect(problem(model, wang.caller, 'feedback.agree', { feedback: feedback.id, outcome: 'agreed' })).toBe('remedy.needsApproval');
    expect(problem(model, wang.caller, 'feedback.approve', { feedback: feedback.id, remedy: remedy.remedy, yes: true, pin: rightPin })).toBe('remedy.mayNotApprove');
    expect(problem(model, lead.caller, 'feedback.approve', { feedback: feedback.id, remedy: remedy.remedy, yes: true })).toBe('pin.needed');
    must(model, lead.caller, 'feedback.approve', { feedback: feedback.id, remedy: remedy.remedy, yes: true, pin: rightPin });
    must(model, wang.caller, 'feedback.agree', { feedback: feedback.id, outcome: 'agreed' });
    must(model, wang.caller, 'feedback.carryOut', { feedback: feedback.id, remedy: remedy.remedy, evidence: '三号柜台已开' });
  });

  it('SPEC 12.5: a yes by phone is countersigned by who gave it, within 24 hours or it is listed', () => {
    const model = staffedModel();
    const feedback = proposed(model, wang.caller, [{ kind: 'leadDesk' }]);
    const remedy = feedback.plan?.remedies[0]?.remedy ?? '';
    expect(problem(model, wang.caller, 'feedback.approveByPhone', { feedback: feedback.id, remedy, by: li.staff })).toBe('remedy.mayNotApprove');
    must(model, wang.caller, 'feedback.approveByPhone', { feedback: feedback.id, remedy, by: lead.staff });
    must(model, wang.caller, 'feedback.agree', { feedback: feedback.id, outcome: 'agreed' });
    model.now += 25 * hour;
    signedIn(model);
    const leadNow: Caller = { ...lead.caller, staff: lead.staff, role: 'lead' };
    expect(alertsView(model.state, leadNow, model.now).countersign).toMatchObject([{ over: true, by: lead.staff }]);
    expect(problem(model, manager.caller, 'feedback.countersign', { feedback: feedback.id, remedy, pin: rightPin })).toBe('remedy.mayNotApprove');
    must(model, lead.caller, 'feedback.countersign', { feedback: feedback.id, remedy, pin: rightPin });
    expect(alertsView(model.state, leadNow, model.now).countersign).toEqual([]);
  });

  it('SPEC 12.5: limits by day and by time; what is switched off; our own mistake', () => {
    const model = staffedModel();
    const feedback = file(model, wang.caller);
    must(model, wang.caller, 'feedback.analyse', { feedback: feedback.id, cause: 'Q01' });
    const approvals = () => feedback.plan?.remedies.map((one) => one.approval);
    const propose = (remedies: readonly object[]) => problem(model, wang.caller, 'feedback.propose', { feedback: feedback.id, remedies });
    for (let times = 0; times < 5; times += 1) {
      expect(propose([{ kind: 'book' }])).toBeNull();
      expect(approvals()).toEqual(['free']);
    }
    propose([{ kind: 'book' }, { kind: 'callback', dueAt: model.now + 25 * hour }, { kind: 'callback', dueAt: model.now + 23 * hour }]);
    expect(approvals()).toEqual(['needed', 'needed', 'free']);
    expect(propose([{ kind: 'gift', amount: 10 }])).toBe('remedy.notEnabled');
    expect(propose([{ kind: 'restore' }])).toBe('remedy.notOurMistake');
    expect(propose([{ kind: 'restore', ourMistake: true }])).toBeNull();
    expect(approvals()).toEqual(['free']);
  });

  it('SPEC 12.9: the lead puts two tickets ahead an hour, with reason; it is called next and says what it cost', () => {
    const model = staffedModel();
    for (let count = 0; count < 5; count += 1) must(model, atKiosk, 'ticket.issue', { service: 'payment' });
    const ids = [...model.state.tickets.keys()];
    expect(problem(model, wang.caller, 'ticket.advance', { ticket: ids[4], reason: '身体不适' })).not.toBeNull();
    const [event] = must(model, { ...lead.caller, role: 'lead' }, 'ticket.advance', { ticket: ids[4], reason: '身体不适' });
    expect(event).toMatchObject({ type: 'ticket.advanced', data: { passed: 4 } });
    must(model, { ...lead.caller, role: 'lead' }, 'ticket.advance', { ticket: ids[3], reason: '身体不适' });
    expect(problem(model, { ...lead.caller, role: 'lead' }, 'ticket.advance', { ticket: ids[2], reason: '身体不适' })).toBe('advance.tooMany');
    must(model, wang.caller, 'counter.open');
    const called = must(model, wang.caller, 'ticket.call')[0];
    expect(called).toMatchObject({ type: 'ticket.called', data: { ticket: ids[4], why: 'advanced' } });
    model.now += hour;
    expect(problem(model, { ...lead.caller, role: 'lead' }, 'ticket.advance', { ticket: ids[2], reason: '身体不适' })).toBeNull();
  });

  it('SPEC 12.9: the green channel goes by urgency alone', () => {
    const model = staffedModel();
    expect(problem(model, manager.caller, 'ticket.issue', { service: 'payment', class: 'green', reason: '领导交办' })).toBe('class.urgencyOnly');
    expect(problem(model, manager.caller, 'ticket.issue', { service: 'payment', class: 'green', reason: '家中呼吸机停电', urgency: 'lifeSupport' })).toBeNull();
  });
});
