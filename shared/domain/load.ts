import type { Quote } from '../events.ts';
import { quoteFor, serviceTime, type Work } from '../waiting/quote.ts';
import { servicesAt } from './queue.ts';
import { settingsOf, type State } from './state.ts';

/** Waiting tickets of a service, those that came back included. */
export function waitingOf(state: State, service: string): number {
  let count = state.comebacks.get(service)?.length ?? 0;
  for (const one of settingsOf(state).classes) count += state.queues.get(`${service}/${one.id}`)?.length ?? 0;
  return count;
}

/** The numbers of the open counters that serve a service. */
export function openCountersOf(state: State, service: string): number[] {
  return [...state.counters.values()].filter((one) => one.state === 'open' && servicesAt(state, one.no).includes(service)).map((one) => one.no);
}

/**
 * The quote for a ticket of `service` with `ahead` tickets before it. A counter that serves several services does
 * their tickets too, so each service's waiting tickets weigh by the share of their counters that this one uses.
 */
export function quoteAt(state: State, service: string, ahead: number): Quote {
  const mine = openCountersOf(state, service);
  if (mine.length === 0) return quoteFor(ahead, 0, times(workOf(state, service), ahead));
  let work = times(workOf(state, service), ahead);
  for (const other of settingsOf(state).services) {
    if (other.id === service) continue;
    const waiting = waitingOf(state, other.id);
    if (waiting === 0) continue;
    const theirs = openCountersOf(state, other.id);
    const shared = theirs.filter((one) => mine.includes(one)).length;
    if (shared > 0) work = plus(work, times(workOf(state, other.id), (waiting * shared) / theirs.length));
  }
  const busy = mine.filter((one) => (state.counters.get(one)?.ticket ?? null) !== null).length;
  if (busy < mine.length && ahead === 0) return quoteFor(0, mine.length, { seconds: 0, variance: 0 });
  return quoteFor(ahead, mine.length, plus(work, times(workOf(state, service), busy / 2)));
}

function workOf(state: State, service: string): Work {
  const handling = settingsOf(state).services.find((one) => one.id === service)?.handlingMinutes ?? 10;
  const { mean, variance } = serviceTime(state.serviceSeconds.get(service) ?? [], handling);
  return { seconds: mean, variance };
}

function times(work: Work, count: number): Work {
  return { seconds: work.seconds * count, variance: work.variance * count };
}

function plus(a: Work, b: Work): Work {
  return { seconds: a.seconds + b.seconds, variance: a.variance + b.variance };
}
