import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fail, ok, type Problem, type Result } from '../../shared/result.ts';
import type { Files } from '../store/files.ts';
import type { KeyStore } from '../store/keys.ts';
import { SafeFile } from '../store/safeFile.ts';

/** How a PIN is kept: scrypt over an HMAC of it with the pepper, which is among this machine's keys. */
export interface PinHash {
  readonly salt: string;
  readonly hash: string;
}

interface Kept extends PinHash {
  /** Wrong ones in a row. */
  readonly wrong: number;
  /** Until when the next is not looked at, by the wall clock: for the next start only. */
  readonly until: number;
}

/** The PINs of this host's staff: in a file of their own, outside journal, checkpoint, backup, stand-bys and views (SPEC 13.2). */
export interface Pins {
  readonly has: (staff: string) => boolean;
  /** Null for the right one. One that is given while its person has to wait is not looked at. */
  readonly check: (staff: string, pin: string) => Promise<Problem | null>;
  /** What is kept of a new PIN; `pin.weak` for one that is too easy to guess. Keeps nothing yet. */
  readonly hash: (pin: string) => Promise<Result<PinHash>>;
  /** Keeps it, durably. Rejects with the system's error. */
  readonly keep: (staff: string, hash: PinHash) => Promise<void>;
  /** Lets those go whom `stays` does not name. */
  readonly only: (stays: (staff: string) => boolean) => Promise<void>;
}

export interface PinsOptions {
  readonly dataDir: string;
  readonly files: Files;
  readonly keys: KeyStore;
  readonly clock: () => number;
  /** Milliseconds that no setting of a clock changes. */
  readonly steady?: () => number;
  readonly onBug: (error: unknown) => void;
}

const pepperId = 'pepper';
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };
const hashBytes = 32;
/** From the third wrong one in a row on there is a wait, which doubles with each more. */
const freeTries = 3;
const firstWait = 30_000;
const longestWait = 15 * 60_000;

/** How long somebody waits after so many wrong ones in a row. */
export function waitAfter(wrong: number): number {
  return wrong < freeTries ? 0 : Math.min(longestWait, firstWait * 2 ** (wrong - freeTries));
}

/** Whether a PIN is too easy: fewer than six digits, all the same, or a run up or down (890123 too). */
export function isWeak(pin: string): boolean {
  if (!/^\d{6,}$/.test(pin)) return true;
  const steps = new Set([...pin].slice(1).map((digit, at) => (Number(digit) - Number(pin[at]) + 10) % 10));
  const [step] = steps;
  return steps.size === 1 && (step === 0 || step === 1 || step === 9);
}

/** Opens the PINs of a data folder. What cannot be read any more is as if nobody had a PIN yet. Never rejects. */
export async function openPins(options: PinsOptions): Promise<Pins> {
  const { dataDir, files, keys, clock, onBug } = options;
  const steady = options.steady ?? (() => performance.now());
  const file = new SafeFile<readonly (readonly [string, Kept])[]>(join(dataDir, 'pins', 'pins.json'), files);
  const kept = new Map(await file.read().catch((error: unknown) => {
    onBug(error);
    return null;
  }));
  /** Until when each waits, by the steady clock: what the wall clock is set to meanwhile changes nothing. */
  const waits = new Map([...kept].map(([staff, { wrong, until }]) => [staff, steady() + Math.min(Math.max(0, until - clock()), waitAfter(wrong))]));
  const nobody: PinHash = { salt: randomBytes(16).toString('base64'), hash: randomBytes(hashBytes).toString('base64') };

  const save = () => file.write([...kept]);
  const pepper = async (): Promise<Buffer> => {
    if ((await keys.secret(pepperId)) === null) await keys.keep(pepperId, randomBytes(32));
    const secret = await keys.secret(pepperId);
    if (secret === null) throw new Error('the pepper cannot be read on this machine');
    return secret;
  };
  const hashOf = async (pin: string, salt: string): Promise<Buffer> => {
    const peppered = createHmac('sha256', await pepper()).update(pin).digest();
    return new Promise((resolve, reject) => scrypt(peppered, Buffer.from(salt, 'base64'), hashBytes, cost, (error, hash) => (error === null ? resolve(hash) : reject(error))));
  };
  // One at a time: each takes 32 MB, and two at once may not both be the last that is free.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  const waiting = (staff: string): Problem | null => {
    const left = (waits.get(staff) ?? 0) - steady();
    return left > 0 ? fail('pin.wait', String(Math.ceil(left / 1000)), true).problem : null;
  };

  async function look(staff: string, pin: string): Promise<Problem | null> {
    const before = waiting(staff);
    if (before !== null) return before;
    const known = kept.get(staff);
    const { salt, hash } = known ?? nobody; // who has none costs the same time
    const right = timingSafeEqual(await hashOf(pin, salt), Buffer.from(hash, 'base64'));
    if (known === undefined) return fail('pin.none', 'no PIN was set on this host').problem;
    const wrong = right ? 0 : known.wrong + 1;
    if (right && known.wrong === 0) return null;
    kept.set(staff, { ...known, wrong, until: right ? 0 : clock() + waitAfter(wrong) });
    waits.set(staff, steady() + waitAfter(wrong));
    await save().catch(onBug); // a disk that is full lets nobody try longer: the wait is in memory
    return right ? null : (waiting(staff) ?? fail('pin.wrong', 'not the PIN').problem);
  }

  return {
    has: (staff) => kept.has(staff),
    check: (staff, pin) => inTurn(() => look(staff, pin)),
    hash: (pin) => inTurn(async () => {
      if (isWeak(pin)) return fail('pin.weak', 'six digits or more, not all the same and no run');
      const salt = randomBytes(16).toString('base64');
      return ok({ salt, hash: (await hashOf(pin, salt)).toString('base64') });
    }),
    keep: (staff, hash) => inTurn(async () => {
      const before = kept.get(staff);
      kept.set(staff, { ...hash, wrong: 0, until: 0 });
      try {
        await save();
      } catch (error) {
        if (before === undefined) kept.delete(staff);
        else kept.set(staff, before);
        throw error;
      }
      waits.delete(staff);
      await save(); // the copy beside it holds no PIN that is over
    }),
    only: (stays) => inTurn(async () => {
      const gone = [...kept.keys()].filter((staff) => !stays(staff));
      if (gone.length === 0) return;
      for (const staff of gone) {
        kept.delete(staff);
        waits.delete(staff);
      }
      await save();
      await save();
    }),
  };
}
