import { describe, expect, it } from 'vitest';
import { verifyJournal } from '../../main/store/verify.ts';
import { clerk, freshFolder, kiosk, testHall } from '../support/fixture.ts';
import { FaultyDisk, type FaultCode } from '../support/faultyFiles.ts';
import { journalEvents } from '../support/journal.ts';

/** A day's work in small: issue, call, finish, complain with words (keys), across two business days (a new segment). */
async function work(dataDir: string, disk: FaultyDisk): Promise<{ readonly acknowledged: number[]; readonly refused: string[]; readonly codes: Set<string> }> {
  const acknowledged: number[] = [];
  const refused: string[] = [];
  const codes = new Set<string>();
  const test = await testHall({ dataDir, files: disk.files });
  const send = async (...args: Parameters<typeof test.call>) => {
    test.now += 1000;
    const reply = await test.call(...args);
    if (reply.ok) acknowledged.push(reply.seq);
    else {
      codes.add(reply.problem.code);
      refused.push(args[1]);
    }
    return reply;
  };
  for (let round = 0; round < 3; round += 1) {
    await send(clerk(1), 'staff.signIn', { staff: '张', counter: 1 });
    await send(clerk(1), 'counter.open');
    await send(kiosk, 'ticket.issue', { service: 'payment', phone: '13812345678' });
    await send(clerk(1), 'ticket.call');
    await send(clerk(1), 'ticket.finish');
    await send(clerk(1), 'feedback.file', { cause: 'Q01', words: '等太久了' });
    if (round === 1) test.now += 86_400_000;
    await test.hall.inner.store.checkpoint(test.hall.inner.runner.state, [], null).catch(() => undefined);
  }
  disk.heal();
  for (let again = 0; again < 2; again += 1) {
    const reply = await send(kiosk, 'ticket.issue', { service: 'payment' });
    expect(reply.ok, 'the hall goes on when the disk does').toBe(true);
  }
  await test.hall.close();
  return { acknowledged, refused, codes };
}

describe('a disk that fails at each step of each write', () => {
  it('SPEC 1.1 1.4 1.5: nothing acknowledged is lost, nothing refused is kept, and the hall goes on', async () => {
    const sound = new FaultyDisk();
    await work(freshFolder('sound'), sound);
    const steps = sound.count;
    expect(steps).toBeGreaterThan(60);
    const creating = 12; // a hall that cannot even be created says so; that is the next test
    let problems = 0;
    for (let step = creating; step <= steps; step += 1) {
      for (const [code, length] of [['ENOSPC', 1], ['EIO', 6]] as readonly (readonly [FaultCode, number])[]) {
        const disk = new FaultyDisk();
        disk.failBetween(step, step + length - 1, code);
        const dataDir = freshFolder('disk');
        const done = await work(dataDir, disk).catch((error: unknown) => {
          if (error instanceof Error && error.message.startsWith('store.')) return null; // failed while creating
          throw new Error(`step ${step} ${disk.log[step - 1]} ${code}`, { cause: error });
        });
        if (done === null) continue;
        problems += done.refused.length;
        for (const one of done.codes) expect(['store.full', 'store.failed', 'store.readOnly', 'keys.locked', 'staff.signInFirst', 'counter.notOpen', 'counter.nothingCalled', 'counter.busy', 'ticket.noneWaiting']).toContain(one);
        const verified = await verifyJournal(dataDir);
        expect(verified, `step ${step} ${disk.log[step - 1]} ${code}`).toMatchObject({ ok: true });
        const events = journalEvents(dataDir);
        const seqs = new Set(events.map((one) => one.seq));
        for (const seq of done.acknowledged) expect(seqs.has(seq), `seq ${seq} was acknowledged (step ${step} ${code})`).toBe(true);
        const kept = events.filter((one) => one.station !== 'system' && one.part[0] === 1);
        expect(kept.length, `refused commands left no trace (step ${step} ${code})`).toBe(done.acknowledged.length);
        const numbers = events.flatMap((one) => (one.type === 'ticket.issued' ? [`${one.day} ${one.data.number}`] : []));
        expect(new Set(numbers).size).toBe(numbers.length);
        const again = await testHall({ dataDir });
        expect(again.hall.inner.runner.state.seq).toBe(events.length);
        await again.hall.close();
      }
    }
    expect(problems, 'some of these faults must have been felt').toBeGreaterThan(steps / 2);
  });

  it('SPEC 1.5: a disk that stays full for a while refuses every command and forgets none', async () => {
    const disk = new FaultyDisk();
    const test = await testHall({ files: disk.files });
    await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    disk.failBetween(disk.count + 1, Number.POSITIVE_INFINITY, 'ENOSPC');
    const refused = await Promise.all(Array.from({ length: 50 }, () => test.call(kiosk, 'ticket.issue', { service: 'payment' })));
    for (const reply of refused) expect(reply).toMatchObject({ ok: false, problem: { code: 'store.full', retry: true } });
    expect((await test.view(kiosk, 'kiosk'))['services']).toMatchObject([{ id: 'payment', waiting: 1 }, {}, {}, {}, {}, {}]);
    disk.heal();
    expect(await test.must(kiosk, 'ticket.issue', { service: 'payment' })).toMatchObject({ number: 'A002' });
    await test.hall.close();
    expect(await verifyJournal(test.dataDir)).toMatchObject({ ok: true });
  });
});
