import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cupsQueues, cupsTransport } from '../../../main/devices/cups.ts';
import type { Sent } from '../../../main/devices/transport.ts';
import { type Ails, type FakePrinter, fakePrinter } from '../../fakes/escposPrinter.ts';
import { noCups, type TestCups, testCups } from '../../support/cups.ts';
import { slipBytes, soon, watchedSend } from '../../support/slips.ts';
import { noWine, printUnderWine } from '../../support/wine.ts';

const queues = ['hall', 'stuck', 'stopped', 'refusing', 'gone'] as const;

describe.skipIf(noCups !== undefined)(`every fault of a printer behind CUPS (${noCups ?? 'a real cupsd'})`, () => {
  let [fake, stuck, cups]: [FakePrinter, FakePrinter, TestCups] = [] as never;
  beforeAll(async () => {
    [fake, stuck] = [await fakePrinter(), await fakePrinter()];
    const port = (name: (typeof queues)[number]) => (name === 'gone' ? 1 : name === 'stuck' ? stuck.port : fake.port);
    cups = await testCups(queues.map((name) => ({ name, port: port(name), stopped: name === 'stopped', refusing: name === 'refusing' })));
  });
  afterAll(async () => {
    await cups?.close();
    await fake?.close();
    await stuck?.close();
  });

  interface Fault {
    readonly name: string;
    readonly queue?: (typeof queues)[number] | 'missing';
    readonly ails?: Partial<Ails>;
    readonly before?: () => unknown;
    readonly watch?: number;
    readonly came: readonly [Sent['outcome'], Sent['reason'], number];
  }
  const faults: readonly Fault[] = [
    { name: 'nothing ails it', came: ['accepted', null, 1] },
    { name: 'never answers', ails: { answers: 'none' }, came: ['accepted', null, 1] },
    { name: 'prints slowly', ails: { msPerCommand: 20 }, came: ['accepted', null, 1] },
    // CUPS says `completed` of all of these: that is why `accepted` is all that is said.
    { name: 'paper out', ails: { paperOut: true }, came: ['accepted', null, 0] },
    { name: 'paper ends in the middle', ails: { paperOutAfter: 3_000 }, came: ['accepted', null, 0] },
    { name: 'hangs up in the middle', ails: { hangUpAfter: 900 }, came: ['accepted', null, 0] },
    { name: 'nobody listens, and CUPS gives up', queue: 'gone', watch: 12_000, came: ['unknown', 'rejected', 0] },
    { name: 'the queue is stopped', queue: 'stopped', came: ['notSent', 'stopped', 0] },
    { name: 'the queue takes no jobs', queue: 'refusing', came: ['notSent', 'rejected', 0] },
    { name: 'the queue is missing', queue: 'missing', came: ['notSent', 'notFound', 0] },
    { name: 'this disk is full', before: () => Promise.reject(new Error('no space')), came: ['notSent', 'disk', 0] },
  ];

  it.each(faults.map((fault) => ({ fault, title: `${fault.name}: ${fault.came.join(', ')} on paper` })))('$title', async ({ fault: { queue = 'hall', ails, before, watch, came: [outcome, reason, papers] } }) => {
    fake.powerCycle();
    fake.set({ answers: 'all', msPerCommand: 0, paperOut: false, paperOutAfter: null, hangUpAfter: null, ...ails });
    const had = fake.papers.length;
    const slip = slipBytes(`B${had}`);
    const { seen, options } = watchedSend({ ...(before && { before }) });
    const sent = await cupsTransport(queue, { server: cups.server, ...(watch !== undefined && { watch }) }).send(slip, options);
    expect([sent.outcome, sent.reason]).toEqual([outcome, reason]);
    expect(seen.began).toBe(outcome !== 'notSent');
    await soon(() => fake.papers.length >= had + papers);
    await fake.idle();
    expect(fake.papers.slice(had).map(({ bytes }) => bytes.equals(slip))).toEqual(Array.from({ length: papers }, () => true));
  });

  it('says which queues there are and how they stand', async () => {
    const shown = (await cupsQueues({ server: cups.server })).map(({ name, status }) => [name, status.state, status.reason]);
    expect(shown.sort()).toEqual([['gone', 'ready', null], ['hall', 'ready', null], ['refusing', 'trouble', 'rejected'], ['stopped', 'trouble', 'stopped'], ['stuck', 'ready', null]]);
    expect(await cupsTransport('missing', { server: cups.server }).status()).toEqual({ state: 'unreachable', reason: 'notFound', paper: 'unknown' });
  });

  it('prints a slip that had to wait behind another one, once', async () => {
    stuck.set({ deaf: true });
    const transport = cupsTransport('stuck', { server: cups.server, watch: 200 });
    const [first, second] = [slipBytes('C1'), slipBytes('C2')];
    for (const slip of [first, second]) expect(await transport.send(slip, watchedSend().options)).toMatchObject({ outcome: 'accepted' });
    expect(stuck.papers).toHaveLength(0);
    stuck.set({ deaf: false });
    expect(await soon(() => stuck.papers.at(-1)?.bytes.subarray(-second.length).equals(second) === true, 20_000)).toBe(true);
    await stuck.idle();
    expect(stuck.papers.filter(({ bytes }) => bytes.includes('C2'))).toHaveLength(1);
  });

  // Last: there is no CUPS after it.
  it('CUPS ends between the question and the first byte, and is gone then', async () => {
    const transport = cupsTransport('hall', { server: cups.server });
    const had = fake.papers.length;
    const { seen, options } = watchedSend({ before: () => cups.kill() });
    expect(await transport.send(slipBytes('D'), options)).toMatchObject({ outcome: 'notSent', reason: 'hungUp' });
    expect(seen).toEqual({ asked: 1, began: false });
    expect(await transport.send(slipBytes('D'), options)).toMatchObject({ outcome: 'notSent', reason: 'noService' });
    expect(await transport.status()).toEqual({ state: 'unreachable', reason: 'noService', paper: 'unknown' });
    expect(await cupsQueues({ server: cups.server })).toEqual([]);
    expect(fake.papers).toHaveLength(had);
  });
});

