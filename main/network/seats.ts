import type { Seat } from './messages.ts';

/** More places than a hall has machines that may decide. */
const most = 12;

/** Whether both are the same place. */
export function isSameSeat(a: Seat, b: Seat): boolean {
  return a.address === b.address && a.port === b.port;
}

/** The seats with those added that are not among them, the first ones first, at most twelve. */
export function withSeats(seats: readonly Seat[], more: readonly Seat[]): Seat[] {
  return [...seats, ...more.filter((one) => !seats.some((other) => isSameSeat(one, other)))].slice(0, most);
}
