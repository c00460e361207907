import { zoneOf } from '../domain/decideTicket.ts';
import { settingsOf, type State, type Ticket, waitedFor } from '../domain/state.ts';
import { plain, reprint, stamp, wholeMinutes } from './text.ts';

/**
 * The 号票 as a receiptline document: number large, service, time, people ahead, quote, the standard only where it is
 * public, the check code in text and QR. `reprintedAt` marks it 补打.
 * Never a class, a name or another ticket (settings.slips.ticket).
 */
export function ticketSlip(state: State, ticket: Ticket, english: boolean, reprintedAt: number | null = null): string {
  const settings = settingsOf(state);
  const zone = zoneOf(state);
  const service = settings.services.find((one) => one.id === waitedFor(ticket));
  const { ahead, likelySeconds, boundSeconds, openCounters } = ticket.quote;
  const [likely, bound] = [wholeMinutes(likelySeconds), Math.max(wholeMinutes(boundSeconds), wholeMinutes(likelySeconds))];
  const shown = ticket.standard?.audience === 'public' ? ticket.standard : null;
  const lines = english ? [
    `Taken ${stamp(zone, ticket.issuedAt)}`, `${ahead} ahead of you`, ...(openCounters === 0 ? ['Called in order once counters open'] : [`About ${likely} min, usually under ${bound} min`, '(an estimate only)']),
    ...(shown === null ? [] : [`Our promise: ${shown.minutes} min`]), 'Missed your call? See the guide within', `${settings.queueRules.noShow.reactivateWithinMinutes} min. Problems: duty lead desk`, `Check code ${ticket.check}`,
  ] : [
    `取号 ${stamp(zone, ticket.issuedAt)}`, `前面 ${ahead} 位`, ...(openCounters === 0 ? ['柜台开台后按顺序叫号'] : [`预计 ${likely} 分钟左右`, `一般不超过 ${bound} 分钟,仅供参考`]),
    ...(shown === null ? [] : [`等候承诺 ${shown.minutes} 分钟${shown.kind === 'average' ? '(平均)' : ''}`]), `过号${settings.queueRules.noShow.reactivateWithinMinutes}分钟内请找引导员`, '有问题请找值班主任台', `查询码 ${ticket.check}`,
  ];
  const qr = `${settings.hall.name} ${ticket.number} ${stamp(zone, ticket.issuedAt)} ${ticket.check}`;
  return [
    `|${plain(settings.hall.name)}|`, '', `|^^^^${plain(ticket.number)}|`, '', `|^^${plain((english ? service?.en : null) ?? service?.zh ?? waitedFor(ticket))}|`, '-',
    ...lines.map((one) => `|${plain(one)}|`), ...(reprintedAt === null ? [] : [reprint(zone, reprintedAt, english)]), '', `{code:${plain(qr)};option:qrcode,4,m}`, '=',
  ].join('\n');
}
