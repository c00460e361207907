import type { SlipData } from '../slipData.ts';

const common = { english: false, hall: '示例供电营业厅', logo: null, reprint: null } as const;
const ticket = {
  kind: 'ticket', ...common, number: 'A012', check: '4271', service: '交费购电', issuedAt: '2026-11-22 14:05', ahead: 3, quote: { likelyMinutes: 12, boundMinutes: 20 },
  promise: { minutes: 15, average: false }, returnWithinMinutes: 30, notice: null,
} as const;

/** One slip of each kind as it may come, and a ticket printed a second time: for `hall slip --example`, previews and tests. */
export const examples: Readonly<Record<'ticket' | 'complaint' | 'reprint' | 'followUp' | 'day' | 'test', SlipData>> = {
  ticket,
  reprint: { ...ticket, reprint: { at: '2026-11-22 14:20', firstAt: '2026-11-22 14:05' } },
  complaint: {
    kind: 'complaint', ...common, number: '20261122-003', check: '8036', receivedAt: '2026-11-22 14:30', matter: '等候时间过长', ticket: { number: 'A012', issuedAt: '2026-11-22 14:05', waitedMinutes: 25, until: '14:30' },
    answerBy: '2026-11-28', phone: '025-8888 1234',
  },
  followUp: {
    kind: 'followUp', ...common, number: '20261122-003', check: '8036', matter: '等候时间过长', receivedAt: '2026-11-22 14:30', answeredAt: '2026-11-25 09:10',
    scale: ['非常满意', '满意', '基本满意', '不满意', '非常不满意'], phone: '025-8888 1234',
  },
  day: {
    kind: 'day', ...common, day: '2026-11-22', printedAt: '2026-11-22 17:45', closed: true, counts: { issued: 212, finished: 196, left: 9, cancelled: 2, merged: 3, rebooked: 2, open: 0, balanced: true },
    noShow: 14, meanWaitMinutes: 11.4, p90WaitMinutes: 22.5, maxWaitMinutes: 41.2, overPromise: 17, busiest: { start: '09:30', count: 31 }, feedback: { today: 3, open: 1 },
  },
  test: { kind: 'test', ...common, printer: '取号机小票机', address: 'tcp://192.168.1.60:9100', profile: 'xprinter', widthMm: 58, charset: 'gbk', printedAt: '2026-11-22 08:10' },
};
