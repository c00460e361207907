import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { peekAuthority } from '../../main/network/dial.ts';
import type { Reply } from '../../main/hall/hall.ts';
import { newId } from '../../main/hall/ids.ts';
import { type Asking, askHolder } from '../../main/store/lock.ts';
import { freshFolder } from './fixture.ts';

/** The built `hall` command. */
export const hallProgram = process.env['HALL_PROGRAM'] ?? 'dist/main/hall.cjs';

/** A `hall serve` in a process of its own. */
export interface Serving {
  readonly dataDir: string;
  readonly port: number;
  readonly pid: number;
  readonly fingerprint: string;
  readonly hall: string;
  /** The hall's authority, PEM. */
  readonly ca: string;
  /** All it has said on stdout and stderr. */
  readonly said: () => string;
  /** A command or view as the hall's own computer asks it: `as` is a role. Throws with the Problem. */
  readonly must: (what: 'call' | 'view', as: string, name: string, input?: object) => Promise<Record<string, unknown>>;
  /** A new code, without what it shows of the fingerprint. */
  readonly digits: () => Promise<{ readonly digits: string; readonly code: string }>;
  /** Its memory now, in MB; null where that cannot be known. */
  readonly megabytes: () => number | null;
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Starts a host, by default with a new hall, on a free port unless one is given. */
export async function startServing({ dataDir = freshFolder('host'), port = 0 }: { readonly dataDir?: string; readonly port?: number } = {}): Promise<Serving> {
  process.env['HALL_DESK_KEYS'] ??= freshFolder('keys');
  const child: ChildProcess = spawn(process.execPath, [hallProgram, 'serve', '--data', dataDir, '--port', String(port)], { stdio: ['ignore', 'pipe', 'pipe'], env: process.env });
  let said = '';
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    const hear = (part: Buffer) => {
      said += part.toString();
      if (said.includes('\n')) resolve(said.slice(0, said.indexOf('\n')));
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => reject(new Error(`the host ended: ${said}`)));
  });
  const { url, fingerprint } = JSON.parse(line) as { url: string; fingerprint: string };
  const bound = Number(new URL(url).port);
  const peeked = await peekAuthority({ address: '127.0.0.1', port: bound });
  if (!peeked.ok) throw new Error(peeked.problem.detail);
  const holder: Asking | null = await askHolder(dataDir);
  if (holder === null) throw new Error('nobody holds the folder');
  child.once('exit', () => holder.close());
  return {
    dataDir, port: bound, pid: child.pid ?? 0, fingerprint, hall: peeked.value.hall, ca: peeked.value.ca,
    said: () => said,
    async must(what, as, name, input = {}) {
      const reply = (await holder.ask({ what, name, input: what === 'call' ? { commandId: newId(), ...input } : input, as })) as Reply | null;
      if (reply?.ok !== true) throw new Error(`${name}: ${JSON.stringify(reply)}`);
      return reply.result as Record<string, unknown>;
    },
    async digits() {
      const shown = (await holder.ask({ what: 'pair' })) as { value: { code: string } };
      return { digits: shown.value.code.slice(0, 6), code: shown.value.code };
    },
    megabytes: () => (process.platform === 'linux' ? Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024 : null),
    async stop(signal = 'SIGTERM') {
      holder.close();
      child.kill(signal);
      await ended;
    },
  };
}
