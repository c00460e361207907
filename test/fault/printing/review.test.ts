import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openPrintDesk } from '../../../main/devices/printDesk.ts';
import { openSpool } from '../../../main/devices/spool.ts';
import { tcpTransport } from '../../../main/devices/tcp.ts';
import type { Transport } from '../../../main/devices/transport.ts';
import { newId } from '../../../main/hall/ids.ts';
import { type Files, realFiles } from '../../../main/store/files.ts';
import { ok } from '../../../shared/result.ts';
import type { View } from '../../../shared/contract.ts';
import { queuesThatFit, startPrinting } from '../../../main/hall/printing.ts';
import { readToHost } from '../../../main/network/messages.ts';
import { printerAddress } from '../../../shared/printing.ts';
import { fakePrinter } from '../../fakes/escposPrinter.ts';
import { freshFolder, kiosk, manager, type TestHall, testHall } from '../../support/fixture.ts';
import { Lines } from '../../support/lines.ts';
import { openBox, pair, valueOf } from '../../support/machines.ts';
import { aPrinter, copiesOf, deskOf, eventually, jobsOf, printingWith, quickPace, quickPatience, setPrinters } from '../../support/printing.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const end of ends.splice(0).reverse()) await end();
});

async function printerThat(...ails: Parameters<typeof fakePrinter>) {
  const printer = await fakePrinter(...ails);
  ends.push(printer.close);
  return printer;
}

async function hall(): Promise<TestHall> {
  const test = await testHall();
  ends.push(test.hall.close);
  return test;
}

async function openDesk(test: TestHall, more: Parameters<typeof deskOf>[1] = {}): Promise<void> {
  ends.push((await deskOf(test, more)).close);
}

const issue = (test: TestHall) => test.must(kiosk, 'ticket.issue', { service: 'payment' }) as Promise<{ ticket: string; number: string; check: string }>;
const stateOf = (test: TestHall) => async () => (await jobsOf(test)).map((one) => one.state);

