import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { useCase } from '../case/context.tsx';
import type { ActionProps } from './Actions.tsx';

/** Destroys what is known of the customer, after saying what goes and what stays. */
export function Forget({ onDone }: ActionProps) {
  const { t, i18n } = useTranslation();
  const { value } = useCase();
  const [sure, setSure] = useState(false);
  const action = useAction();
  const list = t('acting.forget.gone', { returnObjects: true }).join(i18n.language.startsWith('en') ? ', ' : '、');
  return (
    <div className="forget">
      <p>{t('acting.forget.ask', { list })}</p>
      <Checkbox checked={sure} onChange={(event) => setSure(event.target.checked)}>
        {t('acting.forget.sure')}
      </Checkbox>
      <div className="step-do">
        <Button danger disabled={!sure || action.busy} onClick={() => action.run('person.forget', { key: value.row.feedback }, onDone)}>
          {t('acting.forget.do')}
        </Button>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
      </div>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
    </div>
  );
}
