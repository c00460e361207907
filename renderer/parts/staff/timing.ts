import type { TicketRow } from '../../../shared/views.ts';

export type Pressure = 'none' | 'near' | 'over';
/** From this share of the standard on a wait is marked, before anybody complains. */
const nearAt = 0.8;

/** How a value stands against a limit: over it, near it, or neither. */
export function against(value: number, limit: number): Pressure {
  return value > limit ? 'over' : value >= limit * nearAt ? 'near' : 'none';
}

/** How a waiting ticket stands against its single-wait standard; an average says nothing about one ticket. */
export function waitPressure(ticket: Pick<TicketRow, 'countsFrom' | 'standard'>, now: number): Pressure {
  if (ticket.standard?.kind !== 'single') return 'none';
  return against(now - ticket.countsFrom, ticket.standard.minutes * 60_000);
}

/** A wait counts as longer than told only from a minute beyond: a quote is no stop-watch. */
const quoteGrace = 60_000;

/** True when a ticket has waited longer than its holder was told. */
export function overQuote(ticket: Pick<TicketRow, 'issuedAt' | 'quoteBoundSeconds'>, now: number): boolean {
  return ticket.quoteBoundSeconds > 0 && now - ticket.issuedAt > ticket.quoteBoundSeconds * 1000 + quoteGrace;
}
