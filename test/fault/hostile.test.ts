import { generateKeyPairSync, sign as signWith } from 'node:crypto';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import tls from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../main/hall/ids.ts';
import { issueLeaf, makeAuthority } from '../../main/network/authority.ts';
import { stationName } from '../../main/network/identity.ts';
import { joinHall } from '../../main/network/join.ts';
import { openKeys } from '../../main/store/store.ts';
import { realFiles } from '../../main/store/files.ts';
import { verifyJournal } from '../../main/store/verify.ts';
import { contract } from '../../shared/contract.ts';
import { loginText } from '../../shared/link.ts';
import { freshFolder } from '../support/fixture.ts';
import { allRaw, ask, command, enter, type Identity, loginMessage, newKey, open, pairMessage, pairStation, type Raw, knock } from '../support/hostile.ts';
import { journalEvents } from '../support/journal.ts';
import { startServing, type Serving } from '../support/serving.ts';

const phone = '13812345678';
const words = '等了两个小时没有人理';
/** What must be in nothing that the host writes: codes, proofs and private keys of this run. */
const secrets = new Set<string>([phone, words]);
let host: Serving;
let honest: Raw;
let kiosk: Identity;
let issued = 0;
let beat: NodeJS.Timeout;

/** Those who were not let in have heard a greeting and a refusal, and nothing else. */
const strangers = new Set<Raw>();
async function stranger(more?: Parameters<typeof open>[1], to = host): Promise<Raw> {
  const raw = await open(to, more);
  strangers.add(raw);
  return raw;
}

async function goesOn(): Promise<void> {
  const reply = await command(honest, 'ticket.issue', { service: 'payment' });
  expect(reply).toMatchObject({ ok: true });
  issued += 1;
}

/** What a paired one heard may be anything that it may see; it is looked through for what nobody may. */
function noLeak(to: Serving): void {
  for (const raw of strangers) for (const one of raw.heard) expect(one.k).toBeOneOf(['hello', 'no']);
  const all = [to.said(), ...allRaw.map((one) => JSON.stringify(one.heard))].join('\n');
  for (const secret of secrets) expect(all.includes(secret), 'a secret was said').toBe(false);
  expect(all).not.toContain('PRIVATE KEY');
}

async function shownDigits(to = host): Promise<string> {
  const { digits, code } = await to.digits();
  secrets.add(code);
  return digits;
}

beforeAll(async () => {
  host = await startServing();
  kiosk = await pairStation(host, 'kiosk', '门口');
  secrets.add(kiosk.privateKey.split('\n')[1] ?? '');
  honest = await enter(host, kiosk);
  beat = setInterval(() => honest.say({ k: 'time', t0: 1 }), 2_000);
  await host.must('call', 'clerk:张', 'staff.signIn', { staff: '张', counter: 1 });
  await host.must('call', 'clerk:张', 'counter.open');
  await goesOn();
  await host.must('call', 'clerk:张', 'ticket.call');
  await host.must('call', 'clerk:张', 'ticket.finish');
  await host.must('call', 'clerk:张', 'feedback.file', { cause: 'Q01', type: 'complaint', words, name: '王五', phone });
});

afterAll(async () => {
  clearInterval(beat);
  await host.stop();
  expect((await verifyJournal(host.dataDir)).ok).toBe(true);
  const tickets = journalEvents(host.dataDir).filter((one) => one.type === 'ticket.issued' && one.station === kiosk.station);
  expect(tickets.length).toBeGreaterThanOrEqual(issued);
  for (const one of allRaw) one.socket.terminate();
});

afterEach(async () => {
  await goesOn();
  expect(await verifyJournal(host.dataDir)).toMatchObject({ ok: true });
  noLeak(host);
  expect(host.said().split('\n').filter((line) => line !== ''), 'the host wrote of a fault').toHaveLength(1);
});

