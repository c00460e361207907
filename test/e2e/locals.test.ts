import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../shared/contract.ts';
import { type HallWindow, type Started, start } from './harness.ts';

let hall: Started;
beforeAll(async () => {
  hall = await start();
  await hall.open('manager');
  await hall.open('kiosk');
}, 60_000);
afterAll(() => hall.close());

const locals = Object.entries(contract).flatMap(([name, entry]) => (entry.kind === 'local' ? [name] : []));

/** What the shell answers to a call from that window. */
async function ask(screen: 'manager' | 'kiosk', name: string, input: unknown): Promise<unknown> {
  return (await hall.page(screen)).evaluate(([wanted, given]) => (globalThis as unknown as HallWindow).hall.call(wanted, given), [name, input] as const);
}

describe('SPEC 2.5 2.6: what the shell answers itself', () => {
  it.each(locals)('%s: malformed, oversized and from the wrong window', async (name) => {
    for (const input of ['text', 7, [], true, { nonsense: 1 }]) expect(await ask('manager', name, input), JSON.stringify(input)).toMatchObject({ ok: false, problem: { code: 'command.badInput' } });
    expect(await ask('manager', name, { screen: 'x'.repeat(300_000) })).toMatchObject({ ok: false, problem: { code: 'command.tooLarge' } });
    expect(await ask('kiosk', name, {})).toMatchObject({ ok: false, problem: { code: 'command.notAllowed' } });
  });
});
