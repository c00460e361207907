import { zoneOf } from '../domain/decideTicket.ts';
import type { Feedback, State, Ticket } from '../domain/state.ts';
import type { ComplaintSlip, TicketSlip } from '../slipData.ts';
import { complaintData, ticketData } from './fill.ts';
import { reprintAfter, stamp } from './text.ts';

/** What the old signature of ticketSlip meant. To go with it. */
export function oldTicket(state: State, ticket: number | Ticket, english: boolean, reprintedAt: number | null): TicketSlip {
  if (typeof ticket === 'number') throw new Error('a state needs a ticket');
  const zone = zoneOf(state);
  return ticketData(state, ticket, english, reprintedAt === null ? null : { at: stamp(zone, reprintedAt), firstAt: stamp(zone, ticket.issuedAt) });
}

/** What the old signature of complaintSlip meant. To go with it. */
export function oldComplaint(state: State, feedback: number | Feedback, now: number, english: boolean): ComplaintSlip {
  if (typeof feedback === 'number') throw new Error('a state needs a feedback');
  const zone = zoneOf(state);
  return complaintData(state, feedback, english, now - feedback.recordedAt > reprintAfter ? { at: stamp(zone, now), firstAt: stamp(zone, feedback.recordedAt) } : null);
}
