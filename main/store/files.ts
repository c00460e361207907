import fs from 'node:fs';
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

/** The code of a system error, or '' for anything else. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
