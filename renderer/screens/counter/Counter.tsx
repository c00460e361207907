import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { AntFrame } from '../../parts/staff/AntFrame.tsx';
import { useView } from '../../parts/useView.ts';
import { Desk } from './Desk.tsx';
import { SignIn } from './SignIn.tsx';
import './counter.css';

/** The counter: whoever sits there signs in, then calls and serves. */
export function Counter() {
  return (
    <AntFrame>
      <SignedInOrNot />
    </AntFrame>
  );
}

function SignedInOrNot() {
  const { t } = useTranslation();
  const { value: desk, problem } = useView('counter', {});
  const { value: settings } = useView('settings', {});
  if (desk === null || settings === null) {
    return (
      <main className="counter-empty">
        {problem === null && <p>{t('common.loading')}</p>}
        <ProblemNote problem={problem} />
      </main>
    );
  }
  if (desk.staff === null || desk.counter === null) return <SignIn desk={desk} />;
  return <Desk desk={desk} settings={settings.settings} problem={problem} />;
}
