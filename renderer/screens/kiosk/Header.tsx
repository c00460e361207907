import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/words/index.ts';
import { useNow } from '../../parts/clock.ts';
import { useFormat } from '../../parts/format.ts';
import { LanguageButton } from '../../parts/LanguageButton.tsx';
import type { KioskView } from './Kiosk.tsx';

interface Props {
  readonly kiosk: KioskView;
  readonly elder: boolean;
  readonly onElder: () => void;
}

/** Where one is, what time it is, and the two switches that make the rest readable. */
export function Header({ kiosk, elder, onElder }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const now = useNow();
  return (
    <header className="kiosk-header">
      <div className="kiosk-hall">
        <strong>{say(kiosk.hall)}</strong>
        {kiosk.hours !== null && !elder && <span>{t('kiosk.hours', kiosk.hours)}</span>}
      </div>
      <time className="digits">{format.time(now)}</time>
      <button type="button" className="kiosk-switch" aria-pressed={elder} onClick={onElder}>
        {elder ? t('kiosk.standard') : t('kiosk.elder')}
      </button>
      <LanguageButton className="kiosk-switch" />
    </header>
  );
}
