import type { EventBody, HallEvent } from '../events.ts';
import { assertNever } from '../result.ts';
import { useRemedy } from './applyFeedback.ts';
import { serialOf } from './numbers.ts';
import { isPriority, position } from './queue.ts';
import { settingsOf, type State, type Ticket } from './state.ts';

type TicketEvent = Exclude<Extract<EventBody, { type: `ticket.${string}` }>, { type: 'ticket.imported' }>;

/** What a ticket event changes. */
export function applyTicket(state: State, event: HallEvent, body: TicketEvent): void {
  if (body.type === 'ticket.issued') return issue(state, event, body.data);
  const ticket = state.tickets.get(body.data.ticket);
  if (ticket === undefined) return;
  const at = Math.max(timeOf(event), ticket.calledAt ?? ticket.issuedAt); // clocks of two machines may differ; no wait is negative
  switch (body.type) {
    case 'ticket.called':
      takeOut(state, ticket);
      for (const id of body.data.passed) passOver(state, id, ticket, at);
      countComebacks(state, ticket.service);
      call(state, ticket, body.data.counter, body.data.why, body.data.reason, at);
      return announce(state, ticket, event);
    case 'ticket.recalled':
      ticket.recalls = body.data.times;
      return announce(state, ticket, event);
    case 'ticket.started':
      ticket.state = 'serving';
      ticket.startedAt = at;
      return;
    case 'ticket.finished':
      return finish(state, ticket, body.data.outcome, body.data.endedAt ?? at);
    case 'ticket.rated':
      ticket.rating = body.data.score;
      return;
    case 'ticket.markedNoShow':
      release(state, ticket);
      ticket.state = 'noShow';
      ticket.noShowAt = at;
      ticket.noShows += 1;
      state.noShows.push(ticket.id);
      return;
    case 'ticket.returned':
      takeOut(state, ticket);
      ticket.state = 'waiting';
      ticket.noShowAt = null;
      ticket.parkedUntil = null;
      if (body.data.from === 'noShow' && !body.data.ourMistake) ticket.returns += 1;
      listOf(state.comebacks, ticket.service).push({ ticket: ticket.id, after: body.data.after, ourMistake: body.data.ourMistake, from: body.data.from });
      return;
    case 'ticket.parked':
      release(state, ticket);
      ticket.state = 'parked';
      ticket.parkedUntil = body.data.until;
      ticket.forCounter = body.data.counter;
      ticket.reason = body.data.reason;
      state.parked.push(ticket.id);
      return;
    case 'ticket.transferred':
      release(state, ticket);
      takeOut(state, ticket);
      ticket.service = body.data.service;
      if (!ticket.services.includes(ticket.service)) ticket.services.push(ticket.service);
      ticket.forCounter = body.data.toCounter;
      ticket.state = 'waiting';
      ticket.startedAt = null;
      return enqueue(state, ticket);
    case 'ticket.serviceAdded':
      ticket.service = body.data.service;
      ticket.services.push(body.data.service);
      return;
    case 'ticket.rebooked':
      release(state, ticket);
      takeOut(state, ticket);
      ticket.state = 'rebooked';
      ticket.endedAt = at;
      state.bookings.set(body.data.booking, { code: body.data.booking, ticket: ticket.id, number: ticket.number, service: ticket.service, at: body.data.at });
      return;
    case 'ticket.reclassed':
      if (cameBack(state, ticket)) {
        ticket.class = body.data.class; // it keeps its place among those that came back
        return;
      }
      takeOut(state, ticket);
      ticket.class = body.data.class;
      release(state, ticket);
      ticket.state = 'waiting';
      return enqueue(state, ticket);
    case 'ticket.merged':
      takeOut(state, ticket);
      ticket.state = 'merged';
      ticket.mergedInto = body.data.into;
      ticket.endedAt = at;
      return;
    case 'ticket.cancelled':
      takeOut(state, ticket);
      ticket.state = 'cancelled';
      ticket.endedAt = at;
      return;
    case 'ticket.steppedIn':
      if (!ticket.steppedIn.includes(body.data.action)) ticket.steppedIn.push(body.data.action);
      return;
    case 'ticket.advanced':
      takeOut(state, ticket);
      listOf(state.comebacks, ticket.service).push({ ticket: ticket.id, after: 0, ourMistake: false, from: 'advanced' });
      return useRemedy(state, event, 'advance');
    case 'ticket.left':
      release(state, ticket);
      takeOut(state, ticket);
      ticket.state = 'left';
      ticket.endedAt = body.data.endedAt ?? at;
      ticket.leftAt = ticket.noShowAt ?? ticket.endedAt;
      return;
    default:
      return assertNever(body);
  }
}

/** When it happened: what was recorded elsewhere has a time of its own, which is never later than now. */
function timeOf(event: HallEvent): number {
  return Math.min(event.happenedAt ?? event.at, event.at);
}

