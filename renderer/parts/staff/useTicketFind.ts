import { useState } from 'react';
import type { View } from '../../../shared/contract.ts';
import { readScanned } from '../../../shared/slips/scanned.ts';
import { type Action, useAction } from '../useAction.ts';
import type { Picked } from './TicketPicker.tsx';

export type Match = View<'ticketFind'>['matches'][number];
export type FindBy = 'number' | 'phone' | 'time';
export interface TicketFind {
  readonly by: FindBy;
  readonly setBy: (by: FindBy) => void;
  readonly text: string;
  readonly setText: (text: string) => void;
  /** Null: today, and nobody asked for another day. */
  readonly day: string | null;
  readonly setDay: (day: string) => void;
  readonly ready: boolean;
  readonly matches: readonly Match[];
  readonly none: boolean;
  readonly action: Action;
  readonly find: () => void;
  readonly clear: () => void;
}
const shapes: Readonly<Record<FindBy, RegExp>> = { number: /\S/, phone: /^\d{4,12}$/, time: /^\d{2}:\d{2}$/ };

/** Looks a ticket up by its number, the end of the phone that was left, or about when it was taken. */
export function useTicketFind(onPick: (picked: Picked) => void): TicketFind {
  const [by, setBy] = useState<FindBy>('number');
  const [text, setText] = useState('');
  const [day, setDay] = useState<string | null>(null);
  const [matches, setMatches] = useState<readonly Match[]>([]);
  const [none, setNone] = useState(false);
  const action = useAction();
  const ready = shapes[by].test(text.trim());
  const clear = () => {
    setMatches([]);
    setNone(false);
    action.dismiss();
  };
  return {
    by, text, day, ready, matches, none, action, clear, setText, setDay,
    setBy: (to) => (setBy(to), setText(''), clear()),
    find: () => {
      if (!ready) return;
      const typed = by === 'number' ? (readScanned(text)?.number ?? text.trim()).slice(0, 40) : text.trim(); // a scanner types the whole of a slip's QR code
      setText(typed);
      setNone(false);
      action.run('ticketFind', { [by]: typed, ...(day === null || day === '' ? {} : { day }) }, (found) => {
        const [only, ...more] = found.matches;
        // By phone or time one match is still a guess: whoever asks looks at it first.
        const sure = more.length === 0 && by === 'number';
        setMatches(sure ? [] : found.matches);
        setNone(only === undefined);
        if (only !== undefined && sure) onPick({ ticket: only.ticket, day: only.day, number: only.number });
      });
    },
  };
}
