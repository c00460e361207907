import type { View } from '../../shared/contract.ts';
import { localDay, localTime } from '../../shared/time.ts';
import type { World } from './world.ts';

const zone = 'Asia/Shanghai';

/** A fact sheet that shows everything a real one may. */
export function facts(world: World, id: string): View<'facts'> | null {
  const ticket = world.tickets.find((one) => one.ticket === id);
  if (ticket === undefined) return null;
  const end = ticket.calledAt ?? Date.now();
  const wait = Math.floor((end - ticket.issuedAt) / 1000);
  return {
    number: ticket.number,
    day: localDay(zone, ticket.issuedAt),
    service: ticket.service,
    imported: false,
    asOf: Date.now(),
    issuedAt: ticket.issuedAt,
    openedAt: null,
    quoted: { ahead: 6, likelySeconds: 900, boundSeconds: 1500, openCounters: 2 },
    calledAt: ticket.calledAt,
    startedAt: ticket.startedAt,
    endedAt: null,
    leftAt: null,
    waitSeconds: wait,
    standardWaitSeconds: wait,
    waitEnded: ticket.calledAt !== null,
    standard: { seconds: 900, kind: 'single', audience: 'internal' },
    overStandard: wait > 900,
    overQuote: wait > 1500,
    aheadAtIssue: 6,
    counters: [
      { counter: '1号柜台', openSeconds: wait, pausedSeconds: 0, reasons: [] },
      { counter: '2号柜台', openSeconds: wait - 300, pausedSeconds: 300, reasons: ['short'] },
      { counter: '3号柜台(潮汐)', openSeconds: 0, pausedSeconds: 600, reasons: ['meal'] },
    ],
    calledBefore: [
      { number: 'A009', issuedAt: ticket.issuedAt + 120_000, calledAt: end - 60_000, why: 'priority' },
      { number: 'A011', issuedAt: ticket.issuedAt + 240_000, calledAt: end - 30_000, why: 'returned' },
    ],
    calledBeforeCount: 2,
    incidents: [{ kind: 'systemShort', from: ticket.issuedAt + 60_000, to: ticket.issuedAt + 540_000 }],
    unknown: [],
  };
}

/** A slip as receiptline has it. */
export function slip(world: World, kind: string, of: string): View<'slip'> | null {
  const ticket = world.tickets.find((one) => one.ticket === of);
  const feedback = world.feedback.find((one) => one.row.feedback === of);
  if (kind === 'ticket' && ticket !== undefined) {
    return {
      kind,
      number: ticket.number,
      columns: 32,
      document: `示例供电营业厅\n\n^^^^${ticket.number}\n\n交费购电\n取号 ${localTime(zone, ticket.issuedAt)}\n前面 6 位\n预计 15 分钟左右,仅供参考\n---\n查询码 4271\n过号30分钟内请找引导员`,
    };
  }
  if (feedback === undefined) return null;
  const { row } = feedback;
  return {
    kind,
    number: row.number,
    columns: 32,
    document: `"诉求受理单\n示例供电营业厅\n---\n编号 ${row.number}|查询码 4271\n受理 ${localTime(zone, row.receivedAt)}\n反映事项 等候时间过长\n号码 ${row.ticketNumber ?? '无'}\n11月27日 17:30前答复您\n---\n95598  12398`,
  };
}
