import { describe, expect, it } from 'vitest';
import type { Sent } from '../../../main/devices/transport.ts';
import { type ChildLike, winspoolPrinters, winspoolTransport } from '../../../main/devices/winspool.ts';
import { jobStanding, type Order, type Reply, winspoolReason, winspoolStatus } from '../../../main/devices/winspoolMessages.ts';
import { SpoolError, type Spooler, spoolWorker } from '../../../main/devices/winspoolWorker.ts';
import { slipBytes, watchedSend } from '../../support/slips.ts';

describe('the spooler’s bits', () => {
  it.each([
    [0, 0, 'ready', null, 'unknown'],
    [0x10, 0, 'trouble', 'paperOut', 'out'],
    [0x12, 0, 'trouble', 'paperOut', 'out'],
    [0x40_0000, 0, 'trouble', 'coverOpen', 'unknown'],
    [0x40_0010, 0, 'trouble', 'coverOpen', 'out'],
    [0x08, 0, 'trouble', 'fault', 'unknown'],
    [0x40, 0, 'trouble', 'fault', 'unknown'],
    [0x02, 0, 'trouble', 'fault', 'unknown'],
    [0x10_0000, 0, 'trouble', 'fault', 'unknown'],
    [0x80, 0, 'trouble', 'offline', 'unknown'],
    [0x1000, 0, 'trouble', 'offline', 'unknown'],
    [0, 0x400, 'trouble', 'offline', 'unknown'], // "use printer offline"
    [0x01, 0, 'trouble', 'stopped', 'unknown'],
    [0x01, 0x400, 'trouble', 'stopped', 'unknown'],
    [0x6_0000, 0, 'ready', null, 'unknown'], // toner
    [0x0100_4700, 0x840, 'ready', null, 'unknown'], // at work, power saving; local and shared
  ] as const)('0x%x, attributes 0x%x: %s, %s, paper %s', (status, attributes, state, reason, paper) => {
    expect(winspoolStatus({ status, attributes, jobs: 0 })).toEqual({ state, reason, paper });
  });

  it('tell a job that is over from one that waits or was deleted', () => {
    expect(jobStanding(null)).toEqual({ over: true, ended: false, reason: null });
    expect(jobStanding(0x80)).toMatchObject({ over: true, ended: false });
    expect(jobStanding(0x1000)).toMatchObject({ over: true, ended: false });
    expect(jobStanding(0x10)).toEqual({ over: false, ended: false, reason: null });
    expect(jobStanding(0x52)).toEqual({ over: false, ended: false, reason: 'paperOut' });
    expect(jobStanding(0x104)).toMatchObject({ ended: true });
  });

  it('errors of Windows are reasons', () => {
    expect([1801, 1722, 5, -1, 0].map(winspoolReason)).toEqual(['notFound', 'noService', 'rejected', 'noService', 'rejected']);
  });
});

/** A spooler that does as told, and its paper: the bytes of jobs that were ended. */
interface Told {
  readonly status?: number;
  readonly attributes?: number;
  readonly jobs?: number;
  /** Bytes a call of WritePrinter takes at most. */
  readonly takes?: number;
  /** WritePrinter fails, or takes nothing, after so many bytes. */
  readonly fullAfter?: number;
  readonly fails?: 'OpenPrinterW' | 'GetPrinterW' | 'StartDocPrinterW' | 'EndDocPrinter' | 'AbortPrinter' | 'GetJobW';
  readonly error?: number;
  readonly job?: number | null;
}

