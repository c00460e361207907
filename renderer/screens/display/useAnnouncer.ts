import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hostNow } from '../../parts/clock.ts';
import { type Announcing, type Board, type Call, heard, nextTurn, opening } from './announcing.ts';
import { sound } from './sound.ts';
import { announce, wordsOf } from './speaking.ts';

/** The call that is being announced, whether it is fresh, and those whose turn is still to come. */
export function useAnnouncer(board: Board): { readonly call: Call | null; readonly announcing: boolean; readonly queue: readonly Call[] } {
  const { i18n } = useTranslation();
  const english = board.voice.english || i18n.language.startsWith('en');
  const [state, setState] = useState<Announcing>(() => opening(board.calls, hostNow()));
  const [announcing, setAnnouncing] = useState(false);
  useEffect(() => setState((before) => heard(before, board.calls)), [board.calls]);

  const say = useEffectEvent((call: Call) => announce(wordsOf(call, board.voice, english ? i18n.t('board.speak', { lng: 'en' }) : null), sound));
  const waiting = state.queue.length;
  useEffect(() => {
    if (announcing || waiting === 0) return;
    const [call] = state.queue;
    if (call === undefined) return;
    setAnnouncing(true);
    setState(nextTurn);
    void say(call).finally(() => setAnnouncing(false));
  }, [announcing, waiting, state.queue]);
  return { call: state.now, announcing, queue: state.queue };
}
