import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lineVersion } from '../../../main/store/line.ts';
import { folderVersion, migrations, upcast } from '../../../main/store/migrations.ts';
import { verifyJournal } from '../../../main/store/verify.ts';
import { clerk, freshFolder, kiosk, manager, testHall } from '../../support/fixture.ts';

const fixture = (version: number) => join(import.meta.dirname, `../../fixtures/v${version}`);

describe('older versions', () => {
  it('SPEC 1.3: every version of a line and of a folder has a fixture', () => {
    expect(migrations.length).toBe(lineVersion - 1);
    for (let version = 1; version <= Math.max(lineVersion, folderVersion); version += 1) expect(existsSync(join(fixture(version), 'journal')), `fixture v${version}`).toBe(true);
  });

  it('SPEC 1.3 1.9: version 1 opens, with its checkpoint and without, its keys elsewhere', async () => {
    expect(await verifyJournal(fixture(1))).toMatchObject({ ok: true });
    const dataDir = freshFolder('v1');
    cpSync(fixture(1), dataDir, { recursive: true });
    const test = await testHall({ dataDir }, Date.parse('2026-11-24T10:00:00+08:00'));
    expect(await test.view(manager, 'floor')).toMatchObject({ day: '2026-11-24', waiting: [{ number: 'A001' }], feedbackOpen: 1 });
    expect((await test.view(manager, 'figures', { date: '2026-11-23' }))['all']).toMatchObject({ tickets: 3, served: 1, left: 2 });
    const [open] = (await test.view(manager, 'feedbackList'))['rows'] as { feedback: string; state: string }[];
    expect(await test.view(manager, 'feedback', { feedback: open?.feedback })).toMatchObject({ personal: 'locked', facts: { number: 'A002', calledBeforeCount: 1 } });
    await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    await test.hall.close();
  });

  it('an event passes through each migration in order, once; a newer one is refused', () => {
    const steps = [{ name: 'rename', from: 1, migrate: (one: { v: number; type: string; data: object }) => ({ ...one, data: { ...one.data, renamed: true } }) }, { name: 'split', from: 2, migrate: (one: { v: number; type: string; data: object }) => ({ ...one, type: `${one.type}.split` }) }] as never;
    const old = { v: 1, seq: 1, type: 'ticket.issued', data: {} };
    expect(upcast(old, steps)).toMatchObject({ v: 3, type: 'ticket.issued.split', data: { renamed: true } });
    expect(upcast({ ...old, v: 2 }, steps)).toMatchObject({ v: 3, data: {} });
    expect(() => upcast({ ...old, v: 4 }, steps)).toThrow(/newer/);
  });
});

/** How fixtures/v1 was made; run once with HALL_FIXTURE=path. */
if (process.env['HALL_FIXTURE'] !== undefined) it('makes a fixture', async () => {
  const test = await testHall({ dataDir: process.env['HALL_FIXTURE'] ?? '' });
  await test.must(clerk(1), 'staff.signIn', { staff: '张', counter: 1 });
  await test.must(clerk(1), 'counter.open');
  for (const name of ['ordinary', 'ordinary', 'elderly']) {
    await test.must(name === 'elderly' ? clerk(1) : kiosk, 'ticket.issue', { service: 'payment', class: name });
    test.now += 60_000;
  }
  await test.must(clerk(1), 'ticket.call');
  await test.must(clerk(1), 'ticket.finish');
  await test.must(clerk(1), 'feedback.file', { cause: 'Q01', ticketNumber: 'A002', words: '久' });
  test.now += 86_400_000;
  await test.must(kiosk, 'ticket.issue', { service: 'payment' });
  await test.hall.close();
});
