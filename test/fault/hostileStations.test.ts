import { generateKeyPairSync } from 'node:crypto';
import type net from 'node:net';
import tls from 'node:tls';
import { describe, expect, it } from 'vitest';
import { newId } from '../../main/hall/ids.ts';
import { issueLeaf, makeAuthority } from '../../main/network/authority.ts';
import { stationName } from '../../main/network/identity.ts';
import { joinHall } from '../../main/network/join.ts';
import { realFiles } from '../../main/store/files.ts';
import { openKeys } from '../../main/store/store.ts';
import { verifyJournal } from '../../main/store/verify.ts';
import { contract } from '../../shared/contract.ts';
import { freshFolder } from '../support/fixture.ts';
import { ask, command, enter, loginMessage, newKey, open, pairMessage, pairStation } from '../support/hostile.ts';
import { hostileHall, words } from '../support/hostileHall.ts';
import { journalEvents } from '../support/journal.ts';
import { startServing } from '../support/serving.ts';

const hall = hostileHall();

describe('a station that is paired', () => {
  it('SPEC 10.3: a kiosk\'s key does nothing of a counter\'s, and a board\'s only looks', async () => {
    const board = await enter(hall.host, await pairStation(hall.host, 'board', '大屏'));
    const guide = await enter(hall.host, await pairStation(hall.host, 'guide', '引导'));
    for (const [raw, role] of [[hall.honest, 'kiosk'], [board, 'board'], [guide, 'guide']] as const) {
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
    for (const name of ['ticket.call', 'station.revoke', 'hall.configure', 'facts.record', 'epoch.start']) expect((await command(hall.honest, name)).problem?.code).toBe('command.notAllowed');
    for (const raw of [board, guide]) raw.socket.close();
  });

  it('SPEC 10.6: facts that a station may not bring are kept on record and change nothing', async () => {
    const counter = await pairStation(hall.host, 'counter', '8');
    const raw = await enter(hall.host, counter);
    const rogue = await enter(hall.host, await pairStation(hall.host, 'kiosk', '二'));
    const ticket = String((await hall.host.must('call', 'guide', 'ticket.issue', { service: 'payment' }))['ticket']);
    const [before, rows] = [await hall.host.must('view', 'manager', 'settings'), (await hall.host.must('view', 'manager', 'stations'))['rows']];
    const complaint = (await hall.host.must('view', 'manager', 'feedbackList'))['rows'] as { feedback: string }[];
    const paired = { station: newId(), name: 'x', role: 'manager', publicKey: 'x', standBy: true, browser: false };
    const facts: readonly object[] = [
      { type: 'ticket.finished', data: { ticket, counter: 1, outcome: 'notRecorded' } }, { type: 'ticket.called', data: { ticket, counter: 1 } }, { type: 'station.paired', data: paired }, { type: 'station.revoked', data: { station: counter.station } },
      { type: 'epoch.started', data: { epoch: 9, host: 'x', fromSeq: 0, prevHash: '', range: 1 } }, { type: 'hall.configured', data: { section: 'hall', value: { name: '黑' } } }, { type: 'person.forgotten', data: { key: complaint[0]?.feedback } }, { type: 'fact.kept', data: { type: 'x', data: 1 } },
      { type: 'day.closed', data: { day: '2026-01-01' } }, { type: '__proto__', data: {} }, { type: 'constructor' }, {},
    ];
    const epoch = (await (await hall.stranger()).next('hello'))['epoch'];
    let seq = 0;
    for (const fact of facts) {
      seq += 1;
      rogue.say({ k: 'facts', list: [{ seq, epoch: 7, station: counter.station, commandId: newId(), staff: '主管', happenedAt: Date.now(), facts: [fact], keys: [{ id: complaint[0]?.feedback, key: 'AAAA' }, { id: newId(), key: Buffer.alloc(32).toString('base64') }] }] });
      expect(await rogue.next('facts'), JSON.stringify(fact)).toMatchObject({ upTo: seq, problem: null });
    }
    expect(await hall.host.must('view', 'manager', 'settings')).toEqual(before);
    expect(((await hall.host.must('view', 'manager', 'stations'))['rows'] as { station: string; revokedAt: unknown }[]).map((one) => [one.station, one.revokedAt])).toEqual((rows as { station: string; revokedAt: unknown }[]).map((one) => [one.station, one.revokedAt]));
    expect((await (await hall.stranger()).next('hello'))['epoch']).toBe(epoch);
    expect((await hall.host.must('view', 'guide', 'floor'))['waiting']).toContainEqual(expect.objectContaining({ ticket }));
    await hall.host.must('call', 'manager', 'feedback.show', { feedback: complaint[0]?.feedback });
    expect(await hall.host.must('view', 'manager', 'feedback', { feedback: complaint[0]?.feedback })).toMatchObject({ personal: 'shown', name: '王五' });
    hall.secrets.delete(words); // read here by who may; what was said to the hostile one is looked at below
    const kept = journalEvents(hall.host.dataDir).filter((one) => one.type === 'fact.kept');
    const texts = kept.map((one) => (one.staff === null ? JSON.stringify(one.data) : ''));
    for (const fact of facts) expect(texts.some((text) => text.includes(JSON.stringify([fact]))), JSON.stringify(fact)).toBe(true);
    expect(kept.every((one) => one.station !== '主管' && one.original?.epoch === 0)).toBe(true);
    for (const one of [raw, rogue]) one.socket.close();
  });

  it('SPEC 10.7: one that is no stand-by gets no line of the record and no key', async () => {
    const roles = [hall.kiosk, await pairStation(hall.host, 'kiosk', '三', true), await pairStation(hall.host, 'board', '二', true), await pairStation(hall.host, 'counter', '6')];
    for (const who of roles) {
      const raw = await enter(hall.host, who);
      raw.say({ k: 'about', port: 80 });
      raw.say({ k: 'replica', epochs: [], seq: 0, hash: '' });
      raw.say({ k: 'replica', epochs: [], seq: 2 ** 40, hash: '0'.repeat(64) });
      raw.say({ k: 'wantKeys', ids: ['hall', 'authority', 'station', '../hall', '../../hall'] });
      raw.say({ k: 'have', seq: 2 ** 40 });
      raw.say({ k: 'settled', epochs: [1, 2], facts: 0 });
      if (who === hall.kiosk) hall.honest = raw;
      await hall.goesOn();
      raw.say({ k: 'time', t0: 42 });
      await raw.until((one) => one.k === 'time' && one['t0'] === 42);
      expect(raw.heard.filter((one) => ['from', 'lines', 'keyIds', 'keys'].includes(one.k))).toEqual([]);
      expect(raw.heard.filter((one) => one.k === 'seats').every((one) => (one['seats'] as unknown[]).length === 0)).toBe(true);
      if (who !== hall.kiosk) raw.socket.close();
    }
  });

  it('SPEC 10.7: a stand-by that is one no more gets nothing from then on', async () => {
    const who = await pairStation(hall.host, 'counter', '5', true);
    const raw = await enter(hall.host, who);
    raw.say({ k: 'replica', epochs: [], seq: 0, hash: '' });
    await raw.next('lines');
    raw.say({ k: 'have', seq: 1_000_000 }); // it lies: what it waits for may go on
    await hall.host.must('call', 'manager:主管', 'station.change', { station: who.station, standBy: false });
    const head = raw.heard.length;
    for (let count = 0; count < 5; count += 1) await hall.goesOn();
    raw.say({ k: 'wantKeys', ids: ['hall', 'authority'] });
    raw.say({ k: 'time', t0: 43 });
    await raw.until((one) => one.k === 'time' && one['t0'] === 43);
    expect(raw.heard.slice(head + 1).filter((one) => one.k !== 'time' && one.k !== 'seats')).toEqual([]);
    expect(JSON.stringify(raw.heard)).not.toContain(words);
    raw.socket.close();
  });

  it('SPEC 10.2: one that is removed is cut off at once, sees nothing more, and is not let in again', async () => {
    const who = await pairStation(hall.host, 'kiosk', '四');
    const [raw, other] = [await enter(hall.host, who), await pairStation(hall.host, 'counter', '4')];
    raw.say({ k: 'watch', w: 1, name: 'kiosk', params: {} });
    await raw.next('push');
    await hall.host.must('call', 'manager:主管', 'station.revoke', { station: who.station });
    const pushes = () => raw.heard.filter((one) => one.k === 'push').length;
    const before = pushes();
    raw.say({ k: 'call', id: 1, name: 'kiosk', input: {} });
    await hall.goesOn();
    expect(await raw.ended).toBeOneOf([4001, 4003]);
    expect(pushes()).toBe(before);
    expect(raw.heard.filter((one) => one.k === 'reply')).toEqual([]);
    const again = await hall.stranger();
    again.say(loginMessage(hall.host, (await again.next('hello'))['nonce'], who));
    expect((await again.next('no'))['problem']).toMatchObject({ code: 'station.revoked' });
    expect(await again.ended).toBe(4003);
    expect(await ask(await enter(hall.host, other), 'counter')).toMatchObject({ ok: true });
  });

  it('SPEC 10.9: numbers are leased for today and tomorrow only, and not without end', async () => {
    const raw = await enter(hall.host, await pairStation(hall.host, 'kiosk', '五'));
    const today = String((await hall.host.must('view', 'kiosk', 'kiosk'))['day']);
    const leased: unknown[] = [];
    for (const day of ['2099-01-01', '9999-99-99', '2000-01-01', ...Array.from({ length: 100 }, () => today)]) {
      raw.say({ k: 'lease', day });
      leased.push((await raw.next('lease'))['lease']);
    }
    expect(leased.slice(0, 3)).toEqual([null, null, null]);
    expect(leased.filter((one) => one !== null).length).toBeLessThan(30);
    for (let count = 0; count < 500; count += 1) raw.say({ k: 'jumped', byMs: count });
    await ask(raw, 'kiosk');
    await hall.goesOn();
    expect(journalEvents(hall.host.dataDir).filter((one) => one.type === 'clock.jumped').length).toBeLessThan(300);
    raw.socket.close();
  });
});

describe('at the pairing', () => {
  it('SPEC 10.2: a code is used once, and what was said with it is worth nothing again', async () => {
    const [digits, key, raw] = [await hall.digits(), newKey(), await open(hall.host)];
    const message = await pairMessage(hall.host, (await raw.next('hello'))['nonce'], digits, key, { name: '九' });
    hall.secrets.add(String(message['proof']));
    raw.say(message);
    await raw.next('paired');
    raw.socket.close();
    const after = async (make: (nonce: unknown) => Promise<object> | object) => {
      const one = await hall.stranger();
      one.say(await make((await one.next('hello'))['nonce']));
      const { code } = (await one.next('no'))['problem'] as { code: string };
      await one.ended;
      return code;
    };
    expect(await after(() => message)).toBe('pair.codeOver'); // said again
    expect(await after((nonce) => pairMessage(hall.host, nonce, digits, newKey()))).toBe('pair.codeOver'); // used again
    const next = await hall.digits();
    expect(await after(() => message)).toBe('pair.codeWrong'); // said again while another code is shown
    const other = '0'.repeat(64);
    expect(await after((nonce) => pairMessage(hall.host, nonce, next, newKey(), { fingerprint: other }))).toBe('pair.codeWrong'); // proven to another authority
    expect(await after(async (nonce) => ({ ...(await pairMessage(hall.host, nonce, next, newKey())), publicKey: newKey().publicKey }))).toBe('pair.codeWrong'); // another key put in
    expect(await after(async (nonce) => ({ ...(await pairMessage(hall.host, nonce, next, newKey())), role: 'manager' }))).toBe('pair.codeWrong'); // another role put in
    const right = await pairMessage(hall.host, (await (await hall.stranger()).next('hello'))['nonce'], next, newKey());
    expect(await after(() => right)).toBe('pair.codeWrong'); // proven on another connection: the fifth, which ends the code
    expect(await after((nonce) => pairMessage(hall.host, nonce, next, newKey()))).toBe('pair.codeOver');
  });

  it('SPEC 10.2: names that are none, roles that are none and keys that are none are refused', async () => {
    for (const more of [{ name: 'a\u0007b' }, { name: '\u202Egnp' }, { name: 'x\ny' }, { name: ' ' }, { name: 'x'.repeat(10_000) }, { role: 'admin' }, { role: 'system' }, { role: 'x'.repeat(10_000) }, { role: 'kiosk\u0000' }]) {
      const raw = await hall.stranger();
      raw.say({ k: 'pair', publicKey: newKey().publicKey, role: 'kiosk', name: 'n', standBy: false, proof: '', ...more });
      expect((await raw.next('no'))['problem'], JSON.stringify(more).slice(0, 60)).toMatchObject({ code: 'command.badInput' });
      await raw.ended;
    }
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
    for (const publicKey of ['', 'AAAA', privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')]) {
      const [raw, digits] = [await hall.stranger(), await hall.digits()];
      raw.say(await pairMessage(hall.host, (await raw.next('hello'))['nonce'], digits, { publicKey, privateKey: '' }));
      expect((await raw.next('no'))['problem']).toMatchObject({ code: 'command.badInput' });
      await raw.ended;
    }
  });

  it('SPEC 10.2: a browser is no manager and keeps no copy', async () => {
    const origin = `https://127.0.0.1:${hall.host.port}`;
    const before = ((await hall.host.must('view', 'manager', 'stations'))['rows'] as unknown[]).length;
    const raw = await hall.stranger({ origin });
    raw.say(await pairMessage(hall.host, (await raw.next('hello'))['nonce'], await hall.digits(), newKey(), { role: 'manager', name: 'm' }));
    expect((await raw.next('no'))['problem']).toMatchObject({ code: 'command.notAllowed' });
    expect(await hall.host.must('view', 'manager', 'stations')).toMatchObject({ rows: { length: before } });
    const counter = await open(hall.host, { origin });
    counter.say(await pairMessage(hall.host, (await counter.next('hello'))['nonce'], await hall.digits(), newKey(), { role: 'counter', name: '2', standBy: true }));
    expect(await counter.next('paired')).toMatchObject({ standBy: false });
    counter.say({ k: 'replica', epochs: [], seq: 0, hash: '' });
    expect(await ask(counter, 'counter')).toMatchObject({ ok: true });
    expect(counter.heard.filter((one) => ['from', 'lines', 'keys', 'keyIds'].includes(one.k))).toEqual([]);
    counter.socket.close();
  });

  it('SPEC 10.2: a machine in the middle is noticed before it has heard anything', async () => {
    const theirs = await makeAuthority(hall.host.hall, Date.now());
    const leaf = await issueLeaf(theirs, { dns: [stationName(hall.host.hall)], ip: ['127.0.0.1'] }, Date.now());
    const heard: Buffer[] = [];
    const middle = tls.createServer({ cert: leaf.cert + theirs.cert, key: leaf.key }, (socket) => {
      const on = tls.connect({ host: '127.0.0.1', port: hall.host.port, ca: hall.host.ca, servername: stationName(hall.host.hall) });
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
    const { code } = await hall.host.digits();
    hall.secrets.add(code);
    const { keys } = await openKeys(freshFolder('joining'), realFiles);
    const asked = { code, role: 'counter', name: '1', standBy: false, port: 7180 } as const;
    expect(await joinHall(keys, { ...asked, address: `127.0.0.1:${port}` })).toMatchObject({ ok: false, problem: { code: 'host.notTrusted' } });
    expect(Buffer.concat(heard).length).toBe(0);
    expect(await joinHall(keys, { ...asked, address: `127.0.0.1:${hall.host.port}` })).toMatchObject({ ok: true });
    expect((await joinHall(keys, { ...asked, address: `127.0.0.1:${hall.host.port}` })).ok).toBe(false);
    middle.close();
  });

  it('SPEC 10.2: five wrong codes end a code, twenty end pairing for five minutes, and nothing tells a right one from then on', async () => {
    const other = await startServing();
    const wrong = async (digits: string): Promise<string> => {
      const raw = await hall.stranger({}, other);
      raw.say(await pairMessage(other, (await raw.next('hello'))['nonce'], digits, newKey()));
      const said = await raw.next('no');
      await raw.ended;
      return (said['problem'] as { code: string }).code;
    };
    const codes: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      const digits = await hall.digits(other);
      const guess = String((Number(digits) + 1) % 1_000_000).padStart(6, '0');
      codes.push(...(await Promise.all(Array.from({ length: 12 }, () => wrong(guess)))));
      codes.push(await wrong(digits));
    }
    expect(codes.filter((one) => one === 'pair.codeWrong')).toHaveLength(20);
    expect(codes.every((one) => ['pair.codeWrong', 'pair.codeOver', 'pair.tooManyTries'].includes(one))).toBe(true);
    expect(await wrong(await hall.digits(other))).toBe('pair.tooManyTries');
    expect((await other.must('view', 'manager', 'stations'))['rows']).toEqual([]);
    hall.noLeak(other);
    await other.stop();
    expect((await verifyJournal(other.dataDir)).ok).toBe(true);
  });
});
