import type { TicketSlip } from '../slipData.ts';
import { head } from './head.ts';
import { type Columns, lines, loud, qr, qrText, sizeThatFits } from './text.ts';

/**
 * The 号票 as a receiptline document: number as large as fits, service, time, people ahead, quote, the standard where it
 * is public, the check code in text and QR. Never a class, a name or another ticket (settings.slips.ticket).
 */
export function ticketSlip(data: TicketSlip, columns: Columns): string {
  const { quote, promise, returnWithinMinutes: within } = data;
  const say = (text: string) => lines(text, columns);
  const body = data.english ? [
    ...say(`Taken ${data.issuedAt}`), ...loud(`${data.ahead} ahead of you`, columns),
    ...(quote === null ? say('Called in order once counters open') : [...loud(`About ${quote.likelyMinutes} min`, columns), ...say(`usually under ${quote.boundMinutes} min`), ...say('(an estimate only)')]),
    ...(promise === null ? [] : say(`Our promise: ${promise.minutes} min${promise.average ? ' (average)' : ''}`)),
    ...say(`Missed your call? See the guide within ${within} min.`), ...say('Problems: duty lead desk'), ...loud(`Check code ${data.check}`, columns),
  ] : [
    ...say(`取号 ${data.issuedAt}`), ...loud(`前面 ${data.ahead} 位`, columns),
    ...(quote === null ? say('柜台开台后按顺序叫号') : [...loud(`预计 ${quote.likelyMinutes} 分钟左右`, columns), ...say(`一般不超过 ${quote.boundMinutes} 分钟,仅供参考`)]),
    ...(promise === null ? [] : say(`等候承诺 ${promise.minutes} 分钟${promise.average ? '(平均)' : ''}`)),
    ...say(`过号${within}分钟内请找引导员`), ...say('有问题请找值班主任台'), ...loud(`查询码 ${data.check}`, columns),
  ];
  return [
    ...head(data, columns), '',
    ...lines(data.number, columns, { size: sizeThatFits(data.number, columns, ['quadruple', 'triple', 'double', 'tall']), bold: true, centered: true }), '',
    ...lines(data.service, columns, { size: sizeThatFits(data.service, columns, ['double', 'tall']), centered: true }),
    '-', ...body, ...(data.notice === null ? [] : ['-', ...say(data.notice)]),
    '', qr(qrText(data.hall, data.number, data.issuedAt, data.check)), '',
  ].join('\n');
}
