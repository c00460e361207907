import { performance } from 'node:perf_hooks';

/** The host's time as a station knows it: measured over the connection, carried on by the steady clock, never by this machine's own. */
export interface HostClock {
  readonly now: () => number;
  /** The time the host gave at login. */
  readonly set: (at: number) => void;
  /** An answer to a question that was asked at `t0` of the steady clock; a slow one counts less than a quick one before. */
  readonly hear: (t0: number, hostNow: number) => void;
  /** How far this machine's own clock is ahead, in milliseconds. */
  readonly ownIsAhead: () => number;
}

/** Begins with this machine's own time, until a host gives better. */
export function hostClock(): HostClock {
  let at = Date.now();
  let steady = performance.now();
  let bestTrip = Number.POSITIVE_INFINITY;
  const now = () => Math.round(at + performance.now() - steady);
  const take = (time: number) => {
    at = time;
    steady = performance.now();
  };
  return {
    now,
    set(time) {
      bestTrip = Number.POSITIVE_INFINITY;
      take(time);
    },
    hear(t0, hostNow) {
      const trip = performance.now() - t0;
      if (trip > bestTrip * 1.5 + 5) return;
      bestTrip = Math.min(bestTrip, trip);
      take(hostNow + trip / 2);
    },
    ownIsAhead: () => Math.round(Date.now() - now()),
  };
}
