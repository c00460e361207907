import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { useAction } from '../../../parts/useAction.ts';
import type { Person } from './PeopleTab.tsx';

/** Takes somebody off the roster, after asking. */
export function RemoveForm({ person, onDone }: { readonly person: Person; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const action = useAction();
  return (
    <div className="card-sure">
      <p>{t('people.removeSure', { name: person.staff })}</p>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <Button danger type="primary" disabled={action.busy} onClick={() => action.run('staff.remove', { staff: person.staff }, () => onDone())}>
        {t('people.removeDo')}
      </Button>{' '}
      <Button onClick={onDone}>{t('common.cancel')}</Button>
    </div>
  );
}
