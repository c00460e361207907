import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Sealed } from '../../shared/events.ts';
import { errorCode, type Files, writeDurably } from './files.ts';

/** Wraps keys for rest on this machine. `unwrap` gives null when this machine or user cannot. */
export interface KeyWrap {
  readonly name: string;
  /** What staff should know about how well keys are kept here; null when there is nothing to say. */
  readonly warning: string | null;
  readonly wrap: (key: Buffer) => Buffer;
  readonly unwrap: (wrapped: Buffer) => Buffer | null;
}

/** AES-256-GCM: nonce, tag, text. */
export function encrypt(key: Buffer, text: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** What encrypt() hid, or null when the key does not fit or a byte has changed. */
export function decrypt(key: Buffer, box: Buffer): Buffer | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, 12)).setAuthTag(box.subarray(12, 28));
    return Buffer.concat([decipher.update(box.subarray(28)), decipher.final()]);
  } catch {
    return null;
  }
}

/** Where key files are kept: outside every data folder, so that copying a data folder copies no key. */
export function keyFileFolder(): string {
  const base = process.env['HALL_DESK_KEYS'] ?? (process.platform === 'win32' ? process.env['APPDATA'] : process.env['XDG_CONFIG_HOME']) ?? join(homedir(), '.config');
  return process.env['HALL_DESK_KEYS'] === undefined ? join(base, 'hall-desk', 'keys') : base;
}

/**
 * Wraps with a key file of mode 0600 outside the data folder: for machines without a keyring. `id` names the file;
 * null makes a new one. Rejects when the folder cannot be written.
 */
export async function keyFileWrap(id: string | null, folder = keyFileFolder()): Promise<{ readonly id: string; readonly wrap: KeyWrap }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = id ?? randomBytes(12).toString('hex');
  const path = join(folder, `${name}.key`);
  let master: Buffer | null = null;
  try {
    master = await readFile(path);
    if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) await chmod(path, 0o600);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    if (id === null) {
      master = randomBytes(32);
      await writeFile(path, master, { mode: 0o600, flag: 'wx' });
    }
  }
  const key = master;
  return {
    id: name,
    wrap: {
      name: 'file',
      warning: 'keys.file',
      wrap: (plain) => encrypt(key ?? failNoKey(), plain),
      unwrap: (wrapped) => (key === null ? null : decrypt(key, wrapped)),
    },
  };
}

function failNoKey(): never {
  throw new Error('the key file of this hall is not on this machine');
}

/** Secrets of one machine alone: no other is given them, and none is taken from another. */
export const ownSecrets: ReadonlySet<string> = new Set(['station', 'pepper']);

/** Whether a name in `keys/` is that of somebody's personal data: those of the hall and of this machine are no ids. */
export function isPersonalKey(id: string): boolean {
  return /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(id);
}

/**
 * The hall's keys, wrapped, in `keys/`: one signing key, and those of the personal data in each feedback (and each
 * ticket with a phone), named by ids. They are in no journal, checkpoint or backup. A destroyed key leaves nothing that
 * could be unwrapped, also not in the folders of keys that this machine put aside (`former`).
 */
export class KeyStore {
  private readonly folder: string;
  private readonly files: Files;
  private readonly wrap: KeyWrap;
  private readonly former: readonly string[];
  private readonly known = new Map<string, Buffer>();
  private readonly destroyed = new Set<string>();
  private readonly listeners = new Set<(id: string) => void>();
  private readonly going = new Set<Promise<void>>();
  private readonly making = new Map<string, Promise<Buffer>>();

  constructor(folder: string, files: Files, wrap: KeyWrap, former: readonly string[] = []) {
    this.folder = folder;
    this.files = files;
    this.wrap = wrap;
    this.former = former;
  }

