import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCountdown } from '../../parts/clock.ts';

/** True when nobody touched anything for `seconds` while `active`; the function says that somebody is there. */
export function useIdle(seconds: number, active: boolean): readonly [boolean, () => void] {
  const [idle, setIdle] = useState(false);
  const [touched, setTouched] = useState(0);
  const touch = useCallback(() => {
    setIdle(false);
    setTouched((count) => count + 1);
  }, []);
  useEffect(() => {
    if (!active || idle) return;
    window.addEventListener('pointerdown', touch);
    window.addEventListener('keydown', touch);
    return () => {
      window.removeEventListener('pointerdown', touch);
      window.removeEventListener('keydown', touch);
    };
  }, [active, idle, touch]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each touch starts the time afresh
  useEffect(() => {
    if (!active || idle) return;
    const timer = setTimeout(() => setIdle(true), seconds * 1000);
    return () => clearTimeout(timer);
  }, [active, idle, seconds, touched]);
  return [active && idle, touch];
}

interface Props {
  readonly onStay: () => void;
  readonly onGone: () => void;
}

/** Asks whether somebody is still there before their half-typed page is cleared. */
export function StillThere({ onStay, onGone }: Props) {
  const { t } = useTranslation();
  const left = useCountdown(10, onGone);
  return (
    <div className="kiosk-over" role="alertdialog" aria-labelledby="still" aria-describedby="still-text">
      <div className="kiosk-still">
        <h1 id="still">{t('kiosk.still')}</h1>
        <p id="still-text">{t('kiosk.stillText', { n: left })}</p>
        <button type="button" className="kiosk-go" ref={(button) => button?.focus()} onClick={onStay}>
          {t('kiosk.stillYes')}
        </button>
      </div>
    </div>
  );
}
