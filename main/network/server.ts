import './tracing.ts';
import { X509Certificate } from 'node:crypto';
import type { Server as TlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import websocket from '@fastify/websocket';
import fastify, { type FastifyInstance } from 'fastify';
import { fail, ok, type Result } from '../../shared/result.ts';
import { errorCode } from '../store/files.ts';
import { isPrivate, ownAddresses, plainAddress } from './addresses.ts';
import type { Leaf } from './authority.ts';
import { doorkeeper } from './doorkeeper.ts';
import { guardRequests } from './guard.ts';
import { hallOf, stationName } from './identity.ts';
import { nothingHere, servePages } from './pages.ts';
import { closeTimeout, type HostSocket, largestMessage, overWebSocket } from './socket.ts';

/** What the host shows those who connect: one certificate for stations, one for browsers, and the authority of both (PEM). */
export interface Contexts {
  /** For who asks for {@link stationName}; it holds no address, which Electron's Node could not check. */
  readonly station: Leaf;
  /** For who connects by an address. */
  readonly browser: Leaf;
  readonly ca: string;
}

export interface ServerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** The address to listen at; every IPv4 address when left out. */
  readonly hostAddress?: string;
  /** Asked at the start and at each renewal. */
  readonly contexts: () => Contexts;
  /** The folder of the built renderer, or null to serve no pages. */
  readonly pages: string | null;
  readonly onSocket: (socket: HostSocket) => void;
  /** Told what was thrown where nothing should be; the server goes on. */
  readonly onBug: (error: unknown) => void;
}

export interface Server {
  readonly port: number;
  /** `https://IP:PORT` by an address that other machines can use, where there is one. */
  readonly url: () => string;
  /** Shows new certificates to those who connect from now on; nobody is cut off. */
  readonly renew: () => void;
  /** Ends every connection and frees the port. */
  readonly close: () => Promise<void>;
}

/** What one host bears. A hall has 30 counters; unknown connections are few and short. */
const limits = { connections: 1_000, sockets: 400, strangersPerAddress: 40, connectionsPerAddress: 100, wait: 10_000 } as const;

/**
 * Listens for stations and browsers, over TLS 1.2 or newer only. WebSockets are at /link; what else is served is in
 * {@link servePages}, who is turned away before in {@link guardRequests}. Gives `network.port` when the port cannot be had.
 */
export async function openServer(options: ServerOptions): Promise<Result<Server>> {
  const first = options.contexts();
  const name = nameIn(first.ca);
  let current = first;
  let station = createSecureContext(securityOf(first.station, first.ca));
  const app = fastify({
    https: {
      ...securityOf(first.browser, first.ca),
      SNICallback: (asked, done) => done(null, asked.toLowerCase() === name ? station : undefined),
      handshakeTimeout: limits.wait,
      headersTimeout: limits.wait,
      connectionsCheckingInterval: 2_000,
      maxHeaderSize: 8_192,
    },
    requestTimeout: limits.wait,
    keepAliveTimeout: 5_000,
    bodyLimit: 1_024,
    forceCloseConnections: true,
    clientErrorHandler: (_error, socket) => void socket.destroy(),
    frameworkErrors: (_error, _request, reply) => nothingHere(reply), // a path that cannot be decoded: no hook sees it
  });
  const arrivals = limitArrivals(app.server);
  const strangers = doorkeeper(limits.strangersPerAddress);

  guardRequests(app, name);
  app.setNotFoundHandler((_request, reply) => nothingHere(reply));
  app.setErrorHandler((error, _request, reply) => {
    const { statusCode } = { statusCode: 500, ...(error instanceof Error ? error : {}) };
    if (statusCode >= 500) options.onBug(error);
    return reply.code(statusCode).send();
  });
  const sockets = { maxPayload: largestMessage, perMessageDeflate: false, closeTimeout }; // the last is not in the types yet
  await app.register(websocket, { options: sockets });
  app.get(
    '/link',
    {
      websocket: true,
      preValidation: (request, reply, next) => {
        const { destroyed, remoteAddress = '', remotePort = 0 } = request.raw.socket;
        if (destroyed || app.websocketServer.clients.size >= limits.sockets) void reply.code(503).send();
        else if (!strangers.enter(remoteAddress, remotePort)) void reply.code(429).send();
        else {
          request.raw.socket.once('close', () => strangers.leave(remoteAddress, remotePort));
          next();
        }
      },
    },
    (socket, request) => {
      const { remoteAddress = '', remotePort = 0 } = request.raw.socket;
      options.onSocket({
        ...overWebSocket(socket, options.onBug),
        authenticated: () => {
          strangers.leave(remoteAddress, remotePort);
          arrivals.leave(remoteAddress, remotePort);
        },
        address: plainAddress(remoteAddress),
        browser: request.headers.origin !== undefined,
      });
    },
  );
  servePages(app, options.pages, () => current.ca);

  try {
    await app.listen({ port: options.port, host: options.hostAddress ?? '0.0.0.0', backlog: 4_096 });
  } catch (error) {
    await app.close();
    return fail('network.port', `cannot listen on port ${options.port}: ${errorCode(error)}`, true);
  }
  const { port } = app.server.address() as AddressInfo;
  return ok({
    port,
    url: () => `https://${addressToShow(options.hostAddress)}:${port}`,
    renew: () => {
      current = options.contexts();
      station = createSecureContext(securityOf(current.station, current.ca));
      app.server.setSecureContext(securityOf(current.browser, current.ca));
    },
    close: () => closeAll(app),
  });
}

/** The authority goes along, so that a station that knows only its fingerprint can check it. */
function securityOf(leaf: Leaf, ca: string): SecureContextOptions {
  return { cert: leaf.cert + ca, key: leaf.key, minVersion: 'TLSv1.2' };
}

function nameIn(ca: string): string {
  const hall = hallOf(new X509Certificate(ca).subject);
  if (hall === null) throw new Error('this is not the authority of a hall');
  return stationName(hall);
}

/** Turns connections away as soon as TCP has made them, so that junk costs neither TLS nor memory. */
function limitArrivals(server: TlsServer): { readonly leave: (address: string, port: number) => void } {
  const inside = doorkeeper(limits.connectionsPerAddress);
  server.maxConnections = limits.connections;
  const beginTls = server.listeners('connection');
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    const { remoteAddress = '', remotePort = 0 } = socket;
    if (!inside.enter(remoteAddress, remotePort)) socket.destroy();
    else {
      socket.once('close', () => inside.leave(remoteAddress, remotePort));
      for (const begin of beginTls) begin.call(server, socket);
    }
  });
  return inside;
}

function addressToShow(listening: string | undefined): string {
  if (listening !== undefined && listening !== '0.0.0.0' && listening !== '::') return listening.includes(':') ? `[${listening}]` : listening;
  const own = ownAddresses().filter((address) => !address.includes(':') && !address.startsWith('127.'));
  return own.find(isPrivate) ?? own[0] ?? '127.0.0.1';
}

async function closeAll(app: FastifyInstance): Promise<void> {
  for (const socket of app.websocketServer.clients) {
    socket.resume(); // one that nobody reads would not see the answer
    socket.close(1001);
  }
  const cut = setTimeout(() => {
    for (const socket of app.websocketServer.clients) socket.terminate();
  }, 500);
  await app.close();
  clearTimeout(cut);
}
