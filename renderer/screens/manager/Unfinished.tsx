import { useTranslation } from 'react-i18next';
import { useView } from '../../parts/useView.ts';

/** 未了事项: what the day would leave behind (settings.dayClose, first). Nothing of it keeps the day from being closed. */
export function Unfinished() {
  const { t } = useTranslation();
  const { value: alerts } = useView('alerts', {});
  const { value: list } = useView('feedbackList', { which: 'open', search: '', from: 0, count: 1 });
  const { value: printing } = useView('printing', {});
  if (alerts === null) return null;
  const lines = [
    ['overdue', list?.counts.overdue ?? 0],
    ['open', list?.counts.open ?? 0],
    ['telephone', alerts.telephone.length],
    ['approvals', alerts.approvals.length],
    ['countersign', alerts.countersign.length],
    ['agreed', alerts.overdue.length],
    ['clusters', alerts.clusters.length],
    ['followUps', alerts.followUps],
    ['retyped', alerts.retyped.length],
    ['passedUp', list?.passedUp ?? 0],
    ['unsure', printing?.unsure.length ?? 0],
  ] as const;
  const left = lines.filter(([, n]) => n > 0);
  return (
    <section aria-label={t('manager.unfinished.title')}>
      <h3>{t('manager.unfinished.title')}</h3>
      {left.length === 0 ? (
        <p className="soft">{t('manager.unfinished.none')}</p>
      ) : (
        <dl className="counts">
          {left.map(([name, n]) => (
            <div key={name}>
              <dt>{t(`manager.unfinished.${name}`)}</dt>
              <dd className="digits">{n}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
