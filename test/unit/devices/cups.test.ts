import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { cupsStatus, cupsTransport } from '../../../main/devices/cups.ts';
import { decodeAnswer, encodeRequest, type Group, operations } from '../../../main/devices/ipp.ts';
import { slipBytes, watchedSend } from '../../support/slips.ts';

type Values = Readonly<Record<string, readonly (string | number | boolean)[]>>;

/** An answer of CUPS: a request's bytes with another number in its head, and a group of attributes. */
function ipp(status: number, tag = 0, values: Values = {}): Buffer {
  const field = (bytes: Buffer) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
  const bytesOf = (value: string | number | boolean) => (typeof value === 'number' ? Buffer.from([0, 0, value >> 8, value & 0xff]) : typeof value === 'boolean' ? Buffer.from([Number(value)]) : Buffer.from(value));
  const tagOf = (value: string | number | boolean) => ({ number: 0x23, boolean: 0x22, string: 0x44 })[typeof value as 'number' | 'boolean' | 'string'];
  const parts = Object.entries(values).flatMap(([name, all]) => all.map((value, i) => Buffer.concat([Buffer.from([tagOf(value)]), field(Buffer.from(i === 0 ? name : '')), field(bytesOf(value))])));
  const head = encodeRequest(status, []).subarray(0, -1);
  return Buffer.concat([head, tag === 0 ? Buffer.alloc(0) : Buffer.concat([Buffer.from([tag]), ...parts]), Buffer.from([3])]);
}

const idle = { 'printer-name': ['hall'], 'printer-state': [3], 'printer-state-reasons': ['none'], 'printer-is-accepting-jobs': [true] };
const group = (values: Values): Group => ({ tag: 4, attributes: values });

describe('IPP', () => {
  it('reads what it has written, and sets of values', () => {
    const bytes = ipp(0, 4, { ...idle, 'printer-state-reasons': ['media-low-warning', 'cover-open-error'] });
    expect(decodeAnswer(bytes)?.groups.at(-1)?.attributes).toEqual({ ...idle, 'printer-state-reasons': ['media-low-warning', 'cover-open-error'] });
    const sent = encodeRequest(operations.printJob, [{ tag: 'integer', name: 'n', values: [-2] }, { tag: 'keyword', name: 'k', values: ['a', 'b'] }], Buffer.from('slip'));
    expect(decodeAnswer(sent)).toMatchObject({ status: 2, groups: [{ tag: 1, attributes: { n: [-2], k: ['a', 'b'], 'attributes-charset': ['utf-8'] } }] });
    expect(sent.subarray(-5)).toEqual(Buffer.from('\u0003slip'));
  });

  it('makes nothing of an answer that is cut off anywhere', () => {
    const bytes = ipp(0, 4, idle);
    for (let size = 0; size < bytes.length; size++) expect(decodeAnswer(bytes.subarray(0, size))).toBeUndefined();
  });

  it('survives any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => void decodeAnswer(Buffer.from(noise))));
    fc.assert(
      fc.property(fc.nat(), fc.nat(255), (at, byte) => {
        const bytes = ipp(0, 4, { ...idle, __proto: ['x'], constructor: ['y'] });
        bytes[at % bytes.length] = byte;
        decodeAnswer(bytes);
      }),
    );
    expect(decodeAnswer(ipp(0, 4, { ['__proto__']: [1] } as Values))).toBeDefined();
  });
});

describe('a queue’s status', () => {
  it.each([
    [{}, 'ready', null, 'unknown'],
    [{ 'printer-state': [4] }, 'ready', null, 'unknown'],
    [{ 'printer-state': [5], 'printer-state-reasons': ['paused'] }, 'trouble', 'stopped', 'unknown'],
    [{ 'printer-state': [5] }, 'trouble', 'stopped', 'unknown'],
    [{ 'printer-is-accepting-jobs': [false] }, 'trouble', 'rejected', 'unknown'],
    [{ 'printer-state-reasons': ['media-empty-error'] }, 'trouble', 'paperOut', 'out'],
    [{ 'printer-state-reasons': ['media-needed'] }, 'trouble', 'paperOut', 'out'],
    [{ 'printer-state-reasons': ['media-low-report'] }, 'ready', null, 'low'],
    [{ 'printer-state-reasons': ['media-low', 'cover-open-warning'] }, 'trouble', 'coverOpen', 'low'],
    [{ 'printer-state-reasons': ['offline-report'] }, 'trouble', 'offline', 'unknown'],
    [{ 'printer-state-reasons': ['connecting-to-device'] }, 'unreachable', 'unreachable', 'unknown'],
    [{ 'printer-state-reasons': ['media-jam-error'] }, 'trouble', 'fault', 'unknown'],
    [{ 'printer-state-reasons': ['marker-supply-low-warning', 'cups-insecure-filter-warning'] }, 'ready', null, 'unknown'],
  ] as const)('%o: %s, %s, paper %s', (values, state, reason, paper) => {
    expect(cupsStatus(group({ ...idle, ...values }))).toEqual({ state, reason, paper });
  });
});

