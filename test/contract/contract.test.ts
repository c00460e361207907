import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ulid } from 'ulidx';
import { contract } from '../../shared/contract.ts';
import { type Role, roles } from '../../shared/events.ts';
import { problemCodes } from '../../shared/result.ts';
import type { Caller } from '../../main/hall/hall.ts';
import { type TestHall, testHall } from '../support/fixture.ts';

let test: TestHall;
beforeAll(async () => {
  test = await testHall();
});
afterAll(() => test.hall.close());

const entries = Object.entries(contract).flatMap(([name, one]) => (one.kind === 'local' ? [] : [[name, { kind: one.kind, may: one.may as readonly Role[], schema: one.kind === 'view' ? one.params : one.input }] as const]));
const junk: readonly unknown[] = [
  null, undefined, 0, 'text', [], true, { nonsense: 1 }, { commandId: 'x' }, { commandId: ulid(), __proto__: { a: 1 }, extra: '\u0000'.repeat(10) },
  { commandId: ulid(), service: { $gt: '' }, ticket: ['x'], feedback: 7, counter: -1, section: 'x', value: {}, number: {}, of: 1 },
];

async function ask(caller: Caller, name: string, input: unknown) {
  const before = test.hall.inner.runner.state.seq;
  const entry = contract[name as keyof typeof contract];
  const reply = await (entry.kind === 'view' ? test.hall.view(caller, name, input) : test.hall.call(caller, name, input));
  return { reply, changed: test.hall.inner.runner.state.seq !== before };
}

describe('SPEC 2.5 2.6: every entry of the contract answers bad input with a Problem', () => {
  it.each(entries)('%s: malformed', async (name, entry) => {
    const role = entry.may[0] ?? 'admin';
    for (const input of junk) {
      const { reply, changed } = await ask({ role, station: 'junk' }, name, input);
      if (entry.schema.safeParse(entry.kind === 'view' ? (input ?? {}) : input).success) continue; // a view without parameters takes {}
      expect(reply, JSON.stringify(input)).toMatchObject({ ok: false, problem: { code: 'command.badInput' } });
      expect(changed).toBe(false);
    }
  });

  it.each(entries)('%s: oversized', async (name, entry) => {
    const { reply, changed } = await ask({ role: entry.may.find((one) => one !== 'system') ?? 'admin', station: 'junk' }, name, { commandId: ulid(), reason: 'x'.repeat(300_000) });
    expect(reply).toMatchObject({ ok: false });
    expect(['command.tooLarge', 'command.notAllowed']).toContain(reply.ok ? '' : reply.problem.code);
    expect(changed).toBe(false);
  });

  it.each(entries)('%s: every role that may not', async (name, entry) => {
    for (const role of roles.filter((one) => !entry.may.includes(one))) {
      const { reply, changed } = await ask({ role, station: 'junk' }, name, { commandId: ulid() });
      expect(reply, role).toMatchObject({ ok: false, problem: { code: 'command.notAllowed' } });
      expect(changed).toBe(false);
    }
  });

  it('unknown names and things that cannot be sent', async () => {
    const admin: Caller = { role: 'admin', station: 'junk' };
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    expect(await test.hall.call(admin, 'ticket.steal', {})).toMatchObject({ ok: false, problem: { code: 'command.unknown' } });
    expect(await test.hall.call(admin, '__proto__', {})).toMatchObject({ ok: false });
    expect(await test.hall.view(admin, 'constructor', {})).toMatchObject({ ok: false, problem: { code: 'view.unknown' } });
    expect(await test.hall.call(admin, 'kiosk', {})).toMatchObject({ ok: false, problem: { code: 'command.unknown' } });
    expect(await test.hall.call(admin, 'ticket.issue', circular)).toMatchObject({ ok: false, problem: { code: 'command.badInput' } });
    expect(await test.hall.call(admin, 'ticket.issue', { service: 'payment', commandId: ulid(), n: 1n })).toMatchObject({ ok: false });
  });

  it('roles: the hall itself is nobody that can call from outside, and a kiosk has few commands', () => {
    const kioskMay = entries.filter(([, one]) => one.kind === 'command' && one.may.includes('kiosk')).map(([name]) => name);
    expect(kioskMay.sort()).toEqual(['feedback.file', 'feedback.urge', 'printer.report', 'slip.print', 'slip.report', 'ticket.cancel', 'ticket.issue', 'ticket.rate']);
    const boardMay = entries.filter(([, one]) => one.kind === 'command' && one.may.includes('board'));
    expect(boardMay).toEqual([]);
    expect(new Set(problemCodes).size).toBe(problemCodes.length);
  });
});