const wineless = noWine();

describe.skipIf(wineless !== undefined)(`the Windows spooler (${wineless ?? 'winspool.drv of Wine'})`, () => {
  it('takes slips byte for byte; one that has no printer, or loses its child before the first byte, is not sent', { timeout: 150_000 }, async () => {
    const fake = await fakePrinter();
    const cups = await testCups([{ name: 'hall', port: fake.port }]);
    try {
      const all = Buffer.from(Array.from({ length: 256 }, (_, i) => 255 - i).filter((byte) => byte !== 0x10));
      const slips = ['E1', 'E2', 'E3'].map((mark) => Buffer.concat([slipBytes(mark, 30), all, Buffer.from([0x1b, 0x40, 0x1d, 0x56, 0x00])]));
      const task = (slip: Buffer | undefined, printer = 'hall') => ({ printer, bytes: (slip ?? slipBytes('none')).toString('base64') });
      const result = await printUnderWine(cups.server, [...slips.map((slip) => task(slip)), task(undefined, 'missing'), { ...task(undefined), killChild: 'beforeFirstByte' }]);
      expect(result.printers).toEqual([{ name: 'hall', status: { state: 'ready', reason: null, paper: 'unknown' } }]);
      expect(result.sent.map(({ outcome, reason, began }) => [outcome, reason, began])).toEqual([
        ['accepted', null, true], ['accepted', null, true], ['accepted', null, true], ['notSent', 'notFound', false], ['notSent', 'hungUp', false],
      ]);
      await soon(() => fake.papers.length >= 2 * slips.length, 20_000);
      await fake.idle();
      // Each of them has two cuts; together they are what was sent.
      expect(Buffer.concat(fake.papers.map(({ bytes }) => bytes)).equals(Buffer.concat(slips))).toBe(true);
      expect(fake.uncut()).toHaveLength(0);
    } finally {
      await cups.close();
      await fake.close();
    }
  });
});
