import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../shared/domain/decide.ts';
import type { Feedback } from '../../../shared/domain/state.ts';
import { alertsView, feedbackDetail } from '../../../shared/domain/views/feedback.ts';
import { Model, rightPin } from '../../support/domain.ts';
import { throughSixSteps } from '../../support/handling.ts';
import { atKiosk, people, signedIn } from '../../support/people.ts';
import { file, must, problem, remediesOf, staffedModel } from '../../support/staffed.ts';

const { manager, lead, wang, li, guide } = people;
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('what belongs together', () => {
  it('SPEC 5.9: the same phone and category while open is asked back; urged; within 30 days linked; the third is 重要', async () => {
    const model = staffedModel();
    const phone = '13812345678';
    const first = file(model, wang.caller, { phone });
    expect(problem(model, wang.caller, 'feedback.file', { cause: 'Q02', words: '还在等', phone })).toBe('feedback.alreadyOpen');
    must(model, li.caller, 'feedback.urge', { feedback: first.id });
    expect(first.urges).toBe(1);
    const finish = async (feedback: Feedback) => {
      await throughSixSteps(feedback.id, (name, input) => must(model, wang.caller, name, input), remediesOf(feedback), { judge: (name, input) => must(model, lead.caller, name, input) });
      must(model, li.caller, 'feedback.followUp', { feedback: feedback.id, reached: true, solved: 'solved', result: 5 });
      model.now += 3 * day;
      signedIn(model);
      must(model, manager.caller, 'incident.start', { kind: 'order' });
      must(model, manager.caller, 'incident.stop', { incident: model.state.incidents.find((one) => one.to === null)?.id });
    };
    await finish(first);
    const second = file(model, wang.caller, { phone });
    expect(second).toMatchObject({ repeatOf: first.id, times: 2, severity: 'normal' });
    await finish(second);
    const third = file(model, wang.caller, { phone });
    expect(third).toMatchObject({ repeatOf: second.id, times: 3, severity: 'important', severityWhy: ['repeat'] });
    expect(model.state.warnings.map((one) => one.kind)).toEqual(['repeat', 'repeat3']);
    await finish(third);
    model.now += 31 * day;
    signedIn(model);
    must(model, manager.caller, 'incident.start', { kind: 'order' });
    expect(file(model, wang.caller, { phone })).toMatchObject({ repeatOf: null, times: 1 });
  });

  it('SPEC 5.10: five of one cause within 30 minutes are one cluster, later ones join, all are answered at once', () => {
    const model = staffedModel();
    const filed: Feedback[] = [];
    for (let count = 0; count < 6; count += 1) {
      filed.push(file(model, count % 2 === 0 ? wang.caller : li.caller, { cause: 'Q16' }));
      model.now += 4 * minute;
      expect(model.state.clusters.length, `after ${count + 1}`).toBe(count < 4 ? 0 : 1);
    }
    const [cluster] = model.state.clusters;
    expect(cluster?.feedback).toEqual(filed.map((one) => one.id));
    must(model, lead.caller, 'cluster.answer', { cluster: cluster?.id, by: 'phone', answer: '系统已恢复' });
    expect(filed.every((one) => one.answer !== null)).toBe(true);
    file(model, wang.caller, { cause: 'Q16' });
    expect(model.state.clusters).toHaveLength(1);
  });

  it('SPEC 5.10: a group is one feedback, 重大, with a slip for each who left a contact', () => {
    const model = staffedModel();
    const feedback = file(model, wang.caller, { cause: 'O04', headcount: 12, area: '东风线', outage: '2026-11-20', representatives: [{ name: '张三', phone: '13800000001' }, { name: '李四' }] });
    expect(feedback).toMatchObject({ headcount: 12, severity: 'major', severityWhy: ['group'] });
    expect(alertsView(model.state, { ...manager.caller, staff: manager.staff }, model.now).telephone.map((one) => one.number)).toEqual([feedback.number]);
    must(model, manager.caller, 'feedback.phone', { feedback: feedback.id, to: '供电服务指挥中心' });
    expect(alertsView(model.state, { ...manager.caller, staff: manager.staff }, model.now).telephone).toEqual([]);
  });

  it('SPEC 5.10: distinct outages of a line: the second warns, the third is for a study, the same outage again counts once', () => {
    const model = staffedModel();
    const about = (outage: string) => file(model, wang.caller, { cause: 'O04', area: '东风线', outage, separate: true });
    about('2026-03-01');
    about('2026-03-01');
    expect(model.state.warnings).toEqual([]);
    about('2026-08-11');
    expect(model.state.warnings.map((one) => [one.kind, one.count])).toEqual([['outage2', 2]]);
    about('2026-11-20');
    expect(model.state.warnings.map((one) => [one.kind, one.count])).toEqual([['outage2', 2], ['outage3', 3]]);
    file(model, wang.caller, { cause: 'O04', area: '西河线', outage: '2026-11-20', separate: true });
    expect(model.state.warnings).toHaveLength(2);
  });
});

