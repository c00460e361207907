import type { EventBody, Role } from '../events.ts';

/**
 * The result of a command as this role may see it. A kiosk learns of its own ticket and feedback what the slip says:
 * no standard that is not public, no facts about counters and other tickets, no inside clocks or owners (SPEC 7.1).
 */
export function shownTo(role: Role, event: EventBody): unknown {
  if (role !== 'kiosk') return event.data;
  if (event.type === 'ticket.issued') return { ...event.data, standard: event.data.standard?.audience === 'public' ? event.data.standard : null, phone: null };
  if (event.type === 'feedback.filed') return { ...event.data, facts: null, clocks: [], owner: null, words: null, name: null, phone: null };
  return event.data;
}
