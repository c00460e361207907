import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../main/hall/hall.ts';
import { newId } from '../../../main/hall/ids.ts';
import { monthsBefore, retain } from '../../../main/hall/retention.ts';
import { type Files, realFiles } from '../../../main/store/files.ts';
import { clerk, kiosk, manager, type TestHall, testHall } from '../../support/fixture.ts';
import { throughSixSteps } from '../../support/handling.ts';
import { journalEvents } from '../../support/journal.ts';
import { noonZone } from '../../support/noon.ts';

const day = 86_400_000;
const lead: Caller = { role: 'lead', station: 'lead-1', staff: '黎值班' };
const other: Caller = { role: 'clerk', station: 'counter-2', staff: '李强' };

let test: TestHall;
beforeEach(async () => {
  test = await testHall();
});
afterEach(() => test.hall.close());

/** The keys of personal data that this host has. */
const keys = () => readdirSync(join(test.dataDir, 'keys')).filter((name) => /^[0-9A-Z]{26}\.key$/.test(name)).map((name) => name.slice(0, 26)).sort();
const record = (feedback: unknown) => test.hall.inner.runner.state.feedback.get(String(feedback));
const file = async (input: object = {}) => (await test.must(lead, 'feedback.file', { cause: 'Q01', words: '等太久', separate: true, ...input })) as { feedback: string; number: string; check: string };
const contact = { name: '赵先生', phone: '13812345678', account: '6200123456', representatives: [{ name: '钱女士', phone: '13987654321' }] };

async function handled(feedback: string): Promise<void> {
  await throughSixSteps(feedback, (name, input) => test.must(lead, name, input), async () => (record(feedback)?.plan?.remedies ?? []).map((one) => one.remedy));
  await test.must(other, 'feedback.followUp', { feedback, reached: true, solved: 'solved', result: 5, more: '谢谢' });
}

describe('SPEC 1.11: which key seals what', () => {
  it('words have the feedback’s own, who it was one, the mood one; all that is written later goes with the words', async () => {
    const { feedback } = await file({ ...contact, mood: 'upset' });
    const { words, name, phone, account, representatives, mood } = record(feedback) ?? {};
    expect(words?.key).toBe(feedback);
    expect(new Set([name?.key, phone?.key, account?.key, representatives?.key]).size).toBe(1);
    expect(new Set([words?.key, name?.key, mood?.key]).size).toBe(3);
    await handled(feedback);
    const { answer, sympathised, analysed, followUps } = record(feedback) ?? {};
    expect([answer?.key, sympathised?.words?.key, analysed?.finding?.key, followUps?.at(-1)?.more?.key]).toEqual([feedback, feedback, feedback, feedback]);
    expect(keys()).toHaveLength(3);
  });

  it('what is refused leaves no key, and what was forgotten gets none again', async () => {
    const { feedback } = await file();
    expect(await test.call(lead, 'feedback.file', { cause: 'XXX', words: '等太久', ...contact, mood: 'calm' })).toMatchObject({ ok: false });
    await expect.poll(keys).toEqual([feedback]);
    await test.must(manager, 'person.forget', { key: feedback });
    await expect.poll(keys).toEqual([]);
    await test.must(lead, 'feedback.accept', { feedback });
    expect(await test.call(lead, 'feedback.answer', { feedback, by: 'phone', answer: '已说明' })).toMatchObject({ ok: false, problem: { code: 'person.forgotten' } });
    expect(keys()).toEqual([]);
  });

  it('two texts at once for a feedback that has no key yet get the same one', async () => {
    const { feedback } = await file({ words: undefined });
    expect(keys()).toEqual([]);
    await test.must(lead, 'feedback.accept', { feedback });
    await Promise.all(['先说明一次', '又说明一次'].map((answer) => test.must(lead, 'feedback.answer', { feedback, by: 'phone', answer })));
    await test.must(lead, 'feedback.show', { feedback });
    expect(await test.view(lead, 'feedback', { feedback })).toMatchObject({ personal: 'shown', answer: '又说明一次' });
    expect(keys()).toEqual([feedback]);
  });

  it('when the disk refuses them, no key is left behind', async () => {
    await test.hall.close();
    let full = false;
    // A key's file is written from its beginning, the journal behind what stands there.
    const write: Files['write'] = (fd, bytes, position) => (full && position > 0 ? Promise.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })) : realFiles.write(fd, bytes, position));
    test = await testHall({ dataDir: test.dataDir, files: { ...realFiles, write } });
    full = true;
    expect(await test.call(lead, 'feedback.file', { cause: 'Q01', words: '等太久', ...contact, mood: 'calm' })).toMatchObject({ ok: false });
    await expect.poll(keys).toEqual([]);
    full = false;
    await file();
  });

  it('one answer for a cluster is sealed for each under its own', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push((await file({ phone: `1380000000${count}` })).feedback);
    const cluster = test.hall.inner.runner.state.clusters[0]?.id;
    await test.must(lead, 'cluster.answer', { cluster, by: 'phone', answer: '系统故障已恢复' });
    expect(ids.map((id) => record(id)?.answer?.key)).toEqual(ids);
    await test.must(manager, 'person.forget', { key: ids[0] });
    await test.must(lead, 'feedback.show', { feedback: ids[1] });
    expect((await test.view(lead, 'feedback', { feedback: ids[1] }))['answer']).toBe('系统故障已恢复');
  });
});

