import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/words/index.ts';
import { useCase } from './context.tsx';

const cards = ['psychology', 'personality', 'threeChanges', 'lowerExpectation'] as const;

/** 提示卡: a few hints to glance at. Nothing of it is asked for or kept. */
export function Tips() {
  const { t } = useTranslation();
  const say = useWords();
  const { guides } = useCase();
  return (
    <div className="tips">
      <small className="soft">{t('handling.tips.note')}</small>
      <h5>{t('handling.tips.principles')}</h5>
      <ul>
        {guides.principles.map((one) => (
          <li key={one}>{say(one)}</li>
        ))}
      </ul>
      {cards.map((card) => (
        <section key={card}>
          <h5>{t(`handling.tips.${card}`)}</h5>
          <ul>
            {guides.tips[card].map((one) => (
              <li key={one.zh}>
                <b>{say(one.zh)}</b> {say(one.say)}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <h5>{t('handling.tips.forbidden')}</h5>
      <p>{guides.forbidden.map((one) => say(one)).join(' · ')}</p>
    </div>
  );
}
