import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TicketRow } from '../../../../shared/views.ts';
import { useFormat } from '../../format.ts';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { useView } from '../../useView.ts';
import { Reason } from '../Reason.tsx';

interface Props {
  readonly ticket: TicketRow;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Putting a ticket ahead: what it costs the others stands above the reason. The lead's and the manager's alone. */
export function AdvanceForm({ ticket, onDone, onCancel }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { value: cost, problem } = useView('advanceCost', { ticket: ticket.ticket });
  const action = useAction();
  if (cost === null) return <ProblemNote problem={problem} onClose={onCancel} />;
  const list =
    cost.passed
      .slice(0, 8)
      .map((one) => one.number)
      .join(' ') + (cost.passed.length > 8 ? ' …' : '');
  return (
    <div className="advance">
      <p>
        {cost.passed.length === 0
          ? t('stepIn.advanceFree')
          : t('stepIn.advanceCost', { n: cost.passed.length, wait: format.minutes(cost.extraSeconds), list })}{' '}
        <span className="soft">{cost.leftThisHour > 0 ? t('stepIn.advanceLeft', { n: cost.leftThisHour }) : t('stepIn.advanceNone')}</span>
      </p>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      {cost.leftThisHour > 0 ? (
        <Reason
          label={t('stepIn.advanceWhy')}
          presets={t('stepIn.presets', { returnObjects: true })}
          submit={t('stepIn.advanceDo')}
          busy={action.busy}
          onReason={(reason) => action.run('ticket.advance', { ticket: ticket.ticket, reason }, onDone)}
          onCancel={onCancel}
        />
      ) : (
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      )}
    </div>
  );
}
