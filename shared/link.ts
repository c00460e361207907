/**
 * What a station and its host say to each other on one WebSocket, as JSON text, and what a window may follow of it.
 * Shapes only; main/network and renderer/browser speak it.
 */

/** Followed by every window as the local watch `link`: how this machine stands with its host. */
export interface LinkState {
  readonly kind: 'allInOne' | 'host' | 'station' | 'browser';
  /** joined: the host answers. cutOff: it does not. sending: it is back and gets what was recorded here. refused: not paired, or no more. */
  readonly state: 'joined' | 'cutOff' | 'sending' | 'refused';
  /** When that began, by this machine's idea of the host's clock. */
  readonly since: number;
  readonly host: string | null;
  /** Recorded here and not at the host yet, in commands. */
  readonly waiting: number;
  /** How many tickets the leased numbers still allow, of the service that has the fewest; null where none are leased. */
  readonly numbersLeft: number | null;
  readonly standBy: boolean;
}

/** The protocol's version. Both sides must have the same. */
export const linkVersion = 1;

/** A challenge that a station signs with its own key, so that a signature fits one connection and one host only. */
export function loginText(hall: string, fingerprint: string, nonce: string, station: string): string {
  return `hall-desk login ${linkVersion} ${hall} ${fingerprint} ${nonce} ${station}`;
}

/** The same for a machine that decided once, or holds a copy: signed with the hall's own key, over its key as a station. */
export function formerText(hall: string, fingerprint: string, nonce: string, publicKey: string): string {
  return `former ${loginText(hall, fingerprint, nonce, publicKey)}`;
}

/** What both sides of a pairing prove knowledge of the code over; `by` keeps one's proof from serving as the other's. */
export function pairText(by: 'station' | 'host', hall: string, fingerprint: string, nonce: string, publicKey: string, role: string, name: string): string {
  return JSON.stringify(['hall-desk pair', linkVersion, by, hall, fingerprint, nonce, publicKey, role, name]);
}

/** How often the digits of a code are hashed before they prove anything, so that hearing a proof does not give them away in time. */
export const pairRounds = 600_000;
