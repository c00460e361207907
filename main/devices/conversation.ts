import { connect, type Socket } from 'node:net';
import { type Answer, answerReader } from './escpos.ts';

/** closed: the other side is gone. late: it did not do so within the patience given. */
export type Gone = 'closed' | 'late';

/** One connection to a printer. Nothing here rejects, and nothing of it is left behind once it is dropped. */
export interface Conversation {
  /** False once either side has ended it. */
  readonly alive: () => boolean;
  /** Whether any byte came from the printer. */
  readonly heard: () => boolean;
  /** Hands bytes to the system as fast as the printer takes them; late: it took nothing for so long. */
  readonly write: (bytes: Buffer, patience: number) => Promise<'done' | Gone>;
  /** The first answer from now on that `read` makes something of; the others are passed over. */
  readonly answer: <T>(read: (answer: Answer) => T | undefined, patience: number) => Promise<T | Gone>;
  /** Forgets answers that nobody waited for. */
  readonly forget: () => void;
  /** Says that nothing more will come, and waits until the other side has read to the end and says so too. */
  readonly finish: (patience: number) => Promise<'done' | Gone>;
  readonly drop: () => void;
}

/** What a connection that did not come about was up against. */
export interface NoConversation {
  readonly failed: string;
}

const piece = 4_096;
/** What a printer says on one connection is a few dozen bytes. What goes on and on is none, and is hung up on. */
const mostHeard = 65_536;

/**
 * Connects within `patience`. `onSocket` gets something that drops it at once, before it is connected too.
 */
export function converse(host: string, port: number, patience: number, onSocket?: (drop: () => void) => void): Promise<Conversation | NoConversation> {
  return new Promise((resolve) => {
    let socket: Socket;
    try {
      // Half open: a printer that hangs up is noticed as that, and does not end what is still being said.
      socket = connect({ host, port, allowHalfOpen: true, noDelay: true });
    } catch (error) {
      return resolve({ failed: error instanceof Error ? error.message : String(error) });
    }
    onSocket?.(() => socket.destroy());
    const late = setTimeout(() => give(`no connection within ${patience} ms`), patience);
    const give = (failed: string) => {
      clearTimeout(late);
      socket.destroy();
      resolve({ failed });
    };
    const onClose = () => give('closed');
    socket.on('error', (error: NodeJS.ErrnoException) => give(error.code ?? error.message));
    socket.once('close', onClose);
    socket.once('connect', () => {
      clearTimeout(late);
      socket.off('close', onClose);
      resolve(overSocket(socket));
    });
  });
}

function overSocket(socket: Socket): Conversation {
  const read = answerReader();
  const waiters = new Set<() => void>();
  let answers: Answer[] = [];
  let [heard, theyEnded, weEnded] = [0, false, false];
  const wake = () => {
    for (const waiter of [...waiters]) waiter();
  };
  socket.on('data', (chunk) => {
    heard += chunk.length;
    if (heard > mostHeard) return void socket.destroy();
    for (const one of read(chunk)) if (one.kind !== 'other' && one.kind !== 'automatic') answers.push(one);
    wake();
  });
  socket.on('end', () => {
    theyEnded = true;
    wake();
  });
  socket.on('close', () => wake());
  socket.on('error', () => undefined); // `close` follows
  const alive = () => !theyEnded && !weEnded && !socket.destroyed;

  /** Waits until `look` has something; `closed` only if it has nothing by then. */
  function until<T>(look: () => T | undefined, closed: () => boolean, patience: number): Promise<T | Gone> {
    return new Promise((resolve) => {
      const settle = (value: T | Gone) => {
        clearTimeout(late);
        waiters.delete(again);
        resolve(value);
      };
      const again = () => {
        const found = look();
        if (found !== undefined) settle(found);
        else if (closed()) settle('closed');
      };
      const late = setTimeout(() => settle('late'), patience);
      waiters.add(again);
      again();
    });
  }

  function writePiece(bytes: Buffer, patience: number): Promise<'done' | Gone> {
    let done: true | undefined;
    socket.write(bytes, (error) => {
      if (!error) done = true;
      wake();
    });
    return until(() => (done ? ('done' as const) : undefined), () => socket.destroyed || theyEnded, patience);
  }

  return {
    alive,
    heard: () => heard > 0,
    async write(bytes, patience) {
      for (let at = 0; at < bytes.length; at += piece) {
        if (!alive()) return 'closed';
        const handed = await writePiece(bytes.subarray(at, at + piece), patience);
        if (handed !== 'done') return handed;
      }
      return 'done';
    },
    answer: (make, patience) =>
      until(
        () => {
          for (let next = answers.shift(); next; next = answers.shift()) {
            const made = make(next);
            if (made !== undefined) return made;
          }
          return undefined;
        },
        () => !alive(),
        patience,
      ),
    forget: () => {
      answers = [];
    },
    finish(patience) {
      weEnded = true;
      let flushed = false;
      socket.end(() => {
        flushed = true;
        wake();
      });
      return until(() => (flushed && theyEnded && !socket.errored ? ('done' as const) : undefined), () => socket.destroyed, patience);
    },
    drop: () => socket.destroy(),
  };
}
