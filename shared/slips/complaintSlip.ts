import { zoneOf } from '../domain/decideTicket.ts';
import { type Feedback, settingsOf, type State } from '../domain/state.ts';
import { plain, reprint, reprintAfter, stamp } from './text.ts';

/**
 * The 诉求受理单 as a receiptline document: number and check code, what it is about, the customer's own ticket and wait,
 * by when somebody answers, how to ask, 95598 and 12398. Never a staff name, pause reason, mood, other ticket or
 * unpublished standard (settings.slips.request).
 */
export function complaintSlip(state: State, feedback: Feedback, now: number, english: boolean): string {
  const settings = settingsOf(state);
  const zone = zoneOf(state);
  const cause = settings.categories.flatMap((one) => one.causes).find((one) => one.id === feedback.cause)?.zh ?? feedback.cause;
  const { facts } = feedback;
  const phone = settings.hall.phone;
  const due = feedback.answerDueAt;
  const waited = facts === null ? 0 : Math.floor(facts.waitSeconds / 60);
  const ticket = facts === null ? [] : english
    ? [`Ticket ${facts.number}`, `Taken ${stamp(zone, facts.issuedAt)}`, `Waited ${waited} min${facts.waitEnded ? '' : ` up to ${stamp(zone, facts.asOf)}`}`]
    : [`号码 ${facts.number}`, `取号 ${stamp(zone, facts.issuedAt)}`, `等候 ${waited} 分钟${facts.waitEnded ? '' : `(至 ${stamp(zone, facts.asOf).slice(11)})`}`];
  const lines = english ? [
    `No. ${feedback.number}`, `Check code ${feedback.check}`, `Received ${stamp(zone, feedback.receivedAt)}`, `About: ${cause}`, ...ticket,
    ...(due === null ? [] : [`We answer you by ${stamp(zone, due).slice(0, 10)}`]), `Ask at the kiosk with both numbers${phone === undefined ? '' : ` or call ${phone}`}`, '95598   12398',
  ] : [
    `编号 ${feedback.number}`, `查询码 ${feedback.check}`, `受理 ${stamp(zone, feedback.receivedAt)}`, `反映事项 ${cause}`, ...ticket,
    ...(due === null ? [] : [`${stamp(zone, due).slice(0, 10)} 前答复您`]), `查询:到取号机输入编号和查询码${phone === undefined ? '' : `,或拨打 ${phone}`}`, '95598  12398',
  ];
  const qr = `${settings.hall.name} ${feedback.number} ${feedback.check} ${phone ?? '95598'}`;
  return [
    `|${plain(settings.hall.name)}|`, `|^^${english ? 'Feedback slip' : '诉求受理单'}|`, '-', ...lines.map((one) => `|${plain(one)}`),
    ...(now - feedback.recordedAt > reprintAfter ? [reprint(zone, now, english)] : []), '', `{code:${plain(qr)};option:qrcode,4,m}`, '=',
  ].join('\n');
}
