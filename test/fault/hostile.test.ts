import { generateKeyPairSync, sign as signWith } from 'node:crypto';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import tls from 'node:tls';
import { describe, expect, it } from 'vitest';
import { newId } from '../../main/hall/ids.ts';
import { loginText } from '../../shared/link.ts';
import { ask, enter, type Identity, knock, loginMessage, newKey, open, pairStation } from '../support/hostile.ts';
import { hostileHall } from '../support/hostileHall.ts';

const hall = hostileHall();

const firstWords: readonly object[] = [
  { k: 'call', id: 1, name: 'kiosk', input: {} }, { k: 'watch', w: 1, name: 'kiosk', params: {} }, { k: 'replica', epochs: [], seq: 0, hash: '' }, { k: 'wantKeys', ids: ['hall', 'authority'] },
  { k: 'lease', day: '2026-11-23' }, { k: 'facts', list: [{ seq: 1, epoch: 0, station: 'x', commandId: newId(), staff: null, happenedAt: 1, facts: [{}], keys: [] }] },
  { k: 'time', t0: 1 }, { k: 'have', seq: 9 }, { k: 'about', port: 80 }, { k: 'settled', epochs: [1, 2], facts: 0 }, { k: 'jumped', byMs: 1 }, { k: 'unwatch', w: 1 },
];

