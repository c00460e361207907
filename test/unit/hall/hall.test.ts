import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ulid } from 'ulidx';
import { describe, expect, it } from 'vitest';
import { backup, restore } from '../../../main/store/backup.ts';
import { verifyJournal } from '../../../main/store/verify.ts';
import { clerk, freshFolder, kiosk, manager, monday, testHall } from '../../support/fixture.ts';
import { journalEvents, onlySegment } from '../../support/journal.ts';

/** Every byte of a folder, keys left out when asked. */
function allText(folder: string, without: readonly string[] = []): string {
  return readdirSync(folder, { withFileTypes: true }).flatMap((one) => {
    const path = join(folder, one.name);
    if (without.includes(one.name) || one.isSocket()) return [];
    return one.isDirectory() ? [allText(path, without)] : [readFileSync(path, 'latin1'), readFileSync(path, 'utf8')];
  }).join('\n');
}

describe('commands', () => {
  it('SPEC 2.3: the same command again gets the first answer and does nothing, also after a restart and much later', async () => {
    const test = await testHall();
    const commandId = ulid(monday);
    const first = await test.hall.call(kiosk, 'ticket.issue', { service: 'payment', commandId });
    expect(await test.hall.call(kiosk, 'ticket.issue', { service: 'payment', commandId })).toEqual(first);
    expect(await Promise.all([1, 2].map(() => test.hall.call(clerk(2), 'ticket.issue', { service: 'general', commandId })))).toMatchObject([{ result: { number: 'K001' } }, { result: { number: 'K001' } }]);
    await test.hall.close();
    const again = await testHall({ dataDir: test.dataDir });
    again.now = monday + 5 * 86_400_000;
    expect(await again.hall.call(kiosk, 'ticket.issue', { service: 'payment', commandId })).toEqual(first);
    await again.must(kiosk, 'ticket.issue', { service: 'payment' });
    await again.hall.close();
  });

  it('SPEC 2.4: a retry older than 7 days is refused', async () => {
    const test = await testHall();
    test.now = monday + 8 * 86_400_000;
    expect(await test.hall.call(kiosk, 'ticket.issue', { service: 'payment', commandId: ulid(monday) })).toMatchObject({ ok: false, problem: { code: 'command.tooOld' } });
    await test.hall.close();
  });

  it('SPEC 2.1 2.2: a thousand at once are answered in order, each number once, in few flushes', async () => {
    const test = await testHall();
    const pushes: number[] = [];
    const stop = test.hall.watch(kiosk, 'kiosk', {}, (reply) => void pushes.push(reply.ok ? reply.seq : -1));
    const replies = await Promise.all(Array.from({ length: 1000 }, () => test.call(kiosk, 'ticket.issue', { service: 'payment' })));
    expect(replies.map((one) => (one.ok ? (one.result as { number: string }).number : ''))).toEqual(Array.from({ length: 1000 }, (_, at) => `A${String(at + 1).padStart(3, '0')}`));
    await new Promise((resolve) => setTimeout(resolve, 50));
    stop();
    expect(pushes.length, 'at most one push a flush').toBeLessThan(10);
    expect(pushes.at(-1)).toBe(test.hall.inner.runner.state.seq);
    await test.hall.close();
  });

  it('SPEC 10.10: whoever follows the hall’s own view later gets the time of then, not of when the first did', async () => {
    const test = await testHall();
    const times: unknown[] = [];
    const follow = () => test.hall.watch(kiosk, 'app', {}, (reply) => void times.push(reply.ok ? (reply.result as { now: number }).now : reply.problem));
    follow();
    await expect.poll(() => times).toEqual([monday]);
    test.now += 3 * 3_600_000;
    follow();
    await expect.poll(() => times).toEqual([monday, monday + 3 * 3_600_000]);
    await test.hall.close();
  });

  it('SPEC 2.7: time does not go back when the clock does', async () => {
    const test = await testHall();
    await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    test.now = monday - 86_400_000;
    await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    const [first, second] = journalEvents(test.dataDir).filter((one) => one.type === 'ticket.issued');
    expect(second?.at).toBe(first?.at);
    await test.hall.close();
  });

  it('SPEC 1.1: what was acknowledged is there after a restart, from the checkpoint and from the tail alone', async () => {
    const test = await testHall();
    await test.must(clerk(1), 'staff.signIn', { staff: '张', counter: 1 });
    await test.must(clerk(1), 'counter.open');
    await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    await test.must(clerk(1), 'ticket.call');
    const before = await test.view(manager, 'floor');
    await test.hall.close();
    for (const withCheckpoint of [true, false]) {
      if (!withCheckpoint) rmSync(join(test.dataDir, 'checkpoint'), { recursive: true });
      const again = await testHall({ dataDir: test.dataDir });
      expect(await again.view(manager, 'floor')).toEqual(before);
      await again.hall.close();
    }
  });
});

