import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { mkdir, unlink } from 'node:fs/promises';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fail, ok, type Result } from '../../shared/result.ts';

export interface Lock {
  readonly release: () => Promise<void>;
}

/** Answers what another process of this machine asks of the one that holds the folder. JSON in, JSON out. */
export type Answerer = (request: unknown) => Promise<unknown>;
const noAnswers: Answerer = async () => fail('store.held', 'another Hall Desk has this folder open');

/** The socket whose listener holds the folder. In the folder itself unless its path is too long for a socket. */
function socketPath(dataDir: string): string {
  const real = realpathSync(dataDir);
  const short = createHash('sha256').update(real).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\hall-desk-${short}`;
  const inside = join(real, 'hall.sock');
  return Buffer.byteLength(inside) <= 100 ? inside : join(tmpdir(), `hall-desk-${process.getuid?.() ?? 0}-${short}.sock`);
}

/**
 * Holds a data folder for this process alone: a listener that dies with the process, so that nothing is left to
 * clean up after a kill. `store.held` when another process has it; that process's `onKnock` is then called, so that
 * it can show itself.
 */
export async function acquireLock(dataDir: string, onKnock: () => void = () => undefined, onAsk: Answerer = noAnswers): Promise<Result<Lock>> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    return fail('store.notHall', `${dataDir} cannot be a data folder: ${error instanceof Error ? error.message : 'unknown'}`);
  }
  const path = socketPath(dataDir);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const token = `${process.pid} ${Math.random()}`;
    const server = await listen(path, token, onKnock, onAsk);
    if (server === null) {
      if ((await knock(path)) !== null) return fail('store.held', 'another Hall Desk has this folder open');
      await unlink(path).catch(() => undefined); // its owner was killed
      continue;
    }
    // Two that both found a dead owner may each have removed the other's socket: the one that cannot hear itself lost.
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 50));
    if (attempt > 0 && (await knock(path)) !== token) {
      void server.close();
      return fail('store.held', 'another Hall Desk has just opened this folder');
    }
    return ok({ release: () => server.close() });
  }
  return fail('store.held', 'another Hall Desk is opening this folder', true);
}

interface Listening {
  readonly close: () => Promise<void>;
}

function listen(path: string, token: string, onKnock: () => void, onAsk: Answerer): Promise<Listening | null> {
  return new Promise((resolve) => {
    const open = new Set<Socket>();
    const server = createServer((socket) => {
      open.add(socket);
      socket.on('error', () => undefined).on('close', () => open.delete(socket));
      const lines = createInterface({ input: socket });
      lines.once('line', (first) => {
        if (first === 'ask') return void lines.on('line', (line) => void answerLine(socket, line, onAsk));
        socket.end(token);
        onKnock();
      });
    });
    server.unref();
    server.once('error', () => resolve(null));
    server.listen(path, () => resolve({ close: () => new Promise((done) => {
      for (const socket of open) socket.destroy();
      server.close(() => done());
    }) }));
  });
}

async function answerLine(socket: Socket, line: string, onAsk: Answerer): Promise<void> {
  let answer: unknown;
  let id: unknown = null;
  try {
    const { id: given, request } = JSON.parse(line) as { id: unknown; request: unknown };
    id = given;
    answer = await onAsk(request);
  } catch {
    answer = fail('command.badInput', 'not a request');
  }
  socket.write(`${JSON.stringify({ id, answer })}\n`);
}

function knock(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    let answer = '';
    socket.setTimeout(2000, () => {
      socket.destroy();
      resolve(answer); // something listens, but is busy: it is held
    });
    socket.on('connect', () => socket.write('knock\n'));
    socket.on('data', (bytes) => {
      answer += bytes.toString();
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', () => resolve(null));
  });
}

/** A way to ask the process that holds a folder. */
export interface Asking {
  /** Its answer; null when it ended before it gave one. */
  readonly ask: (request: unknown) => Promise<unknown>;
  readonly close: () => void;
}

/** Reaches the process that holds the folder; null when none does. */
export function askHolder(dataDir: string): Promise<Asking | null> {
  return new Promise((resolve) => {
    let path: string;
    try {
      path = socketPath(dataDir);
    } catch {
      return resolve(null); // no such folder
    }
    const socket = createConnection(path);
    const waiting = new Map<number, (answer: unknown) => void>();
    let last = 0;
    socket.on('error', () => resolve(null));
    socket.on('close', () => {
      for (const one of waiting.values()) one(null);
      waiting.clear();
    });
    socket.on('connect', () => {
      socket.write('ask\n');
      createInterface({ input: socket }).on('line', (line) => {
        const { id, answer } = JSON.parse(line) as { id: number; answer: unknown };
        waiting.get(id)?.(answer);
        waiting.delete(id);
      });
      resolve({
        ask: (request) => new Promise((answered) => {
          if (socket.destroyed) return answered(null);
          const id = ++last;
          waiting.set(id, answered);
          socket.write(`${JSON.stringify({ id, request })}\n`);
        }),
        close: () => socket.destroy(),
      });
    });
  });
}
