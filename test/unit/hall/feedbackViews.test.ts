import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Caller, Reply } from '../../../main/hall/hall.ts';
import { Following } from '../../../main/network/following.ts';
import type { View } from '../../../shared/contract.ts';
import { fail } from '../../../shared/result.ts';
import { clerk, kiosk, manager, type TestHall, testHall } from '../../support/fixture.ts';
import { throughSixSteps } from '../../support/handling.ts';

const day = 86_400_000;
const lead: Caller = { role: 'lead', station: 'lead-1', staff: '黎值班' };
const other: Caller = { role: 'clerk', station: 'counter-2', staff: '李强' };

let test: TestHall;
beforeEach(async () => {
  test = await testHall();
});
afterEach(() => test.hall.close());

const detail = (who: Caller, feedback: unknown) => test.view(who, 'feedback', { feedback }) as Promise<View<'feedback'>>;
const list = (who: Caller, params: object = {}) => test.view(who, 'feedbackList', params) as Promise<View<'feedbackList'>>;

/** Takes a filed complaint through all steps, the follow-up by another included. */
async function handled(feedback: string): Promise<void> {
  await throughSixSteps(feedback, (name, input) => test.must(lead, name, input), async () => ((await detail(lead, feedback)).plan?.remedies ?? []).map((one) => one.remedy));
  await test.must(other, 'feedback.followUp', { feedback, reached: true, solved: 'solved', result: 5, more: '谢谢' });
}

/** Turns so many days, one by one, as a hall that is open each day does. */
async function days(count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    test.now += day;
    await test.must(kiosk, 'ticket.issue', { service: 'payment' });
  }
}

describe('SPEC 1.11: what a handler sees of a person', () => {
  const filing = { cause: 'Q01', words: '等太久', name: '赵先生', phone: '138 1234-5678', account: '6200123456', mood: 'angry', representatives: [{ name: '钱女士', phone: '13987654321' }, { name: '孙先生' }] };

  it('is masked until they ask for it at that station, and some minutes later again', async () => {
    const { feedback } = await test.must(lead, 'feedback.file', filing);
    const masked = { personal: 'masked', words: null, name: null, phone: '138****5678', account: null, mood: 'angry', representatives: [{ name: '***', phone: '139****4321' }, { name: '***', phone: null }] };
    const shown = { personal: 'shown', words: '等太久', name: '赵先生', phone: '13812345678', account: '6200123456', mood: 'angry', representatives: [{ name: '钱女士', phone: '13987654321' }, { name: '孙先生', phone: null }] };
    expect(await detail(lead, feedback)).toMatchObject(masked);
    await test.must(lead, 'feedback.show', { feedback });
    expect(await detail(lead, feedback)).toMatchObject(shown);
    expect(await detail({ ...lead, station: 'lead-2' }, feedback)).toMatchObject(masked);
    expect(await detail(manager, feedback)).toMatchObject(masked);
    test.now += 11 * 60_000;
    expect(await detail(lead, feedback)).toMatchObject(masked);
  });

  it('so are the texts inside each step', async () => {
    const { feedback } = (await test.must(lead, 'feedback.file', filing)) as { feedback: string };
    await test.must(lead, 'feedback.accept', { feedback });
    await test.must(lead, 'feedback.askAssist', { feedback, department: (await departments())[0], what: '查线路记录' });
    await handled(feedback);
    const texts = ({ sympathised, analysed, assists, followUps, answer }: View<'feedback'>) => [sympathised?.words, analysed?.finding, assists[0]?.what, followUps[0]?.more, answer];
    expect(texts(await detail(lead, feedback))).toEqual([null, null, null, null, null]);
    await test.must(lead, 'feedback.show', { feedback });
    expect(texts(await detail(lead, feedback))).toEqual(['让您久等了，对不起', '上午缴费集中', '查线路记录', '谢谢', '已增开柜台，向您致歉']);
  });

  it('is said to be locked where the keys are not, forgotten where they are destroyed, and none where there is none', async () => {
    const { feedback } = await test.must(lead, 'feedback.file', filing);
    const { feedback: bare } = await test.must(lead, 'feedback.file', { cause: 'Q02', separate: true });
    expect((await detail(lead, bare)).personal).toBe('none');
    await test.must(manager, 'person.forget', { key: feedback, part: 'contact' });
    expect(await detail(lead, feedback)).toMatchObject({ personal: 'masked', phone: null, representatives: [], mood: 'angry' });
    await test.must(manager, 'person.forget', { key: feedback });
    expect(await detail(lead, feedback)).toMatchObject({ personal: 'forgotten', phone: null, mood: null });
    const { feedback: second } = await test.must(lead, 'feedback.file', { ...filing, separate: true });
    await test.hall.close();
    for (const name of readdirSync(join(test.dataDir, 'keys'))) if (name.length > 26) rmSync(join(test.dataDir, 'keys', name));
    test = await testHall({ dataDir: test.dataDir }, test.now);
    expect(await detail(lead, second)).toMatchObject({ personal: 'locked', words: null, phone: null });
  });

  it('is masked again at a station that is cut off: nobody there can say how long it may be seen', async () => {
    const { feedback } = await test.must(lead, 'feedback.file', filing);
    await test.must(lead, 'feedback.show', { feedback });
    const following = new Following();
    const pushed: Reply[] = [];
    following.add(1, 'feedback', { feedback }, (reply) => void pushed.push(reply));
    following.take({ k: 'push', w: 1, seq: 7, value: await detail(lead, feedback) }, 1);
    await following.show(async () => null, fail('station.cutOff', 'the host is not there', true));
    expect(pushed.map((one) => one.ok && one.result)).toMatchObject([{ personal: 'shown', words: '等太久' }, { personal: 'masked', words: null, name: null, phone: '138****5678', account: null, representatives: [{ name: '***', phone: '139****4321' }, {}] }]);
    expect(JSON.stringify(following.last('feedback', { feedback }))).not.toMatch(/等太久|赵先生|13812345678|6200123456|钱女士/);
  });

  const departments = async () => ((await test.view(manager, 'settings'))['settings'] as { departments: { id: string }[] }).departments.map((one) => one.id);
});

