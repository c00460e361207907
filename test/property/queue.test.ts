import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { older } from '../../shared/domain/queue.ts';
import type { Caller } from '../../shared/domain/decide.ts';
import type { State, Ticket } from '../../shared/domain/state.ts';
import { reconcile } from '../../shared/domain/figures.ts';
import type { CommandName } from '../../shared/contract.ts';
import { Model } from '../support/domain.ts';

const seed = Number(process.env['HALL_SEED'] ?? Date.now() % 1_000_000_000);
const runs = Number(process.env['HALL_RUNS'] ?? 2000);

/** One step of a random day: who does what after how many seconds; `pick` chooses among what there is. */
interface Step {
  readonly act: (typeof acts)[number];
  readonly pick: number;
  readonly seconds: number;
}
const acts = ['issue', 'issue', 'issuePriority', 'call', 'call', 'callChosen', 'callKept', 'start', 'finish', 'finish', 'noShow', 'park', 'transfer', 'addService', 'rebook', 'cancel', 'merge', 'reclass', 'return', 'returnMistake', 'open', 'pause', 'close', 'rate', 'file', 'accept', 'answer', 'closeFeedback', 'incident', 'stopIssuing', 'closeDay', 'night'] as const;
const step = fc.record({ act: fc.constantFrom(...acts), pick: fc.nat(10_000), seconds: fc.nat(400) });

const clerks: readonly Caller[] = [1, 2, 3].map((no) => ({ role: 'clerk', station: `c${no}` }));
const lead: Caller = { role: 'lead', station: 'lead', staff: '值班主任' };
const manager: Caller = { role: 'manager', station: 'm' };
const services = ['payment', 'newSupply', 'change', 'billQuery', 'general'];
const priorities = ['elderly', 'military', 'disabled', 'unwell', 'noPower'];

function pickFrom<T>(list: readonly T[], pick: number): T | undefined {
  return list[pick % Math.max(1, list.length)];
}

function perform(model: Model, { act, pick, seconds }: Step): ReturnType<Model['run']> | null {
  model.now += seconds * 1000;
  const clerk = clerks[pick % 3] ?? lead;
  const tickets = [...model.state.tickets.values()];
  const ticket = pickFrom(tickets, pick)?.id ?? '01000000000000000000000000';
  const other = pickFrom(tickets, pick * 7 + 1)?.id ?? ticket;
  const feedback = pickFrom([...model.state.feedback.keys()], pick) ?? '01000000000000000000000000';
  const service = pickFrom(services, pick) ?? 'payment';
  const run = (who: Caller, name: CommandName, input: object = {}) => model.run(who, name, input);
  switch (act) {
    case 'issue': return run(clerk, 'ticket.issue', { service });
    case 'issuePriority': return run(lead, 'ticket.issue', { service, class: pickFrom(priorities, pick) });
    case 'call': return run(clerk, 'ticket.call');
    case 'callChosen': return run(clerk, 'ticket.call', { ticket, reason: '家里停电' });
    case 'callKept': return run(clerk, 'ticket.call', { ticket: pickFrom([...keptFor(model.state).keys()], pick >> 2) ?? ticket, reason: '提前办好' });
    case 'start': return run(clerk, 'ticket.start');
    case 'finish': return run(clerk, 'ticket.finish');
    case 'noShow': return run(clerk, 'ticket.noShow');
    case 'park': return run(clerk, 'ticket.park', { reason: '客户填表', minutes: 1 + (pick % 20) });
    case 'transfer': return run(clerk, 'ticket.transfer', pick % 2 === 0 ? { service } : { counter: 1 + ((pick >> 2) % 3) });
    case 'addService': return run(clerk, 'ticket.addService', { service });
    case 'rebook': return run(clerk, 'ticket.rebook', { at: model.now + 86_400_000 });
    case 'cancel': return run(lead, 'ticket.cancel', { ticket });
    case 'merge': return run(lead, 'ticket.merge', { ticket, into: other });
    case 'reclass': return run(lead, 'ticket.reclass', { ticket, class: pick % 2 === 0 ? 'ordinary' : 'elderly', reason: '不符合' });
    case 'return': return run(lead, 'ticket.return', { ticket });
    case 'returnMistake': return run(lead, 'ticket.return', { ticket, ourMistake: true, reason: '漏叫' });
    case 'open': return run(clerk, 'counter.open');
    case 'pause': return run(clerk, model.state.counters.get((pick % 3) + 1)?.state === 'paused' ? 'counter.resume' : 'counter.pause', model.state.counters.get((pick % 3) + 1)?.state === 'paused' ? {} : { reason: 'short', evenIfLast: true });
    case 'close': return run(clerk, 'counter.close');
    case 'rate': return run(clerk, 'ticket.rate', { ticket, score: 1 + (pick % 5) });
    case 'file': return run(pick % 2 === 0 ? clerk : lead, 'feedback.file', { cause: 'Q01', ticketNumber: pickFrom(tickets, pick)?.number, type: pickFrom(['complaint', 'opinion', 'settledOnSite', 'praise'], pick) });
    case 'accept': return run(lead, 'feedback.accept', { feedback });
    case 'answer': return run(lead, 'feedback.answer', { feedback, by: 'phone', answer: '已说明' });
    case 'closeFeedback': return run(lead, 'feedback.close', { feedback });
    case 'incident': return model.state.incidents.some((one) => one.to === null) ? run(lead, 'incident.stop', { incident: model.state.incidents.find((one) => one.to === null)?.id }) : run(lead, 'incident.start', { kind: 'network' });
    case 'stopIssuing': return pick % 10 === 0 ? run(lead, 'day.stopIssuing') : null;
    case 'closeDay': return pick % 10 === 0 ? run(manager, 'day.close', { evenIfOpen: pick % 20 === 0 }) : null;
    case 'night': {
      if (pick % 10 !== 0) return null;
      model.now += 86_400_000;
      const turned = run(lead, 'incident.start', { kind: 'order' });
      signIn(model);
      return turned;
    }
    default: throw new Error(`unknown act ${String(act)}`);
  }
}

