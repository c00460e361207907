import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { useView } from '../../useView.ts';
import { PinInput } from './PinInput.tsx';
import { SignInPerson } from './SignInPerson.tsx';
import './people.css';

interface Props {
  readonly roles: readonly string[];
  readonly children: ReactNode;
}

/** Feedback and what else needs a person: shown once somebody is signed in here and has not been away too long. */
export function Unlocked({ roles, children }: Props) {
  const { value: people } = useView('people', {});
  if (people?.inForce !== true) return children;
  if (people.me === null) return people.people.some((one) => one.hasPin) ? <SignInPerson people={people} roles={roles} /> : children;
  return people.me.locked ? <Unlock /> : children;
}

function Unlock() {
  const { t } = useTranslation();
  const [pin, setPin] = useState('');
  const action = useAction();
  return (
    <form
      className="sign-in sign-in-person"
      onSubmit={(event) => {
        event.preventDefault();
        if (pin.length >= 6) action.run('staff.unlock', { pin });
      }}
    >
      <p>{t('people.locked')}</p>
      <PinInput name={t('people.yourPin')} value={pin} onChange={setPin} />
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <Button type="primary" size="large" htmlType="submit" disabled={pin.length < 6} loading={action.busy}>
        {t('people.unlock')}
      </Button>
    </form>
  );
}
