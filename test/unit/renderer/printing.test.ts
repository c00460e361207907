import { describe, expect, it } from 'vitest';
import { en } from '../../../renderer/i18n/en/index.ts';
import { zh } from '../../../renderer/i18n/zh/index.ts';
import { isComing, staysFor } from '../../../renderer/parts/printing/customer.ts';
import { customerWhy, isStuck, paperOf, runsLow, standingOf } from '../../../renderer/parts/printing/standing.ts';
import { profiles } from '../../../renderer/screens/manager/printers/form.ts';
import { columns } from '../../../renderer/screens/manager/printers/section.ts';
import { printer, printerProfiles, printReasons, slipKinds } from '../../../shared/printing.ts';
import { type PrinterBrief, slipRow } from '../../../shared/views.ts';

const states = slipRow.shape.state.options;
const languages = [['zh', zh.printing], ['en', en.printing]] as const;
const brief = (more: Partial<PrinterBrief>): PrinterBrief => ({ printer: '', name: 'a', here: true, state: 'ready', reason: null, paper: 'ok', left: 300, ...more });

describe.each(languages)('the words of printing, %s', (_, words) => {
  it('say for every reason what it is and what to do about it, and for no other', () => {
    expect(Object.keys(words.reason).sort()).toEqual([...printReasons].sort());
    expect(Object.keys(words.todo).sort()).toEqual([...printReasons].sort());
    for (const one of printReasons) expect(words.todo[one], one).toMatch(/[。.]$/);
  });

  it('name every state of a slip, to staff and to customers', () => {
    expect(Object.keys(words.state).sort()).toEqual([...states].sort());
    for (const one of states) expect(words.customer[one], one).not.toBe('');
  });

  it('name every kind of slip, and every kind of printer with a line of explanation', () => {
    expect(Object.keys(words.kind).sort()).toEqual([...slipKinds].sort());
    expect(Object.keys(words.profile).sort()).toEqual([...printerProfiles].sort());
    expect(Object.keys(words.profileWhy).sort()).toEqual([...printerProfiles].sort());
    expect(Object.keys(words.density).sort()).toEqual([...printer.shape.density.options].sort());
  });

  it('tell a customer what to do whenever no paper comes', () => {
    for (const one of states) if (!isComing(one)) expect(words.customer[one], one).toMatch(/拍|photograph/i);
  });
});

describe('what a customer is told', () => {
  it('is calm only while paper is coming', () => {
    expect(states.filter(isComing)).toEqual(['queued', 'printed', 'accepted']);
  });

  it('stays long enough for a telephone to be taken out', () => {
    expect(staysFor(12, null)).toBe(12);
    for (const one of states) expect(staysFor(12, one), one).toBe(isComing(one) ? 12 : 32);
  });

  it('is one of three reasons for whatever ails a printer', () => {
    for (const one of printReasons) expect(Object.keys(zh.printing.customer.why), one).toContain(customerWhy(one));
    expect(customerWhy('paperOut')).toBe('paper');
    expect(['unreachable', 'noAnswer', 'hungUp', 'notFound', 'noService', 'notHere'].map((one) => customerWhy(one as 'unreachable'))).toEqual(Array(6).fill('line'));
    expect(customerWhy(null)).toBe('busy');
  });
});

describe('how a printer stands', () => {
  it('is one word, the computer before the printer', () => {
    const of = (more: Partial<PrinterBrief>, profile: 'epson' | 'mute' = 'epson') => standingOf({ ...brief(more), profile });
    expect(of({})).toBe('ready');
    expect(of({ state: 'trouble', reason: 'cutter' })).toBe('trouble');
    expect(of({ state: 'unreachable', reason: 'unreachable' })).toBe('trouble');
    expect(of({ here: false, state: 'trouble', reason: 'cutter' })).toBe('away');
    expect(of({ state: 'unknown' })).toBe('unasked');
    expect(of({ state: 'unknown' }, 'mute')).toBe('mute');
  });

  it('is never called low and stuck at once', () => {
    for (const state of ['ready', 'trouble', 'unreachable', 'unknown'] as const)
      for (const paper of ['ok', 'low', 'out', 'unknown'] as const)
        for (const here of [true, false]) {
          const one = brief({ state, paper, here, left: 3 });
          expect(isStuck(one) && runsLow(one), `${state} ${paper}`).toBe(false);
        }
    expect([isStuck(null), runsLow(null)]).toEqual([false, false]);
  });

  it('tells of paper what is known', () => {
    expect(paperOf(brief({}))).toBe('ok');
    expect(paperOf(brief({ left: 50 }))).toBe('ok');
    expect(paperOf(brief({ left: 49 }))).toBe('low');
    expect(paperOf(brief({ paper: 'low' }))).toBe('low');
    expect(paperOf(brief({ paper: 'low', left: null }))).toBe('lowUncounted');
    expect(paperOf(brief({ left: null }))).toBe('uncounted');
    expect(paperOf(brief({ paper: 'out', left: 0 }))).toBe('out');
  });
});

describe('the tables that keep zod out of the screens', () => {
  it('hold every kind of printer and every kind of slip that a station asks for', () => {
    expect(profiles).toEqual([...printerProfiles]);
    expect(columns).toEqual(['*', ...slipKinds.filter((one) => one !== 'test')]);
  });
});
