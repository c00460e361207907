import { useEffect, useState } from 'react';
import { call } from '../../api.ts';
import { voiceState } from './voices.ts';

/** Chromium loads its voices when they are first asked for, and tells when they are there; where none are it tells nothing. */
const lateVoices = 3000;

/** Whether calls can be spoken on this machine, null while that is not known; the hall is told, so that somebody can mend it. */
export function useVoice(): 'there' | 'missing' | null {
  const [voice, setVoice] = useState<'there' | 'missing' | null>(null);
  useEffect(() => {
    const synthesis = window.speechSynthesis;
    const known = () => setVoice(voiceState(synthesis?.getVoices() ?? []));
    const timer = setTimeout(known, lateVoices);
    const changed = () => {
      if ((synthesis?.getVoices().length ?? 0) > 0) known();
    };
    changed();
    synthesis?.addEventListener('voiceschanged', changed);
    return () => {
      clearTimeout(timer);
      synthesis?.removeEventListener('voiceschanged', changed);
    };
  }, []);
  useEffect(() => {
    // A note for the manager's desk: a shell that does not take it loses nothing.
    if (voice !== null) void call('station.about', { voice });
  }, [voice]);
  return voice;
}
