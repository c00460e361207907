import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { useCase } from '../case/context.tsx';
import { RebookPicker } from '../RebookPicker.tsx';
import type { ActionProps } from './Actions.tsx';

/** 换时间: another time for this customer's ticket; the booking code stays in sight until it was told. */
export function RebookForm({ onDone }: ActionProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { value, settings } = useCase();
  const [made, setMade] = useState<{ readonly at: number; readonly code: string } | null>(null);
  const action = useAction();
  const { ticket, row } = value;
  if (ticket === null) return null;
  if (made !== null) {
    return (
      <p role="status" className="step-do">
        {t('counter.booked', { number: row.ticketNumber ?? '', time: format.dateTime(made.at), code: made.code })}
        <Button size="small" onClick={onDone}>
          {t('common.close')}
        </Button>
      </p>
    );
  }
  return (
    <>
      <RebookPicker
        settings={settings}
        busy={action.busy}
        onBook={(at) => action.run('ticket.rebook', { ticket, at }, (booked) => setMade({ at, code: booked.booking }))}
        onCancel={onDone}
      />
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
    </>
  );
}
