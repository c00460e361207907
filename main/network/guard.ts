import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ownAddresses, plainAddress } from './addresses.ts';
import { pagePolicy } from './pagePolicy.ts';

/**
 * Looks at each request before anything else does. The Host header must name this machine (an address of its own,
 * localhost, or `name`), else 421: a page elsewhere that has its own name lead here gets nothing. An Origin, which
 * browsers send and scripts cannot change, must be that of our own pages, else 403. Every answer has the policy on it.
 */
export function guardRequests(app: FastifyInstance, name: string): void {
  app.addHook('onRequest', (request, reply, next) => {
    const host = hostOf(request);
    reply.headers({
      'Content-Security-Policy': pagePolicy(host === null ? "'none'" : `'self' wss://${host.host}`),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    });
    const { origin } = request.headers; // browsers send it with each WebSocket, and not with a plain GET of their own
    if (host === null || !isOurs(host.hostname, name, request.raw.socket.localAddress)) void reply.code(421).send();
    else if (origin !== undefined && origin !== host.origin) void reply.code(403).send();
    else next();
  });
}

/** The Host header as a URL, or null when it is none or has more in it. */
function hostOf(request: FastifyRequest): URL | null {
  const { host } = request.headers;
  try {
    const url = new URL(`https://${host ?? ''}`);
    return host !== undefined && url.href === `${url.origin}/` ? url : null;
  } catch {
    return null;
  }
}

/** The port is left out of it: a forwarded one differs, and the Origin must match it anyway. */
function isOurs(hostname: string, name: string, localAddress = ''): boolean {
  const plain = hostname.replace(/^\[|\]$/g, '');
  return plain === 'localhost' || plain === name || plain === plainAddress(localAddress) || ownAddresses().includes(plain);
}
