import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { mkdir, unlink } from 'node:fs/promises';
import { createConnection, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../shared/result.ts';

export interface Lock {
  readonly release: () => Promise<void>;
}

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
export async function acquireLock(dataDir: string, onKnock: () => void = () => undefined): Promise<Result<Lock>> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    return fail('store.notHall', `${dataDir} cannot be a data folder: ${error instanceof Error ? error.message : 'unknown'}`);
  }
  const path = socketPath(dataDir);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const token = `${process.pid} ${Math.random()}`;
    const server = await listen(path, token, onKnock);
    if (server === null) {
      if ((await knock(path)) !== null) return fail('store.held', 'another Hall Desk has this folder open');
      await unlink(path).catch(() => undefined); // its owner was killed
      continue;
    }
    // Two that both found a dead owner may each have removed the other's socket: the one that cannot hear itself lost.
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 50));
    if (attempt > 0 && (await knock(path)) !== token) {
      server.close();
      return fail('store.held', 'another Hall Desk has just opened this folder');
    }
    return ok({ release: () => new Promise((resolve) => server.close(() => resolve())) });
  }
  return fail('store.held', 'another Hall Desk is opening this folder', true);
}

function listen(path: string, token: string, onKnock: () => void): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined).end(token);
      onKnock();
    });
    server.unref();
    server.once('error', () => resolve(null));
    server.listen(path, () => resolve(server));
  });
}

function knock(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    let answer = '';
    socket.setTimeout(2000, () => {
      socket.destroy();
      resolve(answer); // something listens, but is busy: it is held
    });
    socket.on('data', (bytes) => {
      answer += bytes.toString();
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', () => resolve(null));
  });
}
