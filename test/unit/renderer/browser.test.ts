import { createHmac, createPublicKey, pbkdf2Sync, randomBytes, verify } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket as Socket, WebSocketServer } from 'ws';
import { changesBetween } from '../../../shared/changes.ts';
import { loginText, pairRounds, pairText } from '../../../shared/link.ts';
import type { Reply } from '../../../renderer/bridge.ts';
import { delayOf } from '../../../renderer/browser/connection.ts';
import { pair } from '../../../renderer/browser/pairing.ts';
import { makeKeys, signLogin } from '../../../renderer/browser/secrets.ts';
import { openSession } from '../../../renderer/browser/session.ts';
import { markOf, readPairCode } from '../../../renderer/parts/pairCode.ts';

type Frame = Record<string, unknown>;
const hall = 'H1';
const fingerprint = randomBytes(32).toString('hex');
const timing = { firstDelay: 20, mostDelay: 60, refusedDelay: 80, beat: 20, silence: 120 };
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A host as small as can be: says hello, and keeps what it is told. */
async function host(port = 0, more: Frame = {}) {
  const server = new WebSocketServer({ port, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const told: Frame[] = [];
  const nonces: string[] = [];
  let answer = (_frame: Frame, _say: (frame: Frame) => void) => {};
  server.on('connection', (socket) => {
    const say = (frame: Frame) => socket.send(JSON.stringify(frame));
    const nonce = randomBytes(16).toString('base64');
    nonces.push(nonce);
    say({ k: 'hello', v: 1, hall, fingerprint, nonce, epoch: 1, deciding: true, name: '示例供电营业厅', ...more });
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as Frame;
      if (frame['k'] !== 'time') told.push(frame);
      answer(frame, say);
    });
  });
  const all = (frame: Frame) => {
    for (const one of server.clients) one.send(JSON.stringify(frame));
  };
  const close = () => {
    for (const one of server.clients) one.terminate();
    server.close();
  };
  closing.push(close);
  const at = (server.address() as AddressInfo).port;
  return { port: at, told, nonces, all, close, server, on: (next: typeof answer) => (answer = next), open: () => socketTo(at) };
}
const socketTo = (port: number) => new Socket(`ws://127.0.0.1:${port}`) as unknown as WebSocket;
/** Lets everybody in, and beats back. */
const welcome = (frame: Frame, say: (frame: Frame) => void) => {
  if (frame['k'] === 'login') say({ k: 'in', station: 'S1', role: 'guide', name: 'g', now: 5 });
  if (frame['k'] === 'time') say({ k: 'time', t0: frame['t0'], now: 6 });
};

async function session(open: () => WebSocket) {
  const links: string[] = [];
  const { key } = await makeKeys();
  const made = openSession({
    open,
    timing,
    host: 'h',
    now: () => 7,
    random: () => 0.5,
    local: (name) => (name === 'network.read' ? { kind: 'station' } : null),
    greet: async (hello) => ({ k: 'login', station: 'S1', sign: await signLogin(key, hello.hall, hello.fingerprint, hello.nonce, 'S1') }),
  });
  closing.push(made.close);
  made.bridge.watch('link', {}, (reply) => reply.ok && links.push((reply.result as { state: string }).state));
  return { ...made, links };
}
const until = (check: () => unknown) => vi.waitFor(() => expect(check()).toBeTruthy(), { timeout: 3000, interval: 5 });
const ofKind = (frames: readonly Frame[], k: string) => frames.filter((one) => one['k'] === k);

