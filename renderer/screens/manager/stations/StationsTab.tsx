import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { useView } from '../../../parts/useView.ts';
import { attentionOf } from './attention.ts';
import { HostCard } from './HostCard.tsx';
import { ClockJumps, Mending } from './Mending.tsx';
import { PairCard } from './PairCard.tsx';
import { StationList } from './StationList.tsx';
import './stations.css';

/** The devices of the hall: which there are, how they stand, a new one paired, and what a break left to look at. */
export function StationsTab() {
  const { t } = useTranslation();
  const { value: view, problem } = useView('stations', {});
  if (view === null) return <ProblemNote problem={problem} />;
  if (view.host === null) return <p className="list-empty">{t('stations.alone')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
    <div className="stations" tabIndex={0}>
      <div className="stations-column">
        <Mending view={view} />
        {attentionOf(view).fewStandBys && <p className="stations-warn">{t('stations.fewStandBys')}</p>}
        <StationList rows={view.rows} />
        <ClockJumps view={view} />
      </div>
      <div className="stations-column">
        <PairCard host={view.host} rows={view.rows} />
        <HostCard host={view.host} />
      </div>
    </div>
  );
}
