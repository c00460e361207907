import { X509Certificate } from 'node:crypto';
import { connect as connectTcp } from 'node:net';
import tls from 'node:tls';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { dial } from '../../../main/network/dial.ts';
import { stationName } from '../../../main/network/identity.ts';
import { openServer } from '../../../main/network/server.ts';
import type { StationSocket } from '../../../main/network/socket.ts';
import { ask, endOf, hallOfTests, makeContexts, makePages, openSocket, openTestHost, type TestHost } from '../../support/network.ts';

const hosts: TestHost[] = [];
const open = async (more: Parameters<typeof openTestHost>[0] = {}): Promise<TestHost> => {
  const host = await openTestHost(more);
  hosts.push(host);
  return host;
};
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.server.close();
});

async function station(host: TestHost): Promise<StationSocket> {
  const dialled = await dial({ address: '127.0.0.1', port: host.server.port, ca: host.authority.cert, hall: hallOfTests });
  if (!dialled.ok) throw new Error(dialled.problem.detail);
  return dialled.value;
}

describe('a connection', () => {
  it('carries texts both ways, in order, and the host knows where from', async () => {
    const host = await open();
    const one = await station(host);
    const [there] = host.sockets;
    expect(there).toMatchObject({ address: '127.0.0.1', browser: false });
    const heard: string[] = [];
    there?.onMessage((text) => {
      heard.push(text);
      void there.send(`你好 ${text}`);
    });
    const back: string[] = [];
    one.onMessage((text) => back.push(text));
    for (let count = 0; count < 50; count += 1) void one.send(`${count}`);
    await vi.waitFor(() => expect(back.length).toBe(50));
    expect(heard).toEqual(Array.from({ length: 50 }, (_, count) => `${count}`));
    expect(back[49]).toBe('你好 49');
  });

  it('loses nothing that came before anybody asked for messages', async () => {
    const host = await open({ onSocket: (socket) => void socket.send('first') });
    const one = await station(host);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const heard: string[] = [];
    one.onMessage((text) => heard.push(text));
    await vi.waitFor(() => expect(heard).toEqual(['first']));
  });

  it('is asked whether it is there, and says when it ends, however late that is asked', async () => {
    const host = await open();
    const one = await station(host);
    one.onMessage(() => undefined);
    const [there] = host.sockets;
    there?.onMessage(() => undefined);
    const [pong, ended, late] = [vi.fn(), vi.fn(), vi.fn()];
    there?.onPong(pong);
    there?.onClose(ended);
    there?.ping();
    await vi.waitFor(() => expect(pong).toHaveBeenCalledOnce());
    one.close(1000, 'x'.repeat(300));
    await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce());
    there?.onClose(late);
    await vi.waitFor(() => expect(late).toHaveBeenCalledOnce());
    await there?.send('into the void');
    there?.ping();
    there?.close(1000, '');
    expect(ended).toHaveBeenCalledOnce();
  });

  it('that nobody reads at the other end is ended within seconds, and what was being sent is not waited for', async () => {
    const host = await open();
    const bare = await openSocket(host);
    if (typeof bare === 'number') throw new Error(`refused with ${bare}`);
    bare.pause();
    const [there] = host.sockets;
    there?.onMessage(() => undefined);
    const sent = Promise.all(Array.from({ length: 40 }, () => there?.send('x'.repeat(500_000))));
    let stuck = true;
    void sent.then(() => (stuck = false));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(stuck, 'sending waits for who reads').toBe(true);
    const ended = vi.fn();
    there?.onClose(ended);
    there?.close(4000, 'too slow');
    await sent;
    await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce(), 4_000);
    bare.terminate();
  });

  it('ends at a binary message with 1003, at a huge one with 1009, at an error of ours with 1011', async () => {
    const host = await open({
      onSocket: (socket) => socket.onMessage((text) => {
        if (text === 'bug') throw new Error('a bug');
      }),
    });
    const endAfter = async (message: string | Buffer) => {
      const bare = await openSocket(host);
      if (typeof bare === 'number') throw new Error(`refused with ${bare}`);
      bare.send(message);
      return endOf(bare);
    };
    expect(await endAfter(Buffer.from('{}'))).toBe(1003);
    expect(await endAfter('x'.repeat(512 * 1024 + 1))).toBe(1009);
    expect(host.bugs).toEqual([]);
    expect(await endAfter('bug')).toBe(1011);
    expect(host.bugs).toEqual([new Error('a bug')]);
    const fine = await station(host);
    await fine.send('x'.repeat(512 * 1024));
    fine.close(1000, '');
  });
});

