import type { PrinterStatus, PrintReason } from '../../shared/printing.ts';

/** What the program asks its child that talks to the Windows spooler. A slip's bytes go in base64. */
export type Order =
  | { readonly id: number; readonly ask: 'list' }
  | { readonly id: number; readonly ask: 'status'; readonly printer: string }
  /** Opens the printer and a job with nothing in it. */
  | { readonly id: number; readonly ask: 'begin'; readonly printer: string }
  /** Fills the job and gives it to the spooler. */
  | { readonly id: number; readonly ask: 'write'; readonly bytes: string }
  /** Throws the empty job away. */
  | { readonly id: number; readonly ask: 'abort' }
  | { readonly id: number; readonly ask: 'job'; readonly printer: string; readonly job: number };

/** How a printer stands, as PRINTER_INFO_2 has it. */
export interface PrinterBits {
  readonly status: number;
  readonly attributes: number;
  readonly jobs: number;
}

/** What the child answers. Of a failure: the Windows error, and whether any of the slip was handed to the spooler. */
export type Reply = { readonly id: number } & (
  | { readonly ok: true; readonly printers?: readonly string[]; readonly bits?: PrinterBits; readonly job?: number; readonly jobBits?: number | null }
  | { readonly ok: false; readonly step: string; readonly error: number; readonly handed: boolean }
);

const printerBits: readonly (readonly [number, PrintReason])[] = [
  [0x0040_0000, 'coverOpen'],
  [0x0000_0010, 'paperOut'],
  [0x0000_0040, 'fault'], // PAPER_PROBLEM
  [0x0000_0008, 'fault'], // PAPER_JAM
  [0x0000_0001, 'stopped'], // PAUSED
  [0x0000_0004, 'stopped'], // PENDING_DELETION
  [0x0000_0080, 'offline'],
  [0x0000_1000, 'offline'], // NOT_AVAILABLE
  [0x0200_0000, 'offline'], // SERVER_OFFLINE
  [0x0000_0002, 'fault'], // ERROR
  [0x0010_0000, 'fault'], // USER_INTERVENTION
  [0x0020_0000, 'fault'], // OUT_OF_MEMORY
];
const workOffline = 0x0400;

/** A printer's status from the spooler's bits. Toner, power saving, printing and the like are no trouble for a receipt printer. */
export function winspoolStatus({ status, attributes }: PrinterBits): PrinterStatus {
  const reason = printerBits.find(([bit]) => (status & bit) !== 0)?.[1] ?? ((attributes & workOffline) !== 0 ? 'offline' : null);
  return { state: reason === null ? 'ready' : 'trouble', reason, paper: (status & 0x10) !== 0 ? 'out' : 'unknown' };
}

const jobBits: readonly (readonly [number, PrintReason])[] = [
  [0x0040, 'paperOut'],
  [0x0020, 'offline'],
  [0x0001, 'stopped'], // PAUSED
  [0x0002, 'fault'], // ERROR
  [0x0200, 'fault'], // BLOCKED_DEVQ
  [0x0400, 'fault'], // USER_INTERVENTION
];

/** How a job stands: over (also when the spooler no longer knows it), ended by somebody, or waiting, and for what. */
export function jobStanding(bits: number | null): { readonly over: boolean; readonly ended: boolean; readonly reason: PrintReason | null } {
  if (bits === null) return { over: true, ended: false, reason: null };
  const ended = (bits & 0x0104) !== 0; // DELETED, DELETING
  return { over: (bits & 0x1080) !== 0, ended, reason: jobBits.find(([bit]) => (bits & bit) !== 0)?.[1] ?? null }; // PRINTED, COMPLETE
}

/** What a Windows error means for a slip of which nothing was handed over. */
export function winspoolReason(error: number): PrintReason {
  if (error === 1801 || error === 1796 || error === 2) return 'notFound'; // invalid printer name, unknown port
  if ([1722, 1723, 1753, 1058, 1060, 1062, 3012, -1].includes(error)) return 'noService'; // the spooler does not run, or this is no Windows
  return error === 3019 ? 'offline' : 'rejected';
}
