import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../useAction.ts';
import { Chips } from '../Chips.tsx';
import { Again } from './Again.tsx';
import { useCase } from './context.tsx';
import { useLater } from './DoneWhen.tsx';
import { Phrases } from './Phrases.tsx';
import { Recorded } from './Recorded.tsx';
import { Said } from './Said.tsx';
import { StepForm } from './StepForm.tsx';

const manners = ['apology', 'understanding'] as const;

/** Step 2: an apology where we fell short, understanding where that is not clear yet. */
export function Sympathise() {
  const { t } = useTranslation();
  const { value, may } = useCase();
  const { sympathised } = value;
  return (
    <Again
      key={sympathised?.enteredAt ?? 0}
      record={
        sympathised !== null && (
          <Recorded done={sympathised}>
            <span>{t(`handling.sympathise.${sympathised.manner}`)}</span>
            {sympathised.words !== null && <q>{sympathised.words}</q>}
          </Recorded>
        )
      }
      form={may('feedback.sympathise') ? <SympathiseForm /> : null}
    />
  );
}

function SympathiseForm() {
  const { t } = useTranslation();
  const { value } = useCase();
  const [manner, setManner] = useState<(typeof manners)[number]>(value.apologyOwed ? 'apology' : 'understanding');
  const [said, setSaid] = useState('');
  const later = useLater();
  const action = useAction();
  const send = () =>
    action.run('feedback.sympathise', { feedback: value.row.feedback, manner, ...(said.trim() === '' ? {} : { said: said.trim() }), ...later.at() });
  return (
    <>
      <p className="step-owed" data-owed={value.apologyOwed}>
        {t(value.apologyOwed ? 'handling.sympathise.owed' : 'handling.sympathise.notOwed')}
      </p>
      <Phrases stop="sympathise" onUse={setSaid} />
      <StepForm submit={t('handling.sympathise.do')} ready action={action} onSubmit={send} later={later}>
        <Chips
          name={t('handling.sympathise.how')}
          chosen={manner}
          choices={manners.map((one) => ({ value: one, text: t(`handling.sympathise.${one}`) }))}
          onChoose={setManner}
        />
        <Said name={t('handling.sympathise.words')} value={said} onChange={setSaid} toCustomer />
      </StepForm>
    </>
  );
}
