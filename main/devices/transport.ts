import type { PrinterProfile, PrinterStatus, PrintReason } from '../../shared/printing.ts';

/** What became of bytes that were to be printed (README: what each outcome means). `detail` is for the log, never for a customer. */
export interface Sent {
  readonly outcome: 'printed' | 'accepted' | 'saved' | 'notSent' | 'unknown';
  readonly reason: PrintReason | null;
  readonly detail?: string;
}

export interface SendOptions {
  /**
   * Awaited when everything is ready and before the first byte of the slip leaves this machine. When it rejects nothing
   * is sent and the outcome is notSent with reason `disk`.
   */
  readonly beforeFirstByte: () => Promise<void>;
  /** Told when the first byte of the slip has been handed to the system. */
  readonly onFirstByte?: () => void;
}

/** One printer, by the way to it. Nothing here rejects. Its caller never asks for two things at once. */
export interface Transport {
  /** How it stands now. */
  readonly status: () => Promise<PrinterStatus>;
  /** Prints one slip: one connection, one job. Whatever happens, the outcome never says more than is known. */
  readonly send: (bytes: Buffer, options: SendOptions) => Promise<Sent>;
  readonly close: () => Promise<void>;
}

export interface TransportOptions {
  readonly profile: PrinterProfile;
  /** Patience in milliseconds; tests have less. */
  readonly patience?: Partial<Patience>;
}

export interface Patience {
  readonly connect: number;
  /** For an answer to a question about its status. */
  readonly answer: number;
  /** For the word that a slip has been printed, after its last byte. */
  readonly done: number;
}