describe('the journal', () => {
  it('SPEC 1.12 4.6: days are settled, closed and sealed; every seal is checked', async () => {
    const test = await testHall();
    await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    test.now += 86_400_000;
    await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await test.hall.close();
    expect(journalEvents(test.dataDir).map((one) => one.type)).toEqual(['hall.created', 'day.opened', 'ticket.issued', 'ticket.left', 'day.closed', 'day.opened', 'ticket.issued', 'day.sealed']);
    expect(await verifyJournal(test.dataDir)).toMatchObject({ ok: true, segments: 2 });
    expect(await (await testHall({ dataDir: test.dataDir }, test.now)).view(manager, 'days')).toMatchObject({ days: [{ day: '2026-11-24', tickets: 1 }, { day: '2026-11-23', tickets: 1 }] });
  });

  it('SPEC 1.2: a line that is exchanged, left out or doubled breaks the chain and is named', async () => {
    const test = await testHall();
    for (let count = 0; count < 5; count += 1) await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    await test.hall.close();
    const path = onlySegment(test.dataDir);
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    const changes: readonly (readonly [string, (all: string[]) => string[]])[] = [
      ['exchanged', (all) => [...all.slice(0, 3), all[4] ?? '', all[3] ?? '', ...all.slice(5)]], ['left out', (all) => all.filter((_, at) => at !== 3)], ['doubled', (all) => [...all.slice(0, 4), ...all.slice(3)]],
    ];
    for (const [name, change] of changes) {
      writeFileSync(path, `${change([...lines]).join('\n')}\n`);
      expect(await verifyJournal(test.dataDir), name).toMatchObject({ ok: false, brokenAt: { segment: '2026-11-23.ndjson', line: name === 'doubled' ? 5 : 4, seq: expect.any(Number), reason: expect.stringMatching(/follows/) } });
    }
  });

  it('SPEC 1.11: words, names and phones are nowhere in clear; forgetting leaves nothing that decrypts', async () => {
    const test = await testHall();
    await test.must(kiosk, 'ticket.issue', { service: 'payment', phone: '138 1234-5678' });
    const filed = await test.must(clerk(1), 'feedback.file', { cause: 'Q01', words: '等了一个多小时', name: '赵先生', phone: '13912345678' });
    const params = { feedback: filed['feedback'] };
    expect(await test.view(manager, 'feedback', params)).toMatchObject({ words: null, name: null, phone: '139****5678', personal: 'masked' });
    await test.must(manager, 'feedback.show', params);
    expect(await test.view(manager, 'feedback', params)).toMatchObject({ words: '等了一个多小时', name: '赵先生', phone: '13912345678', personal: 'shown' });
    await test.must(manager, 'feedback.accept', params);
    await test.must(manager, 'feedback.answer', { ...params, by: 'phone', answer: '已向赵先生说明' });
    await test.hall.close();
    for (const secret of ['13812345678', '等了一个', '赵先生', '13912345678']) expect(allText(test.dataDir), secret).not.toContain(secret);
    expect(statSync(join(process.env['HALL_DESK_KEYS'] ?? '', readdirSync(process.env['HALL_DESK_KEYS'] ?? '')[0] ?? '')).mode & 0o777).toBe(0o600);

    const copy = freshFolder('backup');
    expect(await backup(test.dataDir, copy)).toMatchObject({ ok: true });
    const again = await testHall({ dataDir: test.dataDir });
    await again.must(manager, 'person.forget', { key: filed['feedback'] });
    expect(await again.view(manager, 'feedback', params)).toMatchObject({ words: null, name: null, answer: null, personal: 'forgotten' });
    await again.hall.close();
    expect(readdirSync(join(test.dataDir, 'keys'))).not.toContain(`${String(filed['feedback'])}.key`);
    expect(readdirSync(copy)).not.toContain('keys');
    expect(await verifyJournal(test.dataDir)).toMatchObject({ ok: true });
  });

  it('SPEC 1.11: a key that a copy brings back is destroyed again at start', async () => {
    const test = await testHall();
    const filed = await test.must(clerk(1), 'feedback.file', { cause: 'Q01', words: '久' });
    cpSync(join(test.dataDir, 'keys'), join(test.dataDir, 'oldkeys'), { recursive: true });
    await test.must(manager, 'person.forget', { key: filed['feedback'] });
    await test.hall.close();
    cpSync(join(test.dataDir, 'oldkeys'), join(test.dataDir, 'keys'), { recursive: true });
    const again = await testHall({ dataDir: test.dataDir });
    expect(await again.view(manager, 'feedback', { feedback: filed['feedback'] })).toMatchObject({ personal: 'forgotten' });
    expect(readdirSync(join(test.dataDir, 'keys'))).not.toContain(`${String(filed['feedback'])}.key`);
    await again.hall.close();
  });
});

describe('backup and restore', () => {
  it('SPEC 1.11: everything but keys comes back; without them the hall works and says they are locked', async () => {
    const test = await testHall();
    const filed = await test.must(clerk(1), 'feedback.file', { cause: 'Q01', words: '久' });
    test.now += 86_400_000;
    await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    const floor = await test.view(manager, 'floor');
    await test.hall.close();
    const [copy, other] = [freshFolder('backup'), freshFolder('restored')];
    expect(await backup(test.dataDir, copy)).toMatchObject({ ok: true });
    expect(await backup(test.dataDir, copy)).toMatchObject({ ok: false, problem: { code: 'store.notEmpty' } });
    expect(await restore(copy, other)).toMatchObject({ ok: true });
    const restored = await testHall({ dataDir: other }, test.now);
    expect(await restored.view(manager, 'floor')).toEqual(floor);
    expect(await restored.view(manager, 'feedback', { feedback: filed['feedback'] })).toMatchObject({ words: null, personal: 'locked' });
    await restored.must(kiosk, 'ticket.issue', { service: 'payment' });
    const fresh = await restored.must(clerk(1), 'feedback.file', { cause: 'Q01', words: '新' });
    await restored.must(manager, 'feedback.show', { feedback: fresh['feedback'] });
    expect(await restored.view(manager, 'feedback', { feedback: fresh['feedback'] })).toMatchObject({ words: '新' });
    await restored.hall.close();
    writeFileSync(onlyIn(copy), readFileSync(onlyIn(copy), 'utf8').replace('payment', 'payWent'));
    expect(await restore(copy, freshFolder('bad'))).toMatchObject({ ok: false, problem: { code: 'store.damaged' } });
  });
});

function onlyIn(dataDir: string): string {
  return join(dataDir, 'journal', readdirSync(join(dataDir, 'journal'))[0] ?? '');
}
