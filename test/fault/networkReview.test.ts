import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { entryOf, type View } from '../../shared/contract.ts';
import type { Caller, Reply } from '../../main/hall/hall.ts';
import { openHall } from '../../main/hall/hall.ts';
import { newId } from '../../main/hall/ids.ts';
import { readLine } from '../../main/store/line.ts';
import { reach, stationKey } from '../../main/network/remote.ts';
import { realFiles } from '../../main/store/files.ts';
import { keyFileWrap } from '../../main/store/keys.ts';
import { openKeys } from '../../main/store/store.ts';
import { loginText } from '../../shared/link.ts';
import { Lines } from '../support/lines.ts';
import { type Box, type BoxOptions, openBox, pair, until, valueOf } from '../support/machines.ts';

let boxes: Box[] = [];
let lines = new Lines(Math.random);
afterEach(async () => {
  vi.restoreAllMocks();
  for (const box of boxes.reverse()) await box.close();
  await lines.close();
  boxes = [];
  lines = new Lines(Math.random);
});

async function box(name: string, more: Partial<BoxOptions> = {}): Promise<Box> {
  const made = await openBox(name, { reach: lines.reachOf(name), ...more });
  boxes.push(made);
  return made;
}

type Ticket = { readonly ticket: string; readonly number: string; readonly check: string };
const issue = async (of: Box, service = 'general') => valueOf<Ticket>(await of.call('ticket.issue', { service }));
const linkOf = (of: Box) => of.machine.desk.link();
const joined = (of: Box) => until(`${of.name} is joined`, () => linkOf(of).state === 'joined');
const cutOff = (of: Box) => until(`${of.name} is cut off`, () => linkOf(of).state === 'cutOff');
const stateOf = (of: Box) => of.machine.hall()?.inner.runner.state;
const hasNumbers = (of: Box) => until('numbers are leased', () => (linkOf(of).numbersLeft ?? 0) > 0);
const manager: Caller = { role: 'manager', station: 'm' };

async function at(of: Box, caller: Caller, name: string, input: object = {}): Promise<Reply> {
  const hall = of.machine.hall();
  if (hall === null) throw new Error(`${of.name} does not decide`);
  return entryOf(name)?.kind === 'view' ? hall.view(caller, name, input) : hall.call(caller, name, { commandId: newId(), ...input });
}

const journalOf = (of: Box) => (existsSync(path.join(of.data, 'journal')) ? readdirSync(path.join(of.data, 'journal')) : []).filter((name) => name.endsWith('.ndjson')).map((name) => path.join(of.data, 'journal', name));
const recordOf = (of: Box) => journalOf(of).map((name) => readFileSync(name, 'utf8')).join('');
const wrapOf = async (of: Box) => (await keyFileWrap(readdirSync(path.join(of.data, '..', 'keys'))[0]?.replace('.key', '') ?? null, path.join(of.data, '..', 'keys'))).wrap;

describe('SPEC 10.3 10.4: what a station shows', () => {
  it('after a cut the stations as they are, though nothing was recorded meanwhile', async () => {
    const host = await box('host', { unasked: 'host' });
    const [desk, kiosk] = [await box('desk'), await box('kiosk')];
    await pair(host, desk, 'manager', 'M');
    await pair(host, kiosk, 'kiosk', 'K');
    await hasNumbers(kiosk);
    let seen: View<'stations'> | null = null;
    desk.machine.desk.watch(manager, 'stations', {}, (reply) => {
      if (reply.ok) seen = reply.result as View<'stations'>;
    });
    const kioskRow = () => seen?.rows.find((row) => row.name === 'K');
    await until('the kiosk is shown as there', () => kioskRow()?.connected === true);
    await lines.cut('desk', host.port, true);
    await cutOff(desk);
    await lines.cut('kiosk', host.port, true);
    await cutOff(kiosk);
    await lines.cut('desk', host.port, false);
    await joined(desk);
    await until('the kiosk is shown as gone', () => kioskRow()?.connected === false, 3_000);
  });

  it('is cut off when the line falls silent after its clock was set back', async () => {
    const host = await box('host', { unasked: 'host' });
    const kiosk = await box('kiosk');
    await pair(host, kiosk, 'kiosk', 'K');
    await hasNumbers(kiosk);
    const real = Date.now.bind(Date);
    vi.spyOn(Date, 'now').mockImplementation(() => real() - 3_600_000);
    await lines.weather('kiosk', host.port, { silent: true });
    await until('it is cut off', () => linkOf(kiosk).state === 'cutOff', 4_000);
  });
});

