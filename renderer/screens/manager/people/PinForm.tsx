import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { PinInput } from '../../../parts/staff/people/PinInput.tsx';
import { useAction } from '../../../parts/useAction.ts';
import type { Person } from './PeopleTab.tsx';

interface Props {
  readonly person: Person;
  /** Who is signed in here: their PIN is asked for. */
  readonly me: string | null;
  /** No manager has a PIN yet: nobody's is asked for. */
  readonly first: boolean;
  readonly onDone: (told?: string) => void;
}

/** A new PIN for somebody, twice. */
export function PinForm({ person, me, first, onDone }: Props) {
  const { t } = useTranslation();
  const [newPin, setNewPin] = useState('');
  const [again, setAgain] = useState('');
  const [pin, setPin] = useState('');
  const action = useAction();
  const ready = newPin.length >= 6 && newPin === again && (first || pin.length >= 6);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready)
          action.run('staff.setPin', { staff: person.staff, newPin, ...(first ? {} : { pin }) }, () =>
            onDone(t('people.pinDone', { name: person.staff })),
          );
      }}
    >
      <h2>{t('people.setPinOf', { name: person.staff })}</h2>
      {!first && <PinInput name={t(me === person.staff ? 'people.oldPin' : 'people.ownPin')} value={pin} autoFocus onChange={setPin} />}
      <PinInput name={t('people.newPin')} value={newPin} autoFocus={first} onChange={setNewPin} />
      <PinInput name={t('people.newAgain')} value={again} onChange={setAgain} />
      {again.length >= newPin.length && again !== '' && again !== newPin && <p className="file-wrong">{t('people.differs')}</p>}
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <div className="op-line">
        <Button type="primary" htmlType="submit" disabled={!ready} loading={action.busy}>
          {t('people.setPinDo')}
        </Button>
        <Button onClick={() => onDone()}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
