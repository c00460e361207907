import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/words/index.ts';
import { useNow } from '../../clock.ts';
import { useFormat } from '../../format.ts';
import { useAction } from '../../useAction.ts';
import { useStaffName } from '../useStaffName.ts';
import { type CaseView, useCase } from './context.tsx';
import { useLater } from './DoneWhen.tsx';
import { StepForm } from './StepForm.tsx';

type RemedyRow = NonNullable<CaseView['plan']>['remedies'][number];

/** What was promised: each is done with something that shows it, and late ones stand out. */
export function CarryOut() {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const person = useStaffName();
  const now = useNow(5000);
  const { value, may } = useCase();
  const chosen = (value.plan?.remedies ?? []).filter((one) => one.chosen);
  if (chosen.length === 0) return null;
  return (
    <section className="step-part" aria-label={t('handling.carryOut.title')}>
      <h5>{t('handling.carryOut.title')}</h5>
      <ul className="remedies">
        {chosen.map((one) => {
          const late = one.carriedOut === null && one.dueAt < now;
          return (
            <li key={one.remedy}>
              <b>{say(one.zh)}</b> <span className="soft">{one.note}</span>{' '}
              {one.carriedOut === null ? (
                <span data-pressure={late ? 'over' : 'none'}>{t(late ? 'handling.carryOut.late' : 'handling.carryOut.due', { time: format.dateTime(one.dueAt) })}</span>
              ) : (
                <span>
                  {'✓ '}
                  {t('handling.carryOut.done', {
                    name: one.carriedOut.staff === null ? '' : person(one.carriedOut.staff), time: format.dateTime(one.carriedOut.doneAt), evidence: one.carriedOut.evidence,
                  })}
                </span>
              )}
              {one.carriedOut === null && may('feedback.carryOut') && <Evidence remedy={one} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Evidence({ remedy }: { readonly remedy: RemedyRow }) {
  const { t } = useTranslation();
  const say = useWords();
  const { value } = useCase();
  const [evidence, setEvidence] = useState('');
  const later = useLater();
  const action = useAction();
  return (
    <StepForm
      submit={t('handling.carryOut.do')}
      ready={evidence.trim() !== ''}
      action={action}
      onSubmit={() => action.run('feedback.carryOut', { feedback: value.row.feedback, remedy: remedy.remedy, evidence: evidence.trim(), ...later.at() })}
      later={later}
    >
      <Input
        aria-label={`${say(remedy.zh)} ${t('handling.carryOut.evidence')}`}
        placeholder={t('handling.carryOut.evidence')}
        maxLength={200}
        value={evidence}
        onChange={(event) => setEvidence(event.target.value)}
      />
    </StepForm>
  );
}