describe('who is let in', () => {
  it('only who calls the host by an address or name of its own', async () => {
    const host = await open();
    const { port } = host.server;
    for (const name of [`127.0.0.1:${port}`, `localhost:${port}`, '127.0.0.1', `${stationName(hallOfTests)}:${port}`, `${stationName(hallOfTests).toUpperCase()}:1`]) expect((await ask(host, '/ca.crt', { headers: { host: name } })).status, name).toBe(200);
    for (const name of ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example', `127.0.0.1:${port}/x`, `127.0.0.1@evil.example`, `evil@127.0.0.1:${port}`, '203.0.113.9', '127.0.0.1:99999', ' ', '[::1', stationName('hall-02')]) {
      const answer = await ask(host, '/ca.crt', { headers: { host: name } });
      expect([400, 421], `${name}: ${answer.status}`).toContain(answer.status);
      expect(answer.body.length).toBe(0);
      expect(await openSocket(host, { headers: { host: name } }).catch(() => 400), name).toBeOneOf([400, 421]);
    }
    expect(host.sockets).toEqual([]);
  });

  it('only stations, who name no origin, and pages of the host itself', async () => {
    const host = await open();
    const { port } = host.server;
    for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:${port}`, 'https://127.0.0.1', `https://127.0.0.1:${port + 1}`, `https://localhost:${port}`, `https://127.0.0.1:${port}/`, 'app://hall', '']) expect(await openSocket(host, { headers: { origin } }), origin).toBe(403);
    expect(host.sockets).toEqual([]);
    expect(await openSocket(host, { origin: `https://127.0.0.1:${port}` })).toBeInstanceOf(WebSocket);
    expect(host.sockets.map((one) => one.browser)).toEqual([true]);
  });

  it('only at /link', async () => {
    const host = await open();
    for (const at of ['/', '/links', '/link/', '/ca.crt', '/index.html']) expect(await openSocket(host, { at }).then((one) => (typeof one === 'number' ? one : endOf(one))), at).not.toBe(101);
    expect(host.sockets).toEqual([]);
    expect((await ask(host, '/link')).status).toBe(404);
  });

  it('at most 40 strangers of one address: who has proved itself is none', async () => {
    const host = await open();
    for (let count = 0; count < 40; count += 1) expect(await openSocket(host)).toBeInstanceOf(WebSocket);
    expect(await openSocket(host)).toBe(429);
    host.sockets[3]?.authenticated();
    host.sockets[3]?.authenticated();
    expect(await openSocket(host)).toBeInstanceOf(WebSocket);
    expect(await openSocket(host)).toBe(429);
    host.sockets[5]?.onMessage(() => undefined);
    host.sockets[5]?.close(1000, '');
    await vi.waitFor(async () => expect(await openSocket(host)).toBeInstanceOf(WebSocket));
  });

  it('at most 400 in all', async () => {
    const host = await open({ onSocket: (socket) => socket.authenticated() });
    const all = await Promise.all(Array.from({ length: 20 }, async () => {
      const mine: (WebSocket | number)[] = [];
      for (let count = 0; count < 20; count += 1) mine.push(await openSocket(host));
      return mine;
    }));
    expect(all.flat().every((one) => one instanceof WebSocket)).toBe(true);
    expect(await openSocket(host)).toBe(503);
  }, 30_000);

  it('nobody with a TLS older than 1.2', async () => {
    const host = await open();
    const tried = await new Promise((resolve) => {
      const socket = tls.connect({ host: '127.0.0.1', port: host.server.port, rejectUnauthorized: false, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }, () => resolve('connected'));
      socket.on('error', () => resolve('refused'));
    });
    expect(tried).toBe('refused');
  });
});

describe('what is served', () => {
  it('the pages with their policy, the authority as DER, and nothing else', async () => {
    const host = await open({ pages: makePages() });
    const own = `127.0.0.1:${host.server.port}`;
    const page = await ask(host, '/index.html?screen=kiosk&lang=en');
    expect(page.status).toBe(200);
    expect(page.body.toString()).toContain('<title>page</title>');
    expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(page.headers['content-security-policy']).toContain(`connect-src 'self' wss://${own};`);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';");
    const script = await ask(host, '/assets/Board-1a2b.js');
    expect([script.status, script.headers['content-type'], script.body.toString()]).toEqual([200, 'text/javascript; charset=utf-8', 'export {};']);
    expect((await ask(host, '/')).headers['location']).toBe('/index.html?screen=join');
    const authority = await ask(host, '/ca.crt');
    expect(authority.headers['content-type']).toBe('application/x-x509-ca-cert');
    expect(authority.body).toEqual(new X509Certificate(host.authority.cert).raw);
    for (const screen of ['manager', 'home', 'strip', 'kiosk&screen=manager', '']) expect((await ask(host, `/index.html?screen=${screen}`)).status, screen).toBe(404);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE']) expect((await ask(host, '/index.html?screen=kiosk', { method })).status, method).toBeOneOf([400, 404]);
    expect((await ask(host, '/assets/Board-1a2b.js', { method: 'HEAD' })).body.length).toBe(0);
  });

  it('no file outside, however it is spelt', async () => {
    const host = await open({ pages: makePages() });
    for (const at of ['/secret.js', '/assets/../secret.js', '/assets/../../secret.js', '/../secret.js', '/assets/%2e%2e/secret.js', '/assets/..%2fsecret.js', '/assets/%2e%2e%2f%2e%2e%2fsecret.js', '/assets/..%5csecret.js', '/assets/..\\secret.js', '/assets//secret.js', '/assets/%00secret.js', '/assets/.secret.js', '/assets/secret.key', '/assets/', '/assets', '//127.0.0.1/secret.js', '/assets/%', '/assets/%ff', `/assets/${'x'.repeat(5000)}.js`, 'https://127.0.0.1/secret.js', '/assets/Board-1a2b.js/..']) {
      const answer = await ask(host, at);
      expect(answer.status, at).toBeOneOf([400, 404, 414]);
      expect(answer.body.length, at).toBe(0);
    }
    expect(host.bugs).toEqual([]);
  });

  it('no pages where there are none', async () => {
    const host = await open();
    expect((await ask(host, '/index.html?screen=kiosk')).status).toBe(404);
    expect((await ask(host, '/ca.crt')).status).toBe(200);
  });
});

describe('the server', () => {
  it('shows stations and browsers a certificate each, and new ones after a renewal without ending a connection', async () => {
    const host = await open();
    const shown = (servername?: string) => new Promise<string>((resolve, reject) => {
      const socket = tls.connect({ host: '127.0.0.1', port: host.server.port, ca: host.authority.cert, ...(servername ? { servername, checkServerIdentity: (_name, cert) => tls.checkServerIdentity(servername, cert) } : {}) }, () => {
        resolve(socket.getPeerCertificate().serialNumber);
        socket.destroy();
      });
      socket.on('error', reject);
    });
    const serials = () => [host.contexts.station, host.contexts.browser].map((leaf) => new X509Certificate(leaf.cert).serialNumber);
    expect([await shown(stationName(hallOfTests)), await shown()]).toEqual(serials());
    const before = await station(host);
    const there = host.sockets[0];
    there?.onMessage((text) => void there.send(text));
    const old = serials();
    host.contexts = await makeContexts(host.authority);
    expect(serials()).not.toEqual(old);
    host.server.renew();
    expect([await shown(stationName(hallOfTests)), await shown()]).toEqual(serials());
    const echoed = vi.fn();
    before.onMessage(echoed);
    await before.send('still here');
    await vi.waitFor(() => expect(echoed).toHaveBeenCalledWith('still here'));
  });

  it('says so when the port is taken, and where it listens', async () => {
    const host = await open();
    expect(host.server.url()).toBe(`https://127.0.0.1:${host.server.port}`);
    const second = await openServer({ port: host.server.port, hostAddress: '127.0.0.1', contexts: () => host.contexts, pages: null, onSocket: () => undefined, onBug: () => undefined });
    expect(second).toMatchObject({ ok: false, problem: { code: 'network.port' } });
  });

  it('frees its port within a second when it closes, whoever is connected', async () => {
    const host = await openTestHost();
    const one = await station(host);
    const ended = vi.fn();
    one.onMessage(() => undefined);
    one.onClose(ended);
    const deaf = await openSocket(host);
    if (typeof deaf !== 'number') deaf.pause();
    const idle = connectTcp(host.server.port, '127.0.0.1');
    idle.on('error', () => undefined);
    await host.server.close();
    await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce());
    const again = await openTestHost({ port: host.server.port });
    await again.server.close();
    if (typeof deaf !== 'number') deaf.terminate();
    idle.destroy();
  });

  it('serves on through 10,000 connections of junk', async () => {
    const host = await open({ pages: makePages() });
    const one = await station(host);
    host.sockets[0]?.authenticated();
    host.sockets[0]?.onMessage((text) => void host.sockets[0]?.send(text));
    let echoes = 0;
    one.onMessage(() => (echoes += 1));
    const junk = [Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'), Buffer.alloc(3000, 0xff), Buffer.from([22, 3, 1, 255, 255]), Buffer.alloc(0), Buffer.from([0x16, 0x03, 0x01, 0x00, 0x05, 0x01])];
    const throwOne = (index: number) => new Promise<void>((resolve) => {
      const socket = connectTcp({ port: host.server.port, host: '127.0.0.1' }, () => {
        socket.write(junk[index % junk.length] ?? '');
        setTimeout(() => socket.destroy(), 20);
      });
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
    });
    for (let batch = 0; batch < 20; batch += 1) {
      const asked = echoes;
      const thrown = Promise.all(Array.from({ length: 500 }, (_, index) => throwOne(batch * 500 + index)));
      await one.send('are you there');
      await vi.waitFor(() => expect(echoes).toBe(asked + 1), { timeout: 5_000, interval: 5 });
      if (batch % 5 === 0) expect(await openSocket(host, { from: '127.0.0.9' }), 'somebody else is let in meanwhile').toBeInstanceOf(WebSocket);
      await thrown;
    }
    expect((await ask(host, '/ca.crt')).status).toBe(200);
    const another = await station(host);
    another.close(1000, '');
    expect(host.bugs).toEqual([]);
  }, 60_000);
});