function signIn(model: Model): void {
  for (const [index, one] of clerks.entries()) {
    model.run(one, 'staff.signIn', { staff: `员工${index + 1}`, counter: index + 1 });
    model.run(one, 'counter.open');
  }
}

/** Every place in which the state holds a ticket. */
function placesOf(state: State): Map<string, string[]> {
  const places = new Map<string, string[]>();
  const put = (id: string, place: string) => places.set(id, [...(places.get(id) ?? []), place]);
  for (const [name, queue] of state.queues) for (const id of queue) put(id, `queue ${name}`);
  for (const [name, list] of state.comebacks) for (const one of list) put(one.ticket, `comeback ${name}`);
  for (const id of state.parked) put(id, 'parked');
  for (const id of state.noShows) put(id, 'noShow');
  for (const counter of state.counters.values()) if (counter.ticket !== null) put(counter.ticket, `counter ${counter.no}`);
  return places;
}

function checkPlaces(state: State): void {
  const places = placesOf(state);
  for (const ticket of state.tickets.values()) {
    const at = places.get(ticket.id) ?? [];
    const wanted = ticket.state === 'waiting' ? /^(queue|comeback) / : ticket.state === 'called' || ticket.state === 'serving' ? /^counter / : ticket.state === 'parked' ? /^parked$/ : ticket.state === 'noShow' ? /^noShow$/ : null;
    expect(at.length, `${ticket.number} is ${ticket.state} in ${at.join(', ')}`).toBe(wanted === null ? 0 : 1);
    if (wanted !== null) expect(at[0]).toMatch(wanted);
  }
  for (const id of places.keys()) expect(state.tickets.has(id)).toBe(true);
  for (const [name, queue] of state.queues) {
    const tickets = queue.map((id) => state.tickets.get(id)).filter((one): one is Ticket => one !== undefined);
    expect([...tickets].sort(older), `queue ${name} is by age`).toEqual(tickets);
  }
}

function checkFeedback(state: State): void {
  for (const one of state.feedback.values()) {
    if (one.type !== 'complaint') continue;
    if (one.state === 'closed') expect(one.answer, `${one.number} closed without an answer`).not.toBeNull();
    else {
      expect(one.owner).not.toBe('');
      expect(one.clocks.some((clock) => clock.stoppedAt === null), `${one.number} has no clock`).toBe(true);
    }
  }
}

