import { describe, expect, it } from 'vitest';
import { overQuote, waitPressure } from '../../../renderer/parts/staff/timing.ts';
import { timesOf } from '../../../renderer/parts/staff/times.ts';
import { allowed, type Desk, keyOf, nextStep, type Op, opOfKey } from '../../../renderer/screens/counter/ops.ts';
import { acceleratorOf } from '../../../renderer/screens/setup/accelerator.ts';
import { isWhole, shown } from '../../../renderer/screens/kiosk/numbers.ts';
import { shippedSettings } from '../../support/fixture.ts';

const desk = (counter: 'open' | 'paused' | 'closed', current: 'called' | 'serving' | null) =>
  ({ counter: { state: counter }, current: current === null ? null : { state: current } }) as unknown as Desk;
const may = (of: Desk, away = false) =>
  (['next', 'recall', 'start', 'finish', 'noShow', 'park', 'transfer', 'reclass'] as const).filter((op: Op) => allowed(op, of, away));

describe('the counter', () => {
  it('offers what the hall would accept, and nothing else', () => {
    expect(may(desk('open', null))).toEqual(['next']);
    expect(may(desk('paused', null))).toEqual([]);
    expect(may(desk('open', 'called'))).toEqual(['recall', 'start', 'finish', 'noShow', 'park', 'transfer', 'reclass']);
    expect(may(desk('open', 'serving'))).toEqual(['finish', 'park', 'transfer']);
  });

  it('SPEC 10.5: offers while the host is away only what it may do by itself', () => {
    expect(may(desk('open', null), true)).toEqual(['next']);
    expect(may(desk('open', 'called'), true)).toEqual(['recall', 'start', 'finish', 'noShow', 'park']);
    expect(may(desk('open', 'serving'), true)).toEqual(['finish', 'park']);
  });

  it('names the one next thing', () => {
    expect([
      nextStep(desk('closed', null)),
      nextStep(desk('paused', null)),
      nextStep(desk('open', null)),
      nextStep(desk('open', 'called')),
      nextStep(desk('open', 'serving')),
    ]).toEqual(['open', 'resume', 'next', 'start', 'finish']);
  });

  it('has each key once', () => {
    const keys = Object.values(keyOf);
    expect(new Set(keys).size).toBe(keys.length);
    expect(opOfKey('F2')).toBe('next');
    expect(opOfKey('F5')).toBeNull();
  });

  it('marks a wait before it is over, but never by an average', () => {
    const ticket = (kind: 'single' | 'average') => ({ countsFrom: 0, standard: { minutes: 15, kind, audience: 'internal' } }) as const;
    expect([11, 12, 15, 16].map((minutes) => waitPressure(ticket('single'), minutes * 60_000))).toEqual(['none', 'near', 'near', 'over']);
    expect(waitPressure(ticket('average'), 3_600_000)).toBe('none');
    expect(waitPressure({ countsFrom: 0, standard: null }, 3_600_000)).toBe('none');
  });

  it('counts a quote as missed from a minute beyond it', () => {
    expect(overQuote({ issuedAt: 0, quoteBoundSeconds: 600 }, 650_000)).toBe(false);
    expect(overQuote({ issuedAt: 0, quoteBoundSeconds: 600 }, 661_000)).toBe(true);
    expect(overQuote({ issuedAt: 0, quoteBoundSeconds: 0 }, 661_000)).toBe(false);
  });

  it('rebooks to half hours while the hall is open', () => {
    const times = timesOf(shippedSettings(), '2026-11-23');
    expect([times[0], times.at(-1)]).toEqual(['08:30', '17:00']);
  });
});

describe('numbers at the kiosk', () => {
  it('are whole when they can be looked up', () => {
    expect(['A01', 'A012', '012', 'AB12'].map((one) => isWhole('ticket', one))).toEqual([false, true, false, false]);
    expect(isWhole('feedback', '20261122003')).toBe(true);
    expect(shown('feedback', '20261122003')).toBe('20261122-003');
    expect(shown('ticket', 'A012')).toBe('A012');
  });
});

describe("the strip's keys", () => {
  const press = (key: string, code: string, held: Partial<Record<'ctrlKey' | 'altKey' | 'shiftKey', boolean>> = {}) =>
    acceleratorOf({ key, code, ctrlKey: false, altKey: false, shiftKey: false, ...held });
  it('are in the notation of the shell', () => {
    expect(press('n', 'KeyN', { ctrlKey: true, altKey: true })).toBe('Ctrl+Alt+N');
    expect(press('F8', 'F8')).toBe('F8');
    expect(press('1', 'Numpad1', { ctrlKey: true })).toBe('Ctrl+num1');
  });
  it('never take a bare letter away from every program', () => {
    expect(press('n', 'KeyN')).toBeNull();
    expect(press('N', 'KeyN', { shiftKey: true })).toBeNull();
    expect(press('Control', 'ControlLeft', { ctrlKey: true })).toBeNull();
  });
});
