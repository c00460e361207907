import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { View } from '../../shared/contract.ts';
import type { Caller, Reply } from '../../main/hall/hall.ts';
import { openHall } from '../../main/hall/hall.ts';
import { newId } from '../../main/hall/ids.ts';
import { backup, restore } from '../../main/store/backup.ts';
import { decrypt, keyFileWrap, type KeyWrap } from '../../main/store/keys.ts';
import { verifyJournal } from '../../main/store/verify.ts';
import { entryOf } from '../../shared/contract.ts';
import type { Sealed } from '../../shared/events.ts';
import { freshFolder } from '../support/folders.ts';
import { throughSixSteps } from '../support/handling.ts';
import { journalEvents } from '../support/journal.ts';
import { Lines } from '../support/lines.ts';
import { type Box, openBox, pair, until, valueOf } from '../support/machines.ts';

let boxes: Box[] = [];
let lines = new Lines(Math.random);
afterEach(async () => {
  for (const box of boxes.reverse()) await box.close();
  await lines.close();
  boxes = [];
  lines = new Lines(Math.random);
});

async function box(name: string, unasked?: 'host'): Promise<Box> {
  const made = await openBox(name, { reach: lines.reachOf(name), ...(unasked && { unasked }) });
  boxes.push(made);
  return made;
}

const manager: Caller = { role: 'manager', station: 'm', staff: '马主管' };
const lead: Caller = { role: 'lead', station: 'l', staff: '黎值班' };
const other: Caller = { role: 'clerk', station: 'o', staff: '李强' };
/** What the customers said and left, and what was written about it. None of it is anywhere else. */
const said = {
  words: '等了整整九十三分钟没有人理我', name: '欧阳示例', phone: '13812345678', account: '6200-1234-5678-90', answer: '已向欧阳示例当面致歉', what: '请查欧阳示例的线路', statement: '当时在接另一个电话', more: '示例客户说可以',
  kioskWords: '取号机前等了两个钟头', counterWords: '柜台前吵了起来', counterPhone: '13987654321',
};
const linkOf = (of: Box) => of.machine.desk.link().state;
const cutOff = (of: Box) => until(`${of.name} is cut off`, () => linkOf(of) === 'cutOff');
const joined = (of: Box) => until(`${of.name} is joined`, () => linkOf(of) === 'joined');

async function at(of: Box, caller: Caller, name: string, input: object = {}): Promise<Reply> {
  const hall = of.machine.hall();
  if (hall === null) throw new Error(`${of.name} does not decide`);
  return entryOf(name)?.kind === 'view' ? hall.view(caller, name, input) : hall.call(caller, name, { commandId: newId(), ...input });
}
const must = async <T>(of: Box, caller: Caller, name: string, input: object = {}) => valueOf<T>(await at(of, caller, name, input));

/** Every file below a folder. */
function files(folder: string): string[] {
  return !existsSync(folder) ? [] : readdirSync(folder, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? files(path.join(folder, one.name)) : one.isFile() ? [path.join(folder, one.name)] : []));
}

/** Every sealed box in a value. */
function boxesIn(value: unknown): Sealed[] {
  if (typeof value !== 'object' || value === null) return [];
  return 'box' in value && 'key' in value ? [value as Sealed] : Object.values(value).flatMap(boxesIn);
}

const keysFolder = (of: Box) => path.join(of.data, '..', 'keys');
const wrapOf = async (of: Box): Promise<KeyWrap> => (await keyFileWrap(readdirSync(keysFolder(of))[0]?.replace('.key', '') ?? null, keysFolder(of))).wrap;
const named = (folder: string, ids: readonly string[]) => files(folder).filter((file) => ids.some((id) => path.basename(file).includes(id)));