describe(`random days keep SPEC 3, 4 and 5 (seed ${seed}, ${runs} runs)`, () => {
  it('SPEC 3.1 3.6 3.7 3.8 4.1 4.5 4.6 5.2 5.3: whatever people do, in whatever order', () => {
    let accepted = 0;
    fc.assert(fc.property(fc.array(step, { minLength: 20, maxLength: 120, size: 'max' }), (steps) => {
      const model = new Model();
      signIn(model);
      const numbers = new Set<string>();
      for (const one of steps) {
        const before = model.events.length;
        const oldest = heads(model.state);
        const kept = keptFor(model.state);
        const done = perform(model, one);
        if (done?.ok === true) accepted += 1;
        const made = model.events.slice(before);
        for (const event of made) {
          if (event.type === 'ticket.issued') {
            const key = `${event.day} ${event.data.number}`;
            expect(numbers.has(key), `${key} issued twice`).toBe(false);
            numbers.add(key);
          }
          if (event.type === 'ticket.called' && ['turn', 'priority', 'ordinaryBound'].includes(event.data.why)) {
            expect(oldest, `${event.data.number} was not the oldest of its service and class`).toContain(event.data.ticket);
          }
          if (event.type === 'ticket.called') expect(kept.get(event.data.ticket) ?? event.data.counter, `${event.data.number} was meant for another counter`).toBe(event.data.counter);
          if (event.type === 'ticket.called' && event.data.why === 'chosen') expect(event.data.reason).not.toBeNull();
          if (event.type === 'day.opened') for (const ticket of model.state.tickets.values()) expect(ticket.day).toBe(event.data.day);
        }
        checkPlaces(model.state);
        checkFeedback(model.state);
        expect(reconcile(model.state.tickets.values()).balanced).toBe(true);
      }
    }), { seed, numRuns: runs });
    expect(accepted, 'too few of the random commands were possible for this to mean anything').toBeGreaterThan(runs * 10);
  });

  it('SPEC 3.3 3.4: ordinary tickets cannot starve, priority tickets run at most twice in a row', () => {
    fc.assert(fc.property(fc.array(fc.nat(3), { minLength: 30, maxLength: 80, size: 'max' }), (arrivals) => {
      const model = new Model();
      signIn(model);
      model.run(lead, 'ticket.issue', { service: 'payment' });
      let run = 0;
      for (const kind of arrivals) {
        model.now += 60_000;
        model.run(lead, 'ticket.issue', { service: 'payment', class: kind === 0 ? 'ordinary' : 'elderly' });
        model.run(lead, 'ticket.issue', { service: 'payment', class: 'elderly' });
        const ordinaryWaits = (model.state.queues.get('payment/ordinary') ?? []).length > 0;
        const called = model.run({ role: 'clerk', station: 'c1' }, 'ticket.call');
        model.run({ role: 'clerk', station: 'c1' }, 'ticket.finish');
        const event = called.ok ? called.events[0] : undefined;
        if (event?.type !== 'ticket.called') continue;
        const priority = model.state.tickets.get(event.data.ticket)?.class !== 'ordinary';
        run = priority ? run + 1 : 0;
        if (ordinaryWaits) expect(run).toBeLessThanOrEqual(2);
      }
      for (const ticket of model.state.tickets.values()) {
        if (ticket.class !== 'ordinary' || ticket.passedSince === null || ticket.firstCalledAt === null) continue;
        const older = [...model.state.tickets.values()].filter((one) => one.class === 'ordinary' && one.issuedAt < ticket.issuedAt && one.firstCalledAt !== null && one.firstCalledAt > (ticket.passedSince ?? 0)).length;
        expect(ticket.firstCalledAt - ticket.passedSince, `${ticket.number} waited too long after it was passed over`).toBeLessThanOrEqual((10 + 3 * (older + 1)) * 60_000);
      }
    }), { seed, numRuns: 100 });
  });
});

/** Tickets meant for a counter that is not closed. */
function keptFor(state: State): Map<string, number> {
  return new Map([...state.tickets.values()].flatMap(({ id, forCounter, state: one }) => (forCounter === null || !['waiting', 'parked'].includes(one) || state.counters.get(forCounter)?.state === 'closed' ? [] : [[id, forCounter]])));
}

/** The oldest waiting ticket of each service and class, for whichever counter: tickets kept for a counter are left out. */
function heads(state: State): string[] {
  return [...state.queues.values()].flatMap((queue) => {
    const free = queue.findIndex((id) => state.tickets.get(id)?.forCounter === null);
    return queue.slice(0, free < 0 ? queue.length : free + 1);
  });
}
