import { useTranslation } from 'react-i18next';
import { isStuck, runsLow } from '../../../parts/printing/standing.ts';
import { useView } from '../../../parts/useView.ts';
import '../stations/stations.css';
import './printers.css';

/** Which printers need somebody: one line on the floor, nothing when all is well. The screen's own printers are told of by PrinterNotes. */
export function PrinterHints({ onGo }: { readonly onGo: () => void }) {
  const { t, i18n } = useTranslation();
  const { value } = useView('printers', {});
  const { value: own } = useView('printing', {});
  if (value === null || own === null) return null;
  const mine = [own.ticket?.printer, own.complaint?.printer];
  const others = value.printers.filter((one) => !mine.includes(one.id));
  const english = i18n.language.startsWith('en');
  const list = (names: readonly string[]) => names.join(english ? ', ' : '、');
  const why = (one: (typeof others)[number]) => {
    const reason = one.here ? t(`printing.reason.${one.reason ?? 'fault'}`) : t('printing.manager.hint.away');
    return english ? `${one.name} (${reason})` : `${one.name}（${reason}）`;
  };
  const stuck = others.filter(isStuck);
  const low = others.filter(runsLow);
  const lines = [
    ...(stuck.length > 0 ? [t('printing.manager.hint.stuck', { list: list(stuck.map(why)) })] : []),
    ...(low.length > 0 ? [t('printing.manager.hint.low', { list: list(low.map((one) => one.name)) })] : []),
  ];
  if (lines.length === 0) return null;
  return (
    <div className="station-hints printers-hints">
      <span>{lines.join(' · ')}</span>
      <button type="button" className="link" onClick={onGo}>
        {t('printing.manager.hint.go')}
      </button>
    </div>
  );
}
