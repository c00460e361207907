import { useTranslation } from 'react-i18next';
import type { View } from '../../../../shared/contract.ts';
import { useStationName } from '../../../parts/useStationName.ts';
import { useView } from '../../../parts/useView.ts';

/** The windows of the host itself that print; each is a station of its own. */
const windows = ['kiosk', 'counter', 'guide', 'manager'] as const;
type Window = (typeof windows)[number] | 'home';
const isWindow = (station: string): station is Window => station === 'home' || (windows as readonly string[]).includes(station);

export interface Stations {
  /** What a station is called; `name` is what the record calls it. */
  readonly label: (station: string, name?: string | null) => string;
  /** All that may print: the host's windows and the paired devices but for the boards, in the order of the list. */
  readonly ids: readonly string[];
  /** Whether a printer can belong to it: a board's computer only watches. */
  readonly mayPrint: (station: string) => boolean;
}

/** The stations of the hall by what people call them. */
export function useStationLabel(view: View<'printers'>): Stations {
  const { t } = useTranslation();
  const who = useStationName();
  const { value } = useView('stations', {});
  const alone = value === null || value.host === null;
  const host = t(alone ? 'printing.manager.thisComputer' : 'printing.manager.host');
  const rows = value?.rows ?? [];
  const label = (station: string, name: string | null = null) => {
    const row = rows.find((one) => one.station === station);
    if (row !== undefined) return who(row.role, row.name);
    if (station === 'host' || (name === null && station === view.stations[0]?.station)) return host;
    if (isWindow(station)) return t(`printing.manager.window.${station}`, { host });
    return name ?? t('printing.manager.unknownStation');
  };
  const mayPrint = (station: string) => rows.find((one) => one.station === station)?.role !== 'board';
  return { label, mayPrint, ids: [...windows, ...rows.filter((one) => one.revokedAt === null && one.role !== 'board').map((one) => one.station)] };
}
