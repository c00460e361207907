import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { importLog } from '../../../main/hall/importLog.ts';
import { verifyJournal } from '../../../main/store/verify.ts';
import { clerk, freshFolder, kiosk, manager, testHall } from '../../support/fixture.ts';

const data = join(import.meta.dirname, '../../../../shared/data/technion-1999-01.csv');
const technion = join(import.meta.dirname, '../../fixtures/technion.profile.json');

const profile = {
  name: '叫号机', key: ['号码', '日期'], date: { from: ['日期'] },
  fields: { number: { from: ['号码'] }, service: { from: ['业务'], map: { 交费: 'payment' } }, issued: { from: ['取号'] }, called: { from: ['叫号'], empty: '-' }, ended: { from: ['结束'], empty: '-' }, counter: { from: ['窗口'] } },
  skip: [{ when: { 业务: '测试' }, reason: '测试号' }], clockToleranceSeconds: 5,
};
const log = [
  '日期,号码,业务,取号,叫号,结束,窗口',
  '2026/10/12,A001,交费,08:31:00,08:35:00,08:40:00,1号',
  '2026/10/12,A002,交费,08:32:00,08:31:57,08:45:00,1号',
  '2026/10/12,A003,交费,08:33:00,08:20:00,08:45:00,1号',
  '2026/10/12,T001,测试,08:33:00,-,-,',
  '2026/10/12,A004,交费,25:33:00,-,-,',
  '2026/10/12,A001,交费,09:31:00,09:35:00,09:40:00,1号',
  '2026/10/13,A001,交费,08:31:00,-,-,"窗口,一"',
].join('\r\n');

/** The log and its profile in a folder of their own. */
function files(bytes: Buffer): { readonly file: string; readonly profilePath: string } {
  const folder = freshFolder('log');
  const [file, profilePath] = [join(folder, '叫号.csv'), join(folder, 'profile.json')];
  writeFileSync(file, bytes);
  writeFileSync(profilePath, JSON.stringify(profile));
  return { file, profilePath };
}

const expected = { tickets: 3, skipped: { 测试号: 1 }, rejected: { 'called before issued': 1, 'issued is no time': 1, 'the key is there twice': 1 }, days: 2 };

