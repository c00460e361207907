import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandArguments } from '../../../../shared/contract.ts';
import { useWords } from '../../../i18n/words/index.ts';
import { useAction } from '../../useAction.ts';
import { Chips } from '../Chips.tsx';
import { Field } from '../Field.tsx';
import { Again } from './Again.tsx';
import { useCase } from './context.tsx';
import { useLater } from './DoneWhen.tsx';
import { Recorded } from './Recorded.tsx';
import { StepForm } from './StepForm.tsx';

type Truth = CommandArguments<'feedback.judge'>['truth'];
type Responsibility = CommandArguments<'feedback.judge'>['responsibility'];

/** Whether it is true, and apart from that who is responsible: the lead's to say. */
export function Judge() {
  const { t } = useTranslation();
  const say = useWords();
  const { value, settings, may } = useCase();
  const { judged } = value;
  const name = (list: readonly { readonly id: string; readonly zh: string }[], id: string) => say(list.find((one) => one.id === id)?.zh ?? id);
  if (judged === null && value.row.type !== 'complaint') return null;
  return (
    <section className="step-part">
      <h5>{t('handling.analyse.truth')}</h5>
      {judged === null && !may('feedback.judge') && <p className="soft">{t('handling.analyse.judgeByLead')}</p>}
      <Again
        key={judged?.enteredAt ?? 0}
        record={
          judged !== null && (
            <Recorded done={judged}>
              <b>{t('handling.analyse.judged', { truth: name(settings.verdicts.truth, judged.truth), responsibility: name(settings.verdicts.responsibility, judged.responsibility) })}</b>
            </Recorded>
          )
        }
        form={may('feedback.judge') ? <JudgeForm /> : null}
      />
    </section>
  );
}

function JudgeForm() {
  const { t } = useTranslation();
  const say = useWords();
  const { value, settings } = useCase();
  const [truth, setTruth] = useState<Truth | null>(null);
  const [responsibility, setResponsibility] = useState<Responsibility | null>(null);
  const later = useLater();
  const action = useAction();
  const send = () => {
    if (truth !== null && responsibility !== null) action.run('feedback.judge', { feedback: value.row.feedback, truth, responsibility, ...later.at() });
  };
  return (
    <StepForm submit={t('handling.analyse.judgeDo')} ready={truth !== null && responsibility !== null} action={action} onSubmit={send} later={later}>
      <Field name={t('handling.analyse.truth')}>
        <Chips
          name={t('handling.analyse.truth')}
          chosen={truth}
          choices={settings.verdicts.truth.map((one) => ({ value: one.id as Truth, text: say(one.zh) }))}
          onChoose={setTruth}
        />
      </Field>
      <Field name={t('handling.analyse.responsibility')}>
        <Chips
          name={t('handling.analyse.responsibility')}
          chosen={responsibility}
          choices={settings.verdicts.responsibility.map((one) => ({ value: one.id as Responsibility, text: say(one.zh) }))}
          onChoose={setResponsibility}
        />
      </Field>
    </StepForm>
  );
}
