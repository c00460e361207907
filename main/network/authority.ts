import 'reflect-metadata'; // @peculiar/x509 wires itself up with it as it loads
import { randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate as Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { hallDomain, hallOf } from './identity.ts';
import { nameConstraints, nameConstraintsId } from './nameConstraints.ts';

/** The hall's own certificate authority. The key is the hall's secret: only the host and its stand-bys hold it. */
export interface Authority {
  /** PEM. */
  readonly cert: string;
  /** PKCS8 PEM. */
  readonly key: string;
}

/** A certificate for a server of the hall, and its key. */
export interface Leaf {
  /** PEM. */
  readonly cert: string;
  /** PKCS8 PEM. */
  readonly key: string;
  /** UTC milliseconds. */
  readonly notAfter: number;
}

/** By which names a server wants to be known. */
export interface LeafNames {
  readonly dns: readonly string[];
  readonly ip: readonly string[];
}

const curve = { name: 'ECDSA', namedCurve: 'P-256' };
const signing = { name: 'ECDSA', hash: 'SHA-256' };
const hour = 3_600_000;
const day = 24 * hour;
/** Browsers refuse more than 398 days. */
const leafLife = 397 * day;
const renewBefore = 60 * day;

// Node 18 has no global one. The library's types are a browser's; `subtle` below is Node's under those types.
cryptoProvider.set(webcrypto as ReturnType<typeof cryptoProvider.get>);
const { subtle } = cryptoProvider.get();

/**
 * Makes the authority of a hall, from `now` (UTC milliseconds; an hour back, for clocks that are slow) for 20 years. It can
 * vouch for {@link hallDomain} and for private addresses only. Throws when the hall's id cannot stand in a DNS name.
 */
export async function makeAuthority(hall: string, now: number): Promise<Authority> {
  const keys = await subtle.generateKey(curve, true, ['sign', 'verify']);
  const cert = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: [{ CN: [`Hall Desk ${hall}`] }],
    notBefore: new Date(now - hour),
    notAfter: new Date(now + 20 * 365.25 * day),
    keys,
    signingAlgorithm: signing,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      new Extension(nameConstraintsId, true, nameConstraints(hallDomain(hall))),
    ],
  });
  return { cert: pem(cert.rawData, 'CERTIFICATE'), key: await keyText(keys.privateKey) };
}

/**
 * A new certificate with a new key, signed by the hall's authority: for servers, from an hour before `now` for 397 days.
 * Rejects when the authority's key does not read.
 */
export async function issueLeaf(authority: Authority, names: LeafNames, now: number): Promise<Leaf> {
  const ca = new Certificate(authority.cert);
  const keys = await subtle.generateKey(curve, true, ['sign', 'verify']);
  const signingKey = await subtle.importKey('pkcs8', PemConverter.decodeFirst(authority.key), curve, false, ['sign']);
  const notAfter = Math.floor((now - hour + leafLife) / 1000) * 1000;
  const cert = await X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: [{ CN: [`${hallOf(ca.subject) ?? ''} host`] }],
    issuer: ca.subjectName,
    notBefore: new Date(now - hour),
    notAfter: new Date(notAfter),
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: signing,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1']), // serverAuth
      new SubjectAlternativeNameExtension([...names.dns.map((value) => ({ type: 'dns' as const, value })), ...names.ip.map((value) => ({ type: 'ip' as const, value }))]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(ca.publicKey),
    ],
  });
  return { cert: pem(cert.rawData, 'CERTIFICATE'), key: await keyText(keys.privateKey), notAfter };
}

/** Whether a certificate should be replaced: less than 60 days left at `now` (UTC milliseconds), or a name that it lacks. */
export function leafIsDue(leaf: Leaf, wanted: LeafNames, now: number): boolean {
  if (leaf.notAfter - now < renewBefore) return true;
  const cert = new X509Certificate(leaf.cert);
  return wanted.dns.some((name) => cert.checkHost(name) === undefined) || wanted.ip.some((address) => cert.checkIP(address) === undefined);
}

/** 127 random bits: a serial number is a positive number of at most 20 bytes. */
function serial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

async function keyText(key: Parameters<typeof subtle.exportKey>[1]): Promise<string> {
  return pem(await subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}

/** With the line end that lets one follow another in a chain. */
function pem(bytes: ArrayBuffer, label: string): string {
  return `${PemConverter.encode(bytes, label)}\n`;
}