const firstWords: readonly object[] = [
  { k: 'call', id: 1, name: 'kiosk', input: {} }, { k: 'watch', w: 1, name: 'kiosk', params: {} }, { k: 'replica', epoch: 1, seq: 0, hash: '' }, { k: 'wantKeys', ids: ['hall', 'authority'] },
  { k: 'lease', day: '2026-11-23' }, { k: 'facts', list: [{ seq: 1, epoch: 0, station: 'x', commandId: newId(), staff: null, happenedAt: 1, facts: [{}], keys: [] }] },
  { k: 'time', t0: 1 }, { k: 'have', seq: 9 }, { k: 'about', port: 80 }, { k: 'settled', epoch: 1, facts: 0 }, { k: 'jumped', byMs: 1 }, { k: 'unwatch', w: 1 },
];

describe('who is not paired', () => {
  it('SPEC 10.2: gets nothing, whatever it asks first, and is cut off', async () => {
    for (const first of firstWords) {
      const raw = await stranger();
      raw.say(first);
      raw.say({ k: 'call', id: 2, name: 'kiosk', input: {} });
      expect(await raw.ended, JSON.stringify(first)).toBe(4003);
    }
  });

  it('SPEC 10.2: with another key than the station\'s, an unknown station or no signature is refused', async () => {
    const other = newKey();
    const attempts = (nonce: unknown): object[] => [
      loginMessage(host, nonce, { station: kiosk.station, privateKey: other.privateKey }),
      loginMessage(host, nonce, { station: newId(), privateKey: other.privateKey }),
      { k: 'login', station: kiosk.station, sign: '' }, { k: 'login', station: kiosk.station, sign: 'A'.repeat(88) },
      { k: 'login', station: '__proto__', sign: '' },
    ];
    for (let at = 0; at < attempts('').length; at += 1) {
      const raw = await stranger();
      const { nonce } = await raw.next('hello');
      raw.say(attempts(nonce)[at]);
      expect((await raw.next('no'))['problem']).toMatchObject({ code: expect.stringMatching(/^(station.unknown|command.badInput)$/) });
      expect(await raw.ended).toBe(4003);
    }
  });

  it('SPEC 10.2: cannot say again what a station said on its own connection', async () => {
    const mine = await open(host);
    const login = loginMessage(host, (await mine.next('hello'))['nonce'], kiosk);
    const raw = await stranger();
    await raw.next('hello');
    raw.say(login);
    expect((await raw.next('no'))['problem']).toMatchObject({ code: 'station.unknown' });
    mine.socket.terminate();
  });

  it('SPEC 10.8: is no host of before without the hall\'s key', async () => {
    const [key, mine] = [newKey(), generateKeyPairSync('ed25519')];
    for (const sign of ['', 'A'.repeat(88), null]) {
      const raw = await stranger();
      const { nonce } = await raw.next('hello');
      const text = `former ${loginText(host.hall, host.fingerprint, String(nonce), key.publicKey)}`;
      raw.say({ k: 'former', publicKey: key.publicKey, name: 'was host', sign: sign ?? signWith(null, Buffer.from(text), mine.privateKey).toString('base64') });
      raw.say({ k: 'replica', epoch: 1, seq: 0, hash: '' });
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
      const raw = await stranger();
      raw.say({ k: 'knows', epoch: 99 + round, address: '127.0.0.1', port });
      await raw.ended;
    }
    const paired = await enter(host, await pairStation(host, 'counter', '9'));
    for (let round = 0; round < 60; round += 1) paired.say({ k: 'knows', epoch: 2 ** 40, address: round % 2 === 0 ? '127.0.0.1' : '::ffff:127.0.0.1', port });
    for (const address of ['x y', 'http://127.0.0.1/#', '[::1', '\u0000', '../..']) paired.say({ k: 'knows', epoch: 3, address, port });
    await ask(paired, 'counter');
    await sleep(1_000);
    expect(reached).toBeLessThan(5);
    const hello = await (await stranger()).next('hello');
    expect(hello).toMatchObject({ deciding: true, epoch: 1 });
    trap.close();
  });

  it('SPEC 10.2: a page elsewhere, by its origin or the name that leads here, is refused before it is heard', async () => {
    for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:${host.port}`, `https://127.0.0.1:${host.port + 1}`, 'file://']) expect(await knock(host, { origin }), origin).toBe(403);
    for (const name of ['evil.example', `evil.example:${host.port}`, 'a@127.0.0.1', '127.0.0.1/x', `host.${host.hall}.evil.example`]) {
      const refused = await knock(host, { headers: { Host: name } });
      expect(typeof refused === 'number' ? refused : 0, name).toBeOneOf([400, 421]);
    }
    expect(await knock(host, { path: '/link/../journal' })).toBe(404);
  });
});

