import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyJournal } from '../../main/store/verify.ts';
import { journalEvents } from '../support/journal.ts';
import { newDataFolder, start } from './harness.ts';

const data = newDataFolder();
afterAll(() => {
  for (const path of [data, `${data}.keys`]) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
});

type Issued = { readonly seq: number; readonly number: string };
interface KioskWindow {
  readonly acknowledged: Issued[];
  readonly hall: { call: (name: string, input: object) => Promise<{ ok: boolean; seq: number; result: { number: string } }> };
}

describe('SIGKILL on Electron under load', () => {
  it.each([1, 2, 3])('SPEC 1.1 1.4 4.1: round %i: everything acknowledged is there', async (round) => {
    const hall = await start({ data, screen: 'kiosk' });
    const kiosk = await hall.page('kiosk');
    await kiosk.getByRole('button', { name: /交费购电/ }).first().waitFor();
    await kiosk.evaluate((first) => {
      const page = globalThis as unknown as KioskWindow & { acknowledged: Issued[] };
      page.acknowledged = [];
      const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
      const stamp = (at: number): string => (at === 0 ? '' : stamp(Math.floor(at / 32)) + alphabet[at % 32]);
      const id = () => stamp(Date.now()).padStart(10, '0') + Array.from({ length: 16 }, () => alphabet[Math.floor(Math.random() * 32)]).join('');
      const go = async (): Promise<void> => {
        const reply = await page.hall.call('ticket.issue', { service: first, commandId: id() });
        if (reply.ok) page.acknowledged.push({ seq: reply.seq, number: reply.result.number });
        return go();
      };
      for (let lane = 0; lane < 4; lane += 1) void go();
    }, 'payment');
    await kiosk.waitForTimeout(200 + Math.random() * 600);
    const acknowledged = await kiosk.evaluate(() => (globalThis as unknown as KioskWindow).acknowledged);
    await hall.kill();
    expect(acknowledged.length).toBeGreaterThan(20);
    const again = await start({ data, screen: 'kiosk' }); // recovers
    await (await again.page('kiosk')).getByRole('button', { name: /交费购电/ }).first().waitFor();
    await again.close();
    expect(await verifyJournal(data)).toMatchObject({ ok: true });
    const issued = journalEvents(data).flatMap((one) => (one.type === 'ticket.issued' ? [[one.seq, one.data.number, one.day] as const] : []));
    const bySeq = new Map(issued.map(([seq, number]) => [seq, number]));
    for (const { seq, number } of acknowledged) expect(bySeq.get(seq), `round ${round} seq ${seq}`).toBe(number);
    expect(new Set(issued.map(([, number, day]) => `${day} ${number}`)).size).toBe(issued.length);
  });
});
