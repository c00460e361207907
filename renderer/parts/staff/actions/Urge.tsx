import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { useCase } from '../case/context.tsx';
import type { ActionProps } from './Actions.tsx';

/** 催办: the customer asked again. Counted, never a new case. */
export function Urge({ onDone }: ActionProps) {
  const { t } = useTranslation();
  const { value } = useCase();
  const [times, setTimes] = useState<number | null>(null);
  const action = useAction();
  if (times !== null) {
    return (
      <p role="status" className="step-do">
        {t('acting.urge.done', { n: times })}
        <Button size="small" onClick={onDone}>
          {t('common.close')}
        </Button>
      </p>
    );
  }
  return (
    <div className="step-do">
      <Button type="primary" disabled={action.busy} onClick={() => action.run('feedback.urge', { feedback: value.row.feedback }, (done) => setTimes(done.times))}>
        {t('acting.urge.name')}
      </Button>
      <Button onClick={onDone}>{t('common.cancel')}</Button>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
    </div>
  );
}
