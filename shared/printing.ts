import { z } from './zod.ts';

/** What can be printed. */
export const slipKinds = ['ticket', 'complaint', 'followUp', 'day', 'test'] as const;
export const slipKind = z.enum(slipKinds);
export type SlipKind = z.infer<typeof slipKind>;

/** Kinds of printers, each a row of main/devices/profiles.ts. `quiet` says how it stands and never that it printed; `mute` is a clone that never answers: what it was given is accepted, never printed. */
export const printerProfiles = ['epson', 'xprinter', 'gprinter', 'generic', 'quiet', 'mute'] as const;
export const printerProfile = z.enum(printerProfiles);
export type PrinterProfile = z.infer<typeof printerProfile>;

/** Why a slip did not come out, or may not have; what ails a printer. */
export const printReasons = [
  'paperOut', 'coverOpen', 'cutter', 'fault', 'offline', 'noAnswer', 'unreachable', 'busy', 'hungUp', 'late', 'restarted', 'stopped', 'notFound', 'rejected', 'noService', 'disk', 'notHere', 'unreadable',
] as const;
export const printReason = z.enum(printReasons);
export type PrintReason = z.infer<typeof printReason>;

/**
 * What became of a slip. printed: the printer said so. accepted: a spooler, or a printer that never answers, took it.
 * saved: as a PDF. notSent: nothing left this machine. unknown: it may have come out; only a person can say.
 * dropped: too late to be of use. cancelled: by a person, before it was sent.
 */
export const slipOutcome = z.enum(['printed', 'accepted', 'saved', 'notSent', 'unknown', 'dropped', 'cancelled']);
export type SlipOutcome = z.infer<typeof slipOutcome>;

/** How a printer stands, as it says itself. `unknown`: it cannot be asked. */
export const printerStatus = z.object({
  state: z.enum(['ready', 'trouble', 'unreachable', 'unknown']),
  reason: printReason.nullable(),
  paper: z.enum(['ok', 'low', 'out', 'unknown']),
});
export type PrinterStatus = z.infer<typeof printerStatus>;

/** tcp://HOST:PORT (ESC/POS), cups://QUEUE on its own computer, winspool://NAME on its own computer. */
export const printerAddress = z.string().max(200)
  .regex(/^(tcp:\/\/[^\s/:]+:\d{1,5}|tcp:\/\/\[[0-9a-fA-F:.]+\]:\d{1,5}|cups:\/\/[^\s/#?]+|winspool:\/\/.+)$/)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u)
  .refine((address) => !address.startsWith('tcp:') || isPort(Number(address.slice(address.lastIndexOf(':') + 1))));

function isPort(port: number): boolean {
  return port >= 1 && port <= 65_535;
}

/** An id that a person's program made up: short, never shown. */
const printerId = z.string().regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);

export const printer = z.object({
  id: printerId,
  name: z.string().trim().min(1).max(40),
  /** The one computer that writes to it: `host`, or a paired station's id. */
  station: z.string().max(60),
  address: printerAddress,
  profile: printerProfile,
  widthMm: z.union([z.literal(58), z.literal(80)]),
  density: z.enum(['light', 'normal', 'dark']),
  /** Length of a new roll in millimetres. */
  rollMm: z.number().int().min(1_000).max(200_000),
  /** Which printer takes over what this one cannot print. */
  next: printerId.nullable(),
});
export type Printer = z.infer<typeof printer>;

/** Which printer a slip goes to: the most exact line counts, station before kind. No printer: it is not printed there. */
export const printRoute = z.object({ station: z.string().max(60), kind: z.union([slipKind, z.literal('*')]), printer: printerId.nullable() });
export type PrintRoute = z.infer<typeof printRoute>;

/** The settings section `printing`. A hall that has none prints nothing. */
export const printing = z.object({
  printers: z.array(printer).max(60),
  routes: z.array(printRoute).max(1_000),
  /** A PNG in base64, printed above the hall's name; at most 384 x 160 dots. */
  logo: z.string().max(40_000).regex(/^[A-Za-z0-9+/]+={0,2}$/).nullable(),
  /** A slip that could not be printed for so long is dropped. A ticket's also once it is called. */
  dropAfterMinutes: z.number().int().min(1).max(240),
});
export type Printing = z.infer<typeof printing>;
