import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { useView } from '../../useView.ts';
import { LockButton } from './LockButton.tsx';
import { SignInPerson } from './SignInPerson.tsx';

interface Props {
  /** Who may sign in at this window. */
  readonly roles: readonly string[];
}

/** Who is signed in at this window, in one line of its head: to sign in, out, and to hide feedback. Nothing while the roster is empty. */
export function Me({ roles }: Props) {
  const { t } = useTranslation();
  const { value: people } = useView('people', {});
  const [asking, setAsking] = useState(false);
  const action = useAction();
  if (people === null || !people.inForce) return null;
  const { me } = people;
  if (me !== null)
    return (
      <span className="me">
        <span>{t('people.me', { name: me.staff, role: t(`people.roles.${me.role as 'clerk'}`) })}</span>
        <LockButton />
        <Button type="text" size="small" disabled={action.busy} onClick={() => action.run('staff.signOut', {})}>
          {t('people.signOut')}
        </Button>
        <ProblemNote problem={action.problem} onClose={action.dismiss} />
      </span>
    );
  return (
    <span className="me">
      <span>{t('people.notSignedIn')}</span>
      <Button size="small" aria-expanded={asking} onClick={() => setAsking(!asking)}>
        {t('people.signInHere')}
      </Button>
      {asking && (
        <div className="me-asking card">
          <SignInPerson people={people} roles={roles} onDone={() => setAsking(false)} />
        </div>
      )}
    </span>
  );
}
