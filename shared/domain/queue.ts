import type { CallWhy } from '../events.ts';
import { settingsOf, type State, type Ticket } from './state.ts';

/** Who is next at a counter, why, and who waited longer. */
export interface Choice {
  readonly ticket: Ticket;
  readonly why: CallWhy;
}

/** The services a counter serves today; `*` means all. */
export function servicesAt(state: State, counter: number): readonly string[] {
  const settings = settingsOf(state);
  const named = settings.counters.find((one) => one.no === counter)?.services ?? [];
  return named.includes('*') ? settings.services.map((one) => one.id) : named;
}

/** The weight of a class; 1 is ordinary, more is priority. An unknown class counts as ordinary. */
export function weightOf(state: State, name: string): number {
  return settingsOf(state).classes.find((one) => one.id === name)?.weight ?? 1;
}

export function isPriority(state: State, name: string): boolean {
  return weightOf(state, name) > 1;
}

/** Older first: by time of issue, then, within one millisecond, by the order of issue. */
export function older(a: Ticket, b: Ticket): number {
  return a.issuedAt - b.issuedAt || a.order - b.order;
}

/**
 * The next ticket for a counter at `now`, or null when nobody waits for it (SPEC 3.1 to 3.7):
 * 1. parked tickets whose time has come and that are due at this counter, then anybody's;
 * 2. tickets that came back and whose turn it is: our own mistakes first;
 * 3. where priority waits too: the oldest ordinary one that has waited `ordinaryMaxExtraMinutes` since it was first
 *    passed over, or the oldest of all, when `maxConsecutivePriority` priority tickets ran here in a row;
 * 4. the highest age times class weight; the older on a tie.
 * Within a service and a class it is always the oldest.
 */
export function nextTicket(state: State, counter: number, now: number): Choice | null {
  const rules = settingsOf(state).queueRules.priorityBound;
  const services = servicesAt(state, counter);
  const back = dueParked(state, counter, services, now) ?? dueComeback(state, counter, services);
  if (back !== null) return back;

  const heads: Ticket[] = [];
  for (const service of services) for (const one of settingsOf(state).classes) {
    const head = firstFor(state, `${service}/${one.id}`, counter);
    if (head !== null) heads.push(head);
  }
  const ordinaries = heads.filter((one) => !isPriority(state, one.class)).sort(older);
  const [ordinary] = ordinaries;
  const priority = heads.filter((one) => isPriority(state, one.class)).sort((a, b) => score(state, b, now) - score(state, a, now) || older(a, b))[0];
  if (ordinary === undefined || priority === undefined) {
    const only = priority ?? ordinary;
    return only === undefined ? lastResort(state, counter, services) : { ticket: only, why: priority === undefined ? 'turn' : 'priority' };
  }
  const run = state.counters.get(counter)?.priorityRun ?? 0;
  const waitedExtra = ordinaries.find((one) => one.passedSince !== null && now - one.passedSince >= rules.ordinaryMaxExtraMinutes * 60_000);
  if (run >= rules.maxConsecutivePriority || waitedExtra !== undefined) return { ticket: waitedExtra ?? ordinary, why: 'ordinaryBound' };
  if (score(state, priority, now) >= score(state, ordinary, now)) return { ticket: priority, why: 'priority' };
  return { ticket: ordinary, why: 'turn' };
}

/** Age in minutes times class weight; a minute is added so that weight tells from the first moment. */
function score(state: State, ticket: Ticket, now: number): number {
  return (Math.max(0, now - ticket.issuedAt) / 60_000 + 1) * weightOf(state, ticket.class);
}

/** The oldest of a queue that this counter may call: tickets sent to another counter are left to it. */
function firstFor(state: State, queue: string, counter: number): Ticket | null {
  for (const id of state.queues.get(queue) ?? []) {
    const ticket = state.tickets.get(id);
    if (ticket !== undefined && mayCall(state, ticket, counter)) return ticket;
  }
  return null;
}

/** Whether a counter may take this ticket's business: one of its services, or a ticket that it kept for itself. */
export function servesHere(services: readonly string[], ticket: Ticket, counter: number): boolean {
  return ticket.forCounter === counter || services.includes(ticket.service);
}

/** A ticket meant for one counter waits for it while that counter is open or paused; else anybody may call it. */
export function mayCall(state: State, ticket: Ticket, counter: number): boolean {
  if (ticket.forCounter === null || ticket.forCounter === counter) return true;
  return (state.counters.get(ticket.forCounter)?.state ?? 'closed') === 'closed';
}

