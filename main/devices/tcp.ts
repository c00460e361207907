import { randomInt } from 'node:crypto';
import type { PrinterStatus, PrintReason } from '../../shared/printing.ts';
import { type Conversation, converse, type Gone, type NoConversation } from './conversation.ts';
import { type Answer, askDone, askPaper, askStatus, doneId, type StatusBytes, saysPaperOut, statusOf, statusQuestions } from './escpos.ts';
import { profiles } from './profiles.ts';
import type { Patience, SendOptions, Sent, Transport, TransportOptions } from './transport.ts';

/** How patient a network printer's users are, unless told otherwise. */
export const tcpPatience: Patience = { connect: 3_000, answer: 1_500, done: 15_000 };

/** Goodbyes are not waited for longer: what became of the slip is known by then. */
const goodbye = 300;
const settle = 250;
/** While the word is waited for, the printer is asked so many times how it stands. */
const looks = 5;

const notSent = (reason: PrintReason, detail?: string): Sent => ({ outcome: 'notSent', reason, ...(detail !== undefined && { detail }) });
const unknown = (reason: PrintReason, detail?: string): Sent => ({ outcome: 'unknown', reason, ...(detail !== undefined && { detail }) });
const failedToConnect = (talk: Conversation | NoConversation): talk is NoConversation => 'failed' in talk;

/** Asks DLE EOT 1 to 4, one at a time since answers do not say what they answer. `heed` sees every other answer and may end it. */
async function askAll<T>(talk: Conversation, patience: () => number, heed: (answer: Answer) => T | undefined): Promise<StatusBytes | Gone | { readonly heeded: T }> {
  const bytes: StatusBytes = {};
  for (const n of statusQuestions) {
    const asked = await talk.write(askStatus(n), patience());
    const answer = asked === 'done' ? await talk.answer((each) => (each.kind === 'status' ? { byte: each.byte } : wrap(heed(each))), patience()) : asked;
    if (typeof answer === 'string' || 'heeded' in answer) return answer;
    bytes[n] = answer.byte;
  }
  return bytes;
}

const wrap = <T>(value: T | undefined) => (value === undefined ? undefined : { heeded: value });
const nothing = () => undefined;

/** How a printer on this connection stands, or why it does not say: busy when it hung up without a word. */
async function standing(talk: Conversation, patience: Patience): Promise<PrinterStatus> {
  const answered = await askAll<never>(talk, () => patience.answer, nothing);
  if (answered === 'late') return { state: 'unreachable', reason: 'noAnswer', paper: 'unknown' };
  if (answered === 'closed') return { state: 'unreachable', reason: talk.heard() ? 'hungUp' : 'busy', paper: 'unknown' };
  return 'heeded' in answered ? answered.heeded : statusOf(answered);
}

/**
 * A printer that speaks ESC/POS on a TCP port. It is asked how it stands before anything is sent; a slip is `printed` only
 * when the printer says so after its last byte. Until its first byte is handed to the system whatever fails is `notSent`,
 * from then on `unknown`. A `quiet` printer never says so: what it read to the end, and stands well after, is `accepted`.
 * A `mute` one is never asked: what it read to the end is `accepted`.
 */
