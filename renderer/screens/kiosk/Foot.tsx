import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly onBack: () => void;
  readonly children?: ReactNode;
}

/** The way back, at the same place on every page; what else a page offers stands beside it. */
export function Foot({ onBack, children }: Props) {
  const { t } = useTranslation();
  return (
    <nav className="kiosk-nav">
      <button type="button" className="kiosk-back" onClick={onBack}>
        {t('common.back')}
      </button>
      {children}
    </nav>
  );
}

/** 138****5678, as screens show a phone number. */
export function masked(phone: string): string {
  return phone.length < 8 ? phone : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}
