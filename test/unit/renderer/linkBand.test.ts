import { describe, expect, it } from 'vitest';
import type { LinkState } from '../../../shared/link.ts';
import { bandOf, type ScreenName, takeOverAfter } from '../../../renderer/parts/linkBand.ts';

const screens: readonly ScreenName[] = ['home', 'kiosk', 'counter', 'strip', 'board', 'guide', 'manager', 'join'];
const link = (more: Partial<LinkState>): LinkState => ({ kind: 'station', state: 'cutOff', since: 0, host: 'h', waiting: 0, numbersLeft: null, standBy: false, ...more });
const keys = (of: LinkState, now = 0) => Object.fromEntries(screens.flatMap((one) => (bandOf(one, of, now) === null ? [] : [[one, bandOf(one, of, now)?.key]])));

describe('the band over a screen', () => {
  it('says nothing while the host answers', () => expect(keys(link({ state: 'joined' }))).toEqual({}));

  it('says to each what works and what does not while it is cut off', () => {
    expect(keys(link({ numbersLeft: 12 }))).toEqual({
      home: 'cutOff.home',
      kiosk: 'cutOff.kiosk',
      counter: 'cutOff.counter',
      strip: 'cutOff.strip',
      board: 'cutOff.board',
      guide: 'cutOff.guide',
      manager: 'cutOff.manager',
    });
  });

  it('sends customers to the guide desk once no number is left, or none was ever kept', () => {
    expect(bandOf('kiosk', link({ numbersLeft: 0 }), 0)).toMatchObject({ key: 'cutOff.kioskNone', tone: 'bad' });
    expect(bandOf('kiosk', link({ numbersLeft: null }), 0)?.key).toBe('cutOff.kioskNone');
    expect(bandOf('kiosk', link({ numbersLeft: 1 }), 0)).toMatchObject({ key: 'cutOff.kiosk', tone: 'calm' });
  });

  it('lets a guide issue while numbers are left', () => {
    expect(bandOf('guide', link({ numbersLeft: 9 }), 0)?.key).toBe('cutOff.guide');
    expect(bandOf('guide', link({ numbersLeft: 0 }), 0)?.key).toBe('cutOff.guideNone');
  });

  it('counts what is kept here', () => {
    expect(bandOf('counter', link({ waiting: 3 }), 0)).toMatchObject({ key: 'cutOff.counterWaiting', n: 3 });
    expect(bandOf('manager', link({ waiting: 3 }), 0)).toMatchObject({ key: 'cutOff.managerWaiting', n: 3 });
  });

  it('promises nothing in a browser, which keeps no journal', () => {
    expect(bandOf('counter', link({ kind: 'browser' }), 0)?.key).toBe('cutOff.browser');
    expect(bandOf('guide', link({ kind: 'browser' }), 0)?.key).toBe('cutOff.browser');
  });

  it('offers the take-over to a stand-by only, after a minute only, never to a customer', () => {
    const offering = (of: LinkState, now: number) => screens.filter((one) => bandOf(one, of, now)?.may === 'takeOver');
    expect(offering(link({ standBy: true }), takeOverAfter - 1)).toEqual([]);
    expect(offering(link({ standBy: true }), takeOverAfter)).toEqual(['home', 'counter', 'manager']);
    expect(offering(link({ standBy: false }), takeOverAfter * 9)).toEqual([]);
  });

  it('says to staff, not to customers, that what was kept is being sent', () => {
    expect(keys(link({ state: 'sending', waiting: 2 }))).toEqual({ home: 'sending', counter: 'sending', strip: 'sending', guide: 'sending', manager: 'sending' });
    expect(keys(link({ state: 'sending', waiting: 0 }))).toEqual({});
  });

  it('says what to do when the host does not accept this device; a browser can join anew from there', () => {
    expect(keys(link({ state: 'refused' }))).toEqual({
      home: 'refused.staff',
      kiosk: 'refused.kiosk',
      counter: 'refused.staff',
      strip: 'refused.strip',
      board: 'refused.board',
      guide: 'refused.staff',
      manager: 'refused.staff',
    });
    expect(bandOf('board', link({ state: 'refused', kind: 'browser' }), 0)?.may).toBe('rejoin');
    expect(bandOf('board', link({ state: 'refused' }), 0)?.may).toBeNull();
  });
});
