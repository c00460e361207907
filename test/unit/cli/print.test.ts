import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runPrint, runPrinters } from '../../../main/cli/print.ts';
import { type FakePrinter, fakePrinter } from '../../fakes/escposPrinter.ts';
import { freshFolder } from '../../support/fixture.ts';

const reach = { patience: { connect: 2_000, answer: 5_000, done: 10_000 } };
const printers: FakePrinter[] = [];
const printer = async (...args: Parameters<typeof fakePrinter>) => {
  const fake = await fakePrinter(...args);
  printers.push(fake);
  return fake;
};
afterAll(() => Promise.all(printers.map((each) => each.close())));

describe('hall print', () => {
  it('prints one slip and says so', async () => {
    const fake = await printer();
    expect(await runPrint(['ticket'], { to: fake.address, profile: 'epson', width: '80', example: true, reach })).toEqual({ ok: true, value: { outcome: 'printed' } });
    expect(await runPrint(['ticket'], { to: fake.address, profile: 'mute', example: true, reach })).toEqual({ ok: true, value: { outcome: 'accepted' } });
    await fake.idle();
    expect(fake.papers).toHaveLength(2);
    fake.set({ paperOut: true });
    expect(await runPrint(['ticket'], { to: fake.address, example: true, reach })).toEqual({ ok: true, value: { outcome: 'notSent', reason: 'paperOut' } });
    expect(fake.papers).toHaveLength(2);
  });

  it('saves it as a picture, as text or as bytes', async () => {
    const folder = freshFolder('print');
    for (const end of ['svg', 'txt', 'bin']) expect(await runPrint(['test'], { to: `file:${path.join(folder, `slip.${end}`)}`, example: true })).toEqual({ ok: true, value: { outcome: 'saved' } });
    expect(readFileSync(path.join(folder, 'slip.svg'), 'utf8')).toMatch(/^<svg/);
    expect(readFileSync(path.join(folder, 'slip.bin')).subarray(0, 2)).toEqual(Buffer.from([0x1b, 0x40]));
    expect(await runPrint(['test'], { to: `file://${path.join(folder, 'no', 'slip.svg')}`, example: true })).toEqual({ ok: true, value: { outcome: 'notSent', reason: 'disk' } });
  });

  it('refuses what it cannot make sense of, and sends nothing', async () => {
    const fake = await printer();
    const bad = [
      runPrint(['ticket'], { example: true }), runPrint(['ticket'], { to: 'lpt1', example: true }), runPrint(['ticket'], { to: 'file:slip.pdf', example: true }),
      runPrint(['ticket'], { to: 'tcp://host:0', example: true }), runPrint(['ticket'], { to: 'tcp://[nonsense]:9100', example: true }),
      runPrint(['ticket'], { to: fake.address, profile: 'laser', example: true }), runPrint(['ticket', '{"x"'], { to: fake.address }), runPrint(['poem'], { to: fake.address, example: true }),
      runPrinters({ to: 'nowhere' }),
    ];
    for (const each of await Promise.all(bad)) expect(each).toMatchObject({ ok: false, problem: { code: 'command.badInput' } });
    expect(fake.connections().ever).toBe(0);
  });
});

describe('hall printers', () => {
  it('says how a network printer answers and what it seems to be', async () => {
    const found = async (ails: Parameters<typeof fakePrinter>[0]) => {
      const fake = await printer(ails);
      const reply = await runPrinters({ to: fake.address, reach: { patience: { connect: 5_000, answer: ails?.answers === 'none' || ails?.acknowledges === false ? 300 : 5_000, done: 5_000 } } });
      return reply.ok ? reply.value.printers.map(({ address: _address, ...each }) => (each.name === fake.address ? { ...each, name: 'its address' } : each)) : reply;
    };
    expect(await found({ maker: 'EPSON', model: 'TM-T82III' })).toEqual([{ name: 'EPSON TM-T82III', state: 'ready', reason: null, paper: 'ok', profile: 'epson' }]);
    expect(await found({ maker: 'Gprinter\u00e9', model: 'GP-L80160', paperLow: true })).toEqual([{ name: 'Gprinter GP-L80160', state: 'ready', reason: null, paper: 'low', profile: 'gprinter' }]);
    expect(await found({})).toEqual([{ name: 'FAKE P-80', state: 'ready', reason: null, paper: 'ok', profile: 'generic' }]);
    expect(await found({ acknowledges: false }), 'one that would never confirm a slip').toMatchObject([{ state: 'ready', profile: 'quiet' }]);
    expect(await found({ answers: 'none' })).toEqual([{ name: 'its address', state: 'unreachable', reason: 'noAnswer', paper: 'unknown', profile: 'mute' }]);
    expect(await found({ coverOpen: true })).toEqual([{ name: 'its address', state: 'trouble', reason: 'coverOpen', paper: 'ok' }]);
  });

  it('is an empty list where there is no spooler', async () => {
    expect(await runPrinters({ reach: { cupsServer: path.join(freshFolder('cups'), 'none.sock') } })).toEqual({ ok: true, value: { printers: [] } });
  });
});