describe('SPEC 10.4: a retry here is a new command', () => {
  it('which the host takes beside the first, whose answer was lost', async () => {
    const host = await box('host', { unasked: 'host' });
    const kiosk = await box('kiosk');
    await pair(host, kiosk, 'kiosk', 'K');
    await hasNumbers(kiosk);
    const commandId = newId();
    await lines.weather('kiosk', host.port, { delay: 1_500 });
    const first = kiosk.call('ticket.issue', { service: 'general', commandId });
    await until('the host has it', () => stateOf(host)?.tickets.size === 1);
    await lines.cut('kiosk', host.port, true);
    expect(await first).toMatchObject({ ok: false, problem: { code: 'station.unsure' } });
    await cutOff(kiosk);
    const again = valueOf<Ticket>(await kiosk.call('ticket.issue', { service: 'general', commandId }));
    expect(valueOf<Ticket>(await kiosk.call('ticket.issue', { service: 'general', commandId }))).toMatchObject({ number: again.number });
    await lines.weather('kiosk', host.port, {});
    await lines.cut('kiosk', host.port, false);
    await joined(kiosk);
    expect(stateOf(host)?.tickets.get(again.ticket)?.number).toBe(again.number);
  });
});

describe('SPEC 10.7 10.8: keys and copies', () => {
  it('takes over with the keys of what it fetched from another stand-by first', async () => {
    const host = await box('host', { unasked: 'host' });
    const [one, two] = [await box('one'), await box('two')];
    await pair(host, one, 'counter', '1', true);
    await pair(host, two, 'counter', '2', true);
    await until('they know each other', () => {
      const place = JSON.parse(readFileSync(path.join(one.data, 'network', 'place.json'), 'utf8')) as { seats: { port: number }[] };
      return place.seats.some((seat) => seat.port === two.port);
    });
    await lines.cut('one', host.port, true);
    await cutOff(one);
    const ticket = await at(host, { role: 'guide', station: 'g' }, 'ticket.issue', { service: 'general' });
    const filed = valueOf<{ feedback: string }>(await at(host, { role: 'guide', station: 'g' }, 'feedback.file', { cause: 'Q01', ticketNumber: valueOf<Ticket>(ticket).number, words: '等太久', phone: '13800001234' }));
    await until('two has it', () => journalOf(two).some((name) => readFileSync(name, 'utf8').includes(filed.feedback)));
    await until('and its key', () => readdirSync(path.join(two.data, 'keys')).includes(`${filed.feedback}.key`));
    await host.machine.close();
    await cutOff(two);
    expect(await one.machine.takeOver('示例供电营业厅')).toMatchObject({ ok: true });
    await at(one, manager, 'feedback.show', { feedback: filed.feedback });
    expect(valueOf<View<'feedback'>>(await at(one, manager, 'feedback', { feedback: filed.feedback })).words).toBe('等太久');
  });

  it('a copy that is damaged is put aside and made anew, and holds no lease back', async () => {
    const host = await box('host', { unasked: 'host' });
    const one = await box('one');
    await pair(host, one, 'counter', '1', true);
    await until('it has all', () => recordOf(one) === recordOf(host));
    await one.machine.close();
    const [file = ''] = journalOf(one);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"seq":2\b/, '"seq":9'));
    await rm(path.join(one.data, 'checkpoint'), { recursive: true, force: true });
    await one.restart().catch(() => undefined);
    const kiosk = await box('kiosk');
    await pair(host, kiosk, 'kiosk', 'K');
    await hasNumbers(kiosk);
    await until('it has all again', () => recordOf(one) === recordOf(host), 5_000);
  });

  it('a host out of a copy of its folder that has gone on by itself is an epoch of its own, and its stand-bys can work', async () => {
    const host = await box('host', { unasked: 'host' });
    const one = await box('one');
    await pair(host, one, 'counter', '1', true);
    const kiosk = await box('kiosk');
    await pair(host, kiosk, 'kiosk', 'K');
    await hasNumbers(kiosk);
    await host.machine.close();
    const backup = `${host.data}.backup`;
    await cp(host.data, backup, { recursive: true, filter: (from) => !from.endsWith('hall.sock') });
    await host.restart().catch(() => undefined);
    await joined(kiosk);
    await joined(one);
    const guide: Caller = { role: 'guide', station: 'g' };
    const lost = valueOf<Ticket>(await at(host, guide, 'ticket.issue', { service: 'general' }));
    await until('the stand-by has it', () => journalOf(one).some((name) => readFileSync(name, 'utf8').includes(lost.ticket)));
    await one.machine.close();
    await host.machine.close();
    await rm(host.data, { recursive: true });
    await cp(backup, host.data, { recursive: true });
    await rm(backup, { recursive: true });
    await host.restart();
    for (let count = 0; count < 40; count += 1) await at(host, guide, 'ticket.issue', { service: 'general' });
    await one.restart();
    await until('the stand-by has what the host has', () => recordOf(one) === recordOf(host), 10_000);
    await joined(one);
    expect(stateOf(host)?.splits).toMatchObject([{ kind: 'numberTwice', number: lost.number }]);
  });
});