describe('a browser and its host', () => {
  it('signs the nonce of this connection', async () => {
    const there = await host();
    there.on(welcome);
    const { key, publicKey } = await makeKeys();
    const made = openSession({ open: there.open, timing, host: 'h', now: () => 0, random: () => 0.5, local: () => null, greet: async (hello) => ({ k: 'login', station: 'S1', sign: await signLogin(key, hello.hall, hello.fingerprint, hello.nonce, 'S1') }) });
    closing.push(made.close);
    await until(() => there.told.length > 0);
    const known = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    const signed = Buffer.from(loginText(hall, fingerprint, there.nonces[0] ?? '', 'S1'));
    expect(verify('sha256', signed, { key: known, dsaEncoding: 'ieee-p1363' }, Buffer.from(String(there.told[0]?.['sign']), 'base64'))).toBe(true);
    await expect(crypto.subtle.exportKey('pkcs8', key)).rejects.toThrow();
  });

  it('shows a view, its changes, and the whole again after a break', async () => {
    const there = await host();
    const seen: unknown[] = [];
    there.on((frame, say) => {
      welcome(frame, say);
      if (frame['k'] !== 'watch') return;
      say({ k: 'push', w: frame['w'], seq: 1, value: { rows: [1, 2], name: 'a' } });
      say({ k: 'push', w: frame['w'], seq: 2, changes: changesBetween({ rows: [1, 2], name: 'a' }, { rows: [1, 2, 3], name: 'a' }) });
    });
    const { bridge, links } = await session(there.open);
    bridge.watch('floor', {}, (reply) => seen.push(reply.ok ? [reply.seq, reply.result] : reply.problem.code));
    await until(() => seen.length === 2);
    expect(seen).toEqual([
      [1, { rows: [1, 2], name: 'a' }],
      [2, { rows: [1, 2, 3], name: 'a' }],
    ]);
    for (const one of there.server.clients) one.terminate();
    await until(() => seen.length === 4);
    expect(links).toEqual(['joined', 'cutOff', 'joined']);
  });

  it('asks for the whole again when changes do not fit', async () => {
    const there = await host();
    const seen: unknown[] = [];
    let times = 0;
    there.on((frame, say) => {
      welcome(frame, say);
      if (frame['k'] !== 'watch') return;
      say({ k: 'push', w: frame['w'], seq: ++times, value: [times] });
      if (times === 1) say({ k: 'push', w: frame['w'], seq: 9, changes: { sub: { no: { is: 1 } } } });
    });
    const { bridge } = await session(there.open);
    bridge.watch('floor', {}, (reply) => reply.ok && seen.push(reply.result));
    await until(() => seen.length >= 2);
    expect(seen).toEqual([[1], [2]]);
  });

  it('answers a call, refuses it when cut off, and is unsure when the line breaks in between', async () => {
    const there = await host();
    there.on((frame, say) => {
      welcome(frame, say);
      if (frame['k'] === 'call' && frame['name'] === 'ticket.issue') say({ k: 'reply', id: frame['id'], reply: { ok: true, seq: 3, result: { number: 'A001' } } });
    });
    const { bridge, links } = await session(there.open);
    expect(await bridge.call('ticket.issue', {})).toMatchObject({ ok: false, problem: { code: 'station.cutOff' } });
    await until(() => links.includes('joined'));
    expect(await bridge.call('ticket.issue', {})).toEqual({ ok: true, seq: 3, result: { number: 'A001' } });
    const [command, view] = [bridge.call('ticket.cancel', {}), bridge.call('floor', {})];
    await until(() => ofKind(there.told, 'call').length === 3);
    there.close();
    expect(await Promise.all([command, view])).toMatchObject([
      { ok: false, problem: { code: 'station.unsure' } },
      { ok: false, problem: { code: 'station.cutOff' } },
    ]);
    expect(links.at(-1)).toBe('cutOff');
  });

  it('counts silence as a break, and comes back', async () => {
    const there = await host();
    let mute = false;
    there.on((frame, say) => {
      if (!mute || frame['k'] === 'login') welcome(frame, say);
    });
    const { links } = await session(there.open);
    await until(() => links.length === 1);
    mute = true;
    await until(() => links.length >= 2);
    mute = false;
    await until(() => links.at(-1) === 'joined');
    expect(links.slice(0, 2)).toEqual(['joined', 'cutOff']);
  });

  it('says that it was removed, and asks nothing more of the host for a while', async () => {
    const there = await host();
    there.on((frame, say) => frame['k'] === 'login' && say({ k: 'no', problem: { code: 'station.revoked', detail: '' } }));
    const { bridge, links } = await session(there.open);
    await until(() => links.length > 0);
    expect(links).toEqual(['refused']);
    expect(await bridge.call('floor', {})).toMatchObject({ problem: { code: 'station.revoked' } });
  });

  it('waits while a stand-by answers that does not decide', async () => {
    const there = await host(0, { deciding: false });
    const { links } = await session(there.open);
    await until(() => links.length > 0 && there.nonces.length > 1);
    expect(links).toEqual(['cutOff']);
    expect(there.told).toEqual([]);
  });

  it('answers for itself what only this machine knows, and tells the host of its voice', async () => {
    const there = await host();
    there.on(welcome);
    const { bridge, links } = await session(there.open);
    expect(await bridge.call('station.about', { voice: 'missing' })).toMatchObject({ ok: true });
    expect(await bridge.call('network.read', {})).toMatchObject({ ok: true, result: { kind: 'station' } });
    expect(await bridge.call('screen.open', { screen: 'kiosk' })).toMatchObject({ problem: { code: 'command.unknown' } });
    await until(() => links.length === 1);
    await until(() => ofKind(there.told, 'about').length === 1);
    expect(ofKind(there.told, 'about')[0]).toEqual({ k: 'about', voice: 'missing' });
  });

  it('follows nothing once the watch is over', async () => {
    const there = await host();
    there.on((frame, say) => {
      welcome(frame, say);
      if (frame['k'] === 'watch') say({ k: 'push', w: frame['w'], seq: 1, value: 1 });
    });
    const { bridge } = await session(there.open);
    const seen: Reply[] = [];
    const stop = bridge.watch('floor', {}, (reply) => seen.push(reply));
    await until(() => seen.length === 1);
    stop();
    await until(() => ofKind(there.told, 'unwatch').length === 1);
    there.all({ k: 'push', w: ofKind(there.told, 'watch')[0]?.['w'], seq: 2, value: 2 });
    there.all({ k: 'nonsense' });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(seen.length).toBe(1);
  });

  it('tries again ever more slowly, spread by a quarter', () => {
    expect([0, 1, 2, 3, 9].map((failures) => delayOf(failures, 0.5))).toEqual([500, 1000, 2000, 4000, 10_000]);
    expect([delayOf(0, 0), delayOf(0, 1)]).toEqual([375, 625]);
  });
});

