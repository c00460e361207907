import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { ulid } from 'ulidx';
import { afterEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../main/hall/hall.ts';
import { isWeak, openPins, waitAfter } from '../../main/hall/pins.ts';
import { verifyJournal } from '../../main/store/verify.ts';
import { realFiles } from '../../main/store/files.ts';
import { openKeys } from '../../main/store/store.ts';
import { clerk, freshFolder, monday, type TestHall, testHall } from '../support/fixture.ts';

const desk: Caller = { role: 'manager', station: 'manager-1' };
/** Long enough to be nowhere by chance. */
const [mine, other, wrong] = ['4829150637', '7302641859', '9991237450'];

describe('SPEC 13.2: PINs', () => {
  it('refuses those that are guessed first', () => {
    const weak = ['', '1234', '48291', '111111', '0000000', '123456', '654321', '012345', '890123', '109876', 'abcdef', '48 2915', '１２８４５９'];
    expect(weak.filter((pin) => !isWeak(pin))).toEqual([]);
    expect(['482915', '112233', '123457', '135791', '98765432109870'].filter(isWeak)).toEqual([]);
  });

  it('asks for a wait after three wrong ones in a row, which doubles up to a quarter of an hour', () => {
    expect([0, 1, 2, 3, 4, 5, 7, 8, 30].map((count) => waitAfter(count) / 1000)).toEqual([0, 0, 0, 30, 60, 120, 480, 900, 900]);
  });

  it('a wait is by no clock that can be set, outlives a restart, and ends with the right one', async () => {
    process.env['HALL_DESK_KEYS'] ??= freshFolder('keys');
    const dataDir = freshFolder();
    const { keys } = await openKeys(dataDir);
    const bugs: unknown[] = [];
    let [wall, steady] = [monday, 5_000];
    const open = () => openPins({ dataDir, files: realFiles, keys, clock: () => wall, steady: () => steady, onBug: (error) => bugs.push(error) });
    let pins = await open();
    const hashed = await pins.hash(mine);
    if (!hashed.ok) throw new Error(hashed.problem.code);
    await pins.keep('王芳', hashed.value);
    const answers = [];
    for (const pin of [wrong, wrong, wrong, mine, mine]) answers.push((await pins.check('王芳', pin))?.code ?? 'right');
    expect(answers).toEqual(['pin.wrong', 'pin.wrong', 'pin.wait', 'pin.wait', 'pin.wait']);
    wall += 365 * 86_400_000; // somebody sets the clock
    steady += 29_000;
    expect(await pins.check('王芳', mine)).toEqual({ code: 'pin.wait', detail: '1', retry: true });
    wall -= 365 * 86_400_000;
    pins = await open(); // and starts the program anew
    steady += 29_000;
    expect(await pins.check('王芳', mine)).toMatchObject({ code: 'pin.wait' });
    steady += 1_001;
    expect(await pins.check('王芳', wrong)).toMatchObject({ code: 'pin.wait', detail: '60' });
    steady += 60_001;
    expect(await pins.check('王芳', mine)).toBeNull();
    expect((await pins.check('王芳', wrong))?.code).toBe('pin.wrong'); // counted from the beginning again
    expect(bugs).toEqual([]);
  });

  it('whoever has none costs as much time as whoever has one', async () => {
    process.env['HALL_DESK_KEYS'] ??= freshFolder('keys');
    const dataDir = freshFolder();
    const { keys } = await openKeys(dataDir);
    const pins = await openPins({ dataDir, files: realFiles, keys, clock: () => monday, onBug: () => undefined });
    const hashed = await pins.hash(mine);
    if (hashed.ok) await pins.keep('王芳', hashed.value);
    const took = async (staff: string) => {
      const began = performance.now();
      const problem = await pins.check(staff, mine);
      return { code: problem?.code ?? 'right', ms: performance.now() - began };
    };
    const [known, unknown] = [await took('王芳'), await took('谁')];
    expect([known.code, unknown.code]).toEqual(['right', 'pin.none']);
    expect(unknown.ms).toBeGreaterThan(known.ms / 4);
  });
});

describe('SPEC 13.1 13.2: signing in with a PIN', () => {
  let test: TestHall;
  afterEach(() => test.hall.close());

  /** The manager and a clerk, each with a PIN. */
  async function staffed(): Promise<void> {
    test = await testHall();
    await test.must(desk, 'staff.add', { staff: '马主管', role: 'manager' });
    await test.must(desk, 'staff.add', { staff: '王芳', role: 'clerk' });
    await test.must(desk, 'staff.setPin', { staff: '马主管', newPin: mine });
    await test.must(desk, 'staff.signIn', { staff: '马主管', pin: mine });
    await test.must(desk, 'staff.setPin', { staff: '王芳', newPin: other, pin: mine });
  }
  const code = async (who: Caller, name: string, input: object) => {
    const reply = await test.call(who, name, input);
    return reply.ok ? 'done' : reply.problem.code;
  };

  it('the first one needs no PIN, every other one the manager’s or one’s own', async () => {
    await staffed();
    expect(await code(desk, 'staff.setPin', { staff: '王芳', newPin: '519283' })).toBe('pin.needed');
    expect(await code(desk, 'staff.setPin', { staff: '王芳', newPin: '519283', pin: wrong })).toBe('pin.wrong');
    expect(await code(desk, 'staff.setPin', { staff: '王芳', newPin: '123456', pin: mine })).toBe('pin.weak');
    expect(await code(clerk(1), 'staff.signIn', { staff: '王芳', counter: 1 })).toBe('pin.needed');
    expect(await code(clerk(1), 'staff.signIn', { staff: '王芳', counter: 1, pin: mine })).toBe('pin.wrong');
    expect(await code(clerk(1), 'staff.signIn', { staff: '王芳', counter: 1, pin: other })).toBe('done');
    expect(await code(clerk(1), 'staff.setPin', { staff: '王芳', newPin: '519283', pin: other })).toBe('done');
    expect(await code(clerk(2), 'staff.signIn', { staff: '王芳', counter: 2, pin: other })).toBe('pin.wrong');
    expect(await code(clerk(2), 'staff.signIn', { staff: '谁', counter: 2, pin: other })).toBe('staff.unknown');
    expect(await test.view(desk, 'people')).toMatchObject({ people: [{ staff: '马主管', hasPin: true }, { staff: '王芳', hasPin: true }], inForce: true, me: { staff: '马主管', role: 'manager' } });
  });

  it('nobody tries longer by trying at several stations, and whoever is told to wait waits at all of them', async () => {
    await staffed();
    const answers = [];
    for (const no of [1, 2, 3]) answers.push(await code(clerk(no), 'staff.signIn', { staff: '王芳', pin: wrong }));
    answers.push(await code(clerk(4), 'staff.signIn', { staff: '王芳', pin: other }));
    expect(answers).toEqual(['pin.wrong', 'pin.wrong', 'pin.wait', 'pin.wait']);
    await test.hall.close();
    test = await testHall({ dataDir: test.dataDir });
    expect(await code(clerk(4), 'staff.signIn', { staff: '王芳', pin: other })).toBe('pin.wait');
    expect(await code(desk, 'staff.signIn', { staff: '马主管', pin: mine })).toBe('done');
  });

  it('the same command again is not a second try', async () => {
    await staffed();
    const commandId = ulid(test.now);
    const twice = await Promise.all([1, 2].map(() => test.hall.call(clerk(1), 'staff.signIn', { staff: '王芳', pin: wrong, commandId })));
    expect(twice.map((one) => one.ok || one.problem.code)).toEqual(['pin.wrong', 'pin.wrong']);
    expect(await code(clerk(1), 'staff.signIn', { staff: '王芳', pin: wrong })).toBe('pin.wrong'); // the second of three
    const right = { staff: '王芳', pin: other, commandId: ulid(test.now) };
    const first = await test.hall.call(clerk(1), 'staff.signIn', right);
    await test.must(desk, 'staff.setPin', { staff: '王芳', newPin: '519283', pin: mine });
    expect(await test.hall.call(clerk(1), 'staff.signIn', right)).toEqual(first);
  });

  it('customers are not kept waiting by a PIN that is looked at', async () => {
    await staffed();
    const order: string[] = [];
    const signing = test.must(clerk(1), 'staff.signIn', { staff: '王芳', pin: other }).then(() => order.push('signed in'));
    await test.must({ role: 'kiosk', station: 'k' }, 'ticket.issue', { service: 'payment' }).then(() => order.push('ticket'));
    await signing;
    expect(order).toEqual(['ticket', 'signed in']);
  });

  it('nothing of a PIN is anywhere but in its own file, and there only as a hash', async () => {
    await staffed();
    await test.must(clerk(1), 'staff.signIn', { staff: '王芳', pin: other });
    const replies = JSON.stringify([await test.view(desk, 'people'), await test.call(clerk(2), 'staff.signIn', { staff: '王芳', pin: wrong })]);
    await test.hall.close();
    const file = join(test.dataDir, 'pins', 'pins.json');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    const { hash } = (JSON.parse(readFileSync(file, 'utf8')) as { body: [string, { hash: string }][] }).body[0]?.[1] ?? { hash: '' };
    expect(hash).toHaveLength(44);
    const everything = (folder: string): string => readdirSync(folder, { withFileTypes: true }).map((one) => (one.isDirectory() ? everything(join(folder, one.name)) : one.isFile() ? readFileSync(join(folder, one.name), 'latin1') : '')).join('\n');
    for (const pin of [mine, other, wrong]) expect(everything(test.dataDir) + replies, pin).not.toContain(pin);
    for (const folder of ['journal', 'checkpoint', 'keys']) expect(everything(join(test.dataDir, folder)), folder).not.toContain(hash);
    expect(await verifyJournal(test.dataDir)).toMatchObject({ ok: true });
    test = await testHall({ dataDir: test.dataDir });
  });

  it('whoever leaves the roster has no PIN when they come back', async () => {
    await staffed();
    await test.must(desk, 'staff.remove', { staff: '王芳' });
    await test.must(desk, 'staff.add', { staff: '王芳', role: 'lead' });
    await expect.poll(async () => ((await test.view(desk, 'people'))['people'] as { hasPin: boolean }[]).map((one) => one.hasPin)).toEqual([true, false]);
    expect(await code(clerk(1), 'staff.signIn', { staff: '王芳', pin: other })).toBe('pin.none');
  });
});
