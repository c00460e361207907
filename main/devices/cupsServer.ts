import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { type Answered, decodeAnswer } from './ipp.ts';

/** A connection to CUPS that nothing was sent on yet. */
export interface CupsLine {
  /**
   * Sends one request, at once, and gives CUPS' answer. `http`: it answered, but with no IPP. closed, late: no answer came;
   * what was asked for may have been done all the same. The line is over then.
   */
  readonly ask: (body: Buffer, patience: number) => Promise<Answered | { readonly http: number } | 'closed' | 'late'>;
  readonly alive: () => boolean;
  readonly drop: () => void;
}

const sockets = ['/run/cups/cups.sock', '/var/run/cups/cups.sock'];
const largestAnswer = 4_000_000;

/** Where CUPS listens: what is asked for, else CUPS_SERVER (a path, HOST or HOST:PORT), else its own socket or port 631. */
function place(server: string | undefined): NetConnectOpts {
  const named = server ?? process.env['CUPS_SERVER'] ?? sockets.find((each) => existsSync(each)) ?? 'localhost';
  if (named.startsWith('/')) return { path: named };
  const [, host, port] = /^(.+?)(?::(\d+))?$/.exec(named.replace(/\/version=.*$/, '')) ?? [];
  return { host: host ?? 'localhost', port: Number(port ?? 631) };
}

/** Connects to CUPS within `patience`; a text says why it could not. */
export function dialCups(server: string | undefined, patience: number): Promise<CupsLine | string> {
  return new Promise((resolve) => {
    const socket = connect(place(server));
    const fail = (why: string) => {
      clearTimeout(late);
      socket.destroy();
      resolve(why);
    };
    const late = setTimeout(() => fail('no connection'), patience);
    socket.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
    socket.once('connect', () => {
      clearTimeout(late);
      resolve({ ask: (body, wait) => ask(socket, body, wait), alive: () => socket.readyState === 'open', drop: () => socket.destroy() });
    });
  });
}

function ask(socket: Socket, body: Buffer, patience: number): ReturnType<CupsLine['ask']> {
  return new Promise((resolve) => {
    const settle = (value: Awaited<ReturnType<CupsLine['ask']>>) => {
      clearTimeout(late);
      socket.destroy();
      resolve(value);
    };
    const late = setTimeout(() => settle('late'), patience);
    const headers = { Host: 'localhost', 'Content-Type': 'application/ipp', 'Content-Length': body.length, Connection: 'close' };
    const asked = request({ method: 'POST', path: '/', headers, createConnection: () => socket }, (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > largestAnswer) settle('closed');
        else parts.push(part);
      });
      response.on('error', () => settle('closed'));
      response.on('close', () => settle('closed')); // cut off, unless `end` came first
      response.on('end', () => {
        const status = response.statusCode ?? 0;
        settle((status === 200 ? decodeAnswer(Buffer.concat(parts)) : undefined) ?? { http: status });
      });
    });
    asked.on('error', () => settle('closed'));
    socket.on('close', () => settle('closed'));
    asked.end(body);
  });
}
