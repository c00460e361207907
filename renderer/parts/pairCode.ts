/** A pairing code as the host shows it: six digits and eight characters of its certificate's fingerprint. */
export interface PairCode {
  readonly digits: string;
  readonly mark: string;
  /** 482913-K7QZ2MXA, as it is sent and shown. */
  readonly text: string;
}

/** RFC 4648: no 0, 1, 8 or 9, so that none is taken for a letter. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const shape = /^(\d{6})([A-Z2-7]{8})$/;

/** Reads a code as people type it: any case, spaces and hyphens anywhere. Null when it is not whole or not a code. */
export function readPairCode(typed: string): PairCode | null {
  const [, digits, mark] = shape.exec(bare(typed)) ?? [];
  return digits === undefined || mark === undefined ? null : { digits, mark, text: `${digits}-${mark}` };
}

/** What was typed so far, in the form of a code, so that it can be compared with the host's screen at a glance. */
export function shownPairCode(typed: string): string {
  const text = bare(typed).slice(0, 14);
  return text.length > 6 ? `${text.slice(0, 6)}-${text.slice(6)}` : text;
}

/** The first 40 bits of a fingerprint in hexadecimal, as eight base32 characters. */
export function markOf(fingerprint: string): string {
  const bits = BigInt(
    `0x${fingerprint
      .replace(/[^0-9a-f]/gi, '')
      .slice(0, 10)
      .padEnd(10, '0')}`,
  );
  return Array.from({ length: 8 }, (_, at) => alphabet[Number((bits >> BigInt(35 - 5 * at)) & 31n)] ?? '').join('');
}

function bare(typed: string): string {
  // A full-width keyboard is what many of these PCs start with.
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '');
}
