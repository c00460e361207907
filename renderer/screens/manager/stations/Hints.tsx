import { useTranslation } from 'react-i18next';
import { useView } from '../../../parts/useView.ts';
import { attentionOf } from './attention.ts';
import './stations.css';

/** What of the devices needs somebody: a line each on the floor, nothing when all is well. */
export function StationHints({ onGo }: { readonly onGo: () => void }) {
  const { t } = useTranslation();
  const { value } = useView('stations', {});
  if (value === null || value.host === null) return null;
  const { voiceless, fewStandBys, splits, unsettled } = attentionOf(value);
  const lines = [
    ...(splits > 0 ? [t('stations.hint.splits', { n: splits })] : []),
    ...(unsettled ? [t('stations.hint.unsettled')] : []),
    ...(voiceless.length > 0 ? [t('stations.hint.voice', { list: voiceless.map((one) => one.name).join(' ') })] : []),
    ...(fewStandBys ? [t('stations.hint.standBys')] : []),
  ];
  if (lines.length === 0) return null;
  return (
    <div className="station-hints">
      <span>{lines.join(' · ')}</span>
      <button type="button" className="link" onClick={onGo}>
        {t('stations.hint.go')}
      </button>
    </div>
  );
}
