/** What an ESC/POS printer is asked, and how its answers are read. Pure: bytes in, bytes out. */
import type { PrinterStatus, PrintReason } from '../../shared/printing.ts';

/** The four questions about its status, which a printer answers at once even while it is in trouble. */
export const statusQuestions = [1, 2, 3, 4] as const;
export type StatusQuestion = (typeof statusQuestions)[number];

/** DLE EOT n. */
export const askStatus = (n: StatusQuestion): Buffer => Buffer.from([0x10, 0x04, n]);
/** GS r 1: answered after everything before it was printed. */
export const askPaper = (): Buffer => Buffer.from([0x1d, 0x72, 0x01]);
/** GS ( H: answered with the same four characters after everything before it was printed. */
export const askDone = (id: string): Buffer => Buffer.concat([Buffer.from([0x1d, 0x28, 0x48, 6, 0, 48, 48]), Buffer.from(id, 'latin1')]);
/** GS I 66 and 67: maker and model, where a printer tells. */
export const askMaker = (): Buffer => Buffer.from([0x1d, 0x49, 66]);
export const askModel = (): Buffer => Buffer.from([0x1d, 0x49, 67]);

/** The n-th id for `askDone`: four letters from A to P, none of which can be taken for the answer to a question. */
export function doneId(n: number): string {
  return [12, 8, 4, 0].map((shift) => String.fromCharCode(0x41 + ((n >> shift) & 0x0f))).join('');
}

/** One answer of a printer. `other`: bytes that are no answer at all. */
export type Answer =
  | { readonly kind: 'status'; readonly byte: number }
  | { readonly kind: 'paper'; readonly byte: number }
  | { readonly kind: 'done'; readonly id: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'automatic' }
  | { readonly kind: 'other' };

const isStatus = (byte: number) => (byte & 0x93) === 0x12;
const isPaper = (byte: number) => (byte & 0x90) === 0;
const longestText = 80;

/**
 * Reads a printer's answers from chunks, however they are cut: answers to questions, blocks of automatic status (four
 * bytes, skipped as a whole), the word that a slip is done, texts. A byte that begins nothing is `other`.
 */
export function answerReader(): (chunk: Uint8Array) => Answer[] {
  let held: Uint8Array = new Uint8Array(0);
  /** Where in `held` the next answer begins. */
  let at = 0;

  /** The next whole answer in `held` and its length; undefined: more must come. */
  function next(): [Answer, number] | undefined {
    const head = held[at];
    if (head === undefined) return undefined;
    if (isStatus(head)) return [{ kind: 'status', byte: head }, 1];
    if (head === 0x37) return doneIn(held[at + 1]);
    if (head === 0x5f) return textIn();
    // The first byte of automatic status has bit 4 set and bits 0, 1 and 7 clear; the three after it have bit 4 clear.
    if ((head & 0x93) === 0x10) return automaticIn();
    return [isPaper(head) ? { kind: 'paper', byte: head } : { kind: 'other' }, 1];
  }

  function doneIn(flag: number | undefined): [Answer, number] | undefined {
    if (flag === undefined) return undefined;
    if (flag !== 0x22) return [{ kind: 'other' }, 1];
    if (held.length < at + 7) return undefined;
    return held[at + 6] === 0 ? [{ kind: 'done', id: String.fromCharCode(...held.subarray(at + 2, at + 6)) }, 7] : [{ kind: 'other' }, 1];
  }

  function textIn(): [Answer, number] | undefined {
    const text = held.subarray(at, at + longestText + 2);
    const end = text.findIndex((byte, i) => i > 0 && (byte < 0x20 || i > longestText));
    if (end < 0) return undefined;
    if (text[end] !== 0) return [{ kind: 'other' }, 1];
    return [{ kind: 'text', text: String.fromCharCode(...text.subarray(1, end)) }, end + 1];
  }

  function automaticIn(): [Answer, number] | undefined {
    const rest = held.subarray(at + 1, at + 4);
    const strange = rest.findIndex((byte) => !isPaper(byte));
    if (strange >= 0) return [{ kind: 'other' }, strange + 1];
    return rest.length === 3 ? [{ kind: 'automatic' }, 4] : undefined;
  }

  return (chunk) => {
    held = Buffer.concat([held.subarray(at), chunk]);
    at = 0;
    const found: Answer[] = [];
    for (let one = next(); one; one = next()) {
      found.push(one[0]);
      at += one[1];
    }
    return found;
  };
}

/** The bytes that a printer answered, by question; a question it was not asked is missing. */
export type StatusBytes = Partial<Record<StatusQuestion, number>>;

/** What ails a printer, from its answers: the cause a person can mend comes first. null: nothing, it prints. */
function ailment(bytes: StatusBytes): PrintReason | null {
  const has = (n: StatusQuestion, mask: number) => ((bytes[n] ?? 0) & mask) !== 0;
  if (has(2, 0x04)) return 'coverOpen';
  if (has(2, 0x20) || has(4, 0x60)) return 'paperOut';
  if (has(3, 0x08)) return 'cutter';
  if (has(2, 0x40) || has(3, 0x64)) return 'fault'; // unrecoverable, overheated, or a mechanical error
  return has(1, 0x08) ? 'offline' : null;
}

/** A printer's status from its answers to DLE EOT 1 to 4. Paper that is nearly out is no trouble. */
export function statusOf(bytes: StatusBytes): PrinterStatus {
  const reason = ailment(bytes);
  const roll = bytes[4];
  const out = ((bytes[2] ?? 0) & 0x20) !== 0 || ((roll ?? 0) & 0x60) !== 0;
  const paper = out ? 'out' : roll === undefined ? 'unknown' : (roll & 0x0c) !== 0 ? 'low' : 'ok';
  return { state: reason === null ? 'ready' : 'trouble', reason, paper };
}

/** Whether the answer to GS r 1 says that the paper has run out. */
export const saysPaperOut = (byte: number): boolean => (byte & 0x0c) !== 0;
