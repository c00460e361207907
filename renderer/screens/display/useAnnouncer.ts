import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hostNow } from '../../parts/clock.ts';
import { type Announcing, type Board, type Call, heard, nextTurn, opening, readOut } from './announcing.ts';
import { chime, pause, speak } from './sound.ts';

/** Each call stands at least this long, however many wait behind it. */
const stands = 6000;

/** The call that is being announced, whether it is fresh, and those whose turn is still to come. */
export function useAnnouncer(board: Board): { readonly call: Call | null; readonly announcing: boolean; readonly queue: readonly Call[] } {
  const { i18n } = useTranslation();
  const english = i18n.language.startsWith('en');
  const [state, setState] = useState<Announcing>(() => opening(board.calls, hostNow()));
  const [announcing, setAnnouncing] = useState(false);
  useEffect(() => setState((before) => heard(before, board.calls)), [board.calls]);

  const announce = useEffectEvent(async (call: Call) => {
    const words = call.priority ? board.voice.priority : board.voice.ordinary;
    const counter = String(call.counter);
    await chime();
    await speak(words.replace('{number}', readOut(call.number, false)).replace('{counter}', counter), 'zh');
    if (english) await speak(i18n.t('board.speak', { number: readOut(call.number, true), counter }), 'en');
  });
  const waiting = state.queue.length;
  useEffect(() => {
    if (announcing || waiting === 0) return;
    const [call] = state.queue;
    if (call === undefined) return;
    setAnnouncing(true);
    setState(nextTurn);
    void Promise.all([announce(call), pause(stands)]).finally(() => setAnnouncing(false));
  }, [announcing, waiting, state.queue]);
  return { call: state.now, announcing, queue: state.queue };
}
