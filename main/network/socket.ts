import { WebSocket } from 'ws';

/** One end of a connection that carries texts. Nothing is read before {@link StationSocket.onMessage} was called. */
export interface StationSocket {
  /** Resolves once the text is with the operating system. Never rejects: what is sent into a closed connection is dropped. */
  readonly send: (text: string) => Promise<void>;
  /** Each text that comes, in order, until this end closes. Set it at once: a connection that nobody reads does not notice its end. */
  readonly onMessage: (handler: (text: string) => void) => void;
  /** Called once, also when the connection has ended already. */
  readonly onClose: (handler: () => void) => void;
  /** Ends the connection; 1000 and 3000 to 4999 are codes of ours. Two seconds later it is cut whether the other end agrees or not. */
  readonly close: (code: number, reason: string) => void;
  /** Asks the other end whether it is there. */
  readonly ping: () => void;
  readonly onPong: (handler: () => void) => void;
}

/** A connection at the host's end. */
export interface HostSocket extends StationSocket {
  /** Called once the other end has proved who it is: it no longer counts among its address's unknown connections. */
  readonly authenticated: () => void;
  /** Where it comes from, without a port. */
  readonly address: string;
  /** Whether a browser opened it: it named an origin. */
  readonly browser: boolean;
}

/** The largest message in bytes; a larger one ends the connection with 1009. */
export const largestMessage = 512 * 1024;
/** Whoever has this many bytes yet to take is not listened to until half of them are gone: who only asks must not fill our memory with answers. */
const mostUntaken = 4 * 1024 * 1024;
/** How long a close may wait for the other end's, in milliseconds. */
export const closeTimeout = 2_000;

/**
 * Wraps an open WebSocket. A binary message ends the connection with 1003. What a handler throws goes to `onBug` and ends
 * the connection with 1011: one message must not take the process down.
 */
export function overWebSocket(socket: WebSocket, onBug: (error: unknown) => void): StationSocket {
  const guarded = (action: () => void) => {
    try {
      action();
    } catch (error) {
      onBug(error);
      close(1011, 'an error of ours');
    }
  };
  let held = false;
  const close = (code: number, reason: string) => {
    held = true; // for good: nothing more is held back
    socket.resume(); // a paused one would not see the answer
    socket.close(code, cut(reason));
  };
  socket.on('error', () => undefined); // 'close' follows
  socket.pause();
  return {
    send: (text) => new Promise((resolve) => {
      socket.send(text, () => {
        if (held && socket.isPaused && socket.bufferedAmount < mostUntaken / 2) {
          held = false;
          socket.resume();
        }
        resolve();
      });
      if (held || socket.bufferedAmount <= mostUntaken) return;
      held = true;
      socket.pause();
    }),
    onMessage: (handler) => {
      socket.on('message', (data, isBinary) => {
        if (socket.readyState !== WebSocket.OPEN) return;
        if (isBinary) close(1003, 'texts only');
        else guarded(() => handler(data.toString()));
      });
      socket.resume();
    },
    onClose: (handler) => {
      if (socket.readyState === WebSocket.CLOSED) queueMicrotask(() => guarded(handler));
      else socket.once('close', () => guarded(handler));
    },
    close,
    ping: () => socket.ping(() => undefined),
    onPong: (handler) => {
      socket.on('pong', () => guarded(handler));
    },
  };
}

/** A close frame has room for 123 bytes. */
function cut(reason: string): string {
  const bytes = Buffer.from(reason);
  return bytes.length <= 123 ? reason : bytes.subarray(0, 120).toString().replace(/\uFFFD+$/, '');
}