describe('SPEC 1.11: forgetting', () => {
  it('destroys contact alone or all, also of what is archived, and leaves the chain whole', async () => {
    const { feedback } = await file({ ...contact, mood: 'angry' });
    await handled(feedback);
    test.now += day;
    await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    expect(record(feedback)).toBeUndefined();
    const [all] = [keys()];
    expect(all).toHaveLength(3);
    await test.must(manager, 'person.forget', { key: feedback, part: 'contact' });
    await expect.poll(() => keys().length).toBe(2);
    expect(keys()).toContain(feedback);
    await test.must(manager, 'person.forget', { key: feedback });
    await expect.poll(keys).toEqual([]);
    expect(await test.call(manager, 'person.forget', { key: feedback })).toMatchObject({ ok: false, problem: { code: 'person.forgotten' } });
  });

  it('reaches the keys that this machine put aside, and what a kill left of one', async () => {
    const { feedback } = await file(contact);
    const before = keys();
    await test.hall.close();
    const aside = join(test.dataDir, 'former', 'once', 'keys');
    mkdirSync(aside, { recursive: true });
    for (const key of before) writeFileSync(join(aside, `${key}.key`), 'wrapped');
    renameSync(join(test.dataDir, 'keys', `${feedback}.key`), join(test.dataDir, 'keys', `${feedback}.key.tmp`));
    test = await testHall({ dataDir: test.dataDir }, test.now);
    await test.must(manager, 'person.forget', { key: feedback });
    await test.hall.close();
    expect([...readdirSync(aside), ...readdirSync(join(test.dataDir, 'keys'))].filter((name) => name.includes(feedback) || before.some((key) => name.includes(key)))).toEqual([]);
    for (const key of before) writeFileSync(join(aside, `${key}.key`), 'wrapped'); // a copy brings them back
    test = await testHall({ dataDir: test.dataDir }, test.now);
    await expect.poll(() => readdirSync(aside)).toEqual([]);
  });
});

