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

const roles = { manager: 'manager', kiosk: 'kiosk', home: 'admin' } as const;
type Window = keyof typeof roles;
const windows = Object.keys(roles) as Window[];
const locals = Object.entries(contract).flatMap(([name, entry]) => (entry.kind === 'local' ? [{ name, may: entry.may as readonly string[] }] : []));

/** What the shell answers to a call from that window. */
async function ask(screen: Window, name: string, input: unknown): Promise<unknown> {
  return (await hall.page(screen)).evaluate(([wanted, given]) => (globalThis as unknown as HallWindow).hall.call(wanted, given), [name, input] as const);
}

describe('SPEC 2.5 2.6: what the shell answers itself', () => {
  it.each(locals)('$name: malformed, oversized and from the wrong window', async ({ name, may }) => {
    const right = windows.find((one) => may.includes(roles[one])) ?? 'manager';
    for (const input of ['text', 7, [], true, { nonsense: 1 }]) expect(await ask(right, name, input), JSON.stringify(input)).toMatchObject({ ok: false, problem: { code: 'command.badInput' } });
    expect(await ask(right, name, { screen: 'x'.repeat(300_000) })).toMatchObject({ ok: false, problem: { code: 'command.tooLarge' } });
    for (const wrong of windows.filter((one) => !may.includes(roles[one]))) expect(await ask(wrong, name, {})).toMatchObject({ ok: false, problem: { code: 'command.notAllowed' } });
  });
});
