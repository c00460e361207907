import { cpSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openHall } from '../../main/hall/hall.ts';
import { verifyJournal } from '../../main/store/verify.ts';
import { clerk, freshFolder, kiosk, monday, testHall } from '../support/fixture.ts';
import { journalEvents, onlySegment } from '../support/journal.ts';

let original = '';
let bytes: Buffer = Buffer.alloc(0);
/** Byte offsets at which the last lines begin, and the end. */
let starts: number[] = [];

beforeAll(async () => {
  const test = await testHall();
  await test.must(clerk(1), 'staff.signIn', { staff: '张', counter: 1 });
  await test.must(clerk(1), 'counter.open');
  for (let count = 0; count < 6; count += 1) await test.must(kiosk, 'ticket.issue', { service: 'payment' });
  await test.must(clerk(1), 'ticket.call');
  await test.must(clerk(1), 'ticket.finish');
  await test.must(clerk(1), 'feedback.file', { cause: 'Q01', type: 'settledOnSite' }); // two events in one command
  await test.hall.close();
  original = test.dataDir;
  bytes = readFileSync(onlySegment(original));
  starts = [0, ...[...bytes.entries()].filter(([, byte]) => byte === 10).map(([at]) => at + 1)];
});

/** A copy of the hall, its journal changed, with or without its checkpoint. */
function copy(change: (path: string) => void, withCheckpoint: boolean): string {
  const dataDir = freshFolder('damage');
  cpSync(original, dataDir, { recursive: true });
  rmSync(join(dataDir, 'hall.sock'), { force: true });
  if (!withCheckpoint) rmSync(join(dataDir, 'checkpoint'), { recursive: true });
  change(onlySegment(dataDir));
  return dataDir;
}

async function tryOpen(dataDir: string): Promise<{ readonly seq: number; readonly warnings: readonly string[] } | { readonly code: string; readonly detail: string }> {
  const opened = await openHall({ dataDir, clock: () => monday + 60_000 });
  if (!opened.ok) return opened.problem;
  const { runner, store } = opened.value.inner;
  const seen = { seq: runner.state.seq, warnings: store.warnings };
  await opened.value.close();
  return seen;
}

describe('torn, short and flipped bytes', () => {
  it('SPEC 1.4 1.6: a journal cut at any byte of its last lines opens with whole commands, and names what it set aside', async () => {
    const from = starts.at(-4) ?? 0;
    for (let size = from; size < bytes.length; size += 7) {
      const dataDir = copy((path) => truncateSync(path, size), false);
      const seen = await tryOpen(dataDir);
      expect(seen, `cut at ${size}`).toHaveProperty('seq');
      const events = journalEvents(dataDir);
      const last = events.at(-1);
      expect(last?.part[0], 'no half command').toBe(last?.part[1]);
      expect(await verifyJournal(dataDir), `cut at ${size}`).toMatchObject({ ok: true });
      if (!starts.includes(size)) expect('warnings' in seen ? seen.warnings.join() : '').toMatch(/recovered: .*ndjson/);
      expect(existsSync(join(dataDir, 'journal', 'set-aside')) || starts.includes(size) || size === bytes.length - 1).toBe(true);
    }
  });

  it('SPEC 1.7: a journal shorter than its checkpoint stops the hall', async () => {
    for (const size of [bytes.length - 1, bytes.length - 200, starts.at(-3) ?? 0, 10, 0]) {
      const seen = await tryOpen(copy((path) => truncateSync(path, size), true));
      expect(seen, `cut to ${size}`).toMatchObject({ code: 'store.damaged', detail: expect.stringMatching(/ndjson/) });
    }
    const gone = await tryOpen(copy((path) => rmSync(path), true));
    expect(gone).toMatchObject({ code: 'store.damaged', detail: expect.stringMatching(/missing/) });
  });

  it('SPEC 1.2 1.7: a byte changed anywhere is found; no acknowledged command goes silently', async () => {
    for (let at = starts[1] ?? 0; at < bytes.length; at += 13) {
      for (const bit of [1, 32]) {
        const dataDir = copy((path) => {
          const changed = Buffer.from(bytes);
          changed[at] = (changed[at] ?? 0) ^ bit;
          writeFileSync(path, changed);
        }, false);
        const verified = await verifyJournal(dataDir);
        expect(verified, `bit ${bit} of byte ${at}`).toMatchObject({ ok: false, brokenAt: { segment: expect.any(String), line: expect.any(Number) } });
        const seen = await tryOpen(dataDir);
        if ('seq' in seen) expect(seen.seq, `byte ${at} opened`).toBe(starts.length - 1); // only a lost line feed can be mended
        else expect(seen.code).toBe('store.damaged');
      }
    }
  });

  it('SPEC 1.6: pages of zeros at the end, as a power cut leaves them, are set aside', async () => {
    const dataDir = copy((path) => writeFileSync(path, Buffer.concat([bytes, Buffer.alloc(4096)])), true);
    expect(await tryOpen(dataDir)).toMatchObject({ seq: starts.length - 1 });
    const half = copy((path) => writeFileSync(path, Buffer.concat([bytes, bytes.subarray(starts.at(-2)).subarray(0, 100), Buffer.alloc(512)])), true);
    expect(await tryOpen(half)).toMatchObject({ seq: starts.length - 1 });
  });

  it('SPEC 1.9: a damaged or missing checkpoint loses nothing', async () => {
    for (const name of readdirSync(join(original, 'checkpoint')).filter((one) => one.endsWith('.json'))) {
      for (const both of [false, true]) {
        const dataDir = copy(() => undefined, true);
        for (const path of both ? [name, `${name}.bak`] : [name]) writeFileSync(join(dataDir, 'checkpoint', path), '{"sum":"half');
        expect(await tryOpen(dataDir), `${name} both=${both}`).toMatchObject({ seq: starts.length - 1 });
      }
    }
  });

  it('SPEC 1.8: a newer folder is not opened, and a folder of something else is left alone', async () => {
    const newer = copy(() => undefined, true);
    writeFileSync(join(newer, 'format.json'), '{"version":99}');
    expect(await tryOpen(newer)).toMatchObject({ code: 'store.newer' });
    const other = freshFolder('other');
    writeFileSync(join(other, 'diary.txt'), 'dear diary');
    expect(await tryOpen(other)).toMatchObject({ code: 'store.notHall' });
    expect(readdirSync(other)).toEqual(['diary.txt']);
  });

  it('SPEC 1.10: a folder that is open elsewhere is not opened twice', async () => {
    const first = await testHall();
    expect(await tryOpen(first.dataDir)).toMatchObject({ code: 'store.held' });
    await first.hall.close();
    expect(await tryOpen(first.dataDir)).toHaveProperty('seq');
  });
});
