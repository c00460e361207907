import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WebSocket } from 'ws';
import { type Authority, issueLeaf, makeAuthority } from '../../main/network/authority.ts';
import { stationName } from '../../main/network/identity.ts';
import { type Contexts, openServer, type Server, type ServerOptions } from '../../main/network/server.ts';
import type { HostSocket } from '../../main/network/socket.ts';

export const hallOfTests = 'hall-01';

/** Certificates of a hall as its host has them, made now. */
export async function makeContexts(authority: Authority, hall = hallOfTests): Promise<Contexts> {
  const now = Date.now();
  const station = await issueLeaf(authority, { dns: [stationName(hall)], ip: [] }, now);
  const browser = await issueLeaf(authority, { dns: [], ip: ['127.0.0.1'] }, now);
  return { station, browser, ca: authority.cert };
}

/** A host that listens for real on loopback, and what has come to it. */
export interface TestHost {
  readonly server: Server;
  readonly authority: Authority;
  readonly sockets: HostSocket[];
  readonly bugs: unknown[];
  /** Shows these at the next renewal. */
  contexts: Contexts;
}

/** Opens a server of the hall of the tests, with a new authority. */
export async function openTestHost(more: Partial<ServerOptions> = {}): Promise<TestHost> {
  const authority = await makeAuthority(hallOfTests, Date.now());
  const sockets: HostSocket[] = [];
  const bugs: unknown[] = [];
  const host: { contexts: Contexts } = { contexts: await makeContexts(authority) };
  const opened = await openServer({
    port: 0,
    hostAddress: '127.0.0.1',
    contexts: () => host.contexts,
    pages: null,
    onSocket: (socket) => sockets.push(socket),
    onBug: (error) => bugs.push(error),
    ...more,
  });
  if (!opened.ok) throw new Error(opened.problem.detail);
  return Object.assign(host, { server: opened.value, authority, sockets, bugs });
}

/** What an HTTPS request with exactly this path and these headers is answered, on a connection of its own. */
export function ask(host: TestHost, at: string, { headers = {}, method = 'GET' }: { readonly headers?: Readonly<Record<string, string>>; readonly method?: string } = {}): Promise<{ readonly status: number; readonly headers: NodeJS.Dict<string | string[]>; readonly body: Buffer }> {
  return new Promise((resolve, reject) => {
    const request = https.request({ host: '127.0.0.1', port: host.server.port, path: at, method, headers, ca: host.authority.cert, agent: false, servername: '' }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }));
    });
    request.on('error', reject);
    request.end();
  });
}

/** A bare WebSocket to the host, once open; or the HTTP status with which the host refused it. */
export function openSocket(host: TestHost, { origin, at = '/link', headers = {}, from = '127.0.0.1' }: { readonly origin?: string; readonly from?: string; readonly at?: string; readonly headers?: Readonly<Record<string, string>> } = {}): Promise<WebSocket | number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`wss://127.0.0.1:${host.server.port}${at}`, { ca: host.authority.cert, headers, localAddress: from, ...(origin === undefined ? {} : { origin }) });
    socket.on('unexpected-response', (_request, answer) => {
      resolve(answer.statusCode ?? 0);
      answer.destroy();
    });
    socket.once('open', () => resolve(socket));
    socket.on('error', reject);
  });
}

/** How a bare WebSocket ends. */
export function endOf(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => socket.once('close', resolve));
}

/** A renderer's folder with a page and an asset, and beside it a file that nobody may have. */
export function makePages(): string {
  const root = mkdtempSync(path.join(tmpdir(), 'hall-pages-'));
  const folder = path.join(root, 'renderer');
  mkdirSync(path.join(folder, 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(path.join(folder, 'assets', 'Board-1a2b.js'), 'export {};');
  for (const secret of [path.join(root, 'secret.js'), path.join(folder, 'secret.js'), path.join(folder, 'assets', '.secret.js'), path.join(folder, 'assets', 'secret.key')]) writeFileSync(secret, 'SECRET');
  return folder;
}
