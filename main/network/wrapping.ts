import { createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, type KeyObject } from 'node:crypto';
import { decrypt, encrypt } from '../store/keys.ts';

/** A secret that only the station with this public key (P-256, SPKI in base64) can read: base64 of `ephemeral key . AES-256-GCM box`. */
export function wrapFor(publicKey: string, secret: Buffer): string {
  const theirs = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const mine = pair.publicKey.export({ type: 'spki', format: 'der' });
  return `${mine.toString('base64')}.${encrypt(shared(pair.privateKey, theirs, mine), secret).toString('base64')}`;
}

/** What wrapFor() hid for the station with this private key (PKCS8 PEM); null when it was not for it or was changed. */
export function unwrapWith(privateKey: string, wrapped: string): Buffer | null {
  try {
    const [key = '', box = ''] = wrapped.split('.');
    const theirs = Buffer.from(key, 'base64');
    const secret = shared(createPrivateKey(privateKey), createPublicKey({ key: theirs, type: 'spki', format: 'der' }), theirs);
    return decrypt(secret, Buffer.from(box, 'base64'));
  } catch {
    return null;
  }
}

function shared(privateKey: KeyObject, publicKey: KeyObject, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', diffieHellman({ privateKey, publicKey }), salt, 'hall-desk key', 32));
}
