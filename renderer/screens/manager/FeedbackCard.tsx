import { useTranslation } from 'react-i18next';
import type { View } from '../../../shared/contract.ts';
import type { Settings } from '../../../shared/settings.ts';
import { useWords } from '../../i18n/words/index.ts';

interface Props {
  readonly figures: View<'figures'>['feedback'];
  readonly settings: Settings;
}
const counts = ['filed', 'settledOnSite', 'closed', 'justified', 'major', 'retyped', 'repeats', 'urges', 'passedUp'] as const;

/** A day's feedback in figures: how many of what, and how it went on since. */
export function FeedbackCard({ figures, settings }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const types = Object.entries(figures.byType).map(([id, n]) => `${say(settings.requestTypes.find((one) => one.id === id)?.zh ?? id)} ${n}`);
  const categories = Object.entries(figures.byCategory).map(([id, n]) => `${say(settings.categories.find((one) => one.id === id)?.zh ?? id)} ${n}`);
  const channels = Object.entries(figures.byChannel).map(([id, n]) => `${say(settings.channels.find((one) => one.id === id)?.zh ?? id)} ${n}`);
  const share = (n: number, of: number) => (of === 0 ? '–' : `${n} / ${of}`);
  return (
    <section className="card">
      <h2>{t('manager.tabs.feedback')}</h2>
      <dl className="counts">
        {counts.map((one) => (
          <div key={one}>
            <dt>{t(`manager.feedbackFigures.${one}`)}</dt>
            <dd className="digits">{figures[one]}</dd>
          </div>
        ))}
        <div>
          <dt>{t('manager.feedbackFigures.onTime')}</dt>
          <dd className="digits">{share(figures.answeredOnTime, figures.answersDue)}</dd>
        </div>
        <div>
          <dt>{t('manager.feedbackFigures.satisfied')}</dt>
          <dd className="digits">{share(figures.satisfied, figures.followedUp)}</dd>
        </div>
      </dl>
      {[types, categories, channels].map(
        (list) =>
          list.length > 0 && (
            <p className="soft" key={list.join(' ')}>
              {list.join(' · ')}
            </p>
          ),
      )}
    </section>
  );
}
