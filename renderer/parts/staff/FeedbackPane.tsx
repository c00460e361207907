import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import type { FeedbackRow } from '../../../shared/views.ts';
import { useWords } from '../../i18n/words/index.ts';
import { useNow } from '../clock.ts';
import { useFormat } from '../format.ts';
import { FeedbackDetail } from './FeedbackDetail.tsx';
import './staff.css';

interface Props {
  readonly list: readonly FeedbackRow[];
  readonly settings: Settings;
}

/** Feedback by what is due next, and one of them in detail. */
export function FeedbackPane({ list, settings }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const now = useNow(5000);
  const [chosen, setChosen] = useState<string | null>(null);
  if (list.length === 0) return <p className="list-empty">{t('feedback.listEmpty')}</p>;
  const causes = settings.categories.flatMap((one) => one.causes);
  return (
    <div className="feedback">
      <ul className="feedback-list" aria-label={t('feedback.list')}>
        {list.map((one) => {
          const late = one.dueAt !== null && one.dueAt < now && one.state !== 'closed';
          return (
            <li key={one.feedback}>
              <button type="button" aria-current={chosen === one.feedback} onClick={() => setChosen(one.feedback)}>
                <span className="feedback-first">
                  <b className="digits">{one.number}</b>
                  <em data-state={one.state}>{t(`feedback.next.${one.nextStep}`)}</em>
                </span>
                <span>{say(causes.find((cause) => cause.id === one.cause)?.zh ?? one.cause)}</span>
                <small data-pressure={late ? 'over' : 'none'}>
                  {one.ticketNumber !== null && `${one.ticketNumber} · `}
                  {one.state !== 'closed' && one.dueAt !== null
                    ? late
                      ? t('feedback.overdue', { wait: format.minutes((now - one.dueAt) / 1000) })
                      : t('feedback.due', { time: format.dateTime(one.dueAt) })
                    : t('feedback.received', { time: format.time(one.receivedAt) })}
                </small>
              </button>
            </li>
          );
        })}
      </ul>
      <div className="feedback-detail">
        {chosen === null ? (
          <p className="list-empty">{t('feedback.pick')}</p>
        ) : (
          <FeedbackDetail key={chosen} feedback={chosen} settings={settings} />
        )}
      </div>
    </div>
  );
}