describe('SPEC 10.8: killed while it takes over', () => {
  it('goes on taking over at its next start', async () => {
    const host = await box('host', { unasked: 'host' });
    const one = await box('one');
    await pair(host, one, 'counter', '1', true);
    valueOf(await one.call('staff.signIn', { staff: 'S1', counter: 1 }));
    valueOf(await one.call('counter.open'));
    valueOf(await at(host, { role: 'guide', station: 'g' }, 'ticket.issue', { service: 'general' }));
    const { ticket } = valueOf<Ticket>(await one.call('ticket.call'));
    await until('it has all', () => recordOf(one) === recordOf(host));
    await host.machine.close();
    await cutOff(one);
    valueOf(await one.call('ticket.finish'));
    await one.machine.close();
    // What a kill leaves after the epoch began and before the folder says that it is a host's.
    const alone = readFileSync(path.join(one.data, 'offline', 'journal', readdirSync(path.join(one.data, 'offline', 'journal'))[0] ?? ''), 'utf8').trim().split('\n').map((line) => readLine(line)).flatMap((read) => (read.ok ? [read.event] : []));
    writeFileSync(path.join(one.data, 'network', 'taking.json'), JSON.stringify(alone.map(({ seq, station, commandId, staff, at: happenedAt, type, data }) => ({ seq, epoch: 0, station, commandId, staff, happenedAt, facts: [{ type, data }] }))));
    const { station } = JSON.parse(readFileSync(path.join(one.data, 'network', 'place.json'), 'utf8')) as { station: string };
    const opened = await openHall({ dataDir: one.data, keyWrap: await wrapOf(one) });
    if (!opened.ok) throw new Error(opened.problem.detail);
    valueOf(await opened.value.inner.runner.system('epoch.start', { host: station, hash: opened.value.inner.store.head().hash }));
    await opened.value.close();
    await host.restart().catch(() => undefined);
    await one.restart().catch(() => undefined);
    await until('one decides, the other follows', () => [one, host].filter((of) => of.machine.hall() !== null).length === 1 && [one, host].some((of) => of.machine.what().kind === 'station' && linkOf(of).state === 'joined'), 10_000);
    expect(one.machine.what().kind).toBe('host');
    expect(stateOf(one)?.tickets.get(ticket)?.state).toBe('finished');
    expect(existsSync(path.join(one.data, 'network', 'taking.json'))).toBe(false);
    expect(one.bugs).toEqual([]);
  });
});

