import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, type Files } from './files.ts';

/** One line of a segment file as it stands there. */
export interface RawLine {
  readonly text: string;
  /** Byte offset of its first byte, and of the byte after its line feed (or after its last byte). */
  readonly from: number;
  readonly to: number;
  /** False for the last bytes of a file that do not end with a line feed. */
  readonly ended: boolean;
}

const segmentName = /^(\d{4}-\d{2}-\d{2})\.ndjson$/;

/** The days that have a segment, in order. */
export async function segmentDays(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).flatMap((name) => segmentName.exec(name)?.[1] ?? []).sort();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

export function segmentPath(folder: string, day: string): string {
  return join(folder, `${day}.ndjson`);
}

/** The lines of a segment from byte `from` on, without holding the file in memory. */
export async function* segmentLines(path: string, from = 0): AsyncGenerator<RawLine> {
  let rest: Buffer = Buffer.alloc(0);
  let at = from;
  for await (const chunk of createReadStream(path, { start: from, highWaterMark: 1 << 20 })) {
    const bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      yield { text: bytes.toString('utf8', start, end), from: at + start, to: at + end + 1, ended: true };
      start = end + 1;
    }
    rest = bytes.subarray(start);
    at += start;
  }
  if (rest.length > 0) yield { text: rest.toString('utf8'), from: at, to: at + rest.length, ended: false };
}

/**
 * The end of the journal, open for appending. One write and one fdatasync an append; when either fails the file is
 * cut back to the last good byte before anything else is written (a failed fsync may have dropped dirty pages, so
 * what it covered is written anew, never assumed).
 */
export class JournalTail {
  private readonly folder: string;
  private readonly files: Files;
  private day = '';
  private fd: number | null = null;
  private offset = 0;
  private dirty = false;

  constructor(folder: string, files: Files) {
    this.folder = folder;
    this.files = files;
  }

  /** The day and byte after the last durable line. */
  get position(): { readonly day: string; readonly offset: number } {
    return { day: this.day, offset: this.offset };
  }

  /** Opens the segment that recovery found to be the last, to go on at `offset`. What stands behind it is cut off. */
  async resume(day: string, offset: number): Promise<void> {
    const size = (await stat(segmentPath(this.folder, day))).size;
    this.fd = await this.files.open(segmentPath(this.folder, day), 'r+');
    this.day = day;
    this.offset = offset;
    this.dirty = size !== offset;
    await this.cutBack();
  }

  /** Makes `bytes` durable at the end of `day`'s segment. Rejects with the system's error, having changed nothing that counts. */
  async append(day: string, bytes: Buffer): Promise<void> {
    await this.cutBack();
    if (this.fd === null || day !== this.day) await this.begin(day);
    try {
      await this.files.write(this.fd ?? -1, bytes, this.offset);
      await this.files.datasync(this.fd ?? -1);
    } catch (error) {
      this.dirty = true;
      await this.cutBack().catch(() => undefined); // tried again before the next append
      throw error;
    }
    this.offset += bytes.length;
  }

  async close(): Promise<void> {
    const { fd } = this;
    this.fd = null;
    if (fd !== null) await this.files.close(fd).catch(() => undefined); // everything in it is durable
  }

  private async begin(day: string): Promise<void> {
    await this.files.makeFolder(this.folder);
    const path = segmentPath(this.folder, day);
    await this.files.close(await this.files.open(path, 'a'));
    const fd = await this.files.open(path, 'r+');
    try {
      await this.files.syncFolder(this.folder);
      const { size } = await stat(path);
      const before = this.fd;
      Object.assign(this, { fd, day, offset: size });
      // The old segment is durable; that its handle does not close well must not stop the new one.
      if (before !== null) await this.files.close(before).catch(() => undefined);
    } catch (error) {
      if (this.fd !== fd) await this.files.close(fd).catch(() => undefined);
      throw error;
    }
  }

  private async cutBack(): Promise<void> {
    if (!this.dirty || this.fd === null) return;
    await this.files.truncate(this.fd, this.offset);
    await this.files.datasync(this.fd);
    this.dirty = false;
  }
}
