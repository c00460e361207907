import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { useAction } from '../../useAction.ts';
import { Chips } from '../Chips.tsx';
import { useCase } from './context.tsx';
import { Said } from './Said.tsx';
import { StepForm } from './StepForm.tsx';

/** 当事人说法: what those who are named say. A verdict about them waits for it. */
export function Statements() {
  const { t } = useTranslation();
  const format = useFormat();
  const { value, people, may } = useCase();
  if (value.named.length === 0 && value.statements.length === 0) return null;
  const missing = value.named.filter((name) => !name.startsWith('role:') && !value.statements.some((one) => one.staff === name));
  // Whoever is named gives their own account and no more.
  const mine = people.me !== null && value.named.includes(people.me) && !may('feedback.analyse') ? people.me : null;
  return (
    <section className="step-part" aria-label={t('handling.analyse.statements')}>
      <h5>{t('handling.analyse.statements')}</h5>
      {mine !== null && <p className="step-owed">{t('handling.analyse.ownOnly')}</p>}
      {value.statements.map((one) => (
        <p key={`${one.staff}${one.at}`}>
          <b>{one.staff}</b> <small className="soft digits">{format.dateTime(one.at)}</small> {one.statement}
        </p>
      ))}
      {missing.map((one) => (
        <p key={one} className="soft">
          {t('handling.analyse.statementNone', { name: one })}
        </p>
      ))}
      {may('feedback.state') && <StatementForm choices={mine === null ? value.named.filter((one) => !one.startsWith('role:')) : [mine]} />}
    </section>
  );
}

function StatementForm({ choices }: { readonly choices: readonly string[] }) {
  const { t } = useTranslation();
  const { value } = useCase();
  const [staff, setStaff] = useState(choices[0] ?? '');
  const [statement, setStatement] = useState('');
  const action = useAction();
  const send = () => action.run('feedback.state', { feedback: value.row.feedback, staff, statement: statement.trim() }, () => setStatement(''));
  return (
    <StepForm submit={t('handling.analyse.statementDo')} ready={staff !== '' && statement.trim() !== ''} action={action} onSubmit={send}>
      {choices.length > 1 && (
        <Chips name={t('handling.named')} chosen={staff} choices={choices.map((one) => ({ value: one, text: one }))} onChoose={setStaff} />
      )}
      <Said name={t('handling.analyse.statementOf', { name: staff })} value={statement} onChange={setStatement} />
    </StepForm>
  );
}
