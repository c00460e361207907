import { useTranslation } from 'react-i18next';
import type { FeedbackRow } from '../../../../shared/views.ts';

/** What sets a feedback apart in a list. */
export function RowMarks({ row }: { readonly row: FeedbackRow }) {
  const { t } = useTranslation();
  const marks: readonly (readonly [string, boolean, string])[] = [
    ['severity', row.severity !== 'normal', t(`feedback.severity.${row.severity}`)],
    ['help', row.helpWanted && row.nextStep === 'accept', t('feedback.helpShort')],
    ['supervise', row.supervisions > 0, t('feedback.mark.supervisions', { n: row.supervisions })],
    ['urge', row.urges > 0, t('feedback.mark.urges', { n: row.urges })],
    ['plain', row.headcount !== null && row.headcount > 1, t('feedback.mark.group', { n: row.headcount ?? 0 })],
    ['plain', row.cluster !== null, t('feedback.mark.cluster')],
    ['plain', row.repeat, t('feedback.mark.repeat')],
    ['plain', row.aboutStaff, t('feedback.mark.aboutStaff')],
    ['plain', row.overStandard === true, t('feedback.mark.over')],
  ];
  return (
    <span className="fmarks">
      {marks
        .filter(([, shown]) => shown)
        .map(([kind, , text]) => (
          <em key={text} data-kind={kind === 'severity' ? row.severity : kind}>
            {text}
          </em>
        ))}
    </span>
  );
}
