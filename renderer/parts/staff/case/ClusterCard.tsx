import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { useAction } from '../../useAction.ts';
import { Chips } from '../Chips.tsx';
import { type CaseView, useCase } from './context.tsx';
import { Said } from './Said.tsx';
import { StepForm } from './StepForm.tsx';
import { type By, ways } from './ways.ts';

/** The others about the same half hour and cause; the lead answers them together. */
export function ClusterCard({ cluster }: { readonly cluster: NonNullable<CaseView['cluster']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { may } = useCase();
  const [by, setBy] = useState<By>('phone');
  const [answer, setAnswer] = useState('');
  const action = useAction();
  const n = cluster.feedback.length;
  return (
    <>
      <p>{t('handling.cluster.same', { n })}</p>
      <ul className="remedies">
        {cluster.feedback.map((one) => (
          <li key={one.feedback}>
            <span className="digits">{one.number}</span> {t(`feedback.state.${one.state}`)}
          </li>
        ))}
      </ul>
      {cluster.answeredAt !== null && <p className="soft">{t('handling.cluster.answered', { time: format.dateTime(cluster.answeredAt) })}</p>}
      {/* Who may grade one is a lead or above, and those answer them together. */}
      {cluster.answeredAt === null && may('feedback.grade') && (
        <StepForm
          submit={t('handling.cluster.do', { n })}
          ready={answer.trim() !== ''}
          action={action}
          onSubmit={() => action.run('cluster.answer', { cluster: cluster.cluster, by, answer: answer.trim() })}
        >
          <Chips name={t('handling.close.how')} chosen={by} choices={ways.map((one) => ({ value: one, text: t(`feedback.by.${one}`) }))} onChoose={setBy} />
          <Said name={t('handling.close.words')} value={answer} onChange={setAnswer} toCustomer />
        </StepForm>
      )}
    </>
  );
}
