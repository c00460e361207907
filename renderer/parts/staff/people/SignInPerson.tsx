import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { View } from '../../../../shared/contract.ts';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { PersonChoice } from './PersonChoice.tsx';
import { PinInput } from './PinInput.tsx';
import './people.css';

interface Props {
  readonly people: View<'people'>;
  /** Only those who may do something at this window. */
  readonly roles: readonly string[];
  readonly onDone?: () => void;
}

/** Signing in at a window that is no counter: name and PIN. */
export function SignInPerson({ people, roles, onDone }: Props) {
  const { t } = useTranslation();
  const [staff, setStaff] = useState('');
  const [pin, setPin] = useState('');
  const action = useAction();
  const chosen = people.people.find((one) => one.staff === staff);
  const ready = staff !== '' && (pin.length >= 6 || chosen?.hasPin === false);
  return (
    <form
      className="sign-in sign-in-person"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) action.run('staff.signIn', { staff, ...(pin === '' ? {} : { pin }) }, () => onDone?.());
      }}
    >
      <h2>{t('people.signInTitle')}</h2>
      <p className="soft">{t('people.signInWhy')}</p>
      <PersonChoice people={people.people.filter((one) => roles.includes(one.role))} value={staff} autoFocus onChange={setStaff} />
      <PinInput name={t('people.yourPin')} value={pin} onChange={setPin} />
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <Button type="primary" size="large" htmlType="submit" disabled={!ready} loading={action.busy}>
        {t('people.signIn')}
      </Button>
    </form>
  );
}
