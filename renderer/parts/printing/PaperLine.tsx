import { useTranslation } from 'react-i18next';
import type { SlipRow } from '../../../shared/views.ts';
import { isComing } from './customer.ts';

interface Props {
  readonly slip: SlipRow | null;
  /** Where no printer is set: what to do without paper. */
  readonly none: string;
}

/** What became of the slip just asked for, in a customer's words. */
export function PaperLine({ slip, none }: Props) {
  const { t } = useTranslation();
  return (
    <p className="paper-line" data-calm={slip === null || isComing(slip.state)} aria-live="polite">
      {slip === null ? none : t(`printing.customer.${slip.state}`)}
    </p>
  );
}
