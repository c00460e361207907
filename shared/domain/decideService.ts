import { fail, ok, type Result } from '../result.ts';
import type { Caller, Deciders } from './decide.ts';
import { counterOf } from './decideCounter.ts';
import { inState } from './decideTicket.ts';
import { mayCall, nextTicket, passedBy, servesHere, servicesAt } from './queue.ts';
import { settingsOf, type CounterDay, type State, type Ticket, type TicketState } from './state.ts';

type AtCounter = { readonly counter: CounterDay; readonly ticket: Ticket };

/** The ticket at the caller's counter, in one of these states. Naming another one is refused. */
function current(state: State, who: Caller, named: string | undefined, states: readonly TicketState[]): Result<AtCounter> {
  const counter = counterOf(state, who);
  if (!counter.ok) return counter;
  const ticket = state.tickets.get(counter.value.ticket ?? '');
  if (ticket === undefined) return fail('counter.nothingCalled', 'nobody has been called to this counter');
  if (named !== undefined && named !== ticket.id) return fail('ticket.notYours', 'that ticket is not at this counter');
  return inState(ticket, states) ?? ok({ counter: counter.value, ticket });
}

/** What a clerk does with tickets: call, serve, finish and all that may come between. */
export const serviceDeciders: Deciders<
  | 'ticket.call' | 'ticket.recall' | 'ticket.start' | 'ticket.finish' | 'ticket.rate' | 'ticket.noShow' | 'ticket.park'
  | 'ticket.transfer' | 'ticket.addService' | 'ticket.rebook'
> = {
  'ticket.call'(state, input, who, context) {
    const found = counterOf(state, who);
    if (!found.ok) return found;
    const counter = found.value;
    if (counter.state !== 'open') return fail('counter.notOpen', 'open the counter first');
    if (counter.ticket !== null) return fail('counter.busy', 'finish the present ticket first');
    const next = nextTicket(state, counter.no, context.now);
    const wanted = input.ticket === undefined ? next?.ticket : state.tickets.get(input.ticket);
    if (wanted === undefined) return input.ticket === undefined ? fail('ticket.noneWaiting', 'nobody waits for this counter') : fail('ticket.unknown', 'no such ticket today');
    const wrong = inState(wanted, ['waiting', 'parked']);
    if (wrong !== null) return wrong;
    if (!mayCall(state, wanted, counter.no)) return fail('ticket.notYours', `${wanted.number} is meant for counter ${wanted.forCounter}`);
    const chosen = wanted !== next?.ticket;
    if (chosen && input.reason === undefined) return fail('ticket.reasonNeeded', 'calling out of turn is recorded with a reason');
    if (!servesHere(servicesAt(state, counter.no), wanted, counter.no)) return fail('service.notHere', `counter ${counter.no} does not serve ${wanted.service}`);
    const passed = passedBy(state, wanted, counter.no);
    return ok([{
      type: 'ticket.called',
      data: {
        ticket: wanted.id, number: wanted.number, counter: counter.no,
        why: chosen || next === null ? 'chosen' : next.why,
        reason: input.reason ?? null,
        passed: passed.slice(0, 50).map((one) => one.id),
        passedCount: passed.length,
      },
    }]);
  },

  'ticket.recall'(state, input, who) {
    const at = current(state, who, input.ticket, ['called']);
    return at.ok ? ok([{ type: 'ticket.recalled', data: { ticket: at.value.ticket.id, counter: at.value.counter.no, times: at.value.ticket.recalls + 1 } }]) : at;
  },

  'ticket.start'(state, input, who) {
    const at = current(state, who, input.ticket, ['called']);
    return at.ok ? ok([{ type: 'ticket.started', data: { ticket: at.value.ticket.id, counter: at.value.counter.no } }]) : at;
  },

  'ticket.finish'(state, input, who) {
    const at = current(state, who, input.ticket, ['called', 'serving']);
    return at.ok ? ok([{ type: 'ticket.finished', data: { ticket: at.value.ticket.id, counter: at.value.counter.no, outcome: input.outcome } }]) : at;
  },

  'ticket.rate'(state, input) {
    const ticket = state.tickets.get(input.ticket);
    if (ticket === undefined) return fail('ticket.unknown', 'no such ticket today');
    if (ticket.rating !== null) return fail('ticket.wrongState', `${ticket.number} has been rated already`);
    return inState(ticket, ['finished']) ?? ok([{ type: 'ticket.rated', data: { ticket: ticket.id, score: input.score } }]);
  },

  'ticket.noShow'(state, input, who) {
    const at = current(state, who, input.ticket, ['called']);
    return at.ok ? ok([{ type: 'ticket.markedNoShow', data: { ticket: at.value.ticket.id, counter: at.value.counter.no } }]) : at;
  },

  'ticket.park'(state, input, who, context) {
    const at = current(state, who, input.ticket, ['called', 'serving']);
    if (!at.ok) return at;
    const minutes = input.minutes ?? settingsOf(state).queueRules.park.defaultMinutes;
    return ok([{ type: 'ticket.parked', data: { ticket: at.value.ticket.id, counter: at.value.counter.no, until: context.now + minutes * 60_000, reason: input.reason } }]);
  },

  'ticket.transfer'(state, input, who) {
    const at = current(state, who, input.ticket, ['called', 'serving']);
    if (!at.ok) return at;
    const service = input.service ?? at.value.ticket.service;
    if (input.service === undefined && input.counter === undefined) return fail('command.badInput', 'name a service or a counter');
    const known = serviceHere(state, service);
    if (!known.ok) return known;
    if (input.counter !== undefined && !settingsOf(state).counters.some((one) => one.no === input.counter)) return fail('counter.unknown', `there is no counter ${input.counter}`);
    if (input.counter !== undefined && !servicesAt(state, input.counter).includes(service)) return fail('service.notHere', `counter ${input.counter} does not serve ${service}`);
    return ok([{ type: 'ticket.transferred', data: { ticket: at.value.ticket.id, service, toCounter: input.counter ?? null } }]);
  },

  'ticket.addService'(state, input, who) {
    const at = current(state, who, input.ticket, ['called', 'serving']);
    if (!at.ok) return at;
    const known = serviceHere(state, input.service);
    return known.ok ? ok([{ type: 'ticket.serviceAdded', data: { ticket: at.value.ticket.id, service: input.service } }]) : known;
  },

  'ticket.rebook'(state, input, who, context) {
    const at = current(state, who, input.ticket, ['called', 'serving']);
    if (!at.ok) return at;
    if (input.at <= context.now) return fail('command.badInput', 'the new time must be later than now');
    let booking = context.digits(8);
    while (state.bookings.has(booking)) booking = context.digits(8);
    return ok([{ type: 'ticket.rebooked', data: { ticket: at.value.ticket.id, booking, at: input.at } }]);
  },
};

function serviceHere(state: State, id: string): Result<true> {
  const service = settingsOf(state).services.find((one) => one.id === id && one.enabled);
  if (service === undefined) return fail('service.unknown', `no service ${id} here`);
  return service.noTicket === true ? fail('service.noTicket', `${id} needs no ticket`) : ok(true);
}
