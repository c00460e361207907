import { fail, ok } from '../result.ts';
import { alarmsOf } from './alarms.ts';
import { actorAt } from './conflicts.ts';
import type { Deciders } from './decide.ts';
import { closeClock } from './clocks.ts';
import { inState, zoneOf } from './decideTicket.ts';
import { inHand } from './handling.ts';
import { advancesLeft } from './limits.ts';
import { keysOf } from './personal.ts';
import { older } from './queue.ts';
import type { State, Ticket } from './state.ts';

/** What is done for several at once or for those who wait: clusters, warnings, deadlines, forgetting, stepping in, putting ahead. */
export const careDeciders: Deciders<'cluster.answer' | 'warning.see' | 'clocks.watch' | 'person.forget' | 'ticket.stepIn' | 'ticket.advance'> = {
  'cluster.answer'(state, input, who, context) {
    const cluster = state.clusters.find((one) => one.id === input.cluster);
    if (cluster === undefined) return fail('cluster.unknown', 'no such cluster');
    const events = [];
    for (const id of cluster.feedback) {
      const held = inHand(state, id, who, context, 'feedback.answered');
      const answer = context.sealedFor[id];
      if (!held.ok || answer === undefined) continue; // closed meanwhile, about the caller, or forgotten
      events.push(...held.value.before, { type: 'feedback.answered', data: { feedback: id, by: input.by, answer, clock: closeClock(zoneOf(state), context.now, context.workingDay) } } as const);
    }
    const answered = events.flatMap((one) => (one.type === 'feedback.answered' ? [one.data.feedback] : []));
    if (answered.length === 0) return fail('feedback.wrongState', 'none of them waits for an answer that the caller may give');
    return ok([...events, { type: 'cluster.answered', data: { cluster: input.cluster, feedback: answered, by: input.by } }]);
  },

  'warning.see'(state, input) {
    return state.warnings.some((one) => one.id === input.warning) ? ok([{ type: 'warning.seen', data: { warning: input.warning } }]) : fail('warning.unknown', 'no such warning');
  },

  'clocks.watch': (state, _input, _who, context) => ok(alarmsOf(state, context.now)),

  'person.forget'(state, input, _who, context) {
    const feedback = state.feedback.get(input.key) ?? (context.past?.id === input.key ? context.past : null);
    const keys = (feedback === null ? [input.key] : keysOf(feedback, input.part)).filter((one) => !state.forgotten.has(one));
    // The feedback's own key may be made by the next thing that is written to it: it goes with all.
    if (feedback !== null && input.part === 'all' && !keys.includes(feedback.id) && !state.forgotten.has(feedback.id)) keys.push(feedback.id);
    return keys.length === 0 ? fail('person.forgotten', 'this is forgotten already') : ok(keys.map((key) => ({ type: 'person.forgotten', data: { key } }) as const));
  },

  'ticket.stepIn'(state, input, _who, context) {
    const ticket = state.tickets.get(input.ticket);
    if (ticket === undefined) return fail('ticket.unknown', 'no such ticket today');
    return inState(ticket, ['waiting', 'parked', 'noShow']) ?? ok([{ type: 'ticket.steppedIn', data: { ticket: ticket.id, action: input.action, trigger: input.trigger, waitedSeconds: Math.max(0, Math.round((context.now - ticket.issuedAt) / 1000)) } }]);
  },

  'ticket.advance'(state, input, who, context) {
    const ticket = state.tickets.get(input.ticket);
    if (ticket === undefined) return fail('ticket.unknown', 'no such ticket today');
    const wrong = inState(ticket, ['waiting']);
    if (wrong !== null) return wrong;
    if (advancesLeft(state, who.role, actorAt(state, who), context.now) < 1) return fail('advance.tooMany', 'no more tickets may be put ahead within this hour');
    return ok([{ type: 'ticket.advanced', data: { ticket: ticket.id, reason: input.reason, feedback: input.feedback ?? null, passed: passedByAdvance(state, ticket).length } }]);
  },
};

/** Who waits longer when a ticket is put ahead: those of its service that came before it. */
export function passedByAdvance(state: State, ticket: Ticket): Ticket[] {
  return [...state.queues].filter(([name]) => name.startsWith(`${ticket.service}/`))
    .flatMap(([, ids]) => ids.flatMap((id) => state.tickets.get(id) ?? []))
    .filter((one) => one.id !== ticket.id && older(one, ticket) < 0)
    .sort(older);
}
