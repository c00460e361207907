import { useTranslation } from 'react-i18next';
import type { SlipRow } from '../../../shared/views.ts';

/** How a slip stands, as one phrase for staff. */
export function useSlipState(): (slip: SlipRow) => string {
  const { t, i18n } = useTranslation();
  return (slip) => {
    const why = slip.reason === null ? '' : t(`printing.reason.${slip.reason}`);
    if (slip.state === 'waiting') return t('printing.state.waiting', { why });
    const state = t(`printing.state.${slip.state}`);
    const told = slip.state === 'unsure' || slip.state === 'notPrinted';
    return why === '' || !told ? state : i18n.language.startsWith('en') ? `${state} (${why})` : `${state}（${why}）`;
  };
}
