import { linkVersion } from '../../shared/link.ts';
import type { Problem } from '../../shared/result.ts';
import { type Hello, helloProblem, type HostFrame, readFrame, type StationFrame } from './frames.ts';

export interface ConnectionOptions {
  /** Opens a socket to the host; a test passes its own. */
  readonly open: () => WebSocket;
  /** What to say to a hello: the login, or why there can be none. */
  readonly greet: (hello: Hello) => Promise<StationFrame | { readonly problem: Problem }>;
  readonly onFrame: (frame: HostFrame) => void;
  /** Joined: from now on frames may be sent. */
  readonly onIn: () => void;
  /** Not joined, or no more; `problem` is what the host, or greet, refused with. */
  readonly onOut: (problem: Problem | null) => void;
  /** The host speaks another version of the protocol: the page it serves does as well. */
  readonly onOtherVersion?: () => void;
  readonly random: () => number;
  readonly timing?: Timing;
}
export interface Timing {
  readonly firstDelay: number;
  readonly mostDelay: number;
  readonly refusedDelay: number;
  readonly beat: number;
  readonly silence: number;
}
export interface Connection {
  /** False while there is nobody to send to. */
  send(frame: StationFrame): boolean;
  close(): void;
}
/** A host that was restored from a backup may know this device again later. */
const usual: Timing = { firstDelay: 500, mostDelay: 10_000, refusedDelay: 60_000, beat: 2000, silence: 5000 };
const spread = 0.25;

/** How long to wait before the try after `failures` in a row, spread so that thirty stations do not come at once. */
export function delayOf(failures: number, random: number, { firstDelay, mostDelay } = usual): number {
  return Math.min(mostDelay, firstDelay * 2 ** Math.min(failures, 16)) * (1 + spread * (2 * random - 1));
}

/** True for a refusal that trying again soon does not mend. */
export function isRefusal(problem: Problem | null): boolean {
  return problem !== null && ['station.unknown', 'station.revoked', 'host.notTrusted', 'caller.unknown'].includes(problem.code);
}

/** One connection to the host, opened again and again until it is closed here. */
export function connect(options: ConnectionOptions): Connection {
  const timing = options.timing ?? usual;
  let socket: WebSocket | null = null;
  let joined = false;
  let closed = false;
  let failures = 0;
  let again: ReturnType<typeof setTimeout> | undefined;

  const start = () => {
    const mine = options.open();
    socket = mine;
    let heard = Date.now();
    let refusal: Problem | null = null;
    let over = false;
    const write = (frame: StationFrame) => mine.readyState === mine.OPEN && mine.send(JSON.stringify(frame));
    const end = () => {
      if (over) return;
      over = true;
      clearInterval(beat);
      if (socket === mine) socket = null;
      joined = false;
      mine.close();
      if (closed) return;
      const delay = isRefusal(refusal) ? timing.refusedDelay : delayOf(failures, options.random(), timing);
      failures++;
      again = setTimeout(start, delay);
      options.onOut(refusal);
    };
    const beat = setInterval(() => {
      if (Date.now() - heard > timing.silence) return end();
      if (joined) write({ k: 'time', t0: Date.now() });
    }, timing.beat);
    const greet = async (hello: Hello) => {
      if (hello.v !== linkVersion) options.onOtherVersion?.();
      const problem = helloProblem(hello);
      const answer = problem === null ? await options.greet(hello) : { problem };
      if (over) return;
      if ('k' in answer) return write(answer);
      refusal = answer.problem;
      end();
    };
    mine.onmessage = (event: MessageEvent<unknown>) => {
      heard = Date.now();
      const frame = readFrame(event.data);
      if (over || frame === null) return;
      if (frame.k === 'hello') return void greet(frame).catch(end);
      if (frame.k === 'no') {
        refusal = frame.problem;
        return end();
      }
      if (frame.k === 'in') {
        joined = true;
        failures = 0;
        return options.onIn();
      }
      if (joined) options.onFrame(frame);
    };
    mine.onclose = end;
    mine.onerror = end;
  };
  start();
  return {
    send: (frame) => {
      if (!joined || socket === null || socket.readyState !== socket.OPEN) return false;
      socket.send(JSON.stringify(frame));
      return true;
    },
    close: () => {
      closed = true;
      clearTimeout(again);
      socket?.close();
    },
  };
}
