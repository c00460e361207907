/**
 * A receipt printer on a real TCP port. It reads ESC/POS as a printer does: real-time questions (DLE EOT) are answered on
 * arrival, even while it is in trouble; all else waits in its buffer until it can be printed. What was cut is a slip.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { type Token, tokenizer } from './escposTokens.ts';

/** What ails it; may be changed at any time. A trouble that ends lets the buffer go on, as on a real printer. */
export interface Ails {
  paperOut: boolean;
  paperLow: boolean;
  coverOpen: boolean;
  cutterError: boolean;
  /** Taken off line by its button. */
  offline: boolean;
  /** The paper ends after so many printed bytes. */
  paperOutAfter: number | null;
  /** garbage: anything but an answer. none: prints all the same. once: answers the first four questions, then never again. */
  answers: 'all' | 'none' | 'garbage' | 'once';
  /** False: the word that a slip was printed (GS r, GS ( H) is lost. */
  acknowledges: boolean;
  /** An acknowledgement of somebody else's job before its own. */
  acknowledgesOther: boolean;
  /** Answers come byte by byte, with a block of automatic status before them. */
  talkative: boolean;
  /** Does not read from its connections. */
  deaf: boolean;
  /** Takes so long to print a command. */
  msPerCommand: number;
  /** Ends the connection, or resets it, after so many bytes have arrived on it; prints what it has. */
  hangUpAfter: number | null;
  resetAfter: number | null;
  /** many: at once. refuse: a second one is closed at once. wait: a second one is neither read nor answered until the first ends. */
  connections: 'many' | 'refuse' | 'wait';
  maker: string;
  model: string;
}

/** One slip that came out. */
export interface Paper {
  readonly bytes: Buffer;
  /** The connections its commands came on; more than one: two senders were mixed up. */
  readonly connections: readonly number[];
}

export interface FakePrinter {
  readonly port: number;
  readonly address: string;
  readonly ails: Ails;
  /** What was cut, in the order it came out. */
  readonly papers: readonly Paper[];
  /** Printed and not cut yet: hangs out of the slot. */
  readonly uncut: () => Buffer;
  /** Connections there have been, connections there are. */
  readonly connections: () => { readonly ever: number; readonly now: number };
  /** Resolves once nothing is left that it can print. */
  readonly idle: () => Promise<void>;
  readonly set: (ails: Partial<Ails>) => void;
  /** Switched off and on: what it had in its buffer is gone. */
  readonly powerCycle: () => void;
  readonly close: () => Promise<void>;
}

const healthy: Ails = {
  paperOut: false, paperLow: false, coverOpen: false, cutterError: false, offline: false, paperOutAfter: null, answers: 'all', acknowledges: true, acknowledgesOther: false,
  talkative: false, deaf: false, msPerCommand: 0, hangUpAfter: null, resetAfter: null, connections: 'many', maker: 'FAKE', model: 'P-80',
};
/** They ask or set the printer and put nothing on paper. */
const silent = new Set(['GS r', 'GS ( H', 'GS I', 'GS a']);

/** Done on arrival; never on paper. */
const realTime = new Set(['DLE EOT', 'DLE ENQ', 'DLE DC4']);

interface Line {
  readonly id: number;
  readonly socket: Socket;
  readonly reader: ReturnType<typeof tokenizer>;
  arrived: number;
  answered: number;
  ended: boolean;
}

