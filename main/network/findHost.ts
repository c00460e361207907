import type { Problem } from '../../shared/result.ts';
import type { Seat, Welcome } from './messages.ts';
import type { StationPlace } from './place.ts';
import { logIn, type Reach, type Remote } from './remote.ts';

export interface Found {
  readonly remote: Remote;
  readonly welcome: Welcome;
  readonly seat: Seat;
}

/**
 * The machine that decides, of all where the hall may be found; else why this station is not let in, or null. One of an
 * older epoch than the station has followed is not followed any more, but told where the hall went (SPEC 10.8).
 */
export async function findHost(place: StationPlace, privateKey: string, reach: Reach, isClosed: () => boolean): Promise<Found | Problem | null> {
  let refused: Problem | null = null;
  for (const seat of place.seats) {
    if (isClosed()) return null;
    const reached = await reach({ ...seat, ca: place.authority, hall: place.hall });
    if (!reached.ok) continue;
    const remote = reached.value;
    const { hello } = remote;
    const best = place.seats[0];
    if (hello.epoch < place.epoch && best !== undefined && best !== seat) await remote.send({ k: 'knows', epoch: place.epoch, address: best.address, port: best.port });
    if (hello.epoch < place.epoch || !hello.deciding || isClosed()) {
      remote.close('it does not decide');
      continue;
    }
    const welcome = await logIn(remote, place.station, privateKey);
    if (welcome.ok) return { remote, welcome: welcome.value, seat };
    remote.close('not let in');
    if (welcome.problem.code === 'station.revoked' || welcome.problem.code === 'station.unknown') refused = welcome.problem;
  }
  return refused;
}
