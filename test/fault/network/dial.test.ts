import { createServer as createTcp, type AddressInfo, type Server } from 'node:net';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Authority, issueLeaf, makeAuthority } from '../../../main/network/authority.ts';
import { dial, peekAuthority } from '../../../main/network/dial.ts';
import { fingerprintOf, stationName } from '../../../main/network/identity.ts';
import { hallOfTests, openTestHost, type TestHost } from '../../support/network.ts';

let host: TestHost;
let other: Authority;
const servers: Server[] = [];
beforeAll(async () => {
  [host, other] = await Promise.all([openTestHost(), makeAuthority(hallOfTests, Date.now())]);
});
afterAll(async () => {
  await host.server.close();
  for (const server of servers) server.close();
});

async function listening(server: Server): Promise<{ readonly address: string; readonly port: number }> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: '127.0.0.1', port: (server.address() as AddressInfo).port };
}
/** A TLS server that shows just this and remembers what it is told. */
async function showing(cert: string, key: string): Promise<{ readonly address: string; readonly port: number; readonly heard: Buffer[] }> {
  const heard: Buffer[] = [];
  const server = tls.createServer({ cert, key }, (socket) => {
    socket.on('data', (part: Buffer) => heard.push(part));
    socket.on('error', () => undefined);
  });
  return { ...(await listening(server)), heard };
}
const here = () => ({ address: '127.0.0.1', port: host.server.port });
const leafOf = (authority: Authority, now = Date.now(), hall = hallOfTests) => issueLeaf(authority, { dns: [stationName(hall)], ip: [] }, now);

describe('a station', () => {
  it('trusts the authority it was paired with, for its own hall, and nobody else', async () => {
    const good = await dial({ ...here(), ca: host.authority.cert, hall: hallOfTests });
    expect(good.ok).toBe(true);
    expect(await dial({ ...here(), ca: other.cert, hall: hallOfTests })).toMatchObject({ ok: false, problem: { code: 'host.notTrusted' } });
    expect(await dial({ ...here(), ca: host.authority.cert, hall: 'hall-02' })).toMatchObject({ ok: false, problem: { code: 'host.notTrusted' } });
  });

  it('tells a machine in the middle nothing', async () => {
    const forged = await leafOf(other);
    const middle = await showing(forged.cert + other.cert, forged.key);
    expect(await dial({ ...middle, ca: host.authority.cert, hall: hallOfTests })).toMatchObject({ ok: false, problem: { code: 'host.notTrusted' } });
    const dressed = await showing(forged.cert + host.authority.cert, forged.key);
    expect(await dial({ ...dressed, ca: host.authority.cert, hall: hallOfTests })).toMatchObject({ ok: false, problem: { code: 'host.notTrusted' } });
    expect(Buffer.concat([...middle.heard, ...dressed.heard]).length).toBe(0);
  });

  it('does not trust a certificate that is over', async () => {
    const old = await leafOf(host.authority, Date.now() - 400 * 86_400_000);
    const late = await showing(old.cert + host.authority.cert, old.key);
    expect(await dial({ ...late, ca: host.authority.cert, hall: hallOfTests })).toMatchObject({ ok: false, problem: { code: 'host.notTrusted' } });
  });

  it('says that nobody is there, that nobody answers, and that it is no host', async () => {
    const gone = createTcp();
    const nowhere = await listening(gone);
    await new Promise((resolve) => gone.close(resolve));
    const silent = await listening(createTcp((socket) => void socket.on('error', () => undefined)));
    const plain = await listening(createTcp((socket) => void socket.on('error', () => undefined).end('HTTP/1.1 200 OK\r\n\r\n')));
    const began = Date.now();
    const tried = await Promise.all([nowhere, silent, plain].flatMap((place) => [dial({ ...place, ca: host.authority.cert, hall: hallOfTests }), peekAuthority(place)]));
    for (const one of tried) expect(one).toMatchObject({ ok: false, problem: { code: 'host.unreachable', retry: true } });
    expect(Date.now() - began).toBeLessThan(10_000);
  }, 15_000);
});

describe('a station that is not paired yet', () => {
  it('learns the authority of a host and its hall', async () => {
    const seen = await peekAuthority(here());
    expect(seen).toMatchObject({ ok: true, value: { hall: hallOfTests } });
    expect(seen.ok && fingerprintOf(seen.value.ca)).toBe(fingerprintOf(host.authority.cert));
    expect(seen.ok && (await dial({ ...here(), ...seen.value })).ok).toBe(true);
  });

  it('learns another fingerprint from a machine in the middle, and sends nothing', async () => {
    const forged = await leafOf(other);
    const middle = await showing(forged.cert + other.cert, forged.key);
    const seen = await peekAuthority(middle);
    expect(seen.ok && fingerprintOf(seen.value.ca)).toBe(fingerprintOf(other.cert));
    expect(middle.heard).toEqual([]);
  });

  it('is not taken in by an authority that is only shown', async () => {
    const forged = await leafOf(other);
    const lone = await leafOf(host.authority);
    for (const [cert, key] of [
      [forged.cert + host.authority.cert, forged.key], // the hall's authority beside a certificate that it did not sign
      [forged.cert, forged.key],
      [lone.cert, lone.key],
      [host.authority.cert, host.authority.key], // the authority itself as a server
    ] as const) {
      expect(await peekAuthority(await showing(cert, key))).toMatchObject({ ok: false, problem: { code: 'host.notTrusted' } });
    }
  });
});
