import { describe, expect, it } from 'vitest';
import { maskedView } from '../../../renderer/parts/staff/case/masked.ts';
import { fill, gap, knownOf, situationsOf, type Speaker, toldDue } from '../../../renderer/parts/staff/case/phrases.ts';
import { draftOf, hasAmount, kindsOf, onlyOurMistake, remediesOf } from '../../../renderer/parts/staff/case/plan.ts';
import { currentStop, isDone, stopOfMissing, stopsOf } from '../../../renderer/parts/staff/case/steps.ts';
import type { CaseView } from '../../../renderer/parts/staff/case/context.tsx';
import { forbiddenIn, guidesOf, phrasesOf } from '../../../renderer/parts/staff/guides.ts';
import { alarmOf } from '../../../renderer/parts/staff/list/due.ts';
import { missing, nextSteps } from '../../../shared/feedback/model.ts';
import { shippedSettings } from '../../support/fixture.ts';

const settings = shippedSettings();
const guides = guidesOf(settings);
const base = {
  row: { type: 'complaint', cause: 'Q01', state: 'accepted', nextStep: 'listen', receivedAt: 0, headcount: null, dueAt: 10, dueTo: 'answered' },
  facts: null, plan: null, clocks: [], listened: null, sympathised: null, analysed: null, judged: null, agreed: null, followedThrough: null, closing: null, followUps: [], missing: [], may: [],
  named: [], outside: [], severityWhy: [], desire: null, name: null, personal: 'none', statements: [], assists: [], representatives: [], phone: null, words: null, account: null, answer: null,
};
const view = (change: object = {}, row: object = {}) => ({ ...base, ...change, row: { ...base.row, ...row } }) as unknown as CaseView;
const speaker: Speaker = { time: (at) => `t${at}`, dateTime: (at) => `11月22日 ${String(at).padStart(2, '0')}:00`, say: (zh) => zh, hall: '示例厅', phone: undefined, staffNo: '1023', service: (id) => id };
const known = (one: CaseView) => knownOf(one, speaker);

describe('the way of a case', () => {
  it('opens the step that is next, where the caller may do it', () => {
    expect(currentStop(view({ may: ['feedback.listen'] }))).toBe('listen');
    expect(currentStop(view({ may: ['feedback.judge'] }, { nextStep: 'verdict' }))).toBe('analyse');
    expect(currentStop(view({ may: ['feedback.close'] }, { nextStep: 'close' }))).toBe('close');
  });

  it('lets whoever begins with a new one begin by listening', () => {
    expect(currentStop(view({ may: ['feedback.accept', 'feedback.listen'] }, { nextStep: 'accept' }))).toBe('listen');
  });

  it('opens what the caller has to do when the next step is somebody else’s', () => {
    expect(currentStop(view({ may: ['feedback.approve'] }, { nextStep: 'listen' }))).toBe('propose');
  });

  it('has the whole way for complaints only', () => {
    expect(stopsOf(view())).toHaveLength(8);
    expect(stopsOf(view({}, { type: 'praise' }))).toEqual(['close']);
    expect(currentStop(view({ may: ['feedback.answer'] }, { type: 'praise', nextStep: 'answer' }))).toBe('close');
  });

  it('is done with a step only when nothing of it is missing', () => {
    const listened = { staff: 'a', doneAt: 1, enteredAt: 1, readBack: false, told: true };
    expect(isDone(view({ listened, missing: ['readBack'] }), 'listen')).toBe(false);
    expect(isDone(view({ listened: { ...listened, readBack: true } }), 'listen')).toBe(true);
    expect(isDone(view({ listened: null }), 'listen')).toBe(false);
  });

  it('knows where each missing thing is put on record, and something for every next step', () => {
    for (const one of missing.options) expect(stopOfMissing[one], one).toBeTypeOf('string');
    for (const nextStep of nextSteps) expect(() => currentStop(view({}, { nextStep }))).not.toThrow();
  });
});