describe('SPEC 12.1: what is over', () => {
  it('is found by its id, its number and in its month’s list, and is the state’s again once it is reopened', async () => {
    const filed = (await test.must(lead, 'feedback.file', { cause: 'Q01', words: '等太久', phone: '13812345678' })) as { feedback: string; number: string; check: string };
    await handled(filed.feedback);
    expect((await list(lead, { which: 'closed' })).rows).toHaveLength(1);
    await days(2);
    expect(test.hall.inner.runner.state.feedback.size).toBe(0);
    for (const restarted of [false, true]) {
      if (restarted) {
        await test.hall.close();
        test = await testHall({ dataDir: test.dataDir }, test.now);
      }
      expect(await detail(lead, filed.feedback)).toMatchObject({ row: { number: filed.number, state: 'archived' }, personal: 'masked' });
      expect(await list(lead, { which: 'archived' })).toMatchObject({ rows: [{ number: filed.number }], total: 1, months: ['2026-11'] });
      expect((await list(lead, { which: 'archived', search: '202611' })).total).toBe(1);
      expect((await list(lead, { which: 'archived', search: '99' })).total).toBe(0);
      expect((await list(lead, { which: 'archived', month: '2026-10' })).total).toBe(0);
      expect((await list(lead)).total).toBe(0);
      expect(await test.view(kiosk, 'status', { number: filed.number, check: filed.check })).toMatchObject({ feedback: { number: filed.number, state: 'archived' } });
    }
    await test.must(lead, 'feedback.show', { feedback: filed.feedback });
    expect(await detail(lead, filed.feedback)).toMatchObject({ personal: 'shown', words: '等了很久没叫到', phone: '13812345678' });
    await test.must(lead, 'feedback.reopen', { feedback: filed.feedback, reason: '又出现了' });
    expect(await list(lead, { which: 'archived' })).toMatchObject({ rows: [], total: 0 });
    expect(await list(lead)).toMatchObject({ rows: [{ number: filed.number, state: 'investigating' }] });
    expect((await detail(lead, filed.feedback)).row.state).toBe('investigating');
  });

  it('one that is lost of the small index is found all the same', async () => {
    const filed = (await test.must(lead, 'feedback.file', { cause: 'Q01', words: '等太久' })) as { feedback: string };
    await handled(filed.feedback);
    await days(1);
    await test.hall.close();
    const briefs = join(test.dataDir, 'archive', 'feedback', 'briefs');
    expect(readdirSync(briefs)).toEqual(['2026-11.json', 'ids.json']);
    rmSync(briefs, { recursive: true });
    test = await testHall({ dataDir: test.dataDir }, test.now);
    expect((await detail(lead, filed.feedback)).row.feedback).toBe(filed.feedback);
    const found = () => test.hall.inner.store.archive.feedback.find(filed.feedback); // as nobody says in which month it is
    expect((await found())?.id).toBe(filed.feedback);
    await days(1);
    await test.hall.close();
    expect(readdirSync(briefs)).toEqual(['2026-11.json', 'ids.json']);
    test = await testHall({ dataDir: test.dataDir }, test.now);
    expect((await found())?.id).toBe(filed.feedback);
  });

  it('an id that nobody has is unknown', async () => {
    expect(await test.hall.view(lead, 'feedback', { feedback: '01KAPVH0000000000000000001' })).toMatchObject({ ok: false, problem: { code: 'feedback.unknown' } });
    expect(await test.call(lead, 'feedback.reopen', { feedback: '01KAPVH0000000000000000001', reason: '没有' })).toMatchObject({ ok: false, problem: { code: 'feedback.unknown' } });
  });
});

describe('finding a customer’s ticket', () => {
  const numbers = async (params: object) => ((await test.view(clerk(1), 'ticketFind', params)) as View<'ticketFind'>).matches.map((one) => one.number);

  it('by the last digits of the phone that was left with it today, and no phone is in the answer', async () => {
    await test.must({ role: 'guide', station: 'g' }, 'ticket.issue', { service: 'payment', phone: '13812345678' });
    await test.must({ role: 'guide', station: 'g' }, 'ticket.issue', { service: 'payment', phone: '13900005678' });
    await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    expect(await numbers({ phone: '5678' })).toEqual(['A001', 'A002']);
    expect(await numbers({ phone: '345678' })).toEqual(['A001']);
    expect(await numbers({ phone: '1381' })).toEqual([]);
    expect(JSON.stringify(await test.view(clerk(1), 'ticketFind', { phone: '5678' }))).not.toContain('12345678');
    await days(1);
    expect(await numbers({ phone: '5678' })).toEqual([]);
  });

  it('by about when it was taken: the ten nearest, in their order', async () => {
    for (let count = 0; count < 30; count += 1) {
      await test.must(kiosk, 'ticket.issue', { service: 'payment' });
      test.now += 60_000;
    }
    expect(await numbers({ time: '09:15' })).toEqual(['A011', 'A012', 'A013', 'A014', 'A015', 'A016', 'A017', 'A018', 'A019', 'A020']);
    expect(await numbers({ time: '09:15', number: 'a016' })).toEqual(['A016']);
    expect(await numbers({ number: 'A003' })).toEqual(['A003']);
    expect(await numbers({})).toEqual([]);
    await days(1);
    expect(await numbers({ time: '08:00', day: '2026-11-23' })).toHaveLength(10);
  });
});
