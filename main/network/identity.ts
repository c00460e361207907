import { createHash, X509Certificate } from 'node:crypto';

/** SHA-256 of a certificate (PEM or DER) as 64 lowercase hexadecimal digits. Throws when it is none. */
export function fingerprintOf(cert: string | Buffer): string {
  return createHash('sha256').update(new X509Certificate(cert).raw).digest('hex');
}

/** The first 40 bits of a fingerprint as 8 characters of RFC 4648's base32: what a person types in at pairing. */
export function shortFingerprint(fingerprint: string): string {
  const bits = BigInt(`0x${fingerprint.slice(0, 10)}`);
  return Array.from({ length: 8 }, (_, index) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charAt(Number((bits >> BigInt(35 - 5 * index)) & 31n))).join('');
}

/** The name below which a hall's authority may vouch. Throws when the hall's id cannot stand in a DNS name. */
export function hallDomain(hall: string): string {
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(hall)) throw new Error('the id of a hall is 1 to 63 letters, digits and hyphens');
  return `${hall.toLowerCase()}.hall-desk.internal`;
}

/** The name by which stations know their host, whatever its address: never looked up, only asked for and checked. */
export function stationName(hall: string): string {
  return `host.${hallDomain(hall)}`;
}

/** The hall's id in the subject of its authority (`CN=Hall Desk …`), or null when it is no authority of a hall. */
export function hallOf(subject: string): string | null {
  return /^CN=Hall Desk ([a-z0-9-]+)$/i.exec(subject)?.[1] ?? null;
}