describe('a frame', () => {
  const paired: Identity[] = [];
  const counter = async (): Promise<Identity> => (paired[0] ??= await pairStation(host, 'counter', '7'));

  it('SPEC 10.4: that is no message of ours ends the connection, before and after the login', async () => {
    const bombs = ['', '{', 'null', '[]', '0', '"call"', '{}', '{"k":1}', '{"k":"call"}', '{"k":"callx","id":1}', '{"k":"call","id":-1,"name":"kiosk"}', '{"k":"call","id":1e400,"name":"kiosk"}', '{"k":"call","id":1,"name":"","input":{}}',
      `{"k":"call","id":1,"name":"${'x'.repeat(65)}"}`, '{"k":["call"],"id":1,"name":"kiosk"}', '{"k":"__proto__"}', '{"__proto__":{"k":"time","t0":1}}', '{"k":"facts","list":[]}', '{"k":"about","port":99999}', '{"k":"lease","day":"../../x"}', '[['.repeat(200_000),
      '{"a":'.repeat(90_000), '\u0000', `{"k":"pair","publicKey":"","role":"admin","name":"x","standBy":true,"proof":""}`];
    for (const bomb of bombs) {
      const raw = await stranger();
      raw.say(bomb);
      expect(await raw.ended, bomb.slice(0, 40)).toBe(4003);
      const inside = await enter(host, await counter());
      inside.say(bomb);
      expect(await inside.ended, bomb.slice(0, 40)).toBe(4003);
    }
  });

  it('SPEC 10.4: that is binary, too large, or breaks the protocol ends the connection; a message in pieces does not', async () => {
    for (const enterOr of [() => stranger(), async () => enter(host, await counter())]) {
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
      expect(await text.ended).toBe(1007);
    }
    const whole = await enter(host, await counter());
    for (const part of ['{"k":"ti', 'me","t0', '":7']) whole.socket.send(part, { fin: false });
    whole.socket.send('}', { fin: true });
    expect(await whole.next('time')).toMatchObject({ t0: 7 });
    whole.socket.close();
  });

  it('SPEC 2.6 10.3: whose content is meant to confuse gets a Problem, and nobody else notices', async () => {
    const raw = await enter(host, await counter());
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
    const [answer] = await Promise.all([raw.next('facts'), ...Array.from({ length: 50 }, () => goesOn())]);
    expect(answer).toMatchObject({ upTo: 1, problem: null });
    expect(await ask(raw, 'counter')).toMatchObject({ ok: true });
    raw.socket.close();
  });
});

