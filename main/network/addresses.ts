import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

/** The networks that belong to nobody on the internet: the only addresses that a hall's authority may vouch for. */
export const privateNetworks = [
  { address: '10.0.0.0', prefix: 8, family: 'ipv4' },
  { address: '172.16.0.0', prefix: 12, family: 'ipv4' },
  { address: '192.168.0.0', prefix: 16, family: 'ipv4' },
  { address: '127.0.0.0', prefix: 8, family: 'ipv4' },
  { address: '169.254.0.0', prefix: 16, family: 'ipv4' },
  { address: 'fc00::', prefix: 7, family: 'ipv6' },
  { address: 'fe80::', prefix: 10, family: 'ipv6' },
  { address: '::1', prefix: 128, family: 'ipv6' },
] as const;

const networks = new BlockList();
for (const { address, prefix, family } of privateNetworks) networks.addSubnet(address, prefix, family);

/** Whether a text is an IP address of a private network. */
export function isPrivate(address: string): boolean {
  return isIP(address) !== 0 && networks.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Every address of this machine at this moment, private or not, loopback last; IPv4 before IPv6. */
export function ownAddresses(): readonly string[] {
  const rank = (address: string) => (isLoopback(address) ? 2 : 0) + (isIP(address) === 6 ? 1 : 0);
  return Object.values(networkInterfaces())
    .flatMap((list) => (list ?? []).map((one) => one.address))
    .sort((a, b) => rank(a) - rank(b));
}

/** What a browser may call this machine by under a certificate of the hall: its private addresses and 127.0.0.1. */
export function namesForBrowsers(): readonly string[] {
  return [...new Set([...ownAddresses().filter(isPrivate), '127.0.0.1'])];
}

/** Without what Node writes before an IPv4 address that came in through an IPv6 socket. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}