describe('phrases', () => {
  const facts = { issuedAt: 5, waitSeconds: 1865, aheadAtIssue: 6, service: 'payment', incidents: [], calledBefore: [] };

  it('name what is known and leave a gap for what is not', () => {
    expect(fill('您{issuedAt}取的号,到现在等了{waited}分钟,前面{ahead}位', known(view({ facts })))).toBe('您t5取的号,到现在等了31分钟,前面6位');
    expect(fill('等了{waited}分钟', known(view()))).toBe(`等了${gap}分钟`);
    expect(fill('{staffNo}{hall}{hallPhone}', known(view()))).toBe(`1023示例厅${gap}`);
  });

  it('name the plan that was proposed, the customer’s choice before the first', () => {
    const remedy = (zh: string, chosen: boolean, note: string | null = null) => ({ zh, note, chosen, approval: 'free' });
    const plan = { remedies: [remedy('甲', false), remedy('乙', true, '三点前')] };
    expect(fill('{planA}/{planB}/{plan}', known(view({ plan })))).toBe('甲/三点前/三点前');
  });

  it('never tell a customer a deadline that is only for inside, nor any standard', () => {
    const clock = (dueAt: number, internalOnly: boolean) => ({ dueAt, internalOnly, stoppedAt: null, to: 'answered' });
    expect(toldDue(view({ clocks: [clock(3, true), clock(8, false)] }))).toBe(8);
    expect(toldDue(view({ clocks: [clock(3, true)] }))).toBeNull();
    const standards = { ...facts, standard: { seconds: 900, kind: 'single', audience: 'internal' } };
    for (const step of guides.steps)
      for (const phrase of [...step.phrases.calm, ...step.phrases.upset]) expect(fill(phrase, known(view({ facts: standards })))).not.toMatch(/15分钟|目标|承诺时限/);
  });

  it('go by the mood: who is angry hears first what calms', () => {
    const listen = guides.steps.find((one) => one.no === 1);
    expect(phrasesOf(listen, guides, 'calm')).toEqual(listen?.phrases.calm);
    expect(phrasesOf(listen, guides, 'angry')[0]).toBe(guides.situations['shouting']?.[0]);
    expect(phrasesOf(listen, guides, 'angry')).toEqual(expect.arrayContaining([...(listen?.phrases.upset ?? [])]));
  });

  it('go by the case', () => {
    expect(situationsOf(view({ named: ['李强'] }), 'listen')).toEqual(['namedStaff']);
    expect(situationsOf(view({ facts: { ...facts, calledBefore: [{ why: 'priority' }] } }, { cause: 'Q06' }), 'analyse')).toEqual(['queueJump']);
    expect(situationsOf(view({ facts: { ...facts, calledBefore: [{ why: 'chosen' }] } }, { cause: 'Q06' }), 'analyse'), 'nobody says that nobody jumped the queue when somebody may have').toEqual([]);
  });

  it('point out what is never said', () => {
    expect(forbiddenIn('这是规定,没办法', guides)).toBe('这是规定');
    expect(forbiddenIn('我帮您查', guides)).toBeNull();
  });
});

describe('a plan', () => {
  it('shows the presets first, in their order', () => {
    const kind = (name: string, preset: boolean) => ({ kind: name, zh: name, preset, alone: true, note: null });
    expect(kindsOf(view({ remedies: [kind('a', false), kind('b', true), kind('c', true)] })).map((one) => one.kind)).toEqual(['b', 'c', 'a']);
  });

  it('has an amount only where a hall has set one, and asks about our mistake only where it matters', () => {
    expect(['gift', 'refund', 'advance', 'explain'].map((one) => hasAmount(settings, one))).toEqual([false, false, false, false]);
    const paid = { ...settings, remedies: settings.remedies.map((one) => (one.id === 'gift' ? { ...one, limit: { clerk: 0, manager: 200 } } : one)) };
    expect(hasAmount(paid, 'gift')).toBe(true);
    expect(['restore', 'explain'].map((one) => onlyOurMistake(settings, one))).toEqual([true, false]);
  });

  it('sends only what was filled in', () => {
    expect(remediesOf([draftOf('explain'), { ...draftOf('callback'), note: ' 下午 ', dueAt: 'x' }], (value) => (value === 'x' ? 7 : null))).toEqual([
      { kind: 'explain', ourMistake: false },
      { kind: 'callback', ourMistake: false, note: '下午', dueAt: 7 },
    ]);
  });
});

describe('what is personal', () => {
  it('is not in a case that nobody here asked to be shown', () => {
    const shown = view({ personal: 'shown', words: '等了两个小时', name: '张伟', phone: '13800135678', account: '3301', answer: '已答复', statements: [{ staff: 'a', at: 1, by: null, statement: '没有' }], representatives: [{ name: '孙梅', phone: '13911112222' }] });
    const masked = maskedView(shown);
    expect(masked).toMatchObject({ personal: 'masked', words: null, name: null, phone: '138****5678', account: null, answer: null });
    expect(JSON.stringify(masked)).not.toMatch(/张伟|两个小时|13800135678|孙梅|13911112222|没有/);
    expect(maskedView(view({ personal: 'masked' }))).toMatchObject({ personal: 'masked' });
  });
});

describe('what is due', () => {
  const row = (alarm: number, dueAt: number | null = 100, nextStep = 'answer') => ({ alarm, dueAt, nextStep }) as Parameters<typeof alarmOf>[0];
  it('alarms at half, at four fifths and when over', () => {
    expect([0, 0.5, 0.8, 1].map((one) => alarmOf(row(one), 50))).toEqual(['none', 'half', 'near', 'over']);
    expect(alarmOf(row(0), 101)).toBe('over');
    expect(alarmOf(row(1, null), 50)).toBe('none');
    expect(alarmOf(row(1, 100, 'none'), 150)).toBe('none');
  });
});
