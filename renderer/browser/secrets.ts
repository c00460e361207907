import { loginText, pairRounds, pairText } from '../../shared/link.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** A key pair of this device. The private key can be used here and never read, not even by this page. */
export async function makeKeys(): Promise<{ readonly key: CryptoKey; readonly publicKey: string }> {
  const pair = await crypto.subtle.generateKey(curve, false, ['sign', 'verify']);
  return { key: pair.privateKey, publicKey: base64(await crypto.subtle.exportKey('spki', pair.publicKey)) };
}

/** This device's answer to a hello: a signature that fits this connection to this host only. */
export async function signLogin(key: CryptoKey, hall: string, fingerprint: string, nonce: string, station: string): Promise<string> {
  return base64(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes(loginText(hall, fingerprint, nonce, station))));
}

/** What proves knowledge of a code's six digits, to the other side and by it. */
export interface Proofs {
  mine(...about: PairWords): Promise<string>;
  /** Whether the host knows the code as well. */
  isHosts(proof: string, ...about: PairWords): Promise<boolean>;
}
type PairWords = readonly [hall: string, fingerprint: string, nonce: string, publicKey: string, role: string, name: string];

/** Makes the proofs of a code. Slow by intent: somebody who hears a proof shall not find its digits in time. */
export async function proofsOf(digits: string, fingerprint: string): Promise<Proofs> {
  const password = await crypto.subtle.importKey('raw', bytes(digits), 'PBKDF2', false, ['deriveKey']);
  const key = await crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt: bytes(fingerprint), iterations: pairRounds },
    password,
    { name: 'HMAC', hash: 'SHA-256', length: 256 },
    false,
    ['sign', 'verify'],
  );
  return {
    mine: async (...about) => base64(await crypto.subtle.sign('HMAC', key, bytes(pairText('station', ...about)))),
    isHosts: async (proof, ...about) => crypto.subtle.verify('HMAC', key, fromBase64(proof), bytes(pairText('host', ...about))),
  };
}

function base64(data: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(data)));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  } catch {
    return new Uint8Array(); // not base64: fits no proof
  }
}
