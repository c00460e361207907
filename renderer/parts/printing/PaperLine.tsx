import { useTranslation } from 'react-i18next';
import type { SlipKind } from '../../../shared/printing.ts';
import { useView } from '../useView.ts';

interface Props {
  readonly kind: SlipKind;
  readonly of: string;
  /** Where no printer is set: what to do without paper. */
  readonly none: string;
}

/** What became of the slip just asked for, in a customer's words. */
export function PaperLine({ kind, of, none }: Props) {
  const { t } = useTranslation();
  const { value } = useView('printing', {});
  const slip = value?.slips.find((one) => one.kind === kind && one.of === of);
  const calm = slip === undefined || slip.state === 'queued' || slip.state === 'printed' || slip.state === 'accepted';
  return (
    <p className="paper-line" data-calm={calm} aria-live="polite">
      {slip === undefined ? none : t(`printing.customer.${slip.state}`)}
    </p>
  );
}