describe('deadlines', () => {
  const local = (at: number) => new Date(at + 8 * hour).toISOString().slice(0, 16);

  it('SPEC 5.5 5.8: a 12398 letter received on 2026-09-28 and entered two days later: clocks over National Day, by hand', () => {
    const model = staffedModel();
    const receivedAt = Date.parse('2026-09-28T16:30:00+08:00');
    model.now = Date.parse('2026-11-23T09:00:00+08:00');
    expect(problem(model, wang.caller, 'feedback.file', { cause: 'F01', channel: '12398', words: '抢修太慢' })).toBe('feedback.badTime');
    const feedback = file(model, wang.caller, { cause: 'F01', channel: '12398', outsideNumber: '12398-2026-0917', receivedAt, words: '抢修太慢' });
    // 29 and 30 September work (1, 2); 1 to 7 October off; 8, 9 (3, 4); Saturday 10 works for the holiday (5); 11 Sunday; 12 to 16 (6 to 10).
    expect(feedback.clocks.map((one) => [one.id, local(one.dueAt), one.provisional])).toEqual([['12398', '2026-10-16T23:59', false]]);
    expect(feedback).toMatchObject({ severity: 'important', receivedAt, recordedAt: model.now, outside: [{ channel: '12398', number: '12398-2026-0917', receivedAt }] });
    // 95598 had the same matter on the 25th (a Friday): five working days are 28, 29, 30 September, 8 and 9 October; the branch's own four end on the 8th.
    must(model, wang.caller, 'feedback.addChannel', { feedback: feedback.id, channel: '95598', number: '2026092500123', receivedAt: Date.parse('2026-09-25T08:00:00+08:00') });
    expect(feedback.clocks.filter((one) => one.to === 'answered').map((one) => [one.id, local(one.dueAt)])).toEqual([['answer4wd', '2026-10-08T23:59'], ['answer5wd', '2026-10-09T23:59']]);
    expect(local(feedback.answerDueAt ?? 0)).toBe('2026-10-09T23:59');
    expect(feedback.outside).toHaveLength(2);
  });

  it('SPEC 5.5: a new version of a rule holds from its day on and changes no running clock; pausing needs a rule that allows it', () => {
    const model = staffedModel();
    const before = file(model, wang.caller, { channel: 'letter' });
    const rules = model.state.settings?.clocks ?? [];
    const next = rules.filter((one) => one.id === 'other10d').map((one) => ({ ...one, days: 5, effective: '2026-11-24', pausable: true }));
    must(model, manager.caller, 'hall.configure', { change: { section: 'clocks', value: [...rules, ...next] } });
    const today = file(model, wang.caller, { channel: 'letter', separate: true });
    model.now += day;
    signedIn(model);
    const tomorrow = file(model, wang.caller, { channel: 'letter', separate: true });
    const dueOf = (one: Feedback) => one.clocks.filter((clock) => clock.id === 'other10d').map((clock) => local(clock.dueAt).slice(0, 10));
    expect([before, today, tomorrow].map(dueOf)).toEqual([['2026-12-03'], ['2026-12-03'], ['2026-11-29']]);
    expect(problem(model, lead.caller, 'feedback.pauseClock', { feedback: before.id, clock: 'other10d', reason: '等客户补材料' })).toBe('clock.notPausable');
    const due = tomorrow.clocks[0]?.dueAt ?? 0;
    must(model, lead.caller, 'feedback.pauseClock', { feedback: tomorrow.id, clock: 'other10d', reason: '等客户补材料' });
    model.now += 7 * hour;
    must(model, lead.caller, 'feedback.resumeClock', { feedback: tomorrow.id, clock: 'other10d' });
    expect(tomorrow.clocks[0]?.dueAt).toBe(due + 7 * hour);
  });
});