function fakeSpooler(told: Told) {
  const seen = { papers: [] as Buffer[], open: 0, aborted: 0 };
  const step = (name: Told['fails']) => {
    if (told.fails === name) throw new SpoolError(name ?? '', told.error ?? 5);
  };
  const spooler: Spooler = {
    list: () => ['小票 80', 'hall'],
    open(name) {
      if (name !== 'hall' && name !== '小票 80') throw new SpoolError('OpenPrinterW', 1801);
      step('OpenPrinterW');
      seen.open += 1;
      let written: Buffer[] = [];
      const count = () => written.reduce((sum, each) => sum + each.length, 0);
      return {
        bits() {
          step('GetPrinterW');
          return { status: told.status ?? 0, attributes: told.attributes ?? 0, jobs: told.jobs ?? 0 };
        },
        start() {
          step('StartDocPrinterW');
          return 7;
        },
        write(bytes) {
          const room = Math.min(told.takes ?? bytes.length, (told.fullAfter ?? Number.POSITIVE_INFINITY) - count());
          if (room <= 0) throw new SpoolError('WritePrinter', 112);
          written.push(Buffer.from(bytes.subarray(0, room)));
          return Math.min(room, bytes.length);
        },
        end() {
          step('EndDocPrinter');
          seen.papers.push(Buffer.concat(written));
          written = [];
        },
        abort() {
          seen.aborted += 1;
          step('AbortPrinter');
        },
        job() {
          step('GetJobW');
          return told.job ?? null;
        },
        close() {
          seen.open -= 1;
        },
      };
    },
  };
  return { seen, spooler };
}

/** A child in this process. `dies`, `hangs`: at that order, before it is carried out; `diesAfter`: with its answer on the way. */
function child(spooler: Spooler, faults: { dies?: Order['ask']; diesAfter?: Order['ask']; hangs?: Order['ask'] } = {}): { fork: () => ChildLike; started: () => number } {
  let started = 0;
  const fork = (): ChildLike => {
    started += 1;
    const work = spoolWorker(spooler);
    let [tell, exit, dead]: [(reply: Reply) => void, () => void, boolean] = [() => undefined, () => undefined, false];
    const die = () => {
      if (!dead) setImmediate(() => exit());
      dead = true;
    };
    return {
      send(order) {
        setImmediate(() => {
          if (dead || faults.hangs === order.ask) return;
          if (faults.dies === order.ask) return die();
          const reply = work(JSON.parse(JSON.stringify(order)) as Order);
          if (faults.diesAfter === order.ask) return die();
          tell(JSON.parse(JSON.stringify(reply)) as Reply);
        });
      },
      onMessage: (listener) => void (tell = listener),
      onExit: (listener) => void (exit = listener),
      kill: die,
    };
  };
  return { fork, started: () => started };
}

const patience = { connect: 300, answer: 300, done: 300 };

