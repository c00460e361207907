import { X509Certificate } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Authority, issueLeaf, type Leaf, leafIsDue, type LeafNames, makeAuthority } from '../../../main/network/authority.ts';
import { isPrivate, namesForBrowsers, plainAddress } from '../../../main/network/addresses.ts';
import { fingerprintOf, hallOf, shortFingerprint, stationName } from '../../../main/network/identity.ts';

const day = 86_400_000;
const now = Date.now();
const hall = 'Hall-01';
let authority: Authority;
beforeAll(async () => {
  authority = await makeAuthority(hall, now);
});

/** The words with which a real TLS client refuses a real server, or null when it trusts it. */
async function refusal(leaf: Leaf, ca: string, asked: { readonly servername?: string; readonly address: string }): Promise<string | null> {
  const server = tls.createServer({ cert: leaf.cert, key: leaf.key }, (socket) => socket.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await new Promise((resolve) => {
      const socket = tls.connect({ host: '127.0.0.1', port, ca, ...(asked.servername === undefined ? {} : { servername: asked.servername }), checkServerIdentity: (_name, cert) => tls.checkServerIdentity(asked.servername ?? asked.address, cert) });
      socket.on('secureConnect', () => {
        socket.destroy();
        resolve(null);
      });
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(`${error.code ?? ''} ${error.message}`));
    });
  } finally {
    server.close();
  }
}
const leafFor = (names: Partial<LeafNames>) => issueLeaf(authority, { dns: [], ip: [], ...names }, now);

describe('the authority of a hall', () => {
  it('signs itself, may sign servers only, for 20 years, and says whose it is', () => {
    const cert = new X509Certificate(authority.cert);
    expect(cert.ca).toBe(true);
    expect(cert.verify(cert.publicKey)).toBe(true);
    expect(hallOf(cert.subject)).toBe(hall);
    expect(Date.parse(cert.validTo) - now).toBeGreaterThan(19.9 * 365 * day);
    expect(Date.parse(cert.validFrom)).toBeLessThanOrEqual(now - 3_600_000);
    expect(cert.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
  });

  it('is trusted for the name of the host and for private addresses', async () => {
    const station = await leafFor({ dns: [stationName(hall)] });
    expect(await refusal(station, authority.cert, { servername: 'host.hall-01.hall-desk.internal', address: '' })).toBeNull();
    const browser = await leafFor({ ip: ['127.0.0.1', '192.168.3.4', 'fd00::2'] });
    for (const address of ['127.0.0.1', '192.168.3.4', 'fd00::2']) expect(await refusal(browser, authority.cert, { address })).toBeNull();
    expect(await refusal(browser, authority.cert, { address: '192.168.3.5' })).toMatch(/^ERR_TLS_CERT_ALTNAME_INVALID/);
  });

  it('is trusted for nothing else: another site, another hall, a public address', async () => {
    for (const name of ['example.com', 'host.hall-02.hall-desk.internal', 'xhall-01.hall-desk.internal']) {
      expect(await refusal(await leafFor({ dns: [name] }), authority.cert, { servername: name, address: '' })).toMatch(/permitted subtree violation/);
    }
    for (const ip of ['8.8.8.8', '172.32.0.1', '192.169.0.1', '2001:db8::1', 'fec0::1']) {
      expect(await refusal(await leafFor({ ip: [ip] }), authority.cert, { address: ip }), ip).toMatch(/permitted subtree violation/);
    }
  });

  it('is not trusted by who knows another authority of the same name', async () => {
    const other = await makeAuthority(hall, now);
    const leaf = await leafFor({ dns: [stationName(hall)] });
    expect(await refusal(leaf, other.cert, { servername: stationName(hall), address: '' })).toMatch(/^(UNABLE_TO_|CERT_SIGNATURE_FAILURE)/);
  });

  it('refuses a hall whose id is no part of a DNS name', async () => {
    for (const bad of ['', 'a.b', '*', 'a b', '-a', 'x'.repeat(64)]) await expect(makeAuthority(bad, now)).rejects.toThrow('id of a hall');
  });
});

describe('a certificate of the host', () => {
  it('holds for at most 397 days and not before an hour ago', async () => {
    const leaf = await leafFor({ dns: [stationName(hall)] });
    const cert = new X509Certificate(leaf.cert);
    expect(Date.parse(cert.validTo)).toBe(leaf.notAfter);
    expect(Date.parse(cert.validTo) - Date.parse(cert.validFrom)).toBeLessThanOrEqual(397 * day);
    expect(leaf.notAfter - now).toBeGreaterThan(396 * day);
    expect(now - Date.parse(cert.validFrom)).toBeGreaterThanOrEqual(3_600_000);
    expect(cert.ca).toBe(false);
    expect(cert.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(cert.serialNumber).not.toBe(new X509Certificate((await leafFor({})).cert).serialNumber);
  });

  it('is due when less than 60 days remain, and when it lacks a name that is wanted now', async () => {
    const leaf = await leafFor({ ip: ['127.0.0.1', '10.0.0.5', 'fd00::2'] });
    const wanted = (...ip: string[]) => ({ dns: [], ip });
    expect(leafIsDue(leaf, wanted('127.0.0.1', 'fd00:0::2'), now)).toBe(false);
    expect(leafIsDue(leaf, wanted('127.0.0.1', '10.0.0.6'), now)).toBe(true);
    expect(leafIsDue(leaf, wanted(), leaf.notAfter - 60 * day)).toBe(false);
    expect(leafIsDue(leaf, wanted(), leaf.notAfter - 60 * day + 1)).toBe(true);
    expect(leafIsDue(leaf, { dns: [stationName(hall)], ip: [] }, now)).toBe(true);
    expect(leafIsDue(await leafFor({ dns: [stationName(hall)] }), { dns: [stationName(hall)], ip: [] }, now)).toBe(false);
  });
});

describe('a fingerprint', () => {
  it('is the same of PEM and DER, and short in RFC 4648 base32', () => {
    const whole = fingerprintOf(authority.cert);
    expect(whole).toBe(new X509Certificate(authority.cert).fingerprint256.replaceAll(':', '').toLowerCase());
    expect(fingerprintOf(new X509Certificate(authority.cert).raw)).toBe(whole);
    expect(shortFingerprint('48656c6c6f')).toBe('JBSWY3DP');
    expect(shortFingerprint(`0000000000${'f'.repeat(54)}`)).toBe('AAAAAAAA');
    expect(shortFingerprint(`ffffffffff${'0'.repeat(54)}`)).toBe('77777777');
  });
});

describe('addresses', () => {
  it('are private or not', () => {
    for (const one of ['10.255.0.1', '172.31.255.255', '192.168.0.1', '127.0.0.2', '169.254.1.1', 'fd12::1', 'fe80::1', '::1']) expect(isPrivate(one), one).toBe(true);
    for (const one of ['11.0.0.1', '172.32.0.1', '192.0.2.2', '8.8.8.8', '2001:db8::1', '::2', 'host', '']) expect(isPrivate(one), one).toBe(false);
    expect(namesForBrowsers()).toContain('127.0.0.1');
    expect(namesForBrowsers().every(isPrivate)).toBe(true);
    expect(plainAddress('::ffff:10.0.0.1')).toBe('10.0.0.1');
    expect(plainAddress('::ffff:0:1')).toBe('::ffff:0:1');
  });
});
