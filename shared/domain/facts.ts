import type { FactSheet } from '../events.ts';
import type { DayTickets, RecordedTicket } from './archive.ts';

/** Seconds that two stretches of time have in common. */
function overlap(from: number, to: number, otherFrom: number, otherTo: number): number {
  return Math.max(0, Math.min(to, otherTo) - Math.max(from, otherFrom)) / 1000;
}

/** When the wait was over: the first call, or leaving; null while it lasts. */
export function waitEnd(ticket: RecordedTicket): number | null {
  return ticket.calledAt ?? ticket.leftAt ?? (ticket.state === 'merged' || ticket.state === 'rebooked' ? ticket.endedAt : null);
}

/**
 * What the record says of a ticket's wait, as of `now`: the 等候事实单. Nothing in it is estimated; what the record
 * does not hold is named in `unknown`. An average standard never makes one ticket's wait a breach.
 */
export function factSheetOf(ticket: RecordedTicket, day: DayTickets, now: number): FactSheet {
  const ended = waitEnd(ticket);
  const end = ended ?? now;
  const { issuedAt, countsFrom, standard } = ticket;
  // With no counter open nothing was quoted: the customer was told to wait for the opening.
  const quote = ticket.quote !== null && ticket.quote.openCounters > 0 ? ticket.quote : null;
  const waitSeconds = Math.max(0, end - issuedAt) / 1000;
  const standardWaitSeconds = Math.max(0, end - countsFrom) / 1000;
  const before = overtakers(ticket, day, ended ?? now + 1);
  return {
    number: ticket.number, day: day.day, service: ticket.service, imported: ticket.import !== null, asOf: now, issuedAt,
    openedAt: countsFrom > issuedAt ? countsFrom : null, quoted: quote, calledAt: ticket.calledAt, startedAt: ticket.startedAt, endedAt: ticket.endedAt,
    leftAt: ticket.leftAt, waitSeconds, standardWaitSeconds, waitEnded: ended !== null,
    standard: standard === null ? null : { seconds: standard.minutes * 60, kind: standard.kind, audience: standard.audience },
    overStandard: standard === null || standard.kind === 'average' ? null : standardWaitSeconds > standard.minutes * 60,
    overQuote: quote === null ? null : waitSeconds > Math.ceil(quote.boundSeconds / 60) * 60, // it was told in whole minutes
    aheadAtIssue: ticket.quote?.ahead ?? aheadAtIssue(ticket, day),
    counters: (day.counters ?? []).flatMap(({ no, spells }) => {
      const within = spells.map((one) => ({ ...one, seconds: overlap(issuedAt, end, one.from, one.to ?? now) })).filter((one) => one.seconds > 0);
      const paused = within.filter((one) => one.state === 'paused');
      const sum = (list: readonly { readonly seconds: number }[]) => Math.round(list.reduce((total, one) => total + one.seconds, 0));
      return within.length === 0 ? [] : [{
        counter: String(no), openSeconds: sum(within.filter((one) => one.state === 'open')), pausedSeconds: sum(paused), reasons: [...new Set(paused.map((one) => one.reason ?? ''))],
      }];
    }),
    calledBefore: before.slice(0, 50).map((one) => ({ number: one.number, issuedAt: one.issuedAt, calledAt: one.calledAt ?? end, why: one.why ?? (one.import !== null && one.priority ? 'priority' : 'unknown') })),
    calledBeforeCount: before.length,
    incidents: (day.incidents ?? []).filter((one) => overlap(issuedAt, end, one.from, one.to ?? now) > 0).map(({ kind, from, to }) => ({ kind, from, to })),
    unknown: ticket.import === null ? (ticket.state === 'left' && ticket.endUnseen === true ? ['leftAt'] : []) : ['quote', 'standard', 'counters', 'incidents'],
  };
}

/** Tickets of the same service that came later and were called before this one's wait was over, in the order of their calls. */
function overtakers(ticket: RecordedTicket, day: DayTickets, end: number): RecordedTicket[] {
  return day.tickets
    .filter((one) => one.service === ticket.service && one.key !== ticket.key && one.issuedAt > ticket.issuedAt && one.calledAt !== null && one.calledAt < end)
    .sort((a, b) => (a.calledAt ?? 0) - (b.calledAt ?? 0));
}

/** How many of the same service were waiting when the ticket was taken. */
function aheadAtIssue(ticket: RecordedTicket, day: DayTickets): number {
  return day.tickets.filter((one) => one.service === ticket.service && one.key !== ticket.key && one.issuedAt < ticket.issuedAt && (waitEnd(one) ?? Number.POSITIVE_INFINITY) > ticket.issuedAt).length;
}
