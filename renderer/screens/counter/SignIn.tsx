import { Button, Input } from 'antd';
import { type FormEvent, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api.ts';
import { Labelled } from '../../parts/staff/Labelled.tsx';
import { useWords } from '../../i18n/words/index.ts';
import { LanguageButton } from '../../parts/LanguageButton.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { useAction } from '../../parts/useAction.ts';
import { PersonChoice } from '../../parts/staff/people/PersonChoice.tsx';
import { PinInput } from '../../parts/staff/people/PinInput.tsx';
import { useView } from '../../parts/useView.ts';
import type { Desk } from './ops.ts';
import '../../parts/staff/people/people.css';

/** Who sits here, and at which counter. */
export function SignIn({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation();
  const say = useWords();
  const [staff, setStaff] = useState(desk.staff ?? '');
  const [counter, setCounter] = useState<number | null>(null);
  const [pin, setPin] = useState('');
  const { value: people } = useView('people', {});
  const action = useAction();
  const { choices } = desk;
  // A PC that is counter 3 need not ask which counter it is.
  const own = useEffectEvent((no: number) => {
    if (counter === null && choices.some((one) => one.no === no && one.takenBy === null)) setCounter(no);
  });
  useEffect(() => {
    void call('network.read', {}).then((answer) => answer.ok && answer.value.role === 'counter' && own(Number(answer.value.name)));
  }, []);
  const known = people?.people.find((one) => one.staff === staff);
  const asksPin = people?.inForce === true;
  const ready = staff.trim() !== '' && counter !== null && (!asksPin || pin.length >= 6 || known?.hasPin === false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) action.run('staff.signIn', { staff: staff.trim(), counter, ...(pin === '' ? {} : { pin }) });
  };
  return (
    <main className="counter-empty">
      <form className="sign-in" onSubmit={submit}>
        <h1>{t('counter.signInTitle')}</h1>
        {asksPin ? (
          <>
            <PersonChoice
              people={people.people.filter((one) => one.role !== 'guide' && one.role !== 'admin')}
              value={staff}
              autoFocus
              onChange={setStaff}
            />
            <PinInput name={t('people.yourPin')} value={pin} onChange={setPin} />
          </>
        ) : (
          <Labelled name={t('counter.staff')}>
            <Input
              size="large"
              value={staff}
              maxLength={40}
              autoFocus
              placeholder={t('counter.staffHint')}
              onChange={(event) => setStaff(event.target.value)}
            />
          </Labelled>
        )}
        <fieldset>
          <legend>{t('counter.chooseCounter')}</legend>
          <div className="sign-in-counters">
            {desk.choices.map((one) => (
              <label key={one.no} data-chosen={counter === one.no} data-taken={one.takenBy !== null}>
                <input
                  type="radio"
                  name="counter"
                  disabled={one.takenBy !== null}
                  checked={counter === one.no}
                  onChange={() => setCounter(one.no)}
                />
                <strong>{say(one.zh)}</strong>
                {one.takenBy !== null && <small>{t('counter.takenBy', { name: one.takenBy })}</small>}
              </label>
            ))}
          </div>
        </fieldset>
        <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
        <Button type="primary" size="large" htmlType="submit" disabled={!ready} loading={action.busy}>
          {t('counter.signIn')}
        </Button>
        <LanguageButton className="link" />
      </form>
    </main>
  );
}