describe('a slip through the Windows spooler', () => {
  interface Row {
    readonly name: string;
    readonly told?: Told;
    readonly faults?: Parameters<typeof child>[1];
    readonly printer?: string;
    readonly before?: () => unknown;
    readonly came: readonly [Sent['outcome'], Sent['reason'], number];
  }
  const rows: readonly Row[] = [
    { name: 'is accepted', came: ['accepted', null, 1] },
    { name: 'of a printer with a Chinese name', printer: '小票 80', came: ['accepted', null, 1] },
    { name: 'in short writes', told: { takes: 100 }, came: ['accepted', null, 1] },
    { name: 'a missing printer', printer: 'missing', came: ['notSent', 'notFound', 0] },
    { name: 'the spooler does not run', told: { fails: 'OpenPrinterW', error: 1722 }, came: ['notSent', 'noService', 0] },
    { name: 'the job is refused', told: { fails: 'StartDocPrinterW' }, came: ['notSent', 'rejected', 0] },
    { name: 'paused', told: { status: 1 }, came: ['notSent', 'stopped', 0] },
    { name: 'set off line', told: { attributes: 0x400 }, came: ['notSent', 'offline', 0] },
    { name: 'paper out and a job stuck there', told: { status: 0x10, jobs: 1 }, came: ['notSent', 'paperOut', 0] },
    { name: 'paper out when last asked', told: { status: 0x10, job: 0x40 }, came: ['accepted', 'paperOut', 1] },
    { name: 'no room for the first byte', told: { fullAfter: 0 }, came: ['notSent', 'rejected', 0] },
    { name: 'no room in the middle', told: { takes: 100, fullAfter: 1_000 }, came: ['unknown', 'rejected', 0] },
    { name: 'the end of the job is refused', told: { fails: 'EndDocPrinter' }, came: ['unknown', 'rejected', 0] },
    { name: 'somebody deletes the job', told: { job: 0x100 }, came: ['unknown', 'rejected', 1] },
    { name: 'the job cannot be looked at', told: { fails: 'GetJobW' }, came: ['accepted', null, 1] },
    { name: 'this disk is full', before: () => Promise.reject(new Error('no space')), came: ['notSent', 'disk', 0] },
    { name: 'this disk is full, and the empty job stays', told: { fails: 'AbortPrinter' }, before: () => Promise.reject(new Error('no space')), came: ['notSent', 'disk', 0] },
    { name: 'the child dies before the job is open', faults: { dies: 'begin' }, came: ['notSent', 'noService', 0] },
    { name: 'the child dies with the job open', faults: { diesAfter: 'begin' }, came: ['notSent', 'noService', 0] },
    { name: 'the child hangs before the job is open', faults: { hangs: 'begin' }, came: ['notSent', 'noAnswer', 0] },
    { name: 'the child dies with the bytes', faults: { dies: 'write' }, came: ['unknown', 'hungUp', 0] },
    { name: 'the child dies after the bytes', faults: { diesAfter: 'write' }, came: ['unknown', 'hungUp', 1] },
    { name: 'the child hangs with the bytes', faults: { hangs: 'write' }, came: ['unknown', 'late', 0] },
    { name: 'the child dies while the job is looked at', faults: { dies: 'job' }, came: ['accepted', null, 1] },
  ];

  it.each(rows.map((row) => ({ row, title: `${row.name}: ${row.came.join(', ')}` })))('$title', async ({ row: { told = {}, faults, printer = 'hall', before, came: [outcome, reason, papers] } }) => {
    const { seen: paper, spooler } = fakeSpooler(told);
    const { fork } = child(spooler, faults);
    const slip = slipBytes('A012');
    const { seen, options } = watchedSend({ ...(before && { before }) });
    const transport = winspoolTransport(printer, { patience, fork, watch: 150 });
    const sent = await transport.send(slip, options);
    expect([sent.outcome, sent.reason]).toEqual([outcome, reason]);
    expect(paper.papers.map((each) => each.equals(slip))).toEqual(Array.from({ length: papers }, () => true));
    if (!seen.began) expect(outcome).toBe('notSent');
    if (seen.began) expect(seen.asked).toBe(1);
    // Whatever a living child opened, it closed.
    if (faults === undefined) expect(paper.open).toBe(0);
    await transport.close();
  });

  it('never gets two jobs of one, whichever order the child dies at, and the next one is printed by a new child', async () => {
    for (const dies of ['begin', 'write', 'job'] as const) {
      const { seen: paper, spooler } = fakeSpooler({});
      const first = child(spooler, { diesAfter: dies });
      const second = child(spooler);
      const forks = [first.fork, second.fork];
      const transport = winspoolTransport('hall', { patience, fork: () => (forks.shift() ?? second.fork)(), watch: 50 });
      const sent = await transport.send(slipBytes('A012'), watchedSend().options);
      const copies = paper.papers.length;
      expect(copies).toBe(sent.outcome === 'notSent' ? 0 : 1);
      expect(await transport.send(slipBytes('A013'), watchedSend().options)).toEqual({ outcome: 'accepted', reason: null });
      expect(paper.papers.slice(copies)).toEqual([slipBytes('A013')]);
      await transport.close();
    }
  });

  it('a child that cannot be started means that there is no service', async () => {
    const fork = (): ChildLike => {
      throw new Error('no such file');
    };
    const transport = winspoolTransport('hall', { patience, fork });
    expect(await transport.send(slipBytes('A012'), watchedSend().options)).toMatchObject({ outcome: 'notSent', reason: 'noService' });
    expect(await transport.status()).toEqual({ state: 'unreachable', reason: 'noService', paper: 'unknown' });
    expect(await winspoolPrinters({ patience, fork })).toEqual([]);
  });

  it('lists the printers and how they stand, with one child', async () => {
    const { fork, started } = child(fakeSpooler({ status: 0x80 }).spooler);
    const status = { state: 'trouble', reason: 'offline', paper: 'unknown' };
    expect(await winspoolPrinters({ patience, fork })).toEqual([{ name: '小票 80', status }, { name: 'hall', status }]);
    expect(started()).toBe(1);
  });
});