describe('staff', () => {
  it('SPEC 13.1: with a roster the role is the person\'s, not the window\'s; nobody signed in handles nothing, but calls', () => {
    const model = staffedModel();
    const feedback = file(model, wang.caller);
    expect(problem(model, { role: 'clerk', station: 'counter-9' }, 'feedback.accept', { feedback: feedback.id })).toBe('staff.signInFirst');
    expect(problem(model, { role: 'clerk', station: 'counter-9' }, 'staff.signIn', { staff: '陌生人', counter: 3 })).toBe('staff.unknown');
    expect(problem(model, { role: 'clerk', station: 'counter-9' }, 'staff.signIn', { staff: li.staff, counter: 3 })).toBe('pin.needed');
    must(model, wang.caller, 'staff.lock');
    expect(problem(model, wang.caller, 'feedback.accept', { feedback: feedback.id })).toBe('staff.locked');
    must(model, wang.caller, 'counter.open');
    expect(problem(model, wang.caller, 'ticket.call')).toBe('ticket.noneWaiting');
    must(model, wang.caller, 'staff.unlock', { pin: rightPin });
    expect(problem(model, wang.caller, 'feedback.accept', { feedback: feedback.id })).toBeNull();
  });

  it('SPEC 13.1: somebody always remains who can change the roster', () => {
    const model = new Model();
    expect(problem(model, manager.caller, 'staff.add', { staff: '王芳', role: 'clerk' })).toBe('staff.lastManager');
    must(model, manager.caller, 'staff.add', { staff: '马主管', role: 'manager' });
    must(model, manager.caller, 'staff.signIn', { staff: '马主管', pin: rightPin });
    must(model, manager.caller, 'staff.add', { staff: '王芳', role: 'clerk' });
    expect(problem(model, manager.caller, 'staff.remove', { staff: '马主管' })).toBe('staff.lastManager');
    expect(problem(model, manager.caller, 'staff.change', { staff: '马主管', role: 'lead' })).toBe('staff.lastManager');
  });

  it('SPEC 12.10: stepping in is recorded and seen with the ticket', () => {
    const model = staffedModel();
    must(model, atKiosk, 'ticket.issue', { service: 'payment' });
    const [ticket] = model.state.tickets.values();
    model.now += 16 * minute;
    must(model, guide.caller, 'ticket.stepIn', { ticket: ticket?.id, action: 'seat', trigger: 'over' });
    expect(ticket?.steppedIn).toEqual(['seat']);
  });
});

describe('what is offered', () => {
  it('SPEC 12.1: every command that a view offers goes through or fails for what its input lacks', () => {
    const model = staffedModel();
    const feedback = file(model, wang.caller);
    const wangNow: Caller = { ...wang.caller, staff: wang.staff };
    expect(feedbackDetail(model.state, feedback, wangNow, model.now)).toMatchObject({ missing: expect.arrayContaining(['listened', 'answer']), row: { nextStep: 'accept' } });
    expect(feedbackDetail(model.state, feedback, wangNow, model.now).may).toEqual(expect.arrayContaining(['feedback.listen', 'feedback.show', 'feedback.handOver']));
    expect(feedbackDetail(model.state, feedback, wangNow, model.now).may).not.toContain('feedback.judge');
    expect(feedbackDetail(model.state, feedback, { ...li.caller, staff: li.staff }, model.now).may).toEqual(['feedback.urge']);
  });
});
