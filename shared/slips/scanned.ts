/** What a slip's QR code names. */
export interface Scanned {
  readonly kind: 'ticket' | 'feedback';
  readonly number: string;
  readonly check: string;
}

/**
 * Reads what a scanner typed from a slip's QR code; null when it is none. Many scanners type only what a keyboard has, so
 * the hall's name may be missing or wrong: number and check code are all that count.
 */
export function readScanned(text: string): Scanned | null {
  const feedback = /(?:^|\D)(\d{8}-\d{3,})\s+(\d{4})(?!\d)/.exec(text);
  if (feedback?.[1] !== undefined && feedback[2] !== undefined) return { kind: 'feedback', number: feedback[1], check: feedback[2] };
  const ticket = /(?:^|[^A-Za-z0-9])([A-Za-z]\d{3,4})\s+\d{4}-\d{2}-\d{2}\s+\d{2}:\d{2}\s+(\d{4})(?!\d)/.exec(text);
  return ticket?.[1] !== undefined && ticket[2] !== undefined ? { kind: 'ticket', number: ticket[1].toUpperCase(), check: ticket[2] } : null;
}
