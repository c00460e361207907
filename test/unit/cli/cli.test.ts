import { Readable } from 'node:stream';
import { fakePrinter } from '../../fakes/escposPrinter.ts';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../../main/cli.ts';
import { freshFolder, testHall } from '../../support/fixture.ts';

process.env['HALL_DESK_KEYS'] ??= freshFolder('keys');

/** Runs `hall …` in this process: its exit code and the JSON it printed, a value a line. */
async function hall(args: readonly string[], input = ''): Promise<{ readonly code: number; readonly lines: readonly Record<string, unknown>[] }> {
  const lines: Record<string, unknown>[] = [];
  const code = await runCli(args, { input: Readable.from([input]), pages: null, stopped: async () => undefined, write: () => true, print: (line) => lines.push(JSON.parse(line)) });
  return { code, lines };
}

describe('the hall command', () => {
  it('issues a ticket in a plain folder, as admin at this PC, and shows it', async () => {
    const data = freshFolder('cli');
    expect(await hall(['call', 'ticket.issue', '{"service":"payment"}', '--data', data])).toMatchObject({ code: 0, lines: [{ ok: true, seq: 3, result: { number: 'A001' } }] });
    expect(await hall(['view', 'kiosk', '--data', data])).toMatchObject({ code: 0, lines: [{ ok: true, seq: 3, result: { services: [{ id: 'payment', waiting: 1 }, {}, {}, {}, {}, {}] } }] });
    expect(await hall(['verify', '--data', data])).toEqual({ code: 0, lines: [{ events: 3, segments: 1, ok: true }] });
  });

  it('answers one request a line, in order, bad ones with a Problem', async () => {
    const input = [
      '{"id":1,"name":"staff.signIn","input":{"staff":"张","counter":1},"as":"clerk:张"}', '{"id":2,"name":"counter.open","as":"clerk:张"}', '{"id":3,"name":"ticket.issue","input":{"service":"payment"}}',
      '{"id":4,"name":"ticket.call","as":"clerk:张"}', 'nonsense', '{"id":6,"name":"ticket.call","as":"king"}', '{"id":7,"name":"ticket.issue","input":{"service":"x"},"as":"kiosk"}', '', '{"id":8,"name":"ticket.finish","as":"clerk:张"}',
    ].join('\n');
    const { code, lines } = await hall(['call', '-', '--data', freshFolder('cli')], input);
    expect(code).toBe(0);
    expect(lines).toMatchObject([
      { id: 1, ok: true }, { id: 2, ok: true }, { id: 3, ok: true, result: { number: 'A001' } }, { id: 4, ok: true, result: { number: 'A001', counter: 1 } }, { ok: false, problem: { code: 'command.badInput' } },
      { id: 6, ok: false, problem: { code: 'caller.unknown' } }, { id: 7, ok: false, problem: { code: 'service.unknown' } }, { id: 8, ok: true },
    ]);
  });

  it('takes --at only in a rehearsal, and does not let time run back', async () => {
    const [plain, rehearsal] = [freshFolder('cli'), freshFolder('cli')];
    const call = (data: string, at: string) => hall(['call', 'ticket.issue', '{"service":"payment"}', '--data', data, '--at', at]);
    expect(await call(plain, '2030-01-01T09:00:00+08:00')).toMatchObject({ code: 1, lines: [{ ok: false, problem: { code: 'command.notAllowed' } }] });
    expect(await hall(['init', '--rehearsal', '--data', rehearsal])).toMatchObject({ code: 0, lines: [{ ok: true, rehearsal: true }] });
    expect(await call(rehearsal, '2030-01-01T08:00:00+08:00')).toMatchObject({ code: 0, lines: [{ result: { number: 'A001', countsFrom: Date.parse('2030-01-01T08:30:00+08:00') } }] });
    expect(await call(rehearsal, '2030-01-01T07:59:00+08:00')).toMatchObject({ code: 1, lines: [{ problem: { code: 'command.timeRunsBack' } }] });
    expect(await call(rehearsal, 'soon')).toMatchObject({ code: 1, lines: [{ problem: { code: 'command.badInput' } }] });
  });

  it('says what is wrong in one line: no folder, no command, no such day, a folder in use', async () => {
    const data = freshFolder('cli');
    for (const [args, code] of [[['call', 'ticket.issue', '{}'], 'command.badInput'], [['dance'], 'command.unknown'], [['figures', '--date', '2001-01-01', '--data', data], 'figures.noDay'], [['view', 'nothing', '--data', data], 'view.unknown'], [['call', 'ticket.issue', '{', '--data', data], 'command.badInput'], [['init', '--nonsense'], 'command.badInput']] as const) {
      expect(await hall(args)).toMatchObject({ code: 1, lines: [{ ok: false, problem: { code } }] });
    }
    const open = await testHall({ dataDir: data });
    expect(await hall(['view', 'kiosk', '--data', data])).toMatchObject({ code: 1, lines: [{ ok: false, problem: { code: 'store.held' } }] });
    await open.hall.close();
  });

  it('prints the whole contract as JSON Schema', async () => {
    const { lines } = await hall(['contract']);
    const [contract] = lines as [Record<string, { kind: string; may: string[]; input: { properties: object } }>];
    expect(contract['ticket.issue']).toMatchObject({ kind: 'command', may: expect.arrayContaining(['kiosk', 'clerk']), input: { properties: { service: { type: 'string' } } }, result: { properties: { number: {} } } });
    expect(contract['kiosk']).toMatchObject({ kind: 'view', output: { type: 'object' } });
    expect(Object.keys(contract).length).toBeGreaterThan(50);
  });

  it('backs up and restores', async () => {
    const [data, copy, back] = [freshFolder('cli'), freshFolder('cli'), freshFolder('cli')];
    await hall(['call', 'ticket.issue', '{"service":"payment"}', '--data', data]);
    expect(await hall(['backup', '--to', copy, '--data', data])).toMatchObject({ code: 0, lines: [{ events: 3 }] });
    expect(await hall(['restore', '--from', copy, '--data', back])).toMatchObject({ code: 0, lines: [{ events: 3 }] });
    expect(await hall(['call', 'ticket.issue', '{"service":"payment"}', '--data', back])).toMatchObject({ code: 0, lines: [{ result: { number: 'A9001' } }] }); // SPEC 10.9: what came after the backup is not known
    expect(await hall(['restore', '--from', copy, '--data', back])).toMatchObject({ code: 1, lines: [{ problem: { code: 'store.notEmpty' } }] });
  });

  it('SPEC 11.9 11.3: writes slips, and says what became of one', async () => {
    const written: (Buffer | string)[] = [];
    const hallSlip = (...args: string[]) => runCli(['slip', ...args], { input: Readable.from([]), pages: null, stopped: async () => undefined, print: () => undefined, write: (bytes) => written.push(bytes) });
    expect(await hallSlip('complaint', '--example', '--width', '80', '--format', 'text')).toBe(0);
    expect(String(written[0])).toContain('12398');
    expect(await hallSlip('ticket', '--example', '--format', 'bytes')).toBe(0);
    expect(Buffer.from(written[1] ?? '').subarray(0, 2)).toEqual(Buffer.from([0x1b, 0x40]));
    expect(await hallSlip('ticket', '{}')).toBe(1);
    expect(written.length).toBe(2);
    const paper = await fakePrinter();
    try {
      expect(await hall(['print', 'test', '--example', '--to', paper.address])).toMatchObject({ code: 0, lines: [{ outcome: 'printed' }] });
      paper.set({ paperOut: true });
      expect(await hall(['print', 'ticket', '--example', '--to', paper.address])).toMatchObject({ code: 0, lines: [{ outcome: 'notSent', reason: 'paperOut' }] });
      expect(await hall(['printers', '--to', paper.address])).toMatchObject({ code: 0, lines: [{ printers: [{ state: 'trouble', reason: 'paperOut' }] }] });
      expect(paper.papers.length).toBe(1);
    } finally {
      await paper.close();
    }
    expect(await hall(['print', 'ticket', '--example', '--to', 'ftp://x'])).toMatchObject({ code: 1, lines: [{ problem: { code: 'command.badInput' } }] });
  });
});