describe('importing a queue machine’s log', () => {
  it.each([['UTF-8', Buffer.from(log)], ['UTF-8 with BOM', Buffer.from(`\uFEFF${log}`)], ['GBK', iconv.encode(log, 'gbk')]])('SPEC 8.1 8.2 8.4: %s', async (_name, bytes) => {
    const test = await testHall();
    const { file, profilePath } = files(bytes);
    const first = await importLog(test.hall, file, profilePath);
    expect(first).toMatchObject({ ok: true, value: expected });
    const seq = test.hall.inner.runner.state.seq;
    expect(await importLog(test.hall, file, profilePath)).toEqual(first);
    expect(test.hall.inner.runner.state.seq, 'the same file again changes nothing').toBe(seq);
    const rejected = readFileSync(first.ok ? (first.value.rejectedFile ?? '') : '', 'utf8');
    for (const line of ['4,called before issued', '6,issued is no time', '7,the key is there twice']) expect(rejected).toContain(line);
    expect((await test.view(manager, 'figures', { date: '2026-10-12' }))['all']).toMatchObject({ tickets: 2, served: 2, meanWaitSeconds: 120, overPromise: null });
    await test.hall.close();
  });

  it('SPEC 5.1 5.6: feedback against an imported ticket has its facts; a number of two tickets is asked back', async () => {
    const test = await testHall();
    const twice = `${log}\r\n2026/10/12,a001,交费,10:31:00,10:35:00,10:40:00,2号`;
    const { file, profilePath } = files(Buffer.from(twice));
    await importLog(test.hall, file, profilePath);
    const filed = { cause: 'Q01', ticketNumber: 'A001', day: '2026-10-12' };
    expect(await test.call(clerk(1), 'feedback.file', filed)).toMatchObject({ ok: false, problem: { code: 'ticket.ambiguous' } });
    const found = (await test.view(clerk(1), 'ticketFind', { number: 'A001', day: '2026-10-12' }))['matches'] as { ticket: string }[];
    expect(found).toHaveLength(2);
    expect(await test.must(clerk(1), 'feedback.file', { cause: 'Q01', ticket: found[0]?.ticket, day: '2026-10-12' })).toMatchObject({
      ticketNumber: 'A001', facts: { imported: true, waitSeconds: 240, standard: null, overStandard: null, quoted: null, unknown: ['quote', 'standard', 'counters', 'incidents'] },
    });
    await test.hall.close();
  });

  it('SPEC 8.3: cancelled, it is void, and can be done again', async () => {
    const test = await testHall();
    const { file, profilePath } = files(Buffer.from(log));
    const controller = new AbortController();
    controller.abort();
    expect(await importLog(test.hall, file, profilePath, controller.signal)).toMatchObject({ ok: false, problem: { code: 'import.cancelled' } });
    expect(await test.hall.view(manager, 'figures', { date: '2026-10-12' })).toMatchObject({ ok: false, problem: { code: 'figures.noDay' } });
    expect(await importLog(test.hall, file, profilePath)).toMatchObject({ ok: true, value: expected });
    await test.hall.close();
  });

  it('clear Problems: no such file, another log’s profile, a profile that is none', async () => {
    const test = await testHall();
    const { file, profilePath } = files(Buffer.from(log));
    expect(await importLog(test.hall, `${file}.gone`, profilePath)).toMatchObject({ ok: false, problem: { code: 'import.unreadable' } });
    expect(await importLog(test.hall, file, technion)).toMatchObject({ ok: false, problem: { code: 'import.unreadable', detail: expect.stringMatching(/vru_line/) } });
    writeFileSync(profilePath, '{"name": 3}');
    expect(await importLog(test.hall, file, profilePath)).toMatchObject({ ok: false, problem: { code: 'import.badProfile' } });
    expect(test.hall.inner.runner.state.importing).toBeNull();
    await test.hall.close();
  });

  it.skipIf(!existsSync(data))('SPEC 8.1 8.5 9.1 9.2 9.3: January 1999, as its documentation counts it (skipped when the data is not there)', { timeout: 60_000 }, async () => {
    const test = await testHall();
    const file = join(freshFolder('january'), 'technion-1999-01.csv');
    copyFileSync(data, file);
    const importing = importLog(test.hall, file, technion);
    let meanwhile = 0;
    const issue = setInterval(() => void test.must(kiosk, 'ticket.issue', { service: 'payment' }).then(() => { meanwhile += 1; }), 20);
    const done = await importing;
    clearInterval(issue);
    expect(done).toMatchObject({ ok: true, value: { tickets: 29503, skipped: { phantom: 240, 'never queued': 1198 }, rejected: { 'served without a counter': 490, 'called before issued': 56, 'ended before called': 112 } } });
    expect(meanwhile, 'other commands ran between the chunks').toBeGreaterThan(5);
    expect((await test.view(manager, 'figures', { date: '1999-01-13', promise: 180 }))['all']).toEqual({
      date: '1999-01-13', tickets: 1588, served: 1304, left: 284, noShow: 0, meanWaitSeconds: 69.7, p50WaitSeconds: 40, p90WaitSeconds: 180, p95WaitSeconds: 226, maxWaitSeconds: 1482,
      overPromise: 157, meanServiceSeconds: 197.45, counters: 21, busiestHalfHour: { start: '08:30', count: 91 },
      steppingIn: { warned: 0, done: 0, complainedAfter: 0, complainedWithout: 0 },
    });
    await test.hall.close();
    expect(await verifyJournal(test.dataDir)).toMatchObject({ ok: true });
    const again = await testHall({ dataDir: test.dataDir });
    expect((await again.view(manager, 'figures', { date: '1999-01-13', promise: 180 }))['all']).toMatchObject({ tickets: 1588, overPromise: 157 });
    await again.hall.close();
  });
});