describe('a station that is paired', () => {
  it('SPEC 10.3: a kiosk\'s key does nothing of a counter\'s, and a board\'s only looks', async () => {
    const board = await enter(host, await pairStation(host, 'board', '大屏'));
    const guide = await enter(host, await pairStation(host, 'guide', '引导'));
    for (const [raw, role] of [[honest, 'kiosk'], [board, 'board'], [guide, 'guide']] as const) {
      for (const [name, entry] of Object.entries(contract)) {
        if ((entry.may as readonly string[]).includes(role) && entry.kind !== 'local') continue;
        const expected = entry.kind === 'local' ? 'command.unknown' : 'command.notAllowed';
        expect((await command(raw, name)).problem?.code, `${role} ${name}`).toBe(expected);
        if (entry.kind !== 'view') continue;
        raw.say({ k: 'watch', w: 9, name, params: {} });
        expect(await raw.next('push'), `${role} ${name}`).toMatchObject({ problem: { code: 'command.notAllowed' } });
      }
    }
    const commands = Object.entries(contract).filter(([, entry]) => entry.kind === 'command' && (entry.may as readonly string[]).includes('board'));
    expect(commands).toEqual([]);
    for (const name of ['ticket.call', 'station.revoke', 'hall.configure', 'facts.record', 'epoch.start']) expect((await command(honest, name)).problem?.code).toBe('command.notAllowed');
    for (const raw of [board, guide]) raw.socket.close();
  });

  it('SPEC 10.6: facts that a station may not bring are kept on record and change nothing', async () => {
    const counter = await pairStation(host, 'counter', '8');
    const raw = await enter(host, counter);
    const rogue = await enter(host, await pairStation(host, 'kiosk', '二'));
    const ticket = String((await host.must('call', 'guide', 'ticket.issue', { service: 'payment' }))['ticket']);
    const [before, rows] = [await host.must('view', 'manager', 'settings'), (await host.must('view', 'manager', 'stations'))['rows']];
    const complaint = (await host.must('view', 'manager', 'feedbackList'))['rows'] as { feedback: string }[];
    const paired = { station: newId(), name: 'x', role: 'manager', publicKey: 'x', standBy: true, browser: false };
    const facts: readonly object[] = [
      { type: 'ticket.finished', data: { ticket, counter: 1, outcome: 'notRecorded' } }, { type: 'ticket.called', data: { ticket, counter: 1 } }, { type: 'station.paired', data: paired }, { type: 'station.revoked', data: { station: counter.station } },
      { type: 'epoch.started', data: { epoch: 9, host: 'x', fromSeq: 0, prevHash: '', range: 1 } }, { type: 'hall.configured', data: { section: 'hall', value: { name: '黑' } } }, { type: 'person.forgotten', data: { key: complaint[0]?.feedback } }, { type: 'fact.kept', data: { type: 'x', data: 1 } },
      { type: 'day.closed', data: { day: '2026-01-01' } }, { type: '__proto__', data: {} }, { type: 'constructor' }, {},
    ];
    const epoch = (await (await stranger()).next('hello'))['epoch'];
    let seq = 0;
    for (const fact of facts) {
      seq += 1;
      rogue.say({ k: 'facts', list: [{ seq, epoch: 7, station: counter.station, commandId: newId(), staff: '主管', happenedAt: Date.now(), facts: [fact], keys: [{ id: complaint[0]?.feedback, key: 'AAAA' }, { id: newId(), key: Buffer.alloc(32).toString('base64') }] }] });
      expect(await rogue.next('facts'), JSON.stringify(fact)).toMatchObject({ upTo: seq, problem: null });
    }
    expect(await host.must('view', 'manager', 'settings')).toEqual(before);
    expect(((await host.must('view', 'manager', 'stations'))['rows'] as { station: string; revokedAt: unknown }[]).map((one) => [one.station, one.revokedAt])).toEqual((rows as { station: string; revokedAt: unknown }[]).map((one) => [one.station, one.revokedAt]));
    expect((await (await stranger()).next('hello'))['epoch']).toBe(epoch);
    expect((await host.must('view', 'guide', 'floor'))['waiting']).toContainEqual(expect.objectContaining({ ticket }));
    expect(await host.must('view', 'manager', 'feedback', { feedback: complaint[0]?.feedback })).toMatchObject({ personal: 'shown', name: '王五', phone: '138****5678' });
    secrets.delete(words); // read here by who may; what was said to the hostile one is looked at below
    const kept = journalEvents(host.dataDir).filter((one) => one.type === 'fact.kept');
    const texts = kept.map((one) => (one.staff === null ? JSON.stringify(one.data) : ''));
    for (const fact of facts) expect(texts.some((text) => text.includes(JSON.stringify([fact]))), JSON.stringify(fact)).toBe(true);
    expect(kept.every((one) => one.station !== '主管' && one.original?.epoch === 0)).toBe(true);
    for (const one of [raw, rogue]) one.socket.close();
  });

  it('SPEC 10.7: one that is no stand-by gets no line of the record and no key', async () => {
    const roles = [kiosk, await pairStation(host, 'kiosk', '三', true), await pairStation(host, 'board', '二', true), await pairStation(host, 'counter', '6')];
    for (const who of roles) {
      const raw = await enter(host, who);
      raw.say({ k: 'about', port: 80 });
      raw.say({ k: 'replica', epoch: 1, seq: 0, hash: '' });
      raw.say({ k: 'replica', epoch: 1, seq: 2 ** 40, hash: '0'.repeat(64) });
      raw.say({ k: 'wantKeys', ids: ['hall', 'authority', 'station', '../hall', '../../hall'] });
      raw.say({ k: 'have', seq: 2 ** 40 });
      raw.say({ k: 'settled', epoch: 1, facts: 0 });
      if (who === kiosk) honest = raw;
      await goesOn();
      raw.say({ k: 'time', t0: 42 });
      await raw.until((one) => one.k === 'time' && one['t0'] === 42);
      expect(raw.heard.filter((one) => ['from', 'lines', 'keyIds', 'keys'].includes(one.k))).toEqual([]);
      expect(raw.heard.filter((one) => one.k === 'seats').every((one) => (one['seats'] as unknown[]).length === 0)).toBe(true);
      if (who !== kiosk) raw.socket.close();
    }
  });

  it('SPEC 10.7: a stand-by that is one no more gets nothing from then on', async () => {
    const who = await pairStation(host, 'counter', '5', true);
    const raw = await enter(host, who);
    raw.say({ k: 'replica', epoch: 1, seq: 0, hash: '' });
    await raw.next('lines');
    raw.say({ k: 'have', seq: 1_000_000 }); // it lies: what it waits for may go on
    await host.must('call', 'manager:主管', 'station.change', { station: who.station, standBy: false });
    const head = raw.heard.length;
    for (let count = 0; count < 5; count += 1) await goesOn();
    raw.say({ k: 'wantKeys', ids: ['hall', 'authority'] });
    raw.say({ k: 'time', t0: 43 });
    await raw.until((one) => one.k === 'time' && one['t0'] === 43);
    expect(raw.heard.slice(head + 1).filter((one) => one.k !== 'time' && one.k !== 'seats')).toEqual([]);
    expect(JSON.stringify(raw.heard)).not.toContain(words);
    raw.socket.close();
  });

  it('SPEC 10.2: one that is removed is cut off at once, sees nothing more, and is not let in again', async () => {
    const who = await pairStation(host, 'kiosk', '四');
    const [raw, other] = [await enter(host, who), await pairStation(host, 'counter', '4')];
    raw.say({ k: 'watch', w: 1, name: 'kiosk', params: {} });
    await raw.next('push');
    await host.must('call', 'manager:主管', 'station.revoke', { station: who.station });
    const pushes = () => raw.heard.filter((one) => one.k === 'push').length;
    const before = pushes();
    raw.say({ k: 'call', id: 1, name: 'kiosk', input: {} });
    await goesOn();
    expect(await raw.ended).toBeOneOf([4001, 4003]);
    expect(pushes()).toBe(before);
    expect(raw.heard.filter((one) => one.k === 'reply')).toEqual([]);
    const again = await stranger();
    again.say(loginMessage(host, (await again.next('hello'))['nonce'], who));
    expect((await again.next('no'))['problem']).toMatchObject({ code: 'station.revoked' });
    expect(await again.ended).toBe(4003);
    expect(await ask(await enter(host, other), 'counter')).toMatchObject({ ok: true });
  });

  it('SPEC 10.9: numbers are leased for today and tomorrow only, and not without end', async () => {
    const raw = await enter(host, await pairStation(host, 'kiosk', '五'));
    const today = String((await host.must('view', 'kiosk', 'kiosk'))['day']);
    const leased: unknown[] = [];
    for (const day of ['2099-01-01', '9999-99-99', '2000-01-01', ...Array.from({ length: 100 }, () => today)]) {
      raw.say({ k: 'lease', day });
      leased.push((await raw.next('lease'))['lease']);
    }
    expect(leased.slice(0, 3)).toEqual([null, null, null]);
    expect(leased.filter((one) => one !== null).length).toBeLessThan(30);
    for (let count = 0; count < 500; count += 1) raw.say({ k: 'jumped', byMs: count });
    await ask(raw, 'kiosk');
    await goesOn();
    expect(journalEvents(host.dataDir).filter((one) => one.type === 'clock.jumped').length).toBeLessThan(300);
    raw.socket.close();
  });
});

