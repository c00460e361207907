import type { DaySlip } from '../slipData.ts';
import { head } from './head.ts';
import { type Columns, lines, loud, row } from './text.ts';

/** The 营业日结 as a receiptline document: counts that reconcile, waits, the busiest half hour, feedback, and lines to sign on. Never a member of staff. */
export function daySlip(data: DaySlip, columns: Columns): string {
  const { counts, feedback, busiest, english } = data;
  const rows = (table: readonly (readonly [string, string, string | number | null])[]) => table.flatMap(([zh, en, value]) => (value === null ? [] : row(english ? en : zh, String(value), columns)));
  const minutes = (value: number | null) => (value === null ? null : `${value} ${english ? 'min' : '分钟'}`);
  const say = (zh: string, en: string) => lines(english ? en : zh, columns);
  const sign = (zh: string, en: string) => ['', ...row(english ? en : zh, '_'.repeat(16), columns)];
  return [
    ...head(data, columns), ...lines(english ? 'Day close' : '营业日结', columns, { size: 'double', centered: true }), ...lines(data.day, columns, { size: 'double', centered: true }),
    ...lines(data.closed ? (english ? 'closed' : '已日结') : english ? 'not closed yet' : '尚未日结', columns, { centered: true, bold: true, inverted: !data.closed }), '-',
    ...rows([['取号', 'Issued', counts.issued], ['办结', 'Finished', counts.finished], ['弃号', 'Left', counts.left], ['撤号', 'Cancelled', counts.cancelled], ['并号', 'Merged', counts.merged], ['另约', 'Rebooked', counts.rebooked], ['未办结', 'Open', counts.open]]),
    ...(counts.balanced ? say('取号等于其余各项之和,核对相符', 'Issued = finished + left + cancelled + merged + rebooked + open: balanced') : loud(english ? 'The counts do not balance' : '号量核对不符,请查明', columns)), '-',
    ...rows([
      ['过号', 'Missed calls', data.noShow], ['平均等候', 'Mean wait', minutes(data.meanWaitMinutes)], ['九成等候不超过', '9 of 10 waited at most', minutes(data.p90WaitMinutes)],
      ['最长等候', 'Longest wait', minutes(data.maxWaitMinutes)], ['超时等候', 'Over the standard', data.overPromise],
      ['最忙半小时', 'Busiest half hour', busiest === null ? null : english ? `${busiest.start}, ${busiest.count} tickets` : `${busiest.start}起 ${busiest.count}人取号`],
    ]), '-',
    ...rows([['当日诉求', 'Feedback of the day', feedback.today], ['未办结诉求', 'Feedback still open', feedback.open]]), '-',
    ...say('仅指排队与诉求数据,不含电费收费日结、解款', 'Queue and feedback only, not the cash desk'), ...sign('值班主任签字', 'Duty lead'), ...sign('主管签字', 'Manager'), '',
    ...say(`打印 ${data.printedAt}`, `Printed ${data.printedAt}`), '',
  ].join('\n');
}
