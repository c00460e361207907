import type { FeedbackRow } from '../../../../shared/views.ts';

/** How pressing a deadline is: the hall's own alarms, and over as soon as its time is past. */
export type Alarm = 'none' | 'half' | 'near' | 'over';

/** Which alarm a row is at. */
export function alarmOf(row: Pick<FeedbackRow, 'dueAt' | 'alarm' | 'nextStep'>, now: number): Alarm {
  if (row.dueAt === null || row.nextStep === 'none') return 'none';
  if (row.alarm >= 1 || row.dueAt < now) return 'over';
  return row.alarm >= 0.8 ? 'near' : row.alarm >= 0.5 ? 'half' : 'none';
}

/** Below this a deadline is counted down; above it its date says more. */
export const countsDown = 24 * 3_600_000;