describe('who floods the host', () => {
  /** What the host's memory grew by at the most while that went on, in MB. */
  async function growth(during: () => Promise<unknown>): Promise<number> {
    const before = host.megabytes() ?? 0;
    let most = 0;
    const look = setInterval(() => (most = Math.max(most, (host.megabytes() ?? 0) - before)), 50);
    await during().finally(() => clearInterval(look));
    return most;
  }

  it('SPEC 10.4: with more views, calls or facts than a station needs is told so, and others are served meanwhile', async () => {
    const raw = await enter(host, await pairStation(host, 'kiosk', '六'));
    for (let w = 0; w < 100; w += 1) raw.say({ k: 'watch', w, name: w % 2 === 0 ? 'kiosk' : 'kit', params: {} });
    expect(await raw.until((one) => one.k === 'push' && one['w'] === 99)).toMatchObject({ problem: { code: 'network.tooMuch' } });
    expect(new Set(raw.heard.filter((one) => one.k === 'push' && !('problem' in one)).map((one) => one['w'])).size).toBeLessThanOrEqual(64);
    for (let id = 0; id < 5_000; id += 1) raw.say({ k: 'call', id, name: id % 2 === 0 ? 'kiosk' : 'ticket.issue', input: { service: 'nowhere', commandId: newId() } });
    for (let count = 0; count < 5; count += 1) await goesOn();
    await raw.until((one) => one.k === 'reply' && one['id'] === 4_999);
    expect(raw.heard.filter((one) => one.k === 'reply')).toHaveLength(5_000);
    const list = [{ seq: 1, epoch: 0, station: 'x', commandId: newId(), staff: null, happenedAt: 1, facts: ['x'.repeat(100_000)], keys: [] }];
    for (let count = 0; count < 50; count += 1) raw.say({ k: 'facts', list });
    expect(await raw.ended).toBe(4009);
  });

  it('SPEC 10.4: without ever reading an answer costs no memory, and is cut off', async () => {
    for (let count = 0; count < 300; count += 1) await host.must('call', 'guide', 'ticket.issue', { service: 'general' });
    const raw = await enter(host, await pairStation(host, 'kiosk', '七'));
    expect(JSON.stringify(await ask(raw, 'kit')).length).toBeGreaterThan(50_000);
    raw.socket.pause();
    let over = false;
    const grown = await growth(async () => {
      const { _socket: bare } = raw.socket as unknown as { _socket: tls.TLSSocket };
      for (let id = 0; id < 20_000 && !over; id += 1) {
        raw.say({ k: 'call', id, name: 'kit', input: {} });
        if (id % 200 === 0) await goesOn();
        if (bare.writableLength > 1_000_000) break; // nobody takes it any more
      }
      for (let count = 0; count < 20; count += 1) {
        await sleep(50);
        await goesOn();
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
      const socket = net.connect({ host: '127.0.0.1', port: host.port, localAddress: from }, () => socket.write(junk[left % junk.length] ?? ''));
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
        await goesOn();
        slowest = Math.max(slowest, Date.now() - began);
        served += 1;
      }
      await flood;
    });
    expect(served).toBeGreaterThan(10);
    expect(grown).toBeLessThan(150);
    console.log(`10,000 connections of junk: ${served} tickets meanwhile, the slowest after ${slowest} ms`);
    const late = await enter(host, await pairStation(host, 'counter', '3'));
    expect(await ask(late, 'counter')).toMatchObject({ ok: true });
    late.socket.close();
  });

  it('SPEC 10.4: slowly, or by saying nothing, is cut off and takes nobody\'s place', { timeout: 60_000 }, async () => {
    const from = '127.0.0.9';
    const handshakes = Array.from({ length: 20 }, () => {
      const socket = net.connect({ host: '127.0.0.1', port: host.port, localAddress: from });
      const drip = setInterval(() => socket.write(Buffer.from([0x16])), 1_000);
      socket.on('error', () => undefined);
      return new Promise((resolve) => socket.once('close', resolve)).finally(() => clearInterval(drip));
    });
    const requests = Array.from({ length: 20 }, () => {
      const socket = tls.connect({ host: '127.0.0.1', port: host.port, localAddress: from, rejectUnauthorized: false } as tls.ConnectionOptions, () => socket.write('GET /link HTTP/1.1\r\n'));
      const drip = setInterval(() => socket.writable && socket.write('X'), 1_000);
      socket.on('error', () => undefined);
      return new Promise((resolve) => socket.once('close', resolve)).finally(() => clearInterval(drip));
    });
    const silent = await Promise.all(Array.from({ length: 40 }, () => stranger({ localAddress: from })));
    expect(await knock(host, { localAddress: from })).toBe(429);
    const inside = await enter(host, await pairStation(host, 'kiosk', '八'));
    const began = Date.now();
    expect(await inside.ended).toBe(4008); // no heartbeat
    expect(Date.now() - began).toBeLessThan(15_000);
    await Promise.all([...handshakes, ...requests]);
    expect(await Promise.all(silent.map((one) => one.ended))).toEqual(silent.map(() => 4008));
  });
});

