import type { EventBody, HallEvent } from '../events.ts';
import { assertNever } from '../result.ts';
import { feedbackPrefix, leasedKey } from './numbers.ts';
import type { State } from './state.ts';

type NetworkEvent = Extract<EventBody, { type: `station.${string}` | `epoch.${string}` | `split.${string}` | 'numbers.leased' | 'clock.jumped' }>;

/** Only the newest are worth looking at; all are in the journal. */
const jumpsKept = 20;

/** What an event about stations, hosts and their numbers changes. */
export function applyNetwork(state: State, event: HallEvent, body: NetworkEvent): void {
  switch (body.type) {
    case 'station.paired': {
      const { station: id, wasHost, ...station } = body.data;
      if (wasHost === true) state.firstHost = id;
      state.stations.set(id, { id, ...station, slot: station.standBy ? freeSlot(state) : null, pairedAt: event.at, revokedAt: null });
      return;
    }
    case 'station.changed': {
      const station = state.stations.get(body.data.station);
      if (station === undefined) return;
      station.standBy = body.data.standBy;
      if (station.standBy) station.slot ??= freeSlot(state);
      return;
    }
    case 'station.revoked': {
      const station = state.stations.get(body.data.station);
      if (station !== undefined) Object.assign(station, { revokedAt: event.at, standBy: false, slot: null });
      return;
    }
    case 'numbers.leased': {
      const { day, blocks, feedback } = body.data;
      for (const one of [...blocks, { prefix: feedbackPrefix, ...feedback }]) {
        const key = leasedKey(day, one.prefix, one.to);
        state.leased.set(key, Math.max(state.leased.get(key) ?? 0, one.to));
      }
      return;
    }
    case 'clock.jumped':
      state.clockJumps.push({ station: body.data.station, at: event.at, byMs: body.data.byMs });
      if (state.clockJumps.length > jumpsKept) state.clockJumps.shift();
      return;
    case 'epoch.started': {
      const { range, ...epoch } = body.data;
      state.epoch = epoch.epoch;
      state.range = range;
      state.epochs.push({ ...epoch, at: event.at, settled: false });
      return;
    }
    case 'epoch.settled': {
      const epoch = state.epochs.find((one) => one.epoch === body.data.epoch);
      if (epoch !== undefined) epoch.settled = true;
      return;
    }
    case 'split.found':
      state.splits.push({
        id: body.data.split, at: event.at, happenedAt: event.happenedAt ?? event.at, kind: body.data.kind, type: body.data.type,
        number: body.data.number, counters: body.data.counters, station: event.station,
      });
      return;
    case 'split.seen':
      state.splits = state.splits.filter((one) => one.id !== body.data.split);
      return;
    default:
      return assertNever(body);
  }
}

/** The lowest range that no station has as its own. */
function freeSlot(state: State): number | null {
  const taken = new Set([...state.stations.values()].map((one) => one.slot));
  return [1, 2, 3, 4].find((one) => !taken.has(one)) ?? null;
}

/** A new day's numbers: leases of days that are over go; with every host accounted for they come from the ordinary range again. */
export function turnNumbers(state: State, day: string): void {
  for (const key of state.leased.keys()) if (key.slice(0, 10) < day) state.leased.delete(key);
  if (state.epochs.every((one) => one.settled)) state.range = 0;
}
