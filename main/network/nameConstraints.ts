import { isIP } from 'node:net';
import { privateNetworks } from './addresses.ts';

/** What RFC 5280 calls the extension. */
export const nameConstraintsId = '2.5.29.30';

/**
 * The value of a NameConstraints extension (RFC 5280 4.2.1.10, DER): under it an authority vouches for `dns` and what is
 * below it and for addresses of private networks, and for nothing else. A tablet that trusts the hall's authority trusts
 * it with no other site. (BoringSSL, so Electron's Node, refuses every chain in which a leaf with an IP address stands
 * under such ranges: stations ask for a leaf with a DNS name only.)
 */
export function nameConstraints(dns: string): Buffer<ArrayBuffer> {
  const names = [Buffer.from(dns, 'ascii')].map((name) => der(0x82, name));
  const ranges = privateNetworks.map(({ address, prefix }) => der(0x87, Buffer.concat([addressBytes(address), maskBytes(prefix, isIP(address) === 6 ? 16 : 4)])));
  const subtrees = [...names, ...ranges].map((base) => der(0x30, base));
  return der(0x30, der(0xa0, Buffer.concat(subtrees)));
}

function der(tag: number, contents: Buffer): Buffer<ArrayBuffer> {
  const { length } = contents;
  if (length >= 0x10000) throw new Error('too long for this encoder');
  const header = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...header]), contents]);
}

/** The bytes of an address; of IPv6 with one `::`, as all of ours have. */
function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  const [head = [], tail = []] = address.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const groups = [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
  return Buffer.from(groups.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff]));
}

function maskBytes(prefix: number, size: number): Buffer {
  return Buffer.from(Array.from({ length: size }, (_, index) => (0xff00 >> Math.max(0, Math.min(8, prefix - 8 * index))) & 0xff));
}