describe('who is not paired', () => {
  it('SPEC 10.2: gets nothing, whatever it asks first, and is cut off', async () => {
    for (const first of firstWords) {
      const raw = await hall.stranger();
      raw.say(first);
      raw.say({ k: 'call', id: 2, name: 'kiosk', input: {} });
      expect(await raw.ended, JSON.stringify(first)).toBe(4003);
    }
  });

  it('SPEC 10.2: with another key than the station\'s, an unknown station or no signature is refused', async () => {
    const other = newKey();
    const attempts = (nonce: unknown): object[] => [
      loginMessage(hall.host, nonce, { station: hall.kiosk.station, privateKey: other.privateKey }),
      loginMessage(hall.host, nonce, { station: newId(), privateKey: other.privateKey }),
      { k: 'login', station: hall.kiosk.station, sign: '' }, { k: 'login', station: hall.kiosk.station, sign: 'A'.repeat(88) },
      { k: 'login', station: '__proto__', sign: '' },
    ];
    for (let at = 0; at < attempts('').length; at += 1) {
      const raw = await hall.stranger();
      const { nonce } = await raw.next('hello');
      raw.say(attempts(nonce)[at]);
      expect((await raw.next('no'))['problem']).toMatchObject({ code: expect.stringMatching(/^(station.unknown|command.badInput)$/) });
      expect(await raw.ended).toBe(4003);
    }
  });

  it('SPEC 10.2: cannot say again what a station said on its own connection', async () => {
    const mine = await open(hall.host);
    const login = loginMessage(hall.host, (await mine.next('hello'))['nonce'], hall.kiosk);
    const raw = await hall.stranger();
    await raw.next('hello');
    raw.say(login);
    expect((await raw.next('no'))['problem']).toMatchObject({ code: 'station.unknown' });
    mine.socket.terminate();
  });

  it('SPEC 10.8: is no host of before without the hall\'s key', async () => {
    const [key, mine] = [newKey(), generateKeyPairSync('ed25519')];
    for (const sign of ['', 'A'.repeat(88), null]) {
      const raw = await hall.stranger();
      const { nonce } = await raw.next('hello');
      const text = `former ${loginText(hall.host.hall, hall.host.fingerprint, String(nonce), key.publicKey)}`;
      raw.say({ k: 'former', publicKey: key.publicKey, name: 'was host', sign: sign ?? signWith(null, Buffer.from(text), mine.privateKey).toString('base64') });
      raw.say({ k: 'replica', epochs: [], seq: 0, hash: '' });
      raw.say({ k: 'wantKeys', ids: ['hall', 'authority'] });
      expect((await raw.next('no'))['problem']).toMatchObject({ code: 'station.unknown' });
      expect(await raw.ended).toBe(4003);
    }
  });

  it('SPEC 10.8: cannot make the host step down, or connect to others in a loop, by naming a higher epoch', async () => {
    let reached = 0;
    const trap = net.createServer((socket) => {
      reached += 1;
      socket.on('error', () => undefined);
      setTimeout(() => socket.destroy(), 30);
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => void trap.once('listening', resolve));
    const { port } = trap.address() as net.AddressInfo;
    for (let round = 0; round < 60; round += 1) {
      const raw = await hall.stranger();
      raw.say({ k: 'knows', epoch: 99 + round, host: 'evil', address: '127.0.0.1', port });
      await raw.ended;
    }
    const paired = await enter(hall.host, await pairStation(hall.host, 'counter', '9'));
    for (let round = 0; round < 60; round += 1) paired.say({ k: 'knows', epoch: 2 ** 40, host: 'evil', address: round % 2 === 0 ? '127.0.0.1' : '::ffff:127.0.0.1', port });
    for (const address of ['x y', 'http://127.0.0.1/#', '[::1', '\u0000', '../..']) paired.say({ k: 'knows', epoch: 3, host: 'evil', address, port });
    await ask(paired, 'counter');
    await sleep(1_000);
    expect(reached).toBeLessThan(5);
    const hello = await (await hall.stranger()).next('hello');
    expect(hello).toMatchObject({ deciding: true, epoch: 1 });
    trap.close();
  });

  it('SPEC 10.2: a page elsewhere, by its origin or the name that leads here, is refused before it is heard', async () => {
    for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:${hall.host.port}`, `https://127.0.0.1:${hall.host.port + 1}`, 'file://']) expect(await knock(hall.host, { origin }), origin).toBe(403);
    for (const name of ['evil.example', `evil.example:${hall.host.port}`, 'a@127.0.0.1', '127.0.0.1/x', `host.${hall.host.hall}.evil.example`]) {
      const refused = await knock(hall.host, { headers: { Host: name } });
      expect(typeof refused === 'number' ? refused : 0, name).toBeOneOf([400, 421]);
    }
    expect(await knock(hall.host, { path: '/link/../journal' })).toBe(404);
  });
});

describe('a frame', () => {
  const paired: Identity[] = [];
  const counter = async (): Promise<Identity> => (paired[0] ??= await pairStation(hall.host, 'counter', '7'));

  it('SPEC 10.4: that is no message of ours ends the connection, before and after the login', async () => {
    const bombs = ['', '{', 'null', '[]', '0', '"call"', '{}', '{"k":1}', '{"k":"call"}', '{"k":"callx","id":1}', '{"k":"call","id":-1,"name":"kiosk"}', '{"k":"call","id":1e400,"name":"kiosk"}', '{"k":"call","id":1,"name":"","input":{}}',
      `{"k":"call","id":1,"name":"${'x'.repeat(65)}"}`, '{"k":["call"],"id":1,"name":"kiosk"}', '{"k":"__proto__"}', '{"__proto__":{"k":"time","t0":1}}', '{"k":"facts","list":[]}', '{"k":"about","port":99999}', '{"k":"lease","day":"../../x"}', '[['.repeat(200_000),
      '{"a":'.repeat(90_000), '\u0000', `{"k":"pair","publicKey":"","role":"admin","name":"x","standBy":true,"proof":""}`];
    for (const bomb of bombs) {
      const raw = await hall.stranger();
      raw.say(bomb);
      expect(await raw.ended, bomb.slice(0, 40)).toBe(4003);
      const inside = await enter(hall.host, await counter());
      inside.say(bomb);
      expect(await inside.ended, bomb.slice(0, 40)).toBe(4003);
    }
  });

  it('SPEC 10.4: that is binary, too large, or breaks the protocol ends the connection; a message in pieces does not', async () => {
    for (const enterOr of [() => hall.stranger(), async () => enter(hall.host, await counter())]) {
      const binary = await enterOr();
      binary.socket.send(Buffer.from('{"k":"time","t0":1}'), { binary: true });
      expect(await binary.ended).toBe(1003);
      const huge = await enterOr();
      huge.say(`{"k":"time","t0":1,"x":"${'x'.repeat(512 * 1024)}"}`);
      expect(await huge.ended).toBeOneOf([1009, 1006]); // it may be cut while it is still sending
      const pieces = await enterOr();
      for (let count = 0; count < 9; count += 1) pieces.socket.send('x'.repeat(64 * 1024), { fin: false });
      expect(await pieces.ended).toBeOneOf([1009, 1006]);
      const torn = await enterOr();
      (torn.socket as unknown as { _socket: tls.TLSSocket })._socket.write(Buffer.from([0xff, 0xff, 0x00, 0x01, 0x02]));
      expect(await torn.ended).toBeOneOf([1002, 1006]);
      const text = await enterOr();
      text.socket.send(Buffer.from([0xc3, 0x28]), { binary: false });
      expect(await text.ended).toBeOneOf([1007, 1006]);
    }
    const whole = await enter(hall.host, await counter());
    for (const part of ['{"k":"ti', 'me","t0', '":7']) whole.socket.send(part, { fin: false });
    whole.socket.send('}', { fin: true });
    expect(await whole.next('time')).toMatchObject({ t0: 7 });
    whole.socket.close();
  });

  it('SPEC 2.6 10.3: whose content is meant to confuse gets a Problem, and nobody else notices', async () => {
    const raw = await enter(hall.host, await counter());
    const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'KIOSK', 'kiosk ', '../kiosk', 'system', 'facts.record', 'station.pair', 'app.restore']) {
      expect(await ask(raw, name, {}), name).toMatchObject({ ok: false });
      raw.say({ k: 'watch', w: 5, name, params: {} });
      expect(await raw.next('push'), name).toHaveProperty('problem');
    }
    const inputs = [deep(20_000), '{"__proto__":{"admin":true},"constructor":{"prototype":{"role":"admin"}}}', '{"role":"admin","station":"system"}', JSON.stringify('x'.repeat(400_000)), 'null', '[]', '1e400'];
    let id = 100;
    for (const input of inputs) {
      for (const name of ['ticket.call', 'counter', 'feedback.file', 'settings', 'figures']) {
        id += 1;
        raw.say(`{"k":"call","id":${id},"name":"${name}","input":${input}}`);
        const said = await raw.until((one) => one.k === 'reply' && one['id'] === id);
        expect((said['reply'] as { ok: boolean }).ok && input !== 'null', `${name} ${input.slice(0, 60)}`).toBe(false);
      }
    }
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
    raw.say(`{"k":"facts","list":[{"seq":1,"epoch":0,"station":"x","commandId":"${newId()}","staff":null,"happenedAt":1,"facts":[${deep(100_000)}],"keys":[]}]}`);
    const [answer] = await Promise.all([raw.next('facts'), ...Array.from({ length: 50 }, () => hall.goesOn())]);
    expect(answer).toMatchObject({ upTo: 1, problem: null });
    expect(await ask(raw, 'counter')).toMatchObject({ ok: true });
    raw.socket.close();
  });
});

