import { cpSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ulid } from 'ulidx';

import { describe, expect, it } from 'vitest';
import { runCli } from '../../main/cli.ts';
import { openHall } from '../../main/hall/hall.ts';
import { readLine, writeLine } from '../../main/store/line.ts';
import { verifyJournal } from '../../main/store/verify.ts';
import { FaultyDisk } from '../support/faultyFiles.ts';
import { clerk, freshFolder, kiosk, manager, monday, testHall } from '../support/fixture.ts';

const day = 86_400_000;

/** A hall with two days on record and a closed feedback, closed. */
async function twoDays(): Promise<string> {
  const test = await testHall();
  await test.must(kiosk, 'ticket.issue', { service: 'payment' });
  const filed = await test.must(clerk(1), 'feedback.file', { cause: 'Q01', type: 'settledOnSite', words: '久' });
  expect(filed['number']).toBe('20261123-001');
  test.now += day;
  await test.must(kiosk, 'ticket.issue', { service: 'payment' });
  await test.hall.close();
  return test.dataDir;
}

describe('mishaps that a review found', () => {
  it('SPEC 1.7: a segment cut short stops the hall when later ones follow it', async () => {
    const dataDir = await twoDays();
    rmSync(join(dataDir, 'checkpoint'), { recursive: true });
    const path = join(dataDir, 'journal', '2026-11-23.ndjson');
    truncateSync(path, readFileSync(path).length - 1);
    expect(await openHall({ dataDir })).toMatchObject({ ok: false, problem: { code: 'store.damaged', detail: expect.stringMatching(/2026-11-23/) } });
  });

  it('SPEC 2.4 2.7: a clock that was far ahead once does not lock the hall out', async () => {
    const test = await testHall();
    test.now = monday + 9 * day;
    await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    test.now = monday;
    await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    await test.hall.close();
  });

  it('a rehearsal plays days ahead', async () => {
    const data = freshFolder('rehearsal');
    const hall = async (...args: string[]) => {
      const lines: unknown[] = [];
      await runCli([...args, '--data', data], { input: process.stdin, pages: null, stopped: async () => undefined, write: () => true, print: (line) => lines.push(JSON.parse(line)) });
      return lines[0];
    };
    await hall('init', '--rehearsal');
    for (const date of ['2031-01-01', '2031-01-02']) expect(await hall('call', 'ticket.issue', '{"service":"payment"}', '--at', `${date}T10:00:00+08:00`)).toMatchObject({ ok: true, result: { number: 'A001' } });
  });

  it('SPEC 1.5: an old segment that does not close well stops nothing', async () => {
    const disk = new FaultyDisk();
    const test = await testHall({ files: disk.files });
    await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    test.now += day;
    const before = disk.log.length;
    for (let step = 1; step <= 6; step += 1) {
      disk.failBetween(before + step, before + step, 'EIO');
      await test.call(kiosk, 'ticket.issue', { service: 'payment' });
    }
    disk.heal();
    await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    await test.hall.close();
    expect(await verifyJournal(test.dataDir)).toMatchObject({ ok: true });
  });

  it('SPEC 1.11: a key that cannot be unwrapped here is never written over', async () => {
    const test = await testHall();
    const filed = await test.must(clerk(1), 'feedback.file', { cause: 'Q01', words: '久' });
    const params = { feedback: filed['feedback'] };
    await test.must(manager, 'feedback.accept', params);
    await test.hall.close();
    const [mine, wrap] = [process.env['HALL_DESK_KEYS'] ?? '', readFileSync(join(test.dataDir, 'keys', 'wrap.json'))];
    process.env['HALL_DESK_KEYS'] = freshFolder('keys');
    const other = await testHall({ dataDir: test.dataDir });
    expect(await other.call(manager, 'feedback.answer', { ...params, by: 'phone', answer: '好' })).toMatchObject({ ok: false, problem: { code: 'keys.locked' } });
    await other.hall.close();
    process.env['HALL_DESK_KEYS'] = mine;
    writeFileSync(join(test.dataDir, 'keys', 'wrap.json'), wrap);
    const back = await testHall({ dataDir: test.dataDir });
    await back.must(manager, 'feedback.show', params);
    expect(await back.view(manager, 'feedback', params)).toMatchObject({ words: '久' });
    writeFileSync(join(test.dataDir, 'keys', 'wrap.json'), '{"na');
    await back.hall.close();
    const locked = await testHall({ dataDir: test.dataDir });
    expect(await locked.view(manager, 'feedback', params)).toMatchObject({ personal: 'locked' });
    await locked.must(kiosk, 'ticket.issue', { service: 'payment' });
    await locked.hall.close();
  });

  it('SPEC 1.11: what is asked for while a person is forgotten is not shown afterwards', async () => {
    const test = await testHall();
    for (let round = 0; round < 10; round += 1) {
      const filed = await test.must(clerk(1), 'feedback.file', { cause: 'Q01', words: '久' });
      const params = { feedback: filed['feedback'] };
      await Promise.all([test.view(manager, 'feedback', params), test.must(manager, 'person.forget', { key: filed['feedback'] }), test.view(manager, 'feedback', params)]);
      await new Promise((resolve) => setTimeout(resolve, 10));
      expect(await test.view(manager, 'feedback', params)).toMatchObject({ words: null, personal: 'forgotten' });
    }
    await test.hall.close();
  });

  it('SPEC 1.9 6.2: a lost or damaged archive is said, stops one command alone, and is made anew at the next start', async () => {
    for (const harm of ['gone', 'day', 'index'] as const) {
      const dataDir = await twoDays();
      const archive = join(dataDir, 'archive');
      for (const name of readdirSync(archive, { recursive: true }).map(String)) if (name.endsWith('.bak')) rmSync(join(archive, name));
      if (harm === 'gone') rmSync(archive, { recursive: true });
      else {
        const path = join(archive, harm === 'day' ? 'days/2026-11-23.json' : 'index.json');
        writeFileSync(path, readFileSync(path, 'utf8').replace('2', '3').replace('A', 'B'));
      }
      let test = await testHall({ dataDir }, monday + day);
      if (harm === 'day') {
        expect(await test.hall.view(manager, 'figures', { date: '2026-11-23' })).toMatchObject({ ok: false, problem: { code: 'store.damaged' } });
        const replies = await Promise.all([test.call(kiosk, 'ticket.issue', { service: 'payment' }), test.call(clerk(1), 'feedback.file', { cause: 'Q01', ticketNumber: 'A001', day: '2026-11-23' }), test.call(kiosk, 'ticket.issue', { service: 'payment' })]);
        expect(replies).toMatchObject([{ ok: true }, { ok: false, problem: { code: 'store.damaged' } }, { ok: true }]);
        await test.hall.close();
        test = await testHall({ dataDir }, monday + day);
      }
      expect((await test.view(manager, 'figures', { date: '2026-11-23' }))['all'], harm).toMatchObject({ tickets: 1 });
      await test.hall.close();
    }
  });

  it('SPEC 1.12: a forged line before a seal is found, however far behind it the seal stands; a missing seal is made up for', async () => {
    const test = await testHall();
    await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    await Promise.all([test.must(manager, 'day.close', { evenIfOpen: true }), ...[1, 2, 3].map(() => test.must(clerk(1), 'feedback.file', { cause: 'Q01' }))]);
    await test.hall.close();
    expect(await verifyJournal(test.dataDir)).toMatchObject({ ok: true });
    const path = join(test.dataDir, 'journal', '2026-11-23.ndjson');
    let prev = '0'.repeat(64);
    const forged = readFileSync(path, 'utf8').trimEnd().split('\n').map((line) => {
      const read = readLine(line);
      if (!read.ok) throw new Error(read.reason);
      const event = read.event.type === 'ticket.issued' ? { ...read.event, data: { ...read.event.data, reason: 'FORGED' } } : read.event;
      const made = writeLine(event, read.link.hall, read.link.epoch, prev);
      prev = made.hash;
      return made.bytes.toString();
    });
    const other = freshFolder('forged');
    cpSync(test.dataDir, other, { recursive: true });
    rmSync(join(other, 'checkpoint'), { recursive: true });
    writeFileSync(join(other, 'journal', '2026-11-23.ndjson'), forged.join(''));
    expect(await verifyJournal(other)).toMatchObject({ ok: false, brokenAt: { reason: expect.stringMatching(/seal/) } });
    expect(existsSync(path)).toBe(true);
  });

  it('verify: no hall, and a journal that does not reach its checkpoint', async () => {
    expect(await verifyJournal(join(freshFolder('empty'), 'nothing'))).toMatchObject({ ok: false });
    const dataDir = await twoDays();
    rmSync(join(dataDir, 'journal', '2026-11-24.ndjson'));
    expect(await verifyJournal(dataDir)).toMatchObject({ ok: false, brokenAt: { reason: expect.stringMatching(/checkpoint/) } });
  });

  it('SPEC 1.7: a checkpoint that failed is tried again when the hall is idle', async () => {
    const disk = new FaultyDisk();
    const test = await testHall({ files: disk.files });
    await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    const written = disk.log.length;
    disk.failBetween(written + 1, written + 1, 'EIO');
    await expect.poll(() => existsSync(join(test.dataDir, 'checkpoint', 'state.json')), { timeout: 8000 }).toBe(true);
    await test.hall.close();
  }, 12_000);

  it('SPEC 2.6: what cannot be a data folder is a Problem', async () => {
    const path = join(freshFolder('file'), 'file');
    writeFileSync(path, '');
    expect(await openHall({ dataDir: path })).toMatchObject({ ok: false, problem: { code: 'store.notHall' } });

  });

  it('SPEC 2.8: check codes cannot be guessed', async () => {
    const test = await testHall();
    const issued = await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    const wrong = issued['check'] === '0000' ? '1111' : '0000';
    for (let count = 0; count < 3; count += 1) await test.view(kiosk, 'status', { number: 'A001', check: wrong });
    for (let count = 0; count < 2; count += 1) expect(await test.call(kiosk, 'ticket.cancel', { number: 'A001', check: wrong })).toMatchObject({ ok: false, problem: { code: 'ticket.checkWrong' } });
    expect(await test.call(kiosk, 'ticket.cancel', { number: 'A001', check: issued['check'] })).toMatchObject({ ok: false, problem: { code: 'check.tooManyTries' } });
    test.now += 6 * 60_000;
    await test.must(kiosk, 'ticket.cancel', { number: 'A001', check: issued['check'] });
    await test.hall.close();
  });

  it('SPEC 7.1: a kiosk is sent no facts, inside standards, clocks or owners', async () => {
    const test = await testHall();
    const issued = await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    expect(issued).toMatchObject({ number: 'A001', standard: null });
    const commandId = ulid(test.now);
    const filed = await test.hall.call(kiosk, 'feedback.file', { cause: 'Q01', ticketNumber: 'A001', check: issued['check'], commandId });
    expect(filed).toMatchObject({ ok: true, result: { facts: null, clocks: [], owner: null, answerDueAt: expect.any(Number) } });
    await test.hall.close();
    const again = await testHall({ dataDir: test.dataDir });
    expect(await again.hall.call(kiosk, 'feedback.file', { cause: 'Q01', ticketNumber: 'A001', check: issued['check'], commandId })).toEqual(filed);
    await again.hall.close();
  });
});