describe('what CUPS answers to a slip', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  type Answer = Buffer | number | ((response: ServerResponse, request: IncomingMessage) => unknown);
  /** A CUPS that answers each operation as told, and counts slips it got. */
  async function cups(answers: { printer?: Answer; print: Answer; job?: Answer }): Promise<{ server: string; got: Buffer[] }> {
    const got: Buffer[] = [];
    const server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const operation = Buffer.concat(parts).readUInt16BE(2);
      if (operation === operations.printJob) got.push(Buffer.concat(parts));
      const answer = operation === operations.getPrinter ? (answers.printer ?? ipp(0, 4, idle)) : operation === operations.printJob ? answers.print : (answers.job ?? ipp(0x0406));
      if (typeof answer === 'function') return answer(response, request);
      if (typeof answer === 'number') return response.writeHead(answer).end('no');
      return response.writeHead(200, { 'Content-Type': 'application/ipp' }).end(answer);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const at = server.address();
    return { server: `127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`, got };
  }

  const taken = ipp(0, 2, { 'job-id': [7] });
  const job = (state: number, more: Values = {}) => ipp(0, 2, { 'job-state': [state], ...more });
  const cut = (response: ServerResponse): unknown => response.writeHead(200, { 'Content-Length': 500 }).write('\u0001\u0001', () => response.destroy());

  it.each([
    ['it takes it and is done', { print: taken, job: job(9) }, 'accepted', null],
    ['it takes it and is still at it', { print: taken, job: job(5, { 'time-at-processing': [9] }) }, 'accepted', null],
    ['it takes it and knows nothing more', { print: taken }, 'accepted', null],
    ['it gave up after it had begun', { print: taken, job: job(8, { 'time-at-processing': [9] }) }, 'unknown', 'rejected'],
    ['it gave up before it began', { print: taken, job: job(8) }, 'notSent', 'rejected'],
    ['somebody cancelled it before it began', { print: taken, job: job(7) }, 'notSent', 'rejected'],
    ['no such queue any more', { print: ipp(0x0406) }, 'notSent', 'notFound'],
    ['it takes no jobs any more', { print: ipp(0x0506) }, 'notSent', 'rejected'],
    ['not allowed', { print: ipp(0x0403) }, 'notSent', 'rejected'],
    ['not allowed, by HTTP', { print: 403 }, 'notSent', 'rejected'],
    ['it breaks inside', { print: ipp(0x0500) }, 'unknown', 'rejected'],
    ['it breaks inside, by HTTP', { print: 500 }, 'unknown', 'rejected'],
    ['it hangs up before it answers', { print: (response: ServerResponse): unknown => response.destroy() }, 'unknown', 'hungUp'],
    ['it hangs up in the middle of its answer', { print: cut }, 'unknown', 'hungUp'],
    ['its answer is nonsense', { print: Buffer.from('hello') }, 'unknown', 'rejected'],
    ['its answer is cut off', { print: taken.subarray(0, -3) }, 'unknown', 'rejected'],
    ['it never answers', { print: () => undefined }, 'unknown', 'late'],
  ] as const)('%s', async (_name, answers, outcome, reason) => {
    const { server, got } = await cups(answers as never);
    const slip = slipBytes('A012');
    const { seen, options } = watchedSend();
    const sent = await cupsTransport('hall', { server, patience: { done: 600 }, watch: 300 }).send(slip, options);
    expect([sent.outcome, sent.reason]).toEqual([outcome, reason]);
    expect(seen).toEqual({ asked: 1, began: true });
    expect(got.map((each) => each.subarray(-slip.length).equals(slip))).toEqual([true]);
  });

  it.each([
    ['the queue stands still with a job that lacks paper', ipp(0, 4, { ...idle, 'printer-state': [4], 'printer-state-reasons': ['media-empty-error'] }), 'paperOut'],
    ['the queue is stopped', ipp(0, 4, { ...idle, 'printer-state': [5] }), 'stopped'],
    ['its answer about the queue is nonsense', Buffer.from('hello'), 'rejected'],
    ['it does not answer about the queue', () => undefined, 'noAnswer'],
  ] as const)('%s: nothing is sent', async (_name, printer, reason) => {
    const { server, got } = await cups({ printer, print: taken });
    const { seen, options } = watchedSend();
    expect(await cupsTransport('hall', { server, patience: { answer: 400 } }).send(slipBytes('A012'), options)).toMatchObject({ outcome: 'notSent', reason });
    expect([seen.asked, seen.began, got.length]).toEqual([0, false, 0]);
  });

  it('what an idle queue’s last job lacked does not keep the next one away', async () => {
    const { server } = await cups({ printer: ipp(0, 4, { ...idle, 'printer-state-reasons': ['media-empty-error'] }), print: taken, job: job(9) });
    expect(await cupsTransport('hall', { server }).send(slipBytes('A012'), watchedSend().options)).toEqual({ outcome: 'accepted', reason: 'paperOut' });
  });
});