/** The ways in which a text or a key may stand in a file. */
function spellings(bytes: Buffer): Buffer[] {
  const inBase64 = [0, 1, 2].flatMap((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    const sure = text.slice(shift === 0 ? 0 : 4, -4); // what depends on its neighbours is left out
    return [sure, sure.replaceAll('+', '-').replaceAll('/', '_')].map((one) => Buffer.from(one));
  });
  return [bytes, Buffer.from(bytes.toString('hex')), ...inBase64];
}
function textSpellings(text: string): Buffer[] {
  const escaped = [...text].map((sign) => (sign > '~' ? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}` : sign)).join('');
  return [...spellings(Buffer.from(text)), Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16(), Buffer.from(escaped)];
}

/** Machines of a hall: its host, a stand-by, a counter and a kiosk; and three complaints, two of them filed while those were cut off. */
async function hallWithComplaints() {
  const host = await box('host', 'host');
  const [standBy, counter, kiosk] = [await box('standBy'), await box('counter'), await box('kiosk')];
  await pair(host, standBy, 'counter', '1', true);
  await pair(host, counter, 'counter', '2');
  await pair(host, kiosk, 'kiosk', 'K');
  const ticket = valueOf<{ number: string; check: string }>(await kiosk.call('ticket.issue', { service: 'payment' }));
  await until('numbers are leased', () => (kiosk.machine.desk.link().numbersLeft ?? 0) > 0);
  const filed = await must<{ feedback: string }>(host, lead, 'feedback.file', {
    cause: 'Q01', words: said.words, name: said.name, phone: said.phone, account: said.account, mood: 'angry', representatives: [{ name: said.name, phone: said.phone }], named: ['王芳'],
  });
  const { feedback } = filed;
  const send = (name: string, input: object) => must(host, lead, name, input);
  await send('feedback.accept', { feedback });
  await send('feedback.state', { feedback, staff: '王芳', statement: said.statement });
  const { settings } = await must<View<'settings'>>(host, manager, 'settings');
  await send('feedback.askAssist', { feedback, department: settings.departments[0]?.id, what: said.what });
  await throughSixSteps(feedback, (name, input) => send(name, name === 'feedback.answer' ? { ...input, answer: said.answer } : input), async () => ((await must<View<'feedback'>>(host, lead, 'feedback', { feedback })).plan?.remedies ?? []).map((one) => one.remedy));
  await must(host, other, 'feedback.followUp', { feedback, reached: true, solved: 'solved', result: 5, more: said.more });
  await must(host, lead, 'feedback.show', { feedback });
  expect(await must(host, lead, 'feedback', { feedback })).toMatchObject({ personal: 'shown', phone: said.phone, answer: said.answer, mood: 'angry' });

  await lines.cut('kiosk', host.port, true);
  await lines.cut('counter', host.port, true);
  await Promise.all([cutOff(kiosk), cutOff(counter)]);
  const atKiosk = valueOf<{ feedback: string }>(await kiosk.call('feedback.file', { cause: 'Q03', ticketNumber: ticket.number, check: ticket.check, words: said.kioskWords }));
  const atCounter = valueOf<{ feedback: string }>(await counter.call('feedback.file', { cause: 'Q02', words: said.counterWords, phone: said.counterPhone, mood: 'angry' }));
  const ids = [feedback, atKiosk.feedback, atCounter.feedback];
  return { host, standBy, counter, kiosk, ids };
}

/** All that is sealed of those in a record, and the ids of its keys. */
function sealedIn(dataDir: string, ids: readonly string[]): { readonly sealed: readonly Sealed[]; readonly keys: readonly string[] } {
  const sealed = journalEvents(dataDir).filter((event) => ids.includes(String((event.data as { feedback?: unknown }).feedback))).flatMap((event) => boxesIn(event.data));
  return { sealed, keys: [...new Set(sealed.map((one) => one.key))] };
}

describe('SPEC 1.11: forgetting reaches every machine', () => {
  it('with every file of every machine and an earlier backup at hand nothing decrypts, and no wrapped key remains', async () => {
    const { host, standBy, counter, kiosk, ids } = await hallWithComplaints();
    const keysOfOne = sealedIn(host.data, ids).keys;
    expect(keysOfOne).toHaveLength(3);
    await until('the stand-by has them', () => named(standBy.data, keysOfOne).length === 3);
    expect(named(counter.data, ids)).toHaveLength(1); // until the host has it
    for (const one of [kiosk, counter]) await lines.cut(one.name, host.port, false);
    await Promise.all([joined(kiosk), joined(counter)]);
    const { sealed, keys } = sealedIn(host.data, ids);
    expect(keys).toHaveLength(3 + 1 + 3); // words and the rest of the one, words at the kiosk, words, contact and mood at the counter
    expect(sealed.length).toBeGreaterThanOrEqual(17);
    await until('the stand-by has all', () => named(standBy.data, keys).length === 7);
    await until('the others have none', () => named(counter.data, keys).length + named(kiosk.data, keys).length === 0);

    // Before: what there is to be destroyed. A backup is taken, and kept.
    const secrets: Buffer[] = [];
    for (const one of [host, standBy]) {
      const wrap = await wrapOf(one);
      for (const file of named(one.data, keys)) {
        const wrapped = readFileSync(file);
        const key = wrap.unwrap(wrapped);
        secrets.push(wrapped, ...(key === null ? [] : [key]));
        const id = path.basename(file, '.key');
        expect(sealed.filter((box) => box.key === id).every((box) => key !== null && decrypt(key, Buffer.from(box.box, 'base64url')) !== null), id).toBe(true);
      }
    }
    expect(secrets).toHaveLength(2 * 2 * 7);
    await host.restart(); // a checkpoint and an archive, too
    const copy = freshFolder('backup');
    valueOf(await backup(host.data, copy).then((done) => (done.ok ? { ok: true, seq: 0, result: done.value } : done)));

    // The stand-by is away while they are forgotten, and a counter records by itself.
    await Promise.all([joined(standBy), joined(counter), joined(kiosk)]);
    await lines.cut('standBy', host.port, true);
    await cutOff(standBy);
    for (const key of ids) await must(host, manager, 'person.forget', { key });
    await until('the host has none', () => named(host.data, keys).length === 0);
    expect(named(standBy.data, keys)).toHaveLength(7);
    await standBy.restart();
    await lines.cut('standBy', host.port, false);
    await joined(standBy);
    await until('the stand-by has none', () => named(standBy.data, keys).length === 0);

    const elsewhere = freshFolder('restored');
    expect(await restore(copy, elsewhere)).toMatchObject({ ok: true });
    cpSync(path.join(host.data, 'keys'), path.join(elsewhere, 'keys'), { recursive: true }); // even with all keys that are left
    const restored = await openHall({ dataDir: elsewhere, keyWrap: await wrapOf(host) });
    if (!restored.ok) throw new Error(restored.problem.detail);
    for (const feedback of ids) {
      await restored.value.call(lead, 'feedback.show', { feedback, commandId: newId() });
      expect(await restored.value.view(lead, 'feedback', { feedback })).toMatchObject({ ok: true, result: { personal: 'locked', words: null, name: null, phone: null, mood: null } });
      expect(await at(host, lead, 'feedback', { feedback })).toMatchObject({ ok: true, result: { personal: 'forgotten', words: null, phone: null, mood: null, answer: null } });
    }
    await restored.value.close();
    for (const one of boxes) await one.machine.close();

    const folders = [...boxes.map((one) => path.dirname(one.data)), copy, elsewhere];
    const everywhere = folders.flatMap(files);
    expect(folders.flatMap((folder) => named(folder, keys))).toEqual([]);
    const wraps = await Promise.all(boxes.map(wrapOf));
    for (const file of everywhere.filter((one) => /\.key(\.tmp)?$/.test(one))) {
      for (const key of wraps.flatMap((wrap) => wrap.unwrap(readFileSync(file)) ?? [])) {
        expect(key.length === 32 && sealed.some((box) => decrypt(key, Buffer.from(box.box, 'base64url')) !== null), file).toBe(false);
      }
    }
    const clear = [...Object.values(said), ...['13812345678', '6200123456'].map(String)].flatMap(textSpellings);
    for (const file of everywhere) {
      const bytes = readFileSync(file);
      expect(clear.filter((one) => bytes.includes(one)).map(String), file).toEqual([]);
      expect(secrets.flatMap(spellings).some((one) => bytes.includes(one)), file).toBe(false);
    }
    for (const folder of [host.data, standBy.data, copy, elsewhere]) expect(await verifyJournal(folder), folder).toMatchObject({ ok: true });
    expect(boxes.flatMap((one) => one.bugs)).toEqual([]);
  });

  it('a stand-by that takes over has forgotten them too, and so has the host that comes back', async () => {
    const { host, standBy, ids, counter, kiosk } = await hallWithComplaints();
    for (const one of [kiosk, counter]) await lines.cut(one.name, host.port, false);
    await Promise.all([joined(kiosk), joined(counter)]);
    const { keys } = sealedIn(host.data, ids);
    await until('the stand-by has all', () => named(standBy.data, keys).length === 7);
    await must(host, manager, 'person.forget', { key: ids[0] });
    const rest = sealedIn(host.data, ids.slice(1)).keys;
    await until('the stand-by has heard of it', () => named(standBy.data, keys).length === rest.length);
    await host.machine.close();
    await cutOff(standBy);
    expect(await standBy.machine.takeOver('示例供电营业厅')).toMatchObject({ ok: true });
    await must(standBy, manager, 'person.forget', { key: ids[1] });
    await host.restart();
    await until('the host is a station', () => host.machine.what().kind === 'station', 30_000);
    await until('the host has heard of it', () => named(host.data, [String(ids[1])]).length === 0);
    expect(named(standBy.data, [String(ids[0]), String(ids[1])])).toEqual([]);
    await must(standBy, manager, 'person.forget', { key: ids[2] });
    await until('nobody has any', () => named(host.data, keys).length + named(standBy.data, keys).length === 0);
    expect(await at(standBy, lead, 'feedback', { feedback: ids[0] })).toMatchObject({ ok: true, result: { personal: 'forgotten' } });
  });

  it('a stand-by that is to be none any more keeps no customer’s key', async () => {
    const { host, standBy, ids, counter, kiosk } = await hallWithComplaints();
    for (const one of [kiosk, counter]) await lines.cut(one.name, host.port, false);
    await Promise.all([joined(kiosk), joined(counter)]);
    const { keys } = sealedIn(host.data, ids);
    await until('the stand-by has all', () => named(standBy.data, keys).length === 7);
    const station = [...(host.machine.hall()?.inner.runner.state.stations.values() ?? [])].find((one) => one.standBy)?.id;
    await must(host, manager, 'station.change', { station, standBy: false });
    await until('it has none', () => named(standBy.data, keys).length === 0);
    expect(named(host.data, keys)).toHaveLength(7);
    await must(host, manager, 'station.change', { station, standBy: true });
    await until('it has all again', () => named(standBy.data, keys).length === 7);
  });
});
