import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/words/index.ts';
import { useFormat } from '../../format.ts';
import { useStaffName } from '../useStaffName.ts';
import { useCase } from './context.tsx';
import { FollowUpForm } from './FollowUpForm.tsx';
import { fill } from './phrases.ts';
import { useKnown } from './useKnown.ts';

/** 回访 by somebody else: what to say first, the questions, and each attempt. */
export function FollowUp() {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const person = useStaffName();
  const known = useKnown();
  const { value, settings, guides, may } = useCase();
  const label = (score: number | null) => (score === null ? null : say(settings.scale5.labels[settings.scale5.values.indexOf(score)] ?? String(score)));
  return (
    <>
      <p className="soft">{t('handling.followUp.by')}</p>
      <ul className="remedies">
        {value.followUps.map((one) => (
          <li key={one.at}>
            {t(one.reached ? 'handling.followUp.done' : 'handling.followUp.missed', { name: one.staff === null ? '' : person(one.staff), time: format.dateTime(one.at) })}
            {one.reached && <b>{` ${[label(one.result), label(one.manner)].filter((text) => text !== null).join(' · ')}`}</b>}
            {one.more !== null && <span>{` ${one.more}`}</span>}
          </li>
        ))}
      </ul>
      {may('feedback.followUp') && (
        <>
          <section className="phrases" aria-label={t('handling.followUp.open')}>
            <ul>
              <li>
                <span>{fill(say(guides.followUp.opening), known)}</span>
              </li>
            </ul>
            <small className="soft">{t('handling.followUp.first')}</small>
          </section>
          <FollowUpForm closing={fill(say(guides.followUp.closing), known)} />
        </>
      )}
    </>
  );
}
