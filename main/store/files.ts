import fs from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

/**
 * What the store asks of a disk: the one place where tests put faults. Every function rejects with the system's
 * own error (ENOSPC, EROFS, EIO, …); nothing is retried here.
 */
export interface Files {
  readonly open: (path: string, flags: string) => Promise<number>;
  /** Writes the whole buffer at `position`; short writes are continued. */
  readonly write: (fd: number, bytes: Buffer, position: number) => Promise<void>;
  readonly datasync: (fd: number) => Promise<void>;
  readonly truncate: (fd: number, size: number) => Promise<void>;
  readonly close: (fd: number) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
  readonly makeFolder: (path: string) => Promise<void>;
  /** Makes a new or renamed entry of a folder durable. Windows has no such call and needs none. */
  readonly syncFolder: (path: string) => Promise<void>;
}

const write = promisify<number, Buffer, number, number, number, number>(fs.write);
const close = promisify(fs.close);
const open = promisify<string, string, number>((path, flags, done) => fs.open(path, flags, 0o600, done));

/** The real disk. */
export const realFiles: Files = {
  open,
  async write(fd, bytes, position) {
    let done = 0;
    while (done < bytes.length) done += await write(fd, bytes, done, bytes.length - done, position + done);
  },
  datasync: promisify(fs.fdatasync),
  truncate: promisify(fs.ftruncate),
  close,
  rename: fs.promises.rename,
  remove: fs.promises.unlink,
  async makeFolder(path) {
    await fs.promises.mkdir(path, { recursive: true, mode: 0o700 });
  },
  async syncFolder(path) {
    if (process.platform === 'win32') return;
    const fd = await open(path, 'r');
    try {
      await promisify(fs.fsync)(fd);
    } finally {
      await close(fd);
    }
  },
};

/**
 * Puts `bytes` at `path` so that a power cut leaves the old contents or the new, never a mixture: temporary file,
 * flush, rename. With `keepBefore` the old contents stay beside it as `.bak`. Renames are tried again for half a second
 * when Windows says EPERM, EACCES or EBUSY, as virus scanners cause.
 */
export async function writeDurably(files: Files, path: string, bytes: Buffer, keepBefore = false): Promise<void> {
  const temporary = `${path}.tmp`;
  await files.makeFolder(dirname(path));
  const fd = await files.open(temporary, 'w');
  try {
    await files.write(fd, bytes, 0);
    await files.datasync(fd);
  } finally {
    await files.close(fd);
  }
  if (keepBefore) await renamePatiently(files, path, `${path}.bak`, true);
  await renamePatiently(files, temporary, path, false);
  await files.syncFolder(dirname(path));
}

async function renamePatiently(files: Files, from: string, to: string, mayBeMissing: boolean): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await files.rename(from, to);
      return;
    } catch (error) {
      const code = errorCode(error);
      if (code === 'ENOENT' && mayBeMissing) return;
      if (attempt >= 10 || !['EPERM', 'EACCES', 'EBUSY'].includes(code)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10 * attempt));
    }
  }
}

/** The code of a system error, or '' for anything else. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
