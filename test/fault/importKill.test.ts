import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { importLog } from '../../main/hall/importLog.ts';
import { verifyJournal } from '../../main/store/verify.ts';
import { freshFolder, manager, testHall } from '../support/fixture.ts';

const rows = 20_000;
const profile = { name: 'log', key: ['no'], date: { from: ['date'] }, fields: { number: { from: ['no'] }, service: { from: ['service'] }, issued: { from: ['issued'] }, called: { from: ['called'] } } };

function bigLog(): { readonly file: string; readonly profilePath: string } {
  const folder = freshFolder('log');
  const [file, profilePath] = [join(folder, 'log.csv'), join(folder, 'profile.json')];
  const time = (at: number) => new Date(at * 1000).toISOString().slice(11, 19);
  const lines = Array.from({ length: rows }, (_, at) => `2026-10-${12 + Math.floor(at / 2000)},N${at},payment,${time(30_000 + (at % 2000) * 10)},${time(30_300 + (at % 2000) * 10)}`);
  writeFileSync(file, ['date,no,service,issued,called', ...lines].join('\n'));
  writeFileSync(profilePath, JSON.stringify(profile));
  return { file, profilePath };
}

function journalSize(dataDir: string): number {
  const folder = join(dataDir, 'journal');
  return existsSync(folder) ? readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) : 0;
}

it('SPEC 1.1 8.3: an import killed at any moment is void, and can be done again', { timeout: 120_000 }, async () => {
  const { file, profilePath } = bigLog();
  let killedWhileWriting = 0;
  for (const megabytes of [0.08, 0.5, 2, 5, 8]) {
    const dataDir = freshFolder('import-kill');
    const child = spawn(process.execPath, ['dist/main/hall.cjs', 'import', file, '--profile', profilePath, '--data', dataDir], { stdio: 'ignore' });
    const exit = once(child, 'exit');
    while (child.exitCode === null && journalSize(dataDir) < megabytes * 1e6) await sleep(2);
    child.kill('SIGKILL');
    const [, signal] = (await exit) as [number | null, string | null];
    const test = await testHall({ dataDir });
    const { runner } = test.hall.inner;
    if (signal === 'SIGKILL') {
      if (runner.state.seq > 100) killedWhileWriting += 1;
      expect(runner.state.importing).toBeNull();
      expect(runner.state.imports).toEqual([]);
      expect(await test.hall.view(manager, 'figures', { date: '2026-10-12' })).toMatchObject({ ok: false });
    }
    expect(await importLog(test.hall, file, profilePath)).toMatchObject({ ok: true, value: { tickets: rows } });
    expect((await test.view(manager, 'figures', { date: '2026-10-12' }))['all']).toMatchObject({ tickets: 2000, meanWaitSeconds: 300 });
    await test.hall.close();
    expect(await verifyJournal(dataDir)).toMatchObject({ ok: true });
  }
  expect(killedWhileWriting, 'some kills must hit the writing').toBeGreaterThan(0);
});