export function tcpTransport(host: string, port: number, { profile, patience: given }: TransportOptions): Transport {
  const patience: Patience = { ...tcpPatience, ...given };
  const { acknowledgement: word, answers } = profiles[profile];
  const open = new Set<() => void>();
  let jobs = randomInt(0x10000);

  /** One connection for as long as `use` takes. */
  async function connected<T>(use: (talk: Conversation | NoConversation) => Promise<T>): Promise<T> {
    let drop = () => {};
    const talk = await converse(host, port, patience.connect, (dropSocket) => open.add((drop = dropSocket)));
    try {
      return await use(talk);
    } finally {
      drop();
      open.delete(drop);
    }
  }

  const status = () =>
    connected<PrinterStatus>(async (talk) => {
      if (failedToConnect(talk)) return { state: 'unreachable', reason: 'unreachable', paper: 'unknown' };
      const found: PrinterStatus = !answers ? { state: 'unknown', reason: null, paper: 'unknown' } : await standing(talk, patience);
      await talk.finish(goodbye);
      return found;
    });

  function send(bytes: Buffer, options: SendOptions): Promise<Sent> {
    return connected(async (talk) => {
      if (failedToConnect(talk)) return notSent('unreachable', talk.failed);
      const sent = (await whyNot(talk, options)) ?? (await deliver(talk, bytes, options));
      // A printer that takes one connection must not find the next slip's before it has seen the end of this one.
      if (sent.outcome === 'printed' || sent.outcome === 'notSent') await talk.finish(goodbye);
      return sent;
    });
  }

  /** Asks everything that has to be right before the first byte. */
  async function whyNot(talk: Conversation, options: SendOptions): Promise<Sent | undefined> {
    if (answers) {
      const stands = await standing(talk, patience);
      if (stands.state !== 'ready') return notSent(stands.reason ?? 'fault');
    }
    try {
      await options.beforeFirstByte();
    } catch (error) {
      return notSent('disk', error instanceof Error ? error.message : String(error));
    }
    talk.forget();
    return talk.alive() ? undefined : notSent('hungUp');
  }

  /** From here on the slip may come out, so nothing is `notSent` any more. */
  async function deliver(talk: Conversation, bytes: Buffer, options: SendOptions): Promise<Sent> {
    const writing = talk.write(bytes, patience.done);
    options.onFirstByte?.();
    const written = await writing;
    if (written !== 'done') return unknown(written === 'closed' ? 'hungUp' : 'late');
    if (word !== 'none') return word === 'gsH' ? byId(talk) : byPaper(talk);
    const ailing = answers ? await ailsAfterwards(talk) : null;
    if (ailing !== null) return unknown(ailing);
    // One that hangs up in the middle is told from one that has read to the end by doing so before it is asked to.
    if ((await talk.answer(nothing, Math.min(settle, patience.answer))) === 'closed') return unknown('hungUp');
    const ended = await talk.finish(patience.done);
    return ended === 'done' ? { outcome: 'accepted', reason: null } : unknown(ended === 'closed' ? 'hungUp' : 'late');
  }

  /** What ails a quiet printer at the second of two looks, after it had time to print; null when nothing does. */
  async function ailsAfterwards(talk: Conversation): Promise<PrintReason | null> {
    let ails: PrintReason | null = null;
    for (const wait of [1, patience.answer]) {
      if ((await talk.answer(nothing, wait)) === 'closed') return 'hungUp';
      const answered = await askAll<never>(talk, () => patience.answer, nothing);
      if (answered === 'closed') return 'hungUp';
      ails = answered === 'late' || 'heeded' in answered ? 'late' : statusOf(answered).reason;
    }
    return ails;
  }

  function byId(talk: Conversation): Promise<Sent> {
    const id = doneId((jobs = (jobs + 1) % 0x10000));
    return untilDone(talk, askDone(id), (answer) => (answer.kind === 'done' && answer.id === id ? { outcome: 'printed', reason: null } : undefined));
  }

  function byPaper(talk: Conversation): Promise<Sent> {
    return untilDone(talk, askPaper(), (answer) => {
      if (answer.kind !== 'paper') return undefined;
      return saysPaperOut(answer.byte) ? unknown('paperOut') : { outcome: 'printed', reason: null };
    });
  }

  /** Holds the connection until the printer says the word; looks now and then whether something ails it. */
  async function untilDone(talk: Conversation, question: Buffer, heed: (answer: Answer) => Sent | undefined): Promise<Sent> {
    const end = performance.now() + patience.done;
    const left = () => Math.max(1, end - performance.now());
    talk.forget(); // what was said before it was asked is not the word
    const asked = await talk.write(question, patience.done);
    if (asked !== 'done') return unknown(asked === 'closed' ? 'hungUp' : 'late');
    let ails: PrintReason | null = null;
    while (performance.now() < end) {
      const said = await talk.answer(heed, Math.min(left(), patience.done / looks));
      if (said === 'closed') return unknown(ails ?? 'hungUp');
      if (said !== 'late') return said;
      const answered = await askAll(talk, () => Math.min(left(), patience.answer), heed);
      if (answered === 'closed') return unknown(ails ?? 'hungUp');
      if (answered === 'late') continue;
      if ('heeded' in answered) return answered.heeded;
      const { reason } = statusOf(answered);
      // Twice in a row: somebody who stands beside it may be closing the cover.
      if (reason !== null && reason === ails) return unknown(reason);
      ails = reason;
    }
    return unknown(ails ?? 'late');
  }

  return {
    status,
    send,
    async close() {
      for (const drop of open) drop();
    },
  };
}