describe('who floods the host', () => {
  /** What the host's memory grew by at the most while that went on, in MB. */
  async function growth(during: () => Promise<unknown>): Promise<number> {
    const before = hall.host.megabytes() ?? 0;
    let most = 0;
    const look = setInterval(() => (most = Math.max(most, (hall.host.megabytes() ?? 0) - before)), 50);
    await during().finally(() => clearInterval(look));
    return most;
  }

  it('SPEC 10.4: with more views, calls or facts than a station needs is told so, and others are served meanwhile', async () => {
    const raw = await enter(hall.host, await pairStation(hall.host, 'kiosk', '六'));
    for (let w = 0; w < 100; w += 1) raw.say({ k: 'watch', w, name: w % 2 === 0 ? 'kiosk' : 'kit', params: {} });
    expect(await raw.until((one) => one.k === 'push' && one['w'] === 99)).toMatchObject({ problem: { code: 'network.tooMuch' } });
    expect(new Set(raw.heard.filter((one) => one.k === 'push' && !('problem' in one)).map((one) => one['w'])).size).toBeLessThanOrEqual(64);
    for (let id = 0; id < 5_000; id += 1) raw.say({ k: 'call', id, name: id % 2 === 0 ? 'kiosk' : 'ticket.issue', input: { service: 'nowhere', commandId: newId() } });
    for (let count = 0; count < 5; count += 1) await hall.goesOn();
    await raw.until((one) => one.k === 'reply' && one['id'] === 4_999);
    expect(raw.heard.filter((one) => one.k === 'reply')).toHaveLength(5_000);
    const list = [{ seq: 1, epoch: 0, station: 'x', commandId: newId(), staff: null, happenedAt: 1, facts: ['x'.repeat(100_000)], keys: [] }];
    for (let count = 0; count < 50; count += 1) raw.say({ k: 'facts', list });
    expect(await raw.ended).toBe(4009);
  });

  it('SPEC 10.4: without ever reading an answer costs no memory, and is cut off', async () => {
    for (let count = 0; count < 300; count += 1) await hall.host.must('call', 'guide', 'ticket.issue', { service: 'general' });
    const raw = await enter(hall.host, await pairStation(hall.host, 'kiosk', '七'));
    expect(JSON.stringify(await ask(raw, 'kit')).length).toBeGreaterThan(50_000);
    raw.socket.pause();
    let over = false;
    const grown = await growth(async () => {
      const { _socket: bare } = raw.socket as unknown as { _socket: tls.TLSSocket };
      for (let id = 0; id < 20_000 && !over; id += 1) {
        raw.say({ k: 'call', id, name: 'kit', input: {} });
        if (id % 200 === 0) await hall.goesOn();
        if (bare.writableLength > 1_000_000) break; // nobody takes it any more
      }
      for (let count = 0; count < 20; count += 1) {
        await sleep(50);
        await hall.goesOn();
      }
      over = true;
    });
    expect(grown).toBeLessThan(120);
    raw.socket.terminate();
  });

  it('SPEC 10.4: with 10,000 connections of junk does not keep a station from issuing', async () => {
    const junk = [Buffer.alloc(0), Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'), Buffer.from('160301020001000000', 'hex'), Buffer.alloc(2_000, 0xff), Buffer.from('SSH-2.0-x\r\n'), Buffer.from('1603010005010000010000', 'hex')];
    let left = 10_000;
    const one = (from: string) => new Promise<void>((done) => {
      const socket = net.connect({ host: '127.0.0.1', port: hall.host.port, localAddress: from }, () => socket.write(junk[left % junk.length] ?? ''));
      socket.on('error', () => undefined);
      socket.on('close', () => done());
      setTimeout(() => (left % 3 === 0 ? socket.resetAndDestroy() : socket.destroy()), 20);
    });
    const worker = async (from: string) => {
      while (left > 0) {
        left -= 1;
        await one(from);
      }
    };
    let slowest = 0;
    let served = 0;
    const grown = await growth(async () => {
      const flood = Promise.all(Array.from({ length: 150 }, (_, at) => worker(`127.0.0.${2 + (at % 3)}`)));
      while (left > 0) {
        const began = Date.now();
        await hall.goesOn();
        slowest = Math.max(slowest, Date.now() - began);
        served += 1;
      }
      await flood;
    });
    expect(served).toBeGreaterThan(10);
    expect(grown).toBeLessThan(150);
    console.log(`10,000 connections of junk: ${served} tickets meanwhile, the slowest after ${slowest} ms`);
    const late = await enter(hall.host, await pairStation(hall.host, 'counter', '3'));
    expect(await ask(late, 'counter')).toMatchObject({ ok: true });
    late.socket.close();
  });

  it('SPEC 10.4: slowly, or by saying nothing, is cut off and takes nobody\'s place', { timeout: 60_000 }, async () => {
    const from = '127.0.0.9';
    const handshakes = Array.from({ length: 20 }, () => {
      const socket = net.connect({ host: '127.0.0.1', port: hall.host.port, localAddress: from });
      const drip = setInterval(() => socket.write(Buffer.from([0x16])), 1_000);
      socket.on('error', () => undefined);
      return new Promise((resolve) => socket.once('close', resolve)).finally(() => clearInterval(drip));
    });
    const requests = Array.from({ length: 20 }, () => {
      const socket = tls.connect({ host: '127.0.0.1', port: hall.host.port, localAddress: from, rejectUnauthorized: false } as tls.ConnectionOptions, () => socket.write('GET /link HTTP/1.1\r\n'));
      const drip = setInterval(() => socket.writable && socket.write('X'), 1_000);
      socket.on('error', () => undefined);
      return new Promise((resolve) => socket.once('close', resolve)).finally(() => clearInterval(drip));
    });
    const silent = await Promise.all(Array.from({ length: 40 }, () => hall.stranger({ localAddress: from })));
    expect(await knock(hall.host, { localAddress: from })).toBe(429);
    const inside = await enter(hall.host, await pairStation(hall.host, 'kiosk', '八'));
    const began = Date.now();
    expect(await inside.ended).toBe(4008); // no heartbeat
    expect(Date.now() - began).toBeLessThan(15_000);
    await Promise.all([...handshakes, ...requests]);
    expect(await Promise.all(silent.map((one) => one.ended))).toEqual(silent.map(() => 4008));
  });
});