describe('SPEC 10.2: joining anew', () => {
  it('a station that is not let in any more joins with a new code, as soon as its folder is open', async () => {
    const host = await box('host', { unasked: 'host' });
    const kiosk = await box('kiosk');
    await pair(host, kiosk, 'kiosk', 'K');
    const [station = ''] = [...(stateOf(host)?.stations.keys() ?? [])];
    valueOf(await at(host, { role: 'admin', station: 'a' }, 'station.revoke', { station }));
    await kiosk.restart();
    await pair(host, kiosk, 'kiosk', 'K2');
    await joined(kiosk);
  });

  it('a stand-by that was removed is not let in again by the hall\'s own key, which it still holds', async () => {
    const host = await box('host', { unasked: 'host' });
    const one = await box('one');
    await pair(host, one, 'counter', '1', true);
    await until('it has the keys', () => existsSync(path.join(one.data, 'keys', 'hall.key')) && existsSync(path.join(one.data, 'keys', 'authority.key')));
    const [station = ''] = [...(stateOf(host)?.stations.keys() ?? [])];
    valueOf(await at(host, { role: 'admin', station: 'a' }, 'station.revoke', { station }));
    await until('it is put out', () => linkOf(one).state === 'refused');
    await one.machine.close();
    const { keys } = await openKeys(one.data, realFiles, await wrapOf(one));
    const [mine, signer, authority] = [await stationKey(keys), await keys.signer(false), await keys.secret('authority')];
    const reached = await reach({ address: '127.0.0.1', port: host.port, hall: stateOf(host)?.hall?.id ?? '', ca: (JSON.parse(authority?.toString() ?? '{}') as { cert: string }).cert });
    if (!reached.ok) throw new Error(reached.problem.detail);
    const { hall, fingerprint, nonce } = reached.value.hello;
    const publicKey = mine?.publicKey ?? '';
    await reached.value.send({ k: 'former', publicKey, name: 'one', sign: signer?.sign(`former ${loginText(hall, fingerprint, nonce, publicKey)}`) ?? '' });
    expect(await reached.value.next(['in', 'paired'])).toMatchObject({ ok: false, problem: { code: 'station.revoked' } });
    reached.value.close('done');
    expect([...(stateOf(host)?.stations.values() ?? [])].filter((row) => row.revokedAt === null)).toEqual([]);
  });

  it('a screen of a station that is not let in says so, also when it was opened since', async () => {
    const host = await box('host', { unasked: 'host' });
    const kiosk = await box('kiosk');
    await pair(host, kiosk, 'kiosk', 'K');
    const [station = ''] = [...(stateOf(host)?.stations.keys() ?? [])];
    valueOf(await at(host, { role: 'admin', station: 'a' }, 'station.revoke', { station }));
    await kiosk.restart();
    const shown: Reply[] = [];
    const watch = () => kiosk.machine.desk.watch(manager, 'kiosk', {}, (reply) => void shown.push(reply));
    watch();
    await until('it is refused', () => linkOf(kiosk).state === 'refused');
    await until('the screen knows', () => shown.length === 1, 2_000);
    watch();
    await until('the other too', () => shown.length > 1, 2_000);
    expect(shown[0]).toMatchObject({ ok: false, problem: { code: 'station.revoked' } });
  });

  it('so does one whose hall came back from a backup without its keys', async () => {
    const host = await box('host', { unasked: 'host' });
    const kiosk = await box('kiosk');
    await pair(host, kiosk, 'kiosk', 'K');
    await host.machine.close();
    await rm(path.join(host.data, 'keys', 'authority.key'));
    await host.restart().catch(() => undefined);
    await cutOff(kiosk);
    await pair(host, kiosk, 'kiosk', 'K2');
    await joined(kiosk);
  });
});

describe('a computer that is to be a hall by itself', () => {
  it('stays one when the code it was to join with is mistyped', async () => {
    const host = await box('host', { unasked: 'host' });
    const lone = await box('lone', { unasked: 'allInOne' });
    expect(await lone.machine.join({ address: `127.0.0.1:${host.port}`, code: '000000-AAAAAAAA', role: 'kiosk', name: 'K', standBy: false })).toMatchObject({ ok: false, problem: { code: 'host.notTrusted' } });
    expect(lone.machine.what().kind).toBe('allInOne');
    expect(await lone.view('app')).toMatchObject({ ok: true });
    await pair(host, lone, 'kiosk', 'K');
    await joined(lone);
  });

  it('does not become a host when its port is free later', async () => {
    const host = await box('host', { unasked: 'host' });
    await host.machine.close();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(host.port, () => resolve()));
    await host.restart().catch(() => undefined);
    expect(host.machine.what().kind).toBe('allInOne');
    expect(await host.machine.be('allInOne')).toMatchObject({ ok: true });
    await new Promise((resolve) => other.close(resolve));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(host.machine.what().kind).toBe('allInOne');
  });
});

describe('SPEC 1.11: keys of customers', () => {
  it('do not stay on a kiosk that has sent on what it recorded', async () => {
    const host = await box('host', { unasked: 'host' });
    const kiosk = await box('kiosk');
    await pair(host, kiosk, 'kiosk', 'K');
    const ticket = await issue(kiosk);
    await hasNumbers(kiosk);
    await lines.cut('kiosk', host.port, true);
    await cutOff(kiosk);
    const filed = valueOf<{ feedback: string }>(await kiosk.call('feedback.file', { cause: 'Q01', ticketNumber: ticket.number, check: ticket.check, words: '等太久' }));
    expect(readdirSync(path.join(kiosk.data, 'keys'))).toContain(`${filed.feedback}.key`);
    await lines.cut('kiosk', host.port, false);
    await joined(kiosk);
    await at(host, manager, 'feedback.show', { feedback: filed.feedback });
    expect(valueOf<View<'feedback'>>(await at(host, manager, 'feedback', { feedback: filed.feedback })).words).toBe('等太久');
    expect(readdirSync(path.join(kiosk.data, 'keys'))).not.toContain(`${filed.feedback}.key`);
  });
});
