import type { View } from '../../../../shared/contract.ts';

export type StationsView = View<'stations'>;
export type StationRow = StationsView['rows'][number];

/** What of the devices needs somebody to do something. */
export interface Attention {
  /** Names of boards without a Chinese voice. */
  readonly voiceless: readonly StationRow[];
  readonly fewStandBys: boolean;
  readonly splits: number;
  readonly unsettled: boolean;
}

/** A clock that is off by less than this is nobody's concern. */
const clockMayBeOff = 2000;

/** Only where there are computers that could be stand-bys is the lack of them worth a word. */
export function attentionOf(view: StationsView): Attention {
  const paired = view.rows.filter((one) => one.revokedAt === null);
  const able = paired.filter(mayStandBy);
  return {
    voiceless: paired.filter((one) => one.role === 'board' && one.connected && one.voice === 'missing'),
    fewStandBys: able.length > 0 && able.filter((one) => one.standBy).length < 2,
    splits: view.splits.length,
    unsettled: view.unsettled.length > 0,
  };
}

/** A browser keeps no record, so only programs at counters and the manager's can stand by. */
export function mayStandBy(station: Pick<StationRow, 'role' | 'browser'>): boolean {
  return !station.browser && (station.role === 'counter' || station.role === 'manager');
}

/** A few records are always on their way while the hall works. */
const onTheirWay = 20;

/** Whether a stand-by lacks more of the record than what is on its way to it. */
export function isBehind(station: Pick<StationRow, 'behind' | 'connected'>): boolean {
  return station.behind !== null && station.behind > (station.connected ? onTheirWay : 0);
}

/** By how many seconds a clock is off, where that matters: more than 0 is fast. */
export function clockOff(ms: number | null): number | null {
  return ms === null || Math.abs(ms) <= clockMayBeOff ? null : Math.round(ms / 1000);
}
