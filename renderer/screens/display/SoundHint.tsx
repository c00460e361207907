import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLink } from '../../parts/link.tsx';

/** A browser makes no sound before somebody has touched its page: says so until then. The program needs no touch. */
export function SoundHint() {
  const { t } = useTranslation();
  const { kind } = useLink();
  const [touched, setTouched] = useState(() => navigator.userActivation?.hasBeenActive !== false);
  if (kind !== 'browser' || touched) return null;
  return (
    <button type="button" className="board-sound" onClick={() => setTouched(true)}>
      {t('join.soundOff')}
    </button>
  );
}
