import { describe, expect, it } from 'vitest';
import { copyState } from '../../../main/hall/copyState.ts';
import { freeze } from '../../../shared/domain/state.ts';
import { Model } from '../../support/domain.ts';
import { shippedSettings } from '../../support/fixture.ts';
import { throughSixSteps } from '../../support/handling.ts';
import { atKiosk, people, staffed } from '../../support/people.ts';

describe('SPEC 2.2: what is decided on changes nothing that is shown', () => {
  it('a copy says the same, and nothing that happens to it changes what it was made of', async () => {
    const model = new Model();
    const { departments } = shippedSettings();
    staffed(model);
    const must = (who: keyof typeof people | 'kiosk', name: Parameters<Model['run']>[1], input: object = {}) => {
      const done = model.run(who === 'kiosk' ? atKiosk : people[who].caller, name, input);
      if (!done.ok) throw new Error(`${name}: ${done.problem.code} ${done.problem.detail}`);
      return done.events;
    };
    const filed = () => {
      const made = must('lead', 'feedback.file', { cause: 'Q01', named: ['王芳'], separate: true }).find((one) => one.type === 'feedback.filed');
      if (made?.type !== 'feedback.filed') throw new Error('nothing filed');
      return made.data.feedback;
    };
    const handle = async (feedback: string, more = false) => {
      must('lead', 'feedback.accept', { feedback });
      must('lead', 'feedback.state', { feedback, staff: '王芳', statement: '当时在接电话' });
      must('lead', 'feedback.askAssist', { feedback, department: departments[0]?.id, what: '查记录' });
      if (more) await throughSixSteps(feedback, (name, input) => must('lead', name, input), () => (model.state.feedback.get(feedback)?.plan?.remedies ?? []).map((one) => one.remedy));
    };
    must('wang', 'counter.open');
    must('kiosk', 'ticket.issue', { service: 'payment' });
    const [begun, done] = [filed(), filed()];
    await handle(begun);
    await handle(done, true);

    const original = model.state;
    const before = JSON.stringify(freeze(original));
    const copy = copyState(original);
    expect(JSON.parse(JSON.stringify(freeze(copy)))).toEqual(JSON.parse(before));
    Object.assign(model, { state: copy });
    must('kiosk', 'ticket.issue', { service: 'payment' });
    must('wang', 'ticket.call');
    must('wang', 'ticket.finish');
    const assist = copy.feedback.get(begun)?.assists[0]?.id;
    must('lead', 'feedback.remindAssist', { feedback: begun, assist });
    must('lead', 'feedback.replyAssist', { feedback: begun, assist, reply: '无异常' });
    must('lead', 'feedback.urge', { feedback: begun });
    await throughSixSteps(begun, (name, input) => must('lead', name, input), () => (copy.feedback.get(begun)?.plan?.remedies ?? []).map((one) => one.remedy));
    must('lead', 'feedback.reopen', { feedback: done, reason: '又出现了' });
    must('manager', 'feedback.grade', { feedback: done, severity: [], reason: '重新分级' });
    model.now += 86_400_000;
    must('kiosk', 'ticket.issue', { service: 'payment' });
    expect(JSON.stringify(freeze(original))).toBe(before);
  });
});
