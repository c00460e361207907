import type { Figures } from '../views.ts';
import { localTime } from '../time.ts';
import type { DayTickets, RecordedTicket } from './archive.ts';
import { stepInOf } from '../waiting/stepIn.ts';
import { waitEnd } from './facts.ts';

/** Nearest-rank percentile of an ascending list: the smallest value with at least p % of the values at or below it. */
export function percentile(sorted: readonly number[], p: number): number | null {
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? null;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.round((values.reduce((sum, one) => sum + one, 0) / values.length) * 100) / 100;
}

/**
 * A day's figures. Wait: issue to first call, or to leaving, in seconds, over all tickets whose wait is over (merged
 * ones are somebody's second number and have none; of those that left unseen it is not known). `overPromise` counts waits over `promiseSeconds`, else over each
 * ticket's own single-wait standard; null where there is none. Percentiles are nearest-rank, means to 2 decimals.
 */
export function figuresOf(day: DayTickets, zone: string, promiseSeconds?: number): Figures {
  const tickets = day.tickets;
  const waits: number[] = [];
  const services: number[] = [];
  const halfHours = new Map<string, number>();
  const standards = tickets.some((one) => one.standard?.kind === 'single');
  let over = 0;
  for (const one of tickets) {
    const [hour = '00', minute = '00'] = localTime(zone, one.issuedAt).split(':');
    const slot = `${hour}:${Number(minute) < 30 ? '00' : '30'}`;
    halfHours.set(slot, (halfHours.get(slot) ?? 0) + 1);
    const end = one.state === 'merged' || (one.state === 'left' && one.endUnseen === true) ? null : waitEnd(one);
    if (end !== null) {
      const wait = (end - one.issuedAt) / 1000;
      waits.push(wait);
      if (promiseSeconds !== undefined ? wait > promiseSeconds : one.standard?.kind === 'single' && (end - one.countsFrom) / 1000 > one.standard.minutes * 60) over += 1;
    }
    if (one.state === 'finished' && one.endUnseen !== true && one.endedAt !== null && one.startedAt !== null) services.push((one.endedAt - one.startedAt) / 1000);
  }
  waits.sort((a, b) => a - b);
  const busiest = [...halfHours].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0];
  const served = tickets.filter((one) => one.state === 'finished');
  return {
    date: day.day, tickets: tickets.length, served: served.length, left: tickets.filter((one) => one.state === 'left').length, noShow: tickets.filter((one) => one.noShow).length,
    meanWaitSeconds: mean(waits), p50WaitSeconds: percentile(waits, 50), p90WaitSeconds: percentile(waits, 90), p95WaitSeconds: percentile(waits, 95), maxWaitSeconds: waits.at(-1) ?? null,
    overPromise: promiseSeconds !== undefined || standards ? over : null,
    meanServiceSeconds: mean(services), counters: new Set(served.flatMap((one) => one.counter ?? [])).size,
    busiestHalfHour: busiest === undefined ? null : { start: busiest[0], count: busiest[1] },
    steppingIn: steppingIn(tickets),
  };
}

/** How many tickets wanted somebody to step in while they waited (settings.preventive), for how many somebody did, and how many of both kinds complained (SPEC 9.4). */
function steppingIn(tickets: readonly RecordedTicket[]): Figures['steppingIn'] {
  const sum = { warned: 0, done: 0, complainedAfter: 0, complainedWithout: 0 };
  for (const one of tickets) {
    const end = waitEnd(one);
    const done = (one.steppedIn?.length ?? 0) > 0;
    const trigger = end === null || one.import !== null ? null : stepInOf({ issuedAt: one.issuedAt, countsFrom: one.countsFrom, standard: one.standard, quoteBoundSeconds: one.quote?.boundSeconds ?? 0, passedOver: one.passedOver ?? 0 }, end);
    if (trigger === null && !done) continue;
    sum.warned += 1;
    if (done) sum.done += 1;
    if ((one.feedback ?? 0) > 0) sum[done ? 'complainedAfter' : 'complainedWithout'] += 1;
  }
  return sum;
}

/** The same day without the tickets whose wait met an incident; the waits themselves are never altered (SPEC 4.4). */
export function withoutIncidents(day: DayTickets): DayTickets {
  const incidents = day.incidents ?? [];
  const met = (one: RecordedTicket) => incidents.some((incident) => one.issuedAt < (incident.to ?? Number.POSITIVE_INFINITY) && (waitEnd(one) ?? Number.POSITIVE_INFINITY) > incident.from);
  return { ...day, tickets: day.tickets.filter((one) => !met(one)) };
}

/** Issued = finished + left + cancelled + merged + rebooked + still open (SPEC 4.5). */
export function reconcile(tickets: Iterable<{ readonly state: RecordedTicket['state'] }>) {
  const sum = { issued: 0, finished: 0, left: 0, cancelled: 0, merged: 0, rebooked: 0, open: 0 };
  for (const { state } of tickets) {
    sum.issued += 1;
    if (state === 'finished' || state === 'left' || state === 'cancelled' || state === 'merged' || state === 'rebooked') sum[state] += 1;
    else sum.open += 1;
  }
  return { ...sum, balanced: sum.issued === sum.finished + sum.left + sum.cancelled + sum.merged + sum.rebooked + sum.open };
}
