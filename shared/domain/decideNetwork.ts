import type { Decided, EventBody } from '../events.ts';
import { fail, ok } from '../result.ts';
import { localDay } from '../time.ts';
import { bringIn } from './bringIn.ts';
import type { Deciders } from './decide.ts';
import { zoneOf } from './decideTicket.ts';
import { leaseOf, rangeOf } from './numbers.ts';
import { abandoned, printersOf } from './slipJobs.ts';
import type { State } from './state.ts';

/** Stations, their numbers, hosts that change, and facts that were recorded elsewhere. */
export const networkDeciders: Deciders<
  'station.pair' | 'station.change' | 'station.revoke' | 'numbers.lease' | 'facts.record' | 'clock.report' | 'epoch.start' | 'epoch.settle' | 'split.see'
> = {
  'station.pair'(_state, { commandId: _, ...data }) {
    return ok([{ type: 'station.paired', data: { ...data, standBy: data.standBy && mayStandBy(data.role, data.browser) } }]);
  },

  'station.change'(state, input) {
    const station = state.stations.get(input.station);
    if (station === undefined || station.revokedAt !== null) return fail('station.unknown', 'no such station is paired');
    if (input.standBy && !mayStandBy(station.role, station.browser)) return fail('station.notStandBy', 'only counters and manager desks keep a copy of the record');
    return ok([{ type: 'station.changed', data: { station: station.id, standBy: input.standBy } }]);
  },

  'station.revoke'(state, input) {
    const station = state.stations.get(input.station);
    if (station === undefined || station.revokedAt !== null) return fail('station.unknown', 'no such station is paired');
    return ok([{ type: 'station.revoked', data: { station: station.id } }, ...freed(state, station.id), ...abandoned(state, printersOf(state, station.id))]);
  },

  'numbers.lease': (state, input) => ok([{ type: 'numbers.leased', data: { station: input.station, ...leaseOf(state, input.day, input.prefixes) } }]),

  'facts.record'(state, input, _who, context) {
    const happenedAt = Math.min(input.happenedAt, context.now);
    const day = localDay(zoneOf(state), happenedAt);
    const facts = input.facts as readonly EventBody[];
    return ok(facts.flatMap((fact) => bringIn(state, fact, day, facts, input.original.epoch === 0 ? input.original.station : null, context)).map((event): Decided => ({ ...event, happenedAt, original: input.original })));
  },

  'clock.report': (_state, { commandId: _, ...data }) => ok([{ type: 'clock.jumped', data }]),

  'epoch.start'(state, input) {
    const range = rangeOf(state, input.host);
    if (range === null) return fail('station.notStandBy', 'it has no range of numbers of its own');
    return ok([{ type: 'epoch.started', data: { epoch: state.epoch + 1, host: input.host, fromSeq: state.seq, prevHash: input.hash, range } }]);
  },

  'epoch.settle'(state, input, who) {
    const open = state.epochs.some((one) => one.epoch === input.epoch && !one.settled);
    if (!open) return fail('station.unknown', `epoch ${input.epoch} has nothing to settle`);
    return ok([{ type: 'epoch.settled', data: { epoch: input.epoch, facts: input.facts, givenUp: who.role !== 'system' } }]);
  },

  'split.see': (state, input) => (state.splits.some((one) => one.id === input.split) ? ok([{ type: 'split.seen', data: { split: input.split } }]) : fail('split.unknown', 'it was looked at already')),
};

/** A copy of the record, with its keys, is for machines that staff have under their eyes. */
function mayStandBy(role: string, browser: boolean): boolean {
  return !browser && (role === 'counter' || role === 'manager');
}

/** Who was signed in at a station that is no more: out, and their counter closed, so that another may take it. A customer there is finished unseen. */
function freed(state: State, station: string): EventBody[] {
  const session = state.sessions.get(station);
  if (session === undefined) return [];
  const counter = state.counters.get(session.counter ?? -1);
  const ticket = counter === undefined ? undefined : state.tickets.get(counter.ticket ?? '');
  return [
    ...(ticket === undefined ? [] : [{ type: 'ticket.finished', data: { ticket: ticket.id, counter: ticket.counter ?? 0, outcome: 'notRecorded' } } as const]),
    ...(counter === undefined || counter.state === 'closed' ? [] : [{ type: 'counter.closed', data: { counter: counter.no } } as const]),
    { type: 'staff.signedOut', data: { staff: session.staff, counter: session.counter, station } },
  ];
}