/** Starts one, healthy unless told otherwise, on a free port or the one asked for. */
export async function fakePrinter(first: Partial<Ails> = {}, listenOn: { port?: number; host?: string } = {}): Promise<FakePrinter> {
  const ails: Ails = { ...healthy, ...first };
  const papers: Paper[] = [];
  const lines = new Set<Line>();
  let [buffer, strip, from]: [{ token: Token; line: Line }[], Buffer[], Set<number>] = [[], [], new Set()];
  let [ever, working, fed] = [0, false, 0];
  const host = listenOn.host ?? '127.0.0.1';

  const stuck = () => ails.paperOut || ails.coverOpen || ails.cutterError || ails.offline;

  function say(line: Line, bytes: readonly number[], question: boolean): void {
    if (ails.answers === 'none' || (ails.answers === 'once' && line.answered >= 4) || line.socket.destroyed) return;
    line.answered += 1;
    if (ails.answers === 'garbage') return void line.socket.write(Buffer.from([0xff, 0x80, 0xc3]));
    if (!ails.talkative) return void line.socket.write(Buffer.from(bytes));
    if (question) line.socket.write(Buffer.from([0x10, 0x00, 0x0f, 0x00])); // automatic status, two answers in one segment
    for (const one of bytes) line.socket.write(Buffer.from([one]));
  }

  function status(n: number): number {
    if (n === 1) return 0x12 | (stuck() ? 0x08 : 0);
    if (n === 2) return 0x12 | (ails.coverOpen ? 0x04 : 0) | (ails.paperOut ? 0x20 : 0) | (ails.cutterError ? 0x40 : 0);
    if (n === 3) return 0x12 | (ails.cutterError ? 0x08 : 0);
    return 0x12 | (ails.paperLow || ails.paperOut ? 0x0c : 0) | (ails.paperOut ? 0x60 : 0);
  }

  /** What the printer does with one command from its buffer. */
  function perform({ token, line }: { token: Token; line: Line }): void {
    if (token.name === 'GS r') return acknowledge(line, [(ails.paperLow ? 0x03 : 0) | (ails.paperOut ? 0x0c : 0)]);
    if (token.name === 'GS ( H') {
      if (ails.acknowledgesOther) say(line, [0x37, 0x22, 0x30, 0x30, 0x30, 0x30, 0], false);
      return acknowledge(line, [0x37, 0x22, ...token.data.subarray(2, 6), 0]);
    }
    if (token.name === 'GS I') {
      const text = { 66: ails.maker, 67: ails.model }[token.data[0] ?? 0];
      return say(line, text === undefined ? [0x02] : [0x5f, ...Buffer.from(text, 'latin1'), 0], false);
    }
    if (silent.has(token.name)) return;
    strip.push(token.bytes);
    from.add(line.id);
    fed += token.bytes.length;
    if (ails.paperOutAfter !== null && fed >= ails.paperOutAfter) {
      ails.paperOut = true;
      ails.paperOutAfter = null;
    } else if (token.name === 'GS V' || token.name === 'ESC i' || token.name === 'ESC m') {
      papers.push({ bytes: Buffer.concat(strip), connections: [...from] });
      [strip, from] = [[], new Set()];
    }
  }

  const acknowledge = (line: Line, bytes: readonly number[]) => (ails.acknowledges ? say(line, bytes, false) : undefined);

  async function work(): Promise<void> {
    if (working) return;
    working = true;
    while (buffer.length > 0 && !stuck()) {
      const one = buffer.shift();
      if (one) perform(one);
      if (ails.msPerCommand > 0) await new Promise((resolve) => setTimeout(resolve, ails.msPerCommand));
    }
    working = false;
  }

  function take(line: Line, tokens: readonly Token[]): void {
    for (const token of tokens) {
      if (token.name === 'DLE EOT') say(line, [status(token.data[0] ?? 0)], true);
      else if (!realTime.has(token.name)) buffer.push({ token, line });
    }
    void work();
  }

  function hear(line: Line, chunk: Buffer): void {
    const limit = ails.hangUpAfter ?? ails.resetAfter;
    const room = limit === null ? chunk.length : Math.max(0, limit - line.arrived);
    take(line, line.reader.push(chunk.subarray(0, room)));
    line.arrived += chunk.length;
    if (limit === null || line.arrived < limit) return;
    if (ails.resetAfter !== null) line.socket.resetAndDestroy();
    else line.socket.end();
    line.ended = true;
  }

  /** Reads from those whose turn it is. */
  function turn(): void {
    const [one] = lines;
    for (const line of lines) {
      const reads = !ails.deaf && (ails.connections !== 'wait' || line === one);
      if (reads) line.socket.resume();
      else line.socket.pause();
    }
  }

  const server: Server = createServer({ allowHalfOpen: true }, (socket) => {
    ever += 1;
    const line: Line = { id: ever, socket, reader: tokenizer(), arrived: 0, answered: 0, ended: false };
    socket.on('error', () => undefined);
    if (ails.connections === 'refuse' && lines.size > 0) return void socket.destroy();
    lines.add(line);
    socket.on('data', (chunk) => (line.ended ? undefined : hear(line, chunk)));
    socket.on('end', () => {
      take(line, line.reader.end());
      socket.end();
    });
    socket.on('close', () => {
      lines.delete(line);
      turn();
    });
    turn();
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(listenOn.port ?? 0, host, resolve));
  const at = server.address();
  const port = typeof at === 'object' && at ? at.port : 0;

  return {
    port,
    address: `tcp://${host}:${port}`,
    ails,
    papers,
    uncut: () => Buffer.concat(strip),
    connections: () => ({ ever, now: lines.size }),
    async idle() {
      // Bytes still on their way through the system are waited for too: two quiet looks in a row.
      for (let quiet = 0; quiet < 2; ) {
        await new Promise((resolve) => setTimeout(resolve, 25));
        quiet = working || (buffer.length > 0 && !stuck()) ? 0 : quiet + 1;
      }
    },
    set(change) {
      Object.assign(ails, change);
      turn();
      void work();
    },
    powerCycle() {
      buffer = [];
      for (const line of lines) line.socket.resetAndDestroy();
    },
    close: () =>
      new Promise((resolve) => {
        for (const line of lines) line.socket.destroy();
        server.close(() => resolve());
      }),
  };
}
