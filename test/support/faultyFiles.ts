import { type Files, realFiles } from '../../main/store/files.ts';

export type FaultCode = 'ENOSPC' | 'EIO' | 'EROFS';

/** A disk that fails when told to. A failing write leaves half of its bytes behind, as a full disk does. */
export class FaultyDisk {
  /** Operations so far, by which a test says which one fails. */
  count = 0;
  /** The names of the operations so far. */
  readonly log: string[] = [];
  private from = Number.POSITIVE_INFINITY;
  private to = Number.POSITIVE_INFINITY;
  private code: FaultCode = 'EIO';

  /** Fails operations `from` to `to` (counted from 1). */
  failBetween(from: number, to: number, code: FaultCode): void {
    Object.assign(this, { from, to, code });
  }

  heal(): void {
    this.from = Number.POSITIVE_INFINITY;
  }

  get files(): Files {
    const step = <A extends readonly unknown[], R>(name: string, work: (...args: A) => Promise<R>, half?: (...args: A) => Promise<unknown>) => async (...args: A): Promise<R> => {
      this.count += 1;
      this.log.push(name);
      if (this.count < this.from || this.count > this.to) return work(...args);
      await half?.(...args);
      throw Object.assign(new Error(`${this.code}: ${name}`), { code: this.code });
    };
    return {
      open: step('open', realFiles.open),
      write: step('write', realFiles.write, (fd, bytes, position) => realFiles.write(fd, bytes.subarray(0, bytes.length >> 1), position)),
      datasync: step('datasync', realFiles.datasync),
      truncate: step('truncate', realFiles.truncate),
      close: step('close', realFiles.close, realFiles.close),
      rename: step('rename', realFiles.rename),
      remove: step('remove', realFiles.remove),
      makeFolder: step('makeFolder', realFiles.makeFolder),
      syncFolder: step('syncFolder', realFiles.syncFolder),
    };
  }
}
