import type { ComplaintSlip } from '../slipData.ts';
import { head, hotlines } from './head.ts';
import { type Columns, lines, loud, qr, qrText } from './text.ts';

/**
 * The 诉求受理单 as a receiptline document: number and check code, what it is about, the customer's own ticket and wait,
 * by when somebody answers, how to ask, 95598 and 12398. Never a staff name, pause reason, mood, other ticket or
 * unpublished standard (settings.slips.request).
 */
export function complaintSlip(data: ComplaintSlip, columns: Columns): string {
  const { ticket, phone } = data;
  const say = (text: string) => lines(text, columns);
  const body = data.english ? [
    ...loud(`No. ${data.number}`, columns), ...loud(`Check code ${data.check}`, columns), ...say(`Received ${data.receivedAt}`), ...say(`About: ${data.matter}`),
    ...(ticket === null ? [] : [...say(`Ticket ${ticket.number}`), ...say(`Taken ${ticket.issuedAt}`), ...say(`Waited ${ticket.waitedMinutes} min${ticket.until === null ? '' : ` up to ${ticket.until}`}`)]),
    ...(data.answerBy === null ? [] : loud(`We answer you by ${data.answerBy}`, columns)), ...say('Ask at the kiosk with both numbers'), ...(phone === null ? [] : say(`or call ${phone}`)),
  ] : [
    ...loud(`编号 ${data.number}`, columns), ...loud(`查询码 ${data.check}`, columns), ...say(`受理 ${data.receivedAt}`), ...say(`反映事项 ${data.matter}`),
    ...(ticket === null ? [] : [...say(`号码 ${ticket.number}`), ...say(`取号 ${ticket.issuedAt}`), ...say(`等候 ${ticket.waitedMinutes} 分钟${ticket.until === null ? '' : `(至 ${ticket.until})`}`)]),
    ...(data.answerBy === null ? [] : loud(`${data.answerBy} 前答复您`, columns)), ...say(`查询:到取号机输入编号和查询码${phone === null ? '' : ','}`), ...(phone === null ? [] : say(`或拨打 ${phone}`)),
  ];
  return [
    ...head(data, columns), ...lines(data.english ? 'Feedback slip' : '诉求受理单', columns, { size: 'double', centered: true }), '-',
    ...body, '', ...hotlines(columns), '', qr(qrText(data.hall, data.number, data.check, phone ?? '95598')), '',
  ].join('\n');
}
