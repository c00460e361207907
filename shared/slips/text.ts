import { localDay, localTime } from '../time.ts';

/** Makes any text safe inside a receiptline document: its control characters are escaped, line breaks become spaces. */
export function plain(text: string): string {
  return text.replaceAll(/[\r\n\t]+/g, ' ').replaceAll(/[\\|{}~_"`^]/g, (sign) => `\\${sign}`);
}

/** 2026-11-22 14:05 in the hall's zone. */
export function stamp(zone: string, at: number): string {
  return `${localDay(zone, at)} ${localTime(zone, at)}`;
}

/** A slip that is shown again later than this after what it is about is a second one. */
export const reprintAfter = 60_000;

/** The line that marks a second slip, with its time. */
export function reprint(zone: string, at: number, english: boolean): string {
  return `|${english ? 'Reprint' : '补打'} ${stamp(zone, at)}|`;
}

/** Whole minutes that are not exceeded, as a quote is told: 61 s are 2 minutes. */
export function wholeMinutes(seconds: number): number {
  return Math.ceil(Math.max(0, seconds) / 60);
}