  /** The hall's signing key: made when there is none and `make` says so. Null when it is not here or cannot be unwrapped. */
  async signer(make: boolean): Promise<{ readonly publicKey: string; readonly sign: (text: string) => string } | null> {
    let pem = await this.load('hall');
    if (pem === null) {
      if (!make || (await this.isThere('hall'))) return null;
      const pair = generateKeyPairSync('ed25519');
      pem = Buffer.from(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
      await this.save('hall', pem);
    }
    const key = createPrivateKey(pem);
    const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
    return { publicKey, sign: (text) => sign(null, Buffer.from(text), key).toString('base64') };
  }

  /**
   * Seals a text under the key named, which is made, durably, when there is none. Null when there is none and none may
   * be made, or it was destroyed. Rejects when there is one that this machine cannot unwrap: it is never written over.
   */
  async seal(id: string, text: string, make: boolean): Promise<Sealed | null> {
    let key = (await this.load(id)) ?? this.known.get(id) ?? null; // it may have been made while it was looked for
    if (key === null) {
      if (!make || this.destroyed.has(id)) return null;
      key = await (this.making.get(id) ?? this.make(id));
    }
    return { key: id, box: encrypt(key, Buffer.from(text)).toString('base64url') };
  }

  /** Makes a key, once: two texts that are sealed at a time for one feedback get the same. */
  private make(id: string): Promise<Buffer> {
    const made = (async () => {
      if (await this.isThere(id)) throw new Error('there is a key, but it cannot be unwrapped here');
      const key = randomBytes(32);
      await this.save(id, key);
      for (const told of this.listeners) told(id);
      return key;
    })().finally(() => this.making.delete(id));
    this.making.set(id, made);
    return made;
  }

  /** The text that was sealed; null when its key is gone or locked. */
  async open(sealed: Sealed): Promise<string | null> {
    const key = await this.load(sealed.key);
    return key === null ? null : (decrypt(key, Buffer.from(sealed.box, 'base64url'))?.toString() ?? null);
  }

  /** Destroys a key, with what a kill may have left of its making. Doing it again is no error: recovery and restore do. */
  async destroy(id: string): Promise<void> {
    this.destroyed.add(id);
    this.known.delete(id);
    const gone = Promise.all([this.folder, ...this.former].map((folder) => removeKey(folder, id))).then(() => undefined);
    this.going.add(gone);
    await gone.finally(() => this.going.delete(gone));
  }

  /** Destroys every one of these that is still here: from now on none opens anything, and soon none is on the disk. The cost does not grow with those that are gone already. */
  forget(ids: Iterable<string>): void {
    for (const id of ids) {
      this.destroyed.add(id);
      this.known.delete(id);
    }
    if (this.destroyed.size === 0) return;
    const gone = this.purge().catch(() => undefined); // what the disk refuses now goes at the next start; nothing opens with it
    this.going.add(gone);
    void gone.finally(() => this.going.delete(gone));
  }

  /** When nothing is being destroyed any more. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.going]);
  }

  private async purge(): Promise<void> {
    for (const folder of [this.folder, ...this.former]) {
      for (const name of await readdir(folder).catch(() => [])) {
        const id = /^(.+)\.key(\.tmp)?$/.exec(name)?.[1];
        if (id !== undefined && this.destroyed.has(id)) await removeKey(folder, id);
      }
    }
  }

  /** A secret of the hall's or this machine's own, as it was kept under that name; null when it is not here or locked. */
  async secret(id: string): Promise<Buffer | null> {
    return this.load(id);
  }

  /** Keeps a secret durably under a name. One that is there already stays: it is never written over. */
  async keep(id: string, secret: Buffer): Promise<void> {
    if (this.destroyed.has(id) || (await this.isThere(id))) return;
    await this.save(id, secret);
    for (const told of this.listeners) told(id);
  }

  /** Tells of each key that is made or kept from now on, until the function returned is called. */
  onNew(told: (id: string) => void): () => void {
    this.listeners.add(told);
    return () => this.listeners.delete(told);
  }

  /** The ids that have a key here. */
  async ids(): Promise<string[]> {
    return (await readdir(this.folder).catch(() => [])).filter((name) => name.endsWith('.key')).map((name) => name.slice(0, -4));
  }

  private path(id: string): string {
    return join(this.folder, `${id}.key`);
  }

  private async isThere(id: string): Promise<boolean> {
    return stat(this.path(id)).then(() => true, (error: unknown) => errorCode(error) !== 'ENOENT');
  }

  private async load(id: string): Promise<Buffer | null> {
    const held = this.known.get(id);
    if (held !== undefined) return held;
    const wrapped = await readFile(this.path(id)).catch(() => null);
    const key = wrapped === null ? null : this.wrap.unwrap(wrapped);
    if (this.destroyed.has(id)) return null; // it was destroyed while it was read
    if (key !== null && id !== 'hall') this.remember(id, key);
    return key;
  }

  private async save(id: string, key: Buffer): Promise<void> {
    await writeDurably(this.files, this.path(id), this.wrap.wrap(key));
    if (this.destroyed.has(id)) return removeKey(this.folder, id); // it was destroyed while it was written
    this.remember(id, key);
  }

  private remember(id: string, key: Buffer): void {
    if (this.known.size > 500) this.known.clear();
    this.known.set(id, key);
  }
}

async function removeKey(folder: string, id: string): Promise<void> {
  for (const name of [`${id}.key`, `${id}.key.tmp`]) {
    await unlink(join(folder, name)).catch((error: unknown) => {
      if (errorCode(error) !== 'ENOENT') throw error;
    });
  }
}

/** Whether `signature` over `text` is by the hall with this public key (Ed25519). */
export function signedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