describe('at the pairing', () => {
  it('SPEC 10.2: a code is used once, and what was said with it is worth nothing again', async () => {
    const [digits, key, raw] = [await shownDigits(), newKey(), await open(host)];
    const message = await pairMessage(host, (await raw.next('hello'))['nonce'], digits, key, { name: '九' });
    secrets.add(String(message['proof']));
    raw.say(message);
    await raw.next('paired');
    raw.socket.close();
    const after = async (make: (nonce: unknown) => Promise<object> | object) => {
      const one = await stranger();
      one.say(await make((await one.next('hello'))['nonce']));
      const { code } = (await one.next('no'))['problem'] as { code: string };
      await one.ended;
      return code;
    };
    expect(await after(() => message)).toBe('pair.codeOver'); // said again
    expect(await after((nonce) => pairMessage(host, nonce, digits, newKey()))).toBe('pair.codeOver'); // used again
    const next = await shownDigits();
    expect(await after(() => message)).toBe('pair.codeWrong'); // said again while another code is shown
    const other = '0'.repeat(64);
    expect(await after((nonce) => pairMessage(host, nonce, next, newKey(), { fingerprint: other }))).toBe('pair.codeWrong'); // proven to another authority
    expect(await after(async (nonce) => ({ ...(await pairMessage(host, nonce, next, newKey())), publicKey: newKey().publicKey }))).toBe('pair.codeWrong'); // another key put in
    expect(await after(async (nonce) => ({ ...(await pairMessage(host, nonce, next, newKey())), role: 'manager' }))).toBe('pair.codeWrong'); // another role put in
    const right = await pairMessage(host, (await (await stranger()).next('hello'))['nonce'], next, newKey());
    expect(await after(() => right)).toBe('pair.codeWrong'); // proven on another connection: the fifth, which ends the code
    expect(await after((nonce) => pairMessage(host, nonce, next, newKey()))).toBe('pair.codeOver');
  });

  it('SPEC 10.2: names that are none, roles that are none and keys that are none are refused', async () => {
    for (const more of [{ name: 'a\u0007b' }, { name: '\u202Egnp' }, { name: 'x\ny' }, { name: ' ' }, { name: 'x'.repeat(10_000) }, { role: 'admin' }, { role: 'system' }, { role: 'x'.repeat(10_000) }, { role: 'kiosk\u0000' }]) {
      const raw = await stranger();
      raw.say({ k: 'pair', publicKey: newKey().publicKey, role: 'kiosk', name: 'n', standBy: false, proof: '', ...more });
      expect((await raw.next('no'))['problem'], JSON.stringify(more).slice(0, 60)).toMatchObject({ code: 'command.badInput' });
      await raw.ended;
    }
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
    for (const publicKey of ['', 'AAAA', privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')]) {
      const [raw, digits] = [await stranger(), await shownDigits()];
      raw.say(await pairMessage(host, (await raw.next('hello'))['nonce'], digits, { publicKey, privateKey: '' }));
      expect((await raw.next('no'))['problem']).toMatchObject({ code: 'command.badInput' });
      await raw.ended;
    }
  });

  it('SPEC 10.2: a browser is no manager and keeps no copy', async () => {
    const origin = `https://127.0.0.1:${host.port}`;
    const before = ((await host.must('view', 'manager', 'stations'))['rows'] as unknown[]).length;
    const raw = await stranger({ origin });
    raw.say(await pairMessage(host, (await raw.next('hello'))['nonce'], await shownDigits(), newKey(), { role: 'manager', name: 'm' }));
    expect((await raw.next('no'))['problem']).toMatchObject({ code: 'command.notAllowed' });
    expect(await host.must('view', 'manager', 'stations')).toMatchObject({ rows: { length: before } });
    const counter = await open(host, { origin });
    counter.say(await pairMessage(host, (await counter.next('hello'))['nonce'], await shownDigits(), newKey(), { role: 'counter', name: '2', standBy: true }));
    expect(await counter.next('paired')).toMatchObject({ standBy: false });
    counter.say({ k: 'replica', epoch: 1, seq: 0, hash: '' });
    expect(await ask(counter, 'counter')).toMatchObject({ ok: true });
    expect(counter.heard.filter((one) => ['from', 'lines', 'keys', 'keyIds'].includes(one.k))).toEqual([]);
    counter.socket.close();
  });

  it('SPEC 10.2: a machine in the middle is noticed before it has heard anything', async () => {
    const theirs = await makeAuthority(host.hall, Date.now());
    const leaf = await issueLeaf(theirs, { dns: [stationName(host.hall)], ip: ['127.0.0.1'] }, Date.now());
    const heard: Buffer[] = [];
    const middle = tls.createServer({ cert: leaf.cert + theirs.cert, key: leaf.key }, (socket) => {
      const on = tls.connect({ host: '127.0.0.1', port: host.port, ca: host.ca, servername: stationName(host.hall) });
      socket.on('data', (part) => {
        heard.push(part);
        on.write(part);
      });
      on.on('data', (part) => socket.write(part));
      for (const one of [socket, on]) one.on('error', () => undefined);
      socket.on('close', () => on.destroy());
    }).listen(0, '127.0.0.1');
    middle.on('tlsClientError', () => undefined);
    await new Promise((resolve) => void middle.once('listening', resolve));
    const { port } = middle.address() as net.AddressInfo;
    const { code } = await host.digits();
    secrets.add(code);
    const { keys } = await openKeys(freshFolder('joining'), realFiles);
    const asked = { code, role: 'counter', name: '1', standBy: false, port: 7180 } as const;
    expect(await joinHall(keys, { ...asked, address: `127.0.0.1:${port}` })).toMatchObject({ ok: false, problem: { code: 'host.notTrusted' } });
    expect(Buffer.concat(heard).length).toBe(0);
    expect(await joinHall(keys, { ...asked, address: `127.0.0.1:${host.port}` })).toMatchObject({ ok: true });
    expect((await joinHall(keys, { ...asked, address: `127.0.0.1:${host.port}` })).ok).toBe(false);
    middle.close();
  });

  it('SPEC 10.2: five wrong codes end a code, twenty end pairing for five minutes, and nothing tells a right one from then on', async () => {
    const other = await startServing();
    const wrong = async (digits: string): Promise<string> => {
      const raw = await stranger({}, other);
      raw.say(await pairMessage(other, (await raw.next('hello'))['nonce'], digits, newKey()));
      const said = await raw.next('no');
      await raw.ended;
      return (said['problem'] as { code: string }).code;
    };
    const codes: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      const digits = await shownDigits(other);
      const guess = String((Number(digits) + 1) % 1_000_000).padStart(6, '0');
      codes.push(...(await Promise.all(Array.from({ length: 12 }, () => wrong(guess)))));
      codes.push(await wrong(digits));
    }
    expect(codes.filter((one) => one === 'pair.codeWrong')).toHaveLength(20);
    expect(codes.every((one) => ['pair.codeWrong', 'pair.codeOver', 'pair.tooManyTries'].includes(one))).toBe(true);
    expect(await wrong(await shownDigits(other))).toBe('pair.tooManyTries');
    expect((await other.must('view', 'manager', 'stations'))['rows']).toEqual([]);
    noLeak(other);
    await other.stop();
    expect((await verifyJournal(other.dataDir)).ok).toBe(true);
  });
});