/** Something on a port that is no printer, or a strange one. */
async function machineThat(does: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    does(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(async () => {
    for (const one of sockets) one.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const at = server.address();
  return typeof at === 'object' && at ? at.port : 0;
}

describe('what is no printer, at a printer\'s address', () => {
  it('SPEC 11.1: what talks without end is hung up on, and holds nobody up', async () => {
    let poured = 0;
    const port = await machineThat((socket) => {
      const some = Buffer.alloc(65_536, 0xff);
      const pour = () => {
        while (!socket.destroyed && socket.write(some)) poured += some.length;
      };
      socket.on('drain', pour);
      pour();
    });
    const transport = tcpTransport('127.0.0.1', port, { profile: 'generic', patience: { ...quickPatience, answer: 20_000 } });
    expect(await transport.status()).toEqual({ state: 'unreachable', reason: 'hungUp', paper: 'unknown' });
    expect(poured).toBeLessThan(50_000_000);
  });

  it('SPEC 11.3: what a printer says before it was asked whether the slip is done is no word that it is', async () => {
    const port = await machineThat((socket) => {
      socket.on('data', (chunk) => {
        if (chunk[0] === 0x10) socket.write(Buffer.from([0x12])); // ready, it says
        if (chunk[0] !== 0x1b) return;
        socket.write(Buffer.from([0x00])); // as an answer to GS r would be
        socket.pause(); // and takes its time over the rest
        setTimeout(() => socket.resume(), 200);
      });
    });
    const transport = tcpTransport('127.0.0.1', port, { profile: 'generic', patience: quickPatience });
    const slip = Buffer.concat([Buffer.from([0x1b, 0x40]), Buffer.alloc(20_000_000, 0x41)]);
    expect(await transport.send(slip, { beforeFirstByte: async () => undefined })).toMatchObject({ outcome: 'unknown' });
  });
});

describe('the print desk, where something goes wrong', () => {
  it('SPEC 11.1 11.3: a fault of the program costs one slip its certainty, and the others are printed', async () => {
    const paper = await printerThat();
    const test = await hall();
    await setPrinters(test, printingWith([aPrinter(1, paper.address)]));
    const real = tcpTransport('127.0.0.1', paper.port, { profile: 'generic', patience: quickPatience });
    let left = 1;
    const faulty: Transport = {
      ...real,
      status: async () => {
        if (left > 0) throw new Error('a fault');
        return real.status();
      },
      async send(bytes, options) {
        if (left-- <= 0) return real.send(bytes, options);
        await options.beforeFirstByte();
        throw new Error('a fault');
      },
    };
    const bugs: unknown[] = [];
    await openDesk(test, { transportOf: () => faulty, onBug: (error) => bugs.push(error) });
    await issue(test);
    const { number } = await issue(test);
    await eventually(stateOf(test), (states) => states[0] === 'printed' && states[1] === 'unsure');
    expect(copiesOf(paper, number)).toEqual({ all: 1, marked: 0 });
    expect(bugs.length).toBeGreaterThan(0);
  });

  it('SPEC 10.10 11.5: a clock that is set by hours drops no slip that waits', async () => {
    const told: unknown[] = [];
    const started = Date.now();
    const job = { slip: newId(), printer: aPrinter(1, '').id, kind: 'ticket' as const, of: newId(), number: 'A001', at: started, document: 'A001', dropAt: started + 600_000, over: false, cancelled: false, movable: false };
    const desk = await openPrintDesk({
      folder: freshFolder('prints'), newId, pace: quickPace, onBug: (error) => told.push(error), compose: async () => ({ bytes: Buffer.from('A001'), mm: 1 }),
      open: async () => ok({ status: async () => ({ state: 'trouble', reason: 'paperOut', paper: 'out' }), send: async () => ({ outcome: 'notSent', reason: 'paperOut' }), close: async () => undefined }),
      hall: {
        call: async (name, input) => {
          if (name === 'slip.report') told.push(input['outcome']);
          return { ok: true, result: null };
        },
        watch: (_name, push) => {
          push({ ok: true, result: { now: started, whole: true, printers: [aPrinter(1, 'tcp://127.0.0.1:9100')], jobs: [job] } });
          return () => undefined;
        },
      },
    });
    ends.push(desk.close);
    await eventually(() => told.length, (count) => count > 0);
    vi.spyOn(Date, 'now').mockReturnValue(started + 3 * 3_600_000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(told).toEqual(['notSent']);
  });
});

describe('a hall that went on from an older record', () => {
  it('SPEC 11.2 11.6: is told again how the printers stand, and takes no end of reports that came too late', async () => {
    const folder = freshFolder('prints');
    const before = await openSpool(folder, realFiles, Date.now, newId);
    await before.done(`${newId()} ${aPrinter(1, '').id}`, { outcome: 'printed', reason: null, mm: 1, file: null, commandId: newId() });
    await before.close();
    const calls: string[] = [];
    let push: (whole: boolean) => void = () => undefined;
    const desk = await openPrintDesk({
      folder, newId, pace: quickPace, onBug: (error) => calls.push(String(error)), compose: async () => ({ bytes: Buffer.from(''), mm: 1 }),
      open: async () => ok({ status: async () => ({ state: 'ready', reason: null, paper: 'ok' }), send: async () => ({ outcome: 'notSent', reason: 'busy' }), close: async () => undefined }),
      hall: {
        call: async (name) => {
          calls.push(name);
          return name === 'slip.report' ? { ok: false, problem: { code: 'command.tooOld', detail: '' } } : { ok: true, result: null };
        },
        watch: (_name, pushed) => {
          push = (whole) => void pushed({ ok: true, result: { now: Date.now(), whole, printers: [aPrinter(1, 'tcp://127.0.0.1:9100')], jobs: [] } });
          push(true);
          return () => undefined;
        },
      },
    });
    ends.push(desk.close);
    const reported = () => calls.filter((one) => one === 'printer.report').length;
    await eventually(reported, (count) => count === 1);
    push(false);
    push(true);
    await eventually(reported, (count) => count === 2);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(calls.filter((one) => one === 'slip.report').length).toBeLessThanOrEqual(2);
  });
});

describe('a disk under the print desk', () => {
  it('SPEC 11.2 11.6: where the spool cannot be opened the printers say so, and print once it can', async () => {
    const paper = await printerThat();
    const test = await hall();
    await setPrinters(test, printingWith([aPrinter(1, paper.address)]));
    const blocking = path.join(test.dataDir, 'prints');
    writeFileSync(blocking, 'no folder');
    const bugs: unknown[] = [];
    const desk = { call: test.hall.call, watch: (...watched: Parameters<typeof test.hall.watch>) => test.hall.watch(...watched), about: () => undefined };
    ends.push(startPrinting({ desk, dataDir: test.dataDir, onBug: (error) => bugs.push(error), retryMs: 200 }).close);
    const { number } = await issue(test);
    await eventually(async () => ((await test.view(kiosk, 'printing')) as View<'printing'>).ticket?.reason, (reason) => reason === 'disk');
    rmSync(blocking);
    await eventually(stateOf(test), (states) => states[0] === 'printed');
    expect([copiesOf(paper, number), bugs.length > 0]).toEqual([{ all: 1, marked: 0 }, true]);
  });

  it('SPEC 11.1 11.5: a slip of a day whose archive is damaged is dropped, and holds up no other', async () => {
    const paper = await printerThat();
    const bugs: unknown[] = [];
    const before = await testHall();
    await issue(before);
    before.now += 86_400_000;
    await issue(before);
    await before.hall.close(); // with it the day before is in its document
    const archive = path.join(before.dataDir, 'archive');
    const documents = readdirSync(archive, { recursive: true }).map((name) => path.join(archive, String(name))).filter((one) => one.includes('2026-11-23') && statSync(one).isFile());
    expect(documents.length).toBeGreaterThan(0);
    for (const one of documents) writeFileSync(one, 'not a document');
    const test = await testHall({ dataDir: before.dataDir, onBug: (error) => bugs.push(error) }, before.now);
    ends.push(test.hall.close);
    await setPrinters(test, printingWith([aPrinter(1, paper.address)]));
    await test.must(manager, 'slip.print', { kind: 'day', of: '2026-11-23' });
    const { number } = await issue(test);
    await openDesk(test);
    await eventually(stateOf(test), (states) => states[0] === 'printed' && states[1] === 'dropped');
    expect(copiesOf(paper, number)).toEqual({ all: 1, marked: 0 });
  });
});

describe('the spool', () => {
  const done = (commandId = newId()) => ({ outcome: 'printed', reason: null, mm: 1, file: null, commandId }) as const;

  it('SPEC 11.2: goes on after a rewrite that failed halfway, and writes to no file that it has closed', async () => {
    const folder = freshFolder('prints');
    const opened = new Set<number>();
    let [fails, wrong] = [false, 0];
    const files: Files = {
      ...realFiles,
      datasync: async () => undefined, // 10,000 times would take a while
      async open(...args) {
        if (fails && args[1] === 'r+') throw Object.assign(new Error('too many'), { code: 'EMFILE' });
        const fd = await realFiles.open(...args);
        opened.add(fd);
        return fd;
      },
      async write(fd, ...rest) {
        if (!opened.has(fd)) wrong += 1;
        return realFiles.write(fd, ...rest);
      },
      async close(fd) {
        if (!opened.delete(fd)) wrong += 1;
        return realFiles.close(fd);
      },
    };
    const spool = await openSpool(folder, files, Date.now, newId);
    for (let n = 0; n < 10_001; n += 1) {
      void spool.done(`old${n} p`, done());
      spool.told(`old${n} p`);
    }
    fails = true;
    await expect(spool.sending('one p')).rejects.toThrow('too many');
    await expect(spool.sending('one p')).rejects.toThrow('too many');
    fails = false;
    await spool.sending('one p');
    await spool.close();
    expect([wrong, opened.size]).toEqual([0, 0]);
    const again = await openSpool(folder, realFiles, Date.now, newId);
    expect([again.doneWith('one p')?.outcome, again.doneWith('old10000 p')?.outcome]).toEqual(['unknown', 'printed']);
    await again.close();
  });

  it('SPEC 11.4: forgets nothing because the clock is wrong when the program starts', async () => {
    const folder = freshFolder('prints');
    const spool = await openSpool(folder, realFiles, Date.now, newId);
    await spool.sending('one p');
    await spool.done('one p', done());
    spool.told('one p');
    await spool.close();
    const later = await openSpool(folder, realFiles, () => Date.now() + 9 * 86_400_000, newId);
    expect(later.doneWith('one p')?.outcome).toBe('printed');
    await later.close();
  });
});

describe('a screen whose line was cut', () => {
  it('SPEC 11.6: knows which printers\' computers are there now, though nothing was recorded meanwhile', { timeout: 60_000 }, async () => {
    const lines = new Lines(Math.random);
    ends.push(() => lines.close());
    const [host, desk, far] = await Promise.all([openBox('host', { unasked: 'host', reach: lines.reachOf('host') }), openBox('desk', { reach: lines.reachOf('desk') }), openBox('far', { reach: lines.reachOf('far') })]);
    ends.push(host.close, desk.close, far.close);
    await pair(host, far, 'manager', 'far');
    await pair(host, desk, 'manager', 'desk');
    const rows = async () => (valueOf(await host.view('stations')) as View<'stations'>).rows;
    const station = (await rows()).find((one) => one.name === 'far')?.station ?? '';
    valueOf(await host.call('hall.configure', { change: { section: 'printing', value: printingWith([aPrinter(1, 'tcp://127.0.0.1:9', { station })]) } }));
    let here: boolean | undefined;
    ends.push(async () => stop());
    const stop = desk.machine.desk.watch(kiosk, 'printers', {}, (reply) => {
      if (reply.ok) here = (reply.result as View<'printers'>).printers[0]?.here;
    });
    await eventually(() => here, (shown) => shown === true);
    await lines.cut('desk', host.port, true);
    await eventually(() => desk.machine.desk.link().state, (state) => state === 'cutOff', 20_000);
    await lines.cut('far', host.port, true);
    await eventually(rows, (all) => all.every((one) => !one.connected), 20_000);
    await lines.cut('desk', host.port, false);
    await eventually(() => desk.machine.desk.link().state, (state) => state === 'joined', 20_000);
    await eventually(() => here, (shown) => shown === false);
  });
});

describe('a kiosk that is cut off', () => {
  it('SPEC 11.4 11.8: marks the second copy of what was printed before, and the hall knows it as one', { timeout: 60_000 }, async () => {
    const lines = new Lines(Math.random);
    ends.push(() => lines.close());
    const paper = await printerThat();
    const [host, at] = [await openBox('host', { unasked: 'host', reach: lines.reachOf('host') }), await openBox('kiosk', { role: 'kiosk', reach: lines.reachOf('kiosk') })];
    ends.push(host.close, at.close);
    await pair(host, at, 'kiosk', 'K');
    const station = (valueOf(await host.view('stations')) as View<'stations'>).rows[0]?.station ?? '';
    valueOf(await host.call('hall.configure', { change: { section: 'printing', value: printingWith([aPrinter(1, paper.address, { station })]) } }));
    ends.push(startPrinting({ desk: at.machine.desk, dataDir: at.data, onBug: (error) => at.bugs.push(error) }).close);
    const jobs = async () => (valueOf(await host.view('printers')) as View<'printers'>).jobs;
    const issued = valueOf(await at.call('ticket.issue', { service: 'payment' })) as { ticket: string; number: string; check: string };
    await eventually(jobs, (all) => all[0]?.state === 'printed', 20_000);
    await lines.cut('kiosk', host.port, true);
    await eventually(() => at.machine.desk.link().state, (state) => state === 'cutOff', 20_000);
    valueOf(await at.call('slip.print', { kind: 'ticket', of: issued.ticket, check: issued.check }));
    await eventually(() => paper.papers.length, (count) => count === 2, 20_000);
    expect(copiesOf(paper, issued.number)).toEqual({ all: 2, marked: 1 });
    await lines.cut('kiosk', host.port, false);
    await eventually(jobs, (all) => all.length === 2 && all.every((one) => one.state === 'printed'), 20_000);
    expect((await jobs()).map((one) => one.copy)).toEqual([true, false]);
    expect([...host.bugs, ...at.bugs]).toEqual([]);
  });
});

describe('what a computer says of its printers', () => {
  it('SPEC 10.3 11.6: one with a hundred queues, or strange ones, stays connected', () => {
    const found = [...Array.from({ length: 100 }, (_, n) => ({ address: `cups://q${n}`, name: '打印机'.repeat(60) })), { address: `winspool://${'x'.repeat(220)}`, name: 'long' }, { address: 'winspool://a\u0000b', name: 'strange' }];
    const said = (queues: readonly object[]) => readToHost(JSON.stringify({ k: 'about', queues })).ok;
    expect(said(found)).toBe(false);
    expect(said(queuesThatFit(found))).toBe(true);
    expect(queuesThatFit(found.slice(99)).length).toBe(1);
  });

  it('SPEC 11.6: an address that leads nowhere is not taken', () => {
    const taken = ['tcp://10.0.0.9:9100', 'tcp://[fe80::1]:9100', 'cups://POS-80', 'winspool://\\\\server\\POS 80 (打印机)'];
    const refused = ['tcp://host:0', 'tcp://host:65536', 'tcp://[::1]:99999', 'tcp://a\u0000b:9100', 'cups://../x', 'cups://\ud800', 'cups://a\u0007b', 'winspool://a\u001bb', 'winspool://a\nb'];
    expect(taken.filter((one) => !printerAddress.safeParse(one).success)).toEqual([]);
    expect(refused.filter((one) => printerAddress.safeParse(one).success)).toEqual([]);
  });
});
