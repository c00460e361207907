import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Adapter } from 'lowdb';
import { errorCode, type Files, realFiles, writeDurably } from './files.ts';

/** Neither a document nor the copy before it can be read. */
export class DamagedDocument extends Error {
  override readonly name = 'DamagedDocument';
}

const head = '{"sum":"';
const middle = '","body":';
const bodyAt = head.length + 64 + middle.length;

/**
 * A lowdb adapter that survives power loss (see writeDurably) and keeps the document before as `.bak`. Each document carries the SHA-256 of its body. read() gives null when there is none, the `.bak` when the document is
 * damaged, and throws DamagedDocument when both are.
 */
export class SafeFile<T> implements Adapter<T> {
  private readonly path: string;
  private readonly files: Files;
  private readonly useBefore: boolean;

  /** `useBefore`: whether the document before may stand in for a damaged one. Not where it would silently lack something. */
  constructor(path: string, files: Files = realFiles, useBefore = true) {
    this.path = path;
    this.files = files;
    this.useBefore = useBefore;
  }

  async read(): Promise<T | null> {
    const first = await readDocument<T>(this.path);
    if (first.kind === 'read') return first.value;
    if (first.kind === 'damaged' && !this.useBefore) throw new DamagedDocument(`${this.path} is damaged`);
    const second = await readDocument<T>(`${this.path}.bak`);
    if (second.kind === 'read') return second.value;
    if (first.kind === 'none' && second.kind === 'none') return null;
    throw new DamagedDocument(`${this.path} and its .bak are damaged`);
  }

  async write(value: T): Promise<void> {
    await this.prepare(value)();
  }

  /** Takes the value as it is now; it is written when the function returned is called. */
  prepare(value: T): () => Promise<void> {
    const body = Buffer.from(JSON.stringify(value));
    return () => writeDurably(this.files, this.path, Buffer.concat([Buffer.from(`${head}${sha256(body)}${middle}`), body, Buffer.from('}')]), true);
  }
}

async function readDocument<T>(path: string): Promise<{ kind: 'read'; value: T } | { kind: 'none' } | { kind: 'damaged' }> {
  try {
    const bytes = await readFile(path);
    const body = bytes.subarray(bodyAt, -1);
    const start = bytes.toString('latin1', 0, bodyAt);
    if (!start.startsWith(head) || start.slice(head.length, head.length + 64) !== sha256(body)) return { kind: 'damaged' };
    return { kind: 'read', value: JSON.parse(body.toString()) as T };
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? { kind: 'none' } : { kind: 'damaged' };
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