function issue(state: State, event: HallEvent, data: Extract<TicketEvent, { type: 'ticket.issued' }>['data']): void {
  const ticket: Ticket = {
    id: data.ticket, number: data.number, check: data.check, day: event.day, channel: data.channel, issuedAt: timeOf(event), order: event.seq,
    countsFrom: data.countsFrom, standard: data.standard, quote: data.quote, phone: data.phone, booking: data.booking,
    service: data.service, services: [data.service], class: data.class, state: 'waiting', forCounter: null, counter: null,
    firstCalledAt: null, calledAt: null, startedAt: null, endedAt: null, leftAt: null, parkedUntil: null, noShowAt: null,
    recalls: 0, noShows: 0, returns: 0, passedOver: 0, passedSince: null, why: null, reason: data.reason, outcome: null, rating: null, mergedInto: null, feedback: 0, steppedIn: [],
  };
  if (event.original === undefined) state.numbers.set(data.number.slice(0, 1), serialOf(data.number)); // others number by themselves
  state.tickets.set(ticket.id, ticket);
  state.byNumber.set(ticket.number, ticket.id);
  if (data.booking !== null) state.bookings.delete(data.booking);
  enqueue(state, ticket);
}

function call(state: State, ticket: Ticket, no: number, why: Ticket['why'], reason: string | null, at: number): void {
  const counter = state.counters.get(no);
  ticket.state = 'called';
  ticket.counter = no;
  ticket.firstCalledAt ??= at;
  ticket.calledAt = at;
  ticket.startedAt = null;
  ticket.recalls = 0;
  ticket.why = why;
  ticket.reason = reason;
  ticket.parkedUntil = null;
  ticket.noShowAt = null;
  if (counter !== undefined) {
    counter.ticket = ticket.id;
    counter.priorityRun = isPriority(state, ticket.class) ? counter.priorityRun + 1 : 0;
  }
}

/** Puts the call on the board, if this counter calls in public. One that was made elsewhere is no news any more. */
function announce(state: State, ticket: Ticket, event: HallEvent): void {
  if (event.original !== undefined) return;
  const { at } = event;
  if (settingsOf(state).counters.some((one) => one.no === ticket.counter && one.publicCalling === false)) return;
  state.calls.push({
    key: `${ticket.id}-${state.seq}`, number: ticket.number, counter: ticket.counter ?? 0, at, recall: ticket.recalls, priority: isPriority(state, ticket.class),
  });
  if (state.calls.length > 12) state.calls.shift();
}

function finish(state: State, ticket: Ticket, outcome: Ticket['outcome'], at: number): void {
  const counter = ticket.counter === null ? undefined : state.counters.get(ticket.counter);
  if (counter !== undefined) counter.served += 1;
  release(state, ticket);
  ticket.state = 'finished';
  ticket.endedAt = at;
  ticket.outcome = outcome;
  state.finished.push(ticket.id);
  if (state.finished.length > 20) state.finished.shift();
  if (outcome === 'notRecorded') return;
  const recent = listOf(state.serviceSeconds, ticket.service);
  recent.push(Math.round((at - (ticket.startedAt ?? ticket.calledAt ?? at)) / 1000));
  if (recent.length > 20) recent.shift();
}

function passOver(state: State, id: string, by: Ticket, at: number): void {
  const passed = state.tickets.get(id);
  if (passed === undefined) return;
  passed.passedOver += 1;
  if (isPriority(state, by.class)) passed.passedSince ??= at;
}

function countComebacks(state: State, service: string): void {
  for (const one of state.comebacks.get(service) ?? []) one.after -= 1;
}

/** Frees the counter that has the ticket. */
function release(state: State, ticket: Ticket): void {
  const counter = ticket.counter === null ? undefined : state.counters.get(ticket.counter);
  if (counter?.ticket === ticket.id) counter.ticket = null;
}

function enqueue(state: State, ticket: Ticket): void {
  const queue = listOf(state.queues, `${ticket.service}/${ticket.class}`);
  queue.splice(position(state, queue, ticket), 0, ticket.id);
}

function cameBack(state: State, ticket: Ticket): boolean {
  return ticket.state === 'waiting' && (state.comebacks.get(ticket.service) ?? []).some((one) => one.ticket === ticket.id);
}

/** Removes the ticket from wherever it waits: its queue, the comebacks, the parked, the no-shows. */
function takeOut(state: State, ticket: Ticket): void {
  if (ticket.state === 'parked') remove(state.parked, ticket.id);
  else if (ticket.state === 'noShow') remove(state.noShows, ticket.id);
  else if (ticket.state === 'waiting') {
    const queue = state.queues.get(`${ticket.service}/${ticket.class}`) ?? [];
    const at = position(state, queue, ticket);
    if (queue[at] === ticket.id) {
      queue.splice(at, 1);
      return;
    }
    const comebacks = state.comebacks.get(ticket.service) ?? [];
    const back = comebacks.findIndex((one) => one.ticket === ticket.id);
    if (back >= 0) comebacks.splice(back, 1);
  }
}

function remove(list: string[], id: string): void {
  const at = list.indexOf(id);
  if (at >= 0) list.splice(at, 1);
}

function listOf<T>(map: Map<string, T[]>, key: string): T[] {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made: T[] = [];
  map.set(key, made);
  return made;
}
