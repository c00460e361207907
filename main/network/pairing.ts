import { createHmac, createPublicKey, pbkdf2, timingSafeEqual, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { pairRounds } from '../../shared/link.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { digits } from '../hall/ids.ts';

/** A code that one station may pair with. */
export interface PairCode {
  /** Six digits, a hyphen, the first 40 bits of the authority's fingerprint. */
  readonly code: string;
  readonly until: number;
}

const goodForMs = 120_000;
const wrongPerCode = 5;
const wrongInAll = 20;
const forgottenAfterMs = 5 * 60_000;

/** What the digits become before they prove anything: slow to try, so that hearing a proof does not give them away within two minutes. */
export function keyOfDigits(sixDigits: string, fingerprint: string): Promise<Buffer> {
  return promisify(pbkdf2)(sixDigits, fingerprint, pairRounds, 32, 'sha256');
}

/** The proof, in base64, of knowing the code over that text. */
export function proofOf(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64');
}

/** Whether `sign` (base64, IEEE P1363) over the text is by the key with this SPKI (base64). */
export function signedByStation(publicKey: string, text: string, sign: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
    return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(sign, 'base64'));
  } catch {
    return false;
  }
}

/** Whether a text is the SPKI, in base64, of a P-256 key. */
export function isStationKey(publicKey: string): boolean {
  try {
    return createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' }).asymmetricKeyDetails?.namedCurve === 'prime256v1';
  } catch {
    return false;
  }
}

/**
 * The codes this host shows: one at a time, each for two minutes and one station. Five wrong proofs end a code, twenty
 * within five minutes end pairing for as long. Kept in memory: a restart ends the code that is shown.
 */
export class Pairing {
  private readonly fingerprint: string;
  private readonly short: string;
  private readonly clock: () => number;
  private current: { readonly key: Promise<Buffer>; readonly until: number; wrong: number } | null = null;
  private wrong: number[] = [];

  constructor(fingerprint: string, short: string, clock: () => number) {
    this.fingerprint = fingerprint;
    this.short = short;
    this.clock = clock;
  }

  /** A new code; the one before it is over. */
  show(): PairCode {
    const sixDigits = digits(6);
    const until = this.clock() + goodForMs;
    this.current = { key: keyOfDigits(sixDigits, this.fingerprint), until, wrong: 0 };
    return { code: `${sixDigits}-${this.short}`, until };
  }

  /** The key to prove our side with, and the end of this code, when `proof` over the text is right. */
  async check(text: string, proof: string): Promise<Result<Buffer>> {
    const now = this.clock();
    this.wrong = this.wrong.filter((at) => Math.abs(now - at) < forgottenAfterMs);
    if (this.wrong.length >= wrongInAll) return fail('pair.tooManyTries', 'too many wrong codes within five minutes', true);
    const { current } = this;
    if (current === null || now > current.until) return fail('pair.codeOver', 'no code is shown now');
    const key = await current.key;
    if (this.current !== current) return fail('pair.codeOver', 'this code has just been used');
    const [given, right] = [Buffer.from(proof, 'base64'), Buffer.from(proofOf(key, text), 'base64')];
    if (given.length === right.length && timingSafeEqual(given, right)) {
      this.current = null;
      return ok(key);
    }
    this.wrong.push(now);
    current.wrong += 1;
    if (current.wrong >= wrongPerCode) this.current = null;
    return fail('pair.codeWrong', 'the code is not right');
  }
}
