import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../useAction.ts';
import { Chips } from '../Chips.tsx';
import { Again } from './Again.tsx';
import { CloseForm } from './CloseForm.tsx';
import { useCase } from './context.tsx';
import { Said } from './Said.tsx';
import { StepForm } from './StepForm.tsx';
import { type By, ways } from './ways.ts';
import type { Stop } from './steps.ts';

/** The answer, by which way it was given, and closing. */
export function Close({ onGo }: { readonly onGo: (stop: Stop) => void }) {
  const { t } = useTranslation();
  const { value, may } = useCase();
  const answered = value.answeredBy !== null;
  return (
    <>
      <section className="step-part">
        <h5>{t('handling.close.answer')}</h5>
        <Again
          key={value.answer ?? ''}
          record={
            answered &&
            value.answeredBy !== null && (
              <div className="recorded">
                <b>{`✓ ${t('handling.close.answered', { how: t(`feedback.by.${value.answeredBy}`) })}`}</b>
                {value.answer !== null && <span>{value.answer}</span>}
              </div>
            )
          }
          form={may('feedback.answer') ? <AnswerForm /> : null}
        />
      </section>
      <CloseForm onGo={onGo} />
    </>
  );
}

function AnswerForm() {
  const { t } = useTranslation();
  const { value } = useCase();
  const [by, setBy] = useState<By>('faceToFace');
  const [answer, setAnswer] = useState('');
  const action = useAction();
  return (
    <StepForm
      submit={t('handling.close.answerDo')}
      ready={answer.trim() !== ''}
      action={action}
      onSubmit={() => action.run('feedback.answer', { feedback: value.row.feedback, by, answer: answer.trim() })}
    >
      <Chips name={t('handling.close.how')} chosen={by} choices={ways.map((one) => ({ value: one, text: t(`feedback.by.${one}`) }))} onChoose={setBy} />
      <Said name={t('handling.close.words')} value={answer} onChange={setAnswer} toCustomer />
    </StepForm>
  );
}