describe('pairing a browser', () => {
  const digits = '482913';
  const code = readPairCode(`${digits}-${markOf(fingerprint)}`) ?? { digits: '', mark: '', text: '' };
  const wish = { code, role: 'kiosk', name: '东门' } as const;
  const secret = pbkdf2Sync(digits, fingerprint, pairRounds, 32, 'sha256');
  const proof = (by: 'station' | 'host', nonce: string, publicKey: string) => createHmac('sha256', secret).update(pairText(by, hall, fingerprint, nonce, publicKey, 'kiosk', '东门')).digest('base64');
  const accept = (there: Awaited<ReturnType<typeof host>>, by: 'host' | 'station') =>
    there.on((frame, say) => {
      const [nonce, publicKey] = [there.nonces[0] ?? '', String(frame['publicKey'])];
      if (frame['proof'] !== proof('station', nonce, publicKey)) return say({ k: 'no', problem: { code: 'pair.codeWrong', detail: '' } });
      say({ k: 'paired', station: 'S7', role: 'kiosk', name: '东门', hall, proof: proof(by, nonce, publicKey) });
    });

  it('proves the code to the host, and has the host prove it', async () => {
    const there = await host();
    accept(there, 'host');
    const answer = await pair(there.open, wish);
    expect(answer).toMatchObject({ ok: true, value: { station: 'S7', hall, fingerprint, role: 'kiosk', name: '东门' } });
    expect(there.told[0]).toMatchObject({ k: 'pair', standBy: false, role: 'kiosk' });
    expect(answer.ok && answer.value.key.extractable).toBe(false);
  });

  it('sends nothing to a host whose fingerprint is not in the code', async () => {
    const there = await host(0, { fingerprint: 'ab'.repeat(32) });
    expect(await pair(there.open, wish)).toMatchObject({ ok: false, problem: { code: 'host.notTrusted' } });
    expect(there.told).toEqual([]);
  });

  it('does not believe a host that sends its own proof back', async () => {
    const there = await host();
    accept(there, 'station');
    expect(await pair(there.open, wish)).toMatchObject({ ok: false, problem: { code: 'host.notTrusted' } });
  });

  it('says that the code is wrong, or that nobody is there', async () => {
    const there = await host();
    accept(there, 'host');
    const wrong = readPairCode(`111111-${markOf(fingerprint)}`) ?? code;
    expect(await pair(there.open, { ...wish, code: wrong })).toMatchObject({ ok: false, problem: { code: 'pair.codeWrong' } });
    there.close();
    expect(await pair(there.open, wish)).toMatchObject({ ok: false, problem: { code: 'host.unreachable' } });
  });
});
