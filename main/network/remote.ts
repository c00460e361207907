import { performance } from 'node:perf_hooks';
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { formerText, linkVersion, loginText } from '../../shared/link.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { KeyStore } from '../store/keys.ts';
import { dial, type KnownHost } from './dial.ts';
import { fingerprintOf } from './identity.ts';
import { readToStation, type ToHost, type ToStation, type Welcome } from './messages.ts';

export type Hello = Extract<ToStation, { k: 'hello' }>;

/** A connection to a machine of the hall. */
export interface Remote {
  readonly hello: Hello;
  readonly send: (message: ToHost) => Promise<void>;
  /** Called with each message from now on; set once. */
  readonly onMessage: (handler: (message: ToStation) => void) => void;
  readonly onClose: (handler: () => void) => void;
  /** The next message that fits; a Problem when it says no, ends, or is silent for `withinMs`. */
  readonly next: <K extends ToStation['k']>(kinds: readonly K[], withinMs?: number) => Promise<Result<Extract<ToStation, { k: K }>>>;
  readonly close: (reason: string) => void;
  /** Asks every second whether the other side is there, and ends the connection when it said nothing for five. Gives what ends the asking. */
  readonly keepAsking: () => () => void;
}

/** How machines of a hall are reached: by their address, or in tests through lines that can be cut. */
export type Reach = (host: KnownHost) => Promise<Result<Remote>>;

const patience = 5_000;

/** Connects to a machine of the hall and reads its greeting. It must be of the same hall and authority, and speak the same version. */
export async function reach(host: KnownHost): Promise<Result<Remote>> {
  const dialled = await dial(host);
  if (!dialled.ok) return dialled;
  const socket = dialled.value;
  let handler: ((message: ToStation) => void) | null = null;
  const early: ToStation[] = [];
  const waiting = new Set<(message: ToStation | null) => boolean>();
  let closed = false;
  let heardAt = performance.now();
  socket.onMessage((text) => {
    heardAt = performance.now();
    const message = readToStation(text);
    if (message === null) return socket.close(4002, 'not JSON');
    for (const one of waiting) {
      if (!one(message)) continue;
      waiting.delete(one);
      return;
    }
    if (handler === null) early.push(message);
    else handler(message);
  });
  socket.onClose(() => {
    closed = true;
    for (const one of waiting) one(null);
  });
  const remote: Omit<Remote, 'hello'> = {
    send: (message) => socket.send(JSON.stringify(message)),
    onMessage(given) {
      handler = given;
      for (const message of early.splice(0)) given(message);
    },
    onClose: (given) => socket.onClose(given),
    next: (kinds, withinMs = patience) => new Promise((resolve) => {
      const late = setTimeout(() => {
        waiting.delete(look);
        resolve(fail('host.unreachable', `no ${kinds.join(' or ')} within ${withinMs} ms`, true));
      }, withinMs);
      const look = (message: ToStation | null): boolean => {
        const fits = message !== null && (kinds as readonly string[]).includes(message.k);
        if (message !== null && !fits && message.k !== 'no') return false;
        clearTimeout(late);
        resolve(message === null ? fail('host.unreachable', 'the connection ended', true) : message.k === 'no' && !fits ? { ok: false, problem: message.problem } : ok(message as never));
        return true;
      };
      const at = early.findIndex((message) => (kinds as readonly string[]).includes(message.k) || message.k === 'no');
      const [found] = at < 0 ? [] : early.splice(at, 1);
      if (found !== undefined) look(found);
      else if (closed) look(null);
      else waiting.add(look);
    }),
    close: (reason) => socket.close(1000, reason),
    keepAsking() {
      const timer = setInterval(() => {
        if (performance.now() - heardAt > patience) socket.close(4008, 'silent');
        else void remote.send({ k: 'time', t0: performance.now() });
      }, patience / 5);
      return () => clearInterval(timer);
    },
  };
  const hello = await remote.next(['hello']);
  const wrong = hello.ok ? misfit(hello.value, host) : hello;
  if (wrong !== null) {
    remote.close('not the hall looked for');
    return wrong;
  }
  return hello.ok ? ok({ ...remote, hello: hello.value }) : hello;
}

function misfit(hello: Hello, host: KnownHost): ReturnType<typeof fail> | null {
  if (hello.v !== linkVersion) return fail('host.notTrusted', `the host speaks version ${hello.v} of the protocol, this program ${linkVersion}`);
  return hello.hall === host.hall && hello.fingerprint === fingerprintOf(host.ca) ? null : fail('host.notTrusted', 'it is of another hall');
}

/** This machine's own key, made when there is none: PKCS8 PEM and SPKI base64. Null when it is locked. */
export async function stationKey(keys: KeyStore): Promise<{ readonly privateKey: string; readonly publicKey: string } | null> {
  if ((await keys.secret('station')) === null) {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await keys.keep('station', Buffer.from(pair.privateKey.export({ type: 'pkcs8', format: 'pem' })));
  }
  const privateKey = (await keys.secret('station'))?.toString();
  if (privateKey === undefined) return null;
  return { privateKey, publicKey: createPublicKey(createPrivateKey(privateKey)).export({ type: 'spki', format: 'der' }).toString('base64') };
}

/** Says who this station is. */
export async function logIn(remote: Remote, station: string, privateKey: string): Promise<Result<Welcome>> {
  const text = loginText(remote.hello.hall, remote.hello.fingerprint, remote.hello.nonce, station);
  await remote.send({ k: 'login', station, sign: sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64') });
  return remote.next(['in']);
}

/** Says that this machine decided once, or holds a copy of the record: proven by the hall's own key. */
export async function logInAsFormer({ hello, send, next }: Remote, publicKey: string, name: string, signAsHall: (text: string) => string): Promise<Result<Welcome>> {
  await send({ k: 'former', publicKey, name, sign: signAsHall(formerText(hello.hall, hello.fingerprint, hello.nonce, publicKey)) });
  return next(['in', 'paired']);
}
