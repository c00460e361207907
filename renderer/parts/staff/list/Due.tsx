import { useTranslation } from 'react-i18next';
import type { FeedbackRow } from '../../../../shared/views.ts';
import { useFormat } from '../../format.ts';
import { alarmOf, countsDown } from './due.ts';

interface Props {
  readonly row: FeedbackRow;
  readonly now: number;
}

/** When the next thing is due: counted down within a day, with its alarm's colour; a date that may still move says so. */
export function Due({ row, now }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  if (row.dueAt === null || row.nextStep === 'none') return <span className="due">{t('feedback.received', { time: format.dateTime(row.receivedAt) })}</span>;
  const left = row.dueAt - now;
  const alarm = alarmOf(row, now);
  const long = (ms: number) => (ms < 2 * countsDown ? format.minutes(ms / 1000) : t('feedback.days', { n: Math.floor(ms / countsDown) }));
  return (
    <span className="due digits" data-alarm={alarm}>
      {left < 0
        ? t('feedback.overdue', { wait: long(-left) })
        : left < countsDown
          ? t('feedback.dueIn', { wait: format.minutes(left / 1000) })
          : t('feedback.due', { time: format.dateTime(row.dueAt) })}
      {row.dueProvisional && <abbr title={t('feedback.provisionalWhy')}>{t('feedback.provisional')}</abbr>}
    </span>
  );
}
