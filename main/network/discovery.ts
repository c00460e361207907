import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { isIPv4 } from 'node:net';
import { Bonjour } from 'bonjour-service';

/** What a host says of itself to everybody on the network. */
export interface Announcement {
  /** The hall's name, for people. */
  readonly name: string;
  readonly port: number;
  /** The first 40 bits of its authority's fingerprint (see shortFingerprint). */
  readonly fingerprint: string;
}

/** A host that was heard of. Anybody can say this: pairing proves it. */
export interface FoundHost extends Announcement {
  readonly address: string;
}

const serviceType = 'hall-desk';
const mostHosts = 50;
/** A text record has 255 bytes, its key among them. */
const longestName = 200;

/**
 * Tells the network by mDNS that a host is here; gives what to call when it is not any more. Never throws: without a
 * network, or where multicast is refused, nobody hears it, and stations type the address.
 */
export function announce({ name, port, fingerprint }: Announcement): () => void {
  const bonjour = openBonjour();
  // Computers set up from one image share a name, and after a take-over two hosts share an authority.
  const mine = `hall-desk-${fingerprint}-${randomBytes(4).toString('hex')}`;
  bonjour.publish({ name: mine, host: `${mine}.local`, type: serviceType, port, txt: { name: fitting(name), fp: fingerprint }, probe: false, disableIPv6: true });
  let over = false;
  return () => {
    if (over) return;
    over = true;
    const end = () => bonjour.destroy();
    bonjour.unpublishAll(end);
    setTimeout(end, 200); // where nothing can be sent nothing is called back
  };
}

/** The hosts that answer within `ms` milliseconds, each once; at most 50. Never rejects: without a network there are none. */
export async function findHosts(ms: number): Promise<readonly FoundHost[]> {
  const bonjour = openBonjour();
  const browser = bonjour.find({ type: serviceType });
  const again = setInterval(() => browser.update(), 500); // one datagram may be lost
  await new Promise((resolve) => setTimeout(resolve, ms));
  clearInterval(again);
  const found = browser.services.flatMap(readHost);
  browser.stop();
  bonjour.destroy();
  return [...new Map(found.map((host) => [`${host.address} ${host.port}`, host])).values()].slice(0, mostHosts);
}

/** What was heard, if it makes sense. The address is where it came from: what it says of that may be another network's. */
function readHost(service: { readonly port: number; readonly txt?: unknown; readonly referer?: { readonly address: string } }): readonly FoundHost[] {
  const { name, fp: fingerprint } = Object(service.txt) as { readonly name?: unknown; readonly fp?: unknown };
  const { port, referer: { address } = { address: '' } } = service;
  const sane = typeof name === 'string' && typeof fingerprint === 'string' && /^[A-Z2-7]{8}$/.test(fingerprint) && port > 0 && isIPv4(address);
  return sane ? [{ name, address, port, fingerprint }] : [];
}

function openBonjour(): Bonjour {
  const options = { port: 5353, socket: openSocket(), bind: false };
  return new Bonjour(options, () => undefined);
}

/**
 * A multicast socket from which nothing is thrown: the library throws when it cannot bind, and when it cannot make sense
 * of what anybody on the network sends it. It keeps no process alive.
 */
function openSocket(): Socket {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  const emit = socket.emit.bind(socket);
  socket.emit = (event: string | symbol, ...rest: readonly unknown[]): boolean => {
    try {
      return emit(event, ...rest);
    } catch {
      return true;
    }
  };
  socket.bind(5353);
  return socket.unref();
}

function fitting(name: string): string {
  const bytes = Buffer.from(name);
  return bytes.length <= longestName ? name : bytes.subarray(0, longestName).toString().replace(/\uFFFD+$/, '');
}
