import type { LinkState } from '../../shared/link.ts';

export type ScreenName = 'home' | 'kiosk' | 'counter' | 'strip' | 'board' | 'guide' | 'manager' | 'join';

/** What a band says of the link: a key of the texts with its values, and what can be done from there. */
export interface LinkBand {
  readonly key:
    | `cutOff.${'kiosk' | 'kioskNone' | 'board' | 'counter' | 'counterWaiting' | 'browser' | 'strip' | 'guide' | 'guideNone' | 'manager' | 'managerWaiting' | 'home'}`
    | 'sending'
    | `refused.${'kiosk' | 'board' | 'strip' | 'staff'}`;
  readonly tone: 'bad' | 'calm' | 'good';
  readonly n: number;
  readonly since: number;
  readonly may: 'takeOver' | 'rejoin' | null;
}

/** A break this short heals by itself more often than not. */
export const takeOverAfter = 60_000;

/** Whether a kiosk can issue nothing: no number is left for the time without the host, or the host does not accept it. */
export function outOfNumbers(link: LinkState): boolean {
  return link.state === 'refused' || (link.state === 'cutOff' && (link.numbersLeft ?? 0) === 0);
}

/** What a screen says while its machine is not joined to its host; nothing while it is, and nothing a customer need not know. */
export function bandOf(screen: ScreenName, link: LinkState, now: number): LinkBand | null {
  const band = (key: LinkBand['key'], tone: LinkBand['tone'], may: LinkBand['may'] = null): LinkBand => ({
    key,
    tone,
    may,
    n: link.waiting,
    since: link.since,
  });
  const forCustomers = screen === 'kiosk' || screen === 'board';
  // The join screen is there because there is no link.
  if (screen === 'join') return null;
  switch (link.state) {
    case 'joined':
      return null;
    case 'sending':
      return forCustomers || link.waiting === 0 ? null : band('sending', 'good');
    case 'refused':
      if (forCustomers || screen === 'strip') return band(`refused.${screen}`, 'bad', link.kind === 'browser' ? 'rejoin' : null);
      return band('refused.staff', 'bad', link.kind === 'browser' ? 'rejoin' : null);
    case 'cutOff': {
      if (screen === 'kiosk') return outOfNumbers(link) ? band('cutOff.kioskNone', 'bad') : band('cutOff.kiosk', 'calm');
      if (screen === 'board') return band('cutOff.board', 'calm');
      if (screen === 'strip') return band('cutOff.strip', 'bad');
      if (link.kind === 'browser') return band('cutOff.browser', 'bad');
      const may = link.standBy && now - link.since >= takeOverAfter ? 'takeOver' : null;
      if (screen === 'home') return band('cutOff.home', 'bad', may);
      if (screen === 'guide') return band(outOfNumbers(link) ? 'cutOff.guideNone' : 'cutOff.guide', 'bad');
      return band(link.waiting > 0 ? `cutOff.${screen}Waiting` : `cutOff.${screen}`, 'bad', may);
    }
  }
}
