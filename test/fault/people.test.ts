import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Caller, Reply } from '../../main/hall/hall.ts';
import { clerk, kiosk, type TestHall, testHall } from '../support/fixture.ts';

const desk: Caller = { role: 'manager', station: 'manager-1' };
const pins = { 马主管: '482915', 黎值班: '730264', 王芳: '519283' } as const;

let test: TestHall;
beforeEach(async () => {
  test = await testHall();
  for (const [staff, role] of [['马主管', 'manager'], ['黎值班', 'lead'], ['王芳', 'clerk']] as const) await test.must(desk, 'staff.add', { staff, role });
  await test.must(desk, 'staff.setPin', { staff: '马主管', newPin: pins.马主管 });
  await signIn(desk, '马主管');
  for (const staff of ['黎值班', '王芳'] as const) await test.must(desk, 'staff.setPin', { staff, newPin: pins[staff], pin: pins.马主管 });
});
afterEach(() => test.hall.close());

const signIn = (at: Caller, staff: keyof typeof pins, counter: number | null = null) => test.must(at, 'staff.signIn', { staff, counter, pin: pins[staff] });
const code = (reply: Reply) => (reply.ok ? 'done' : reply.problem.code);
const settings = () => ({ change: { section: 'moods', value: [{ id: 'calm', zh: '平静' }] } });

describe('SPEC 13.1: a station does what whoever is signed in at it may do', () => {
  it('a clerk’s computer is the lead’s while the lead is signed in there, and a manager’s is a clerk’s', async () => {
    expect(code(await test.call(clerk(1), 'hall.configure', settings()))).toBe('command.notAllowed');
    await signIn(clerk(1), '黎值班', 1);
    expect(code(await test.call(clerk(1), 'hall.configure', settings()))).toBe('done');
    expect(code(await test.hall.view(clerk(1), 'figures', {}))).toBe('done');
    await signIn(desk, '王芳');
    expect(code(await test.call(desk, 'hall.configure', settings()))).toBe('command.notAllowed');
    expect(code(await test.hall.view(desk, 'figures', {}))).toBe('command.notAllowed');
  });

  it('a kiosk stays a kiosk, and a computer prints whoever sits at it', async () => {
    await signIn(clerk(1), '黎值班', 1);
    expect(code(await test.call(kiosk, 'staff.signIn', { staff: '马主管', pin: pins.马主管 }))).toBe('command.notAllowed');
    expect(code(await test.hall.view(clerk(1), 'printWork', {}))).toBe('done');
    expect(code(await test.hall.view(clerk(1), 'kit', {}))).toBe('done');
    expect(code(await test.call(clerk(1), 'printer.report', { printer: '01KAPVH0000000000000000001', state: 'ready', reason: null, paper: 'ok' }))).not.toBe('command.notAllowed');
  });

  it('calling goes on at a locked station, feedback does not', async () => {
    await signIn(clerk(1), '王芳', 1);
    await test.must(clerk(1), 'counter.open');
    await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    const filed = await test.must(clerk(1), 'feedback.file', { cause: 'Q01', words: '等太久' });
    await test.must(clerk(1), 'staff.lock');
    expect(code(await test.call(clerk(1), 'ticket.call'))).toBe('done');
    expect(code(await test.hall.view(clerk(1), 'feedback', { feedback: filed['feedback'] }))).toBe('staff.locked');
    expect(await test.view(clerk(1), 'feedbackList')).toMatchObject({ rows: [] });
    expect(code(await test.call(clerk(1), 'staff.unlock', { pin: pins.黎值班 }))).toBe('pin.wrong');
    await test.must(clerk(1), 'staff.unlock', { pin: pins.王芳 });
    expect(await test.view(clerk(1), 'feedbackList')).toMatchObject({ rows: [{ feedback: filed['feedback'] }] });
  });
});

describe('SPEC 13.1: what is followed changes with who is signed in', () => {
  /** What a screen that follows the view has been shown. */
  function follow(at: Caller, name: string, params: object = {}): Reply[] {
    const pushed: Reply[] = [];
    test.hall.watch(at, name, params, (reply) => void pushed.push(reply));
    return pushed;
  }

  it('a view for the lead comes when the lead signs in and goes when they leave, at that station alone', async () => {
    const [here, there] = [follow(clerk(1), 'figures'), follow(clerk(2), 'figures')];
    await expect.poll(() => here.map(code)).toEqual(['command.notAllowed']);
    await signIn(clerk(1), '黎值班');
    await expect.poll(() => here.map(code)).toEqual(['command.notAllowed', 'done']);
    await test.must(clerk(1), 'staff.signOut');
    await expect.poll(() => here.map(code)).toEqual(['command.notAllowed', 'done', 'command.notAllowed']);
    expect(there.map(code)).toEqual(['command.notAllowed']);
  });

  it('whoever followed first does not take the others along', async () => {
    const other: Caller = { role: 'manager', station: 'manager-2' };
    await signIn(other, '马主管');
    const [first, second] = [follow(desk, 'stations'), follow(other, 'stations')];
    await expect.poll(() => [first.length, second.length]).toEqual([1, 1]);
    await signIn(desk, '王芳');
    await test.must(desk, 'help.ask').catch(() => undefined);
    await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    await expect.poll(() => first.map(code)).toEqual(['done', 'command.notAllowed']);
    expect(second.map(code)).toEqual(['done']);
  });

  it('lists are each station’s own, and hidden there while it is locked', async () => {
    await signIn(clerk(1), '王芳', 1);
    await signIn(clerk(2), '黎值班', 2);
    const rows = (pushed: Reply[]) => pushed.map((reply) => (reply.ok ? (reply.result as { rows: unknown[] }).rows.length : reply.problem.code));
    const [wang, li] = [follow(clerk(1), 'feedbackList'), follow(clerk(2), 'feedbackList')];
    await test.must(clerk(2), 'feedback.file', { cause: 'D01', named: ['王芳'], words: '态度' });
    await test.must(clerk(1), 'feedback.file', { cause: 'Q01', words: '等太久' });
    await expect.poll(() => [rows(wang).at(-1), rows(li).at(-1)]).toEqual([1, 2]); // what is about her she does not see
    await test.must(clerk(1), 'staff.lock');
    await expect.poll(() => [rows(wang).at(-1), rows(li).at(-1)]).toEqual([0, 2]);
  });
});
