import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { useCase } from './context.tsx';

/** Taking a case: from then on somebody owns it. */
export function Accept() {
  const { t } = useTranslation();
  const { value, may } = useCase();
  const action = useAction();
  if (!may('feedback.accept')) return null;
  return (
    <div className="accept">
      <Button type="primary" disabled={action.busy} onClick={() => action.run('feedback.accept', { feedback: value.row.feedback })}>
        {t('handling.accept')}
      </Button>
      <span className="soft">{t(value.row.type === 'complaint' ? 'handling.acceptHint' : 'handling.acceptShort')}</span>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
    </div>
  );
}
