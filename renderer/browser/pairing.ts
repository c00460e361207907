import type { StationRole } from '../../shared/events.ts';
import type { Problem, ProblemCode, Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import { markOf, type PairCode } from '../parts/pairCode.ts';
import { type Hello, helloProblem, type HostFrame, readFrame, type StationFrame } from './frames.ts';
import type { Identity } from './identity.ts';
import { makeKeys, proofsOf } from './secrets.ts';

export interface PairWish {
  readonly code: PairCode;
  readonly role: StationRole;
  readonly name: string;
}
/** Half a million rounds of hashing take a weak tablet some seconds, on both sides. */
const patience = 40_000;

/** Pairs this browser with the host behind the socket. What is secret is sent only to the host that showed the code. */
export async function pair(open: () => WebSocket, { code, role, name }: PairWish): Promise<Result<Identity>> {
  const talk = converse(open());
  try {
    const hello = await talk.next();
    if (hello?.k !== 'hello') return unreachable(hello);
    const wrong = helloProblem(hello);
    if (wrong !== null) return { ok: false, problem: wrong };
    if (markOf(hello.fingerprint) !== code.mark) return fail('host.notTrusted', 'the fingerprint is not the one in the code');
    return await prove(talk, hello, { code, role, name });
  } finally {
    talk.end();
  }
}

async function prove(talk: Talk, hello: Hello, { code, role, name }: PairWish): Promise<Result<Identity>> {
  const { hall, fingerprint, nonce } = hello;
  const [{ key, publicKey }, proofs] = await Promise.all([makeKeys(), proofsOf(code.digits, fingerprint)]);
  const about = [hall, fingerprint, nonce, publicKey, role, name] as const;
  talk.say({ k: 'pair', publicKey, role, name, standBy: false, proof: await proofs.mine(...about) });
  const answer = await talk.next();
  if (answer?.k !== 'paired') return unreachable(answer);
  if (!(await proofs.isHosts(answer.proof, ...about))) return fail('host.notTrusted', 'the host does not know the code');
  return ok({ station: answer.station, hall, fingerprint, role: answer.role, name: answer.name, key });
}

function unreachable(answer: HostFrame | null): { readonly ok: false; readonly problem: Problem } {
  const code: ProblemCode = 'host.unreachable';
  return { ok: false, problem: answer?.k === 'no' ? answer.problem : { code, detail: 'the host broke off', retry: true } };
}

interface Talk {
  say(frame: StationFrame): void;
  /** The host's next frame; null once there will be none. */
  next(): Promise<HostFrame | null>;
  end(): void;
}

function converse(socket: WebSocket): Talk {
  const heard: HostFrame[] = [];
  let over = false;
  let waiting: ((frame: HostFrame | null) => void) | null = null;
  const hand = () => {
    if (waiting === null || (heard.length === 0 && !over)) return;
    const resolve = waiting;
    waiting = null;
    resolve(heard.shift() ?? null);
  };
  const end = () => {
    over = true;
    clearTimeout(timer);
    socket.close();
    hand();
  };
  const timer = setTimeout(end, patience);
  socket.onmessage = (event: MessageEvent<unknown>) => {
    const frame = readFrame(event.data);
    if (frame === null || frame.k === 'time') return;
    heard.push(frame);
    hand();
  };
  socket.onclose = end;
  socket.onerror = end;
  return {
    say: (frame) => socket.send(JSON.stringify(frame)),
    next: () =>
      new Promise((resolve) => {
        waiting = resolve;
        hand();
      }),
    end,
  };
}