describe('SPEC 1.11: how long it is kept', () => {
  it('counts calendar months', () => {
    const back = (date: string, months: number) => new Date(monthsBefore(Date.parse(date), months)).toISOString().slice(0, 10);
    expect([back('2026-11-23T00:00:00Z', 6), back('2026-08-31T00:00:00Z', 6), back('2027-01-31T00:00:00Z', 24), back('2028-03-31T00:00:00Z', 1)]).toEqual(['2026-05-23', '2026-02-28', '2025-01-31', '2028-02-29']);
  });

  /** Opens the hall again after so many more days have gone by, in steps that can be believed. */
  async function later(count: number): Promise<void> {
    for (let left = count; left > 0; left -= 30) {
      test.now += Math.min(left, 30) * day;
      await test.must(kiosk, 'ticket.issue', { service: 'payment' });
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    // A day's turn begins the job; the next look finds what it asked for done.
    await expect.poll(async () => (await test.hall.view(manager, 'days', {})).ok).toBe(true);
  }

  it('contact goes half a year after closing, words after two years, what is open stays', async () => {
    const { feedback } = await file({ ...contact, mood: 'calm' });
    const { feedback: open } = await file({ ...contact });
    await handled(feedback);
    const kept = keys();
    expect(kept).toHaveLength(5);
    await later(150);
    expect(keys()).toEqual(kept);
    await later(60);
    await expect.poll(() => keys().length).toBe(4);
    expect(keys()).toContain(feedback);
    await later(530);
    await expect.poll(() => keys().length).toBe(2);
    expect(keys()).toContain(open);
    const forgotten = journalEvents(test.dataDir).filter((one) => one.type === 'person.forgotten');
    expect(forgotten).toHaveLength(3);
    expect(forgotten.every((one) => one.station === 'system')).toBe(true);
  });

  it('by the settings; and a clock that is wrong for once forgets nobody', async () => {
    await test.must(manager, 'hall.configure', { change: { section: 'privacy', value: { contactMonths: 3, wordsMonths: 4 } } });
    const { feedback } = await file(contact);
    await handled(feedback);
    test.now += day;
    await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    await test.hall.close();
    test = await testHall({ dataDir: test.dataDir }, test.now + 3650 * day);
    await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(keys()).toContain(feedback);
  });

  it('the phone that was left with a ticket goes with the contact, a key of nothing on record when all has gone', async () => {
    await test.hall.close();
    test = await testHall({ zone: noonZone() }, Date.now());
    const { ticket } = await test.must({ role: 'guide', station: 'g' }, 'ticket.issue', { service: 'payment', phone: '13812345678' });
    const stray = newId();
    await test.hall.inner.store.keys.keep(stray, Buffer.alloc(32, 1));
    test.now += day;
    await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    const { runner, store } = test.hall.inner;
    let at = test.now;
    const retention = retain(runner, store, () => at, (error) => expect(error).toBeNull(), () => at);
    const after = async (months: number) => {
      for (const until = at + months * 30.5 * day; at < until; at += 30 * day) await retention.run();
      return keys();
    };
    expect(await after(5)).toEqual([ticket, stray].sort());
    expect(await after(3)).toEqual([stray]);
    expect(await after(20)).toEqual([]);
  });

  it('other commands run while many are forgotten', async () => {
    await test.must(manager, 'hall.configure', { change: { section: 'privacy', value: { contactMonths: 1, wordsMonths: 2 } } });
    for (let count = 0; count < 60; count += 1) await test.must(clerk(1), 'feedback.file', { cause: 'Q01', type: 'settledOnSite', words: '等太久', phone: '13812345678' });
    await later(90);
    const times: number[] = [];
    while (keys().length > 0 && times.length < 2_000) times.push((await test.must(kiosk, 'ticket.issue', { service: 'payment' }))['number'] === undefined ? 0 : 1);
    expect(keys()).toEqual([]);
  });
});

describe('SPEC 12.4: the same customer again', () => {
  it('is known by the phone, open or closed lately, also after a restart; and nobody is once they are forgotten', async () => {
    const first = await file({ phone: '138 1234 5678', separate: false });
    const again = { cause: 'Q01', words: '还在等', phone: '13812345678' };
    expect(await test.call(lead, 'feedback.file', again)).toMatchObject({ ok: false, problem: { code: 'feedback.alreadyOpen', detail: first.number } });
    await test.hall.close();
    test = await testHall({ dataDir: test.dataDir }, test.now);
    expect(await test.call(lead, 'feedback.file', again)).toMatchObject({ ok: false, problem: { code: 'feedback.alreadyOpen' } });
    expect(await test.call(lead, 'feedback.file', { ...again, phone: '13812345679' })).toMatchObject({ ok: true });
    await handled(first.feedback);
    test.now += 2 * day;
    await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    const second = await test.must(lead, 'feedback.file', again);
    expect(second).toMatchObject({ repeatOf: first.feedback, times: 2 });
    await test.must(manager, 'person.forget', { key: second['feedback'] });
    await test.must(manager, 'person.forget', { key: first.feedback });
    expect(await test.must(lead, 'feedback.file', again)).toMatchObject({ repeatOf: null, times: 1 });
  });
});