function dueParked(state: State, counter: number, services: readonly string[], now: number): Choice | null {
  const due = state.parked
    .map((id) => state.tickets.get(id))
    .filter((one) => one !== undefined)
    .filter((one) => (one.parkedUntil ?? 0) <= now && servesHere(services, one, counter) && mayCall(state, one, counter))
    .sort((a, b) => Number(b.forCounter === counter) - Number(a.forCounter === counter) || (a.parkedUntil ?? 0) - (b.parkedUntil ?? 0) || older(a, b))[0];
  return due === undefined ? null : { ticket: due, why: 'parkedBack' };
}

function dueComeback(state: State, counter: number, services: readonly string[]): Choice | null {
  const due = comebacksFor(state, counter, services).filter((one) => one.comeback.after <= 0);
  const first = due.find((one) => one.comeback.ourMistake) ?? due[0];
  return first === undefined ? null : choiceOf(first);
}

/** With nobody else waiting, somebody who came back need not wait for calls that will not come. */
function lastResort(state: State, counter: number, services: readonly string[]): Choice | null {
  const first = comebacksFor(state, counter, services).sort((a, b) => a.comeback.after - b.comeback.after)[0];
  return first === undefined ? null : choiceOf(first);
}

type WithTicket = { readonly ticket: Ticket; readonly comeback: { readonly after: number; readonly ourMistake: boolean; readonly from: 'noShow' | 'parked' | 'advanced' } };

function comebacksFor(state: State, counter: number, services: readonly string[]): WithTicket[] {
  return [...new Set([...services, ...state.comebacks.keys()])].flatMap((service) => (state.comebacks.get(service) ?? []).flatMap((comeback) => {
    const ticket = state.tickets.get(comeback.ticket);
    return ticket !== undefined && servesHere(services, ticket, counter) && mayCall(state, ticket, counter) ? [{ ticket, comeback }] : [];
  }));
}

function choiceOf({ ticket, comeback }: WithTicket): Choice {
  return { ticket, why: comeback.ourMistake ? 'ourMistake' : comeback.from === 'parked' ? 'parkedBack' : comeback.from === 'advanced' ? 'advanced' : 'returned' };
}

/** Waiting tickets of the services at `counter` that are older than `ticket`, oldest first: whom this call passes over. */
export function passedBy(state: State, ticket: Ticket, counter: number): Ticket[] {
  const passed: Ticket[] = [];
  for (const service of servicesAt(state, counter)) for (const one of settingsOf(state).classes) {
    for (const id of state.queues.get(`${service}/${one.id}`) ?? []) {
      const other = state.tickets.get(id);
      if (other === undefined || other.id === ticket.id) continue;
      if (older(other, ticket) > 0) break;
      if (mayCall(state, other, counter)) passed.push(other);
    }
  }
  return passed.sort(older);
}

/** How many waiting tickets would be called before a new one of this service and class: at least as heavy, same service. */
export function aheadOf(state: State, service: string, className: string): number {
  const weight = weightOf(state, className);
  let ahead = (state.comebacks.get(service) ?? []).length;
  for (const one of settingsOf(state).classes) if (one.weight >= weight || weight === 1) ahead += state.queues.get(`${service}/${one.id}`)?.length ?? 0;
  return ahead;
}

/** How many stand before a ticket that is waiting now. */
export function aheadNow(state: State, ticket: Ticket): number {
  const weight = weightOf(state, ticket.class);
  let ahead = (state.comebacks.get(ticket.service) ?? []).filter((one) => one.ticket !== ticket.id).length;
  for (const one of settingsOf(state).classes) {
    const queue = state.queues.get(`${ticket.service}/${one.id}`) ?? [];
    if (one.weight > weight) ahead += queue.length;
    else if (one.weight === weight) ahead += position(state, queue, ticket);
    else if (weight > 1) continue;
  }
  return ahead;
}

/** Where a ticket stands, or would stand, in a queue sorted by age. */
export function position(state: State, queue: readonly string[], ticket: Ticket): number {
  const last = state.tickets.get(queue[queue.length - 1] ?? '');
  if (last === undefined || older(last, ticket) < 0) return queue.length; // nearly always: the newest comes last
  let low = 0;
  let high = queue.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = state.tickets.get(queue[middle] ?? '');
    if (other !== undefined && older(other, ticket) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
