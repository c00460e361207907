import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/words/index.ts';
import { useAction } from '../../useAction.ts';
import { Chips, toggled } from '../Chips.tsx';
import { Again } from './Again.tsx';
import { CarryOut } from './CarryOut.tsx';
import { useCase } from './context.tsx';
import { useLater } from './DoneWhen.tsx';
import { Phrases } from './Phrases.tsx';
import { Recorded } from './Recorded.tsx';
import { Said } from './Said.tsx';
import { StepForm } from './StepForm.tsx';

const outcomes = ['agreed', 'refused', 'unresolved'] as const;

/** Step 5: the customer chooses, or refuses; what they chose is done at once, with what shows it. */
export function Agree() {
  const { t } = useTranslation();
  const { value, may } = useCase();
  const { agreed } = value;
  return (
    <>
      <Again
        key={agreed?.enteredAt ?? 0}
        record={
          agreed !== null && (
            <Recorded done={agreed}>
              <b>{t(`handling.agree.${agreed.outcome}`)}</b>
              {agreed.reason !== null && <span>{agreed.reason}</span>}
            </Recorded>
          )
        }
        form={may('feedback.agree') ? <AgreeForm /> : null}
      />
      <CarryOut />
    </>
  );
}

function AgreeForm() {
  const { t } = useTranslation();
  const say = useWords();
  const { value } = useCase();
  const all = value.plan?.remedies ?? [];
  const ready = all.filter((one) => one.approval !== 'needed' && one.approval !== 'refused');
  const [outcome, setOutcome] = useState<(typeof outcomes)[number] | null>(null);
  const [chosen, setChosen] = useState<readonly string[]>(ready.length === 1 ? ready.map((one) => one.remedy) : []);
  const [reason, setReason] = useState('');
  const later = useLater();
  const action = useAction();
  const complete = outcome === 'agreed' ? chosen.length > 0 : outcome !== null && reason.trim() !== '';
  const send = () => {
    if (outcome === null) return;
    const more = outcome === 'agreed' ? { remedies: [...chosen] } : { reason: reason.trim() };
    action.run('feedback.agree', { feedback: value.row.feedback, outcome, ...more, ...later.at() });
  };
  return (
    <>
      <Phrases stop="agree" />
      <StepForm submit={t('handling.agree.do')} ready={complete} action={action} onSubmit={send} later={later}>
        {all.some((one) => one.approval === 'needed') && <p className="soft">{t('handling.agree.waits')}</p>}
        <Chips
          name={t('handling.agree.ask')}
          chosen={outcome}
          choices={outcomes.map((one) => ({ value: one, text: t(`handling.agree.${one}`) }))}
          onChoose={setOutcome}
        />
        {outcome === 'agreed' && (
          <Chips
            name={t('handling.agree.which')}
            className="chips-check"
            chosen={chosen}
            choices={ready.map((one) => ({ value: one.remedy, text: [say(one.zh), one.note].filter((text) => text !== null).join('：') }))}
            onChoose={(remedy) => setChosen(toggled(chosen, remedy))}
          />
        )}
        {(outcome === 'refused' || outcome === 'unresolved') && <Said name={t('handling.agree.reason')} value={reason} onChange={setReason} maxLength={200} />}
      </StepForm>
    </>
  );
}
