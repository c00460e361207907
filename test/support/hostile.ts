import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { type ClientOptions, WebSocket } from 'ws';
import { stationName } from '../../main/network/identity.ts';
import { keyOfDigits, proofOf } from '../../main/network/pairing.ts';
import { newId } from '../../main/hall/ids.ts';
import { loginText, pairText } from '../../shared/link.ts';
import type { Serving } from './serving.ts';

type Said = { readonly k: string } & Readonly<Record<string, unknown>>;

/** A bare connection to a host: says whatever a test wants, and keeps all it hears. */
export interface Raw {
  readonly socket: WebSocket;
  readonly heard: readonly Said[];
  readonly say: (message: unknown) => void;
  /** The first message that fits; throws when the connection ends or 10 s go by. */
  readonly until: (fits: (said: Said) => boolean, from?: number) => Promise<Said>;
  /** The next message of that kind which has not been waited for. */
  readonly next: (...kinds: string[]) => Promise<Said>;
  /** How it ended: the code. */
  readonly ended: Promise<number>;
}

/** Every connection of this test run, to see afterwards what they heard. */
export const allRaw: Raw[] = [];

/** Opens one, or gives the HTTP status with which it was refused. */
export function knock(host: Serving, more: ClientOptions & { readonly path?: string } = {}): Promise<Raw | number> {
  return new Promise((resolve, reject) => {
    const name = stationName(host.hall);
    const { path = '/link', ...options } = more;
    const all: ClientOptions = { ca: host.ca, servername: name, rejectUnauthorized: false, headers: { Host: `127.0.0.1:${host.port}` }, perMessageDeflate: false, ...options } as ClientOptions; // servername is not in the types
    const socket = new WebSocket(`wss://127.0.0.1:${host.port}${path}`, all);
    const heard: Said[] = [];
    let waitedFor = 0;
    const looking = new Set<() => void>();
    const ended = new Promise<number>((end) => void socket.once('close', (code) => {
      end(code);
      for (const look of looking) look();
    }));
    socket.on('message', (data) => {
      heard.push(JSON.parse(String(data)) as Said);
      for (const look of looking) look();
    });
    const until = (fits: (said: Said) => boolean, from = 0): Promise<Said> => new Promise((found, failed) => {
      let at = from;
      const end = () => {
        clearTimeout(late);
        looking.delete(look);
      };
      const look = () => {
        while (at < heard.length) {
          const one = heard[at++];
          if (one === undefined || !fits(one)) continue;
          end();
          return found(one);
        }
        if (socket.readyState !== WebSocket.CLOSED) return;
        end();
        failed(new Error(`the connection ended first; it heard ${JSON.stringify(heard.slice(-3)).slice(0, 300)}`));
      };
      const late = setTimeout(() => {
        end();
        failed(new Error(`not within 10 s; it heard ${JSON.stringify(heard.slice(-3)).slice(0, 300)}`));
      }, 10_000);
      looking.add(look);
      look();
    });
    const raw: Raw = {
      socket, heard, ended,
      say: (message) => void (socket.readyState === WebSocket.OPEN && socket.send(typeof message === 'string' ? message : JSON.stringify(message), () => undefined)),
      until,
      async next(...kinds) {
        const from = waitedFor;
        const found = await until((one) => kinds.includes(one.k), from);
        waitedFor = Math.max(waitedFor, heard.indexOf(found) + 1);
        return found;
      },
    };
    socket.once('open', () => {
      allRaw.push(raw);
      resolve(raw);
    });
    socket.on('unexpected-response', (_request, answer) => {
      resolve(answer.statusCode ?? 0);
      answer.destroy();
    });
    socket.on('error', reject);
  });
}

/** A connection that was let in as far as a WebSocket. */
export async function open(host: Serving, more?: Parameters<typeof knock>[1]): Promise<Raw> {
  const raw = await knock(host, more);
  if (typeof raw === 'number') throw new Error(`refused with ${raw}`);
  return raw;
}

export interface Key {
  readonly privateKey: string;
  readonly publicKey: string;
}

export function newKey(): Key {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: createPublicKey(pair.privateKey).export({ type: 'spki', format: 'der' }).toString('base64'),
  };
}

export interface Identity extends Key {
  readonly station: string;
}

const derived = new Map<string, Promise<Buffer>>();

/** What a station proves at pairing, said honestly but for what `more` changes. */
export async function pairMessage(host: Serving, nonce: unknown, digits: string, key: Key, { role = 'kiosk', name = 'k', standBy = false, fingerprint = host.fingerprint }: { readonly role?: string; readonly name?: string; readonly standBy?: boolean; readonly fingerprint?: string } = {}): Promise<Readonly<Record<string, unknown>>> {
  const known = `${digits} ${fingerprint}`;
  const slow = derived.get(known) ?? keyOfDigits(digits, fingerprint);
  derived.set(known, slow);
  const proof = proofOf(await slow, pairText('station', host.hall, fingerprint, String(nonce), key.publicKey, role, name));
  return { k: 'pair', publicKey: key.publicKey, role, name, standBy, proof };
}

/** Pairs a station as it should be done. */
export async function pairStation(host: Serving, role: string, name: string, standBy = false): Promise<Identity> {
  const [{ digits }, raw, key] = [await host.digits(), await open(host), newKey()];
  const { nonce } = await raw.next('hello');
  raw.say(await pairMessage(host, nonce, digits, key, { role, name, standBy }));
  const paired = await raw.next('paired', 'no');
  if (paired.k === 'no') throw new Error(JSON.stringify(paired));
  raw.socket.close();
  await raw.ended;
  return { ...key, station: String(paired['station']) };
}

/** What a station says to be let in, over that greeting. */
export function loginMessage(host: Serving, nonce: unknown, { station, privateKey }: Pick<Identity, 'station' | 'privateKey'>): Readonly<Record<string, unknown>> {
  return { k: 'login', station, sign: sign('sha256', Buffer.from(loginText(host.hall, host.fingerprint, String(nonce), station)), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64') };
}

/** A connection that is let in. */
export async function enter(host: Serving, who: Identity, more?: Parameters<typeof knock>[1]): Promise<Raw> {
  const raw = await open(host, more);
  raw.say(loginMessage(host, (await raw.next('hello'))['nonce'], who));
  const said = await raw.next('in', 'no');
  if (said.k === 'no') throw new Error(JSON.stringify(said));
  return raw;
}

let lastId = 1_000_000;

/** What a call, or a view asked once, is answered. */
export async function ask(raw: Raw, name: string, input: object = {}): Promise<{ readonly ok: boolean; readonly result?: unknown; readonly seq?: number; readonly problem?: { readonly code: string } }> {
  const id = ++lastId;
  raw.say({ k: 'call', id, name, input });
  return (await raw.until((said) => said.k === 'reply' && said['id'] === id))['reply'] as never;
}

/** A command with an id of its own. */
export function command(raw: Raw, name: string, input: object = {}): ReturnType<typeof ask> {
  return ask(raw, name, { ...input, commandId: newId() });
}
