import { isNewer } from '../../shared/domain/term.ts';
import type { Problem } from '../../shared/result.ts';
import { findHosts } from './discovery.ts';
import { fingerprintOf, shortFingerprint } from './identity.ts';
import type { Seat, Welcome } from './messages.ts';
import { isSameSeat } from './seats.ts';
import type { StationPlace } from './place.ts';
import { logIn, type Reach, type Remote } from './remote.ts';

export interface Found {
  readonly remote: Remote;
  readonly welcome: Welcome;
  readonly seat: Seat;
}

const mostSeats = 12;

/** The hosts of this hall that can be heard of on the network just now. */
export async function hearOf(authority: string): Promise<Seat[]> {
  const mine = shortFingerprint(fingerprintOf(authority));
  return (await findHosts(1_500)).filter((one) => one.fingerprint === mine).map(({ address, port }) => ({ station: '', address, port }));
}

/**
 * The machine that decides, of all where the hall may be found; else why this station is not let in, or null. One of an
 * older epoch than the station has followed is not followed any more, but told where the hall went (SPEC 10.8).
 */
export async function findHost(place: StationPlace, privateKey: string, reach: Reach, isClosed: () => boolean): Promise<Found | Problem | null> {
  let refused: Problem | null = null;
  const seats = [...place.seats];
  for (let at = 0; at < Math.min(seats.length, mostSeats); at += 1) {
    const seat = seats[at];
    if (isClosed() || seat === undefined) return refused;
    const reached = await reach({ ...seat, ca: place.authority, hall: place.hall });
    if (!reached.ok) continue;
    const remote = reached.value;
    const { hello } = remote;
    const best = place.seats[0];
    const followed = { epoch: place.epoch, host: place.decider };
    if (isNewer(followed, hello) && best !== undefined && best !== seat) await remote.send({ k: 'knows', ...followed, address: best.address, port: best.port });
    const told = hello.at; // a stand-by that has found the host already saves the others the search
    if (told !== null && !seats.some((one) => isSameSeat(one, told))) seats.push(told);
    if (isNewer(followed, hello) || !hello.deciding || isClosed()) {
      remote.close('it does not decide');
      continue;
    }
    const welcome = await logIn(remote, place.station, privateKey);
    if (welcome.ok && !isClosed()) return { remote, welcome: welcome.value, seat };
    remote.close('not let in'); // or closed meanwhile: nobody would end this connection
    if (!welcome.ok && (welcome.problem.code === 'station.revoked' || welcome.problem.code === 'station.unknown')) refused = welcome.problem;
  }
  return refused;
}
