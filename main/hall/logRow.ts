import type { ImportedTicket } from '../../shared/events.ts';
import { instantOf } from '../../shared/time.ts';
import { type Profile, type Row, rowMatches, cellOf } from './profile.ts';

/** What a row of a log is. A rejected row is reported with its reason; nothing is guessed to save it. */
export type RowOutcome =
  | { readonly kind: 'ticket'; readonly ticket: Omit<ImportedTicket, 'import'> }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'rejected'; readonly reason: string };

/**
 * Reads one row by the profile: skip rules, then reject rules, then times in their order. A call before issue within
 * the clock tolerance counts as called at issue (two machines' clocks); one beyond it is rejected.
 */
export function readRow(row: Row, profile: Profile, zone: string): RowOutcome {
  const skip = profile.skip.find((one) => rowMatches(row, one.when));
  if (skip !== undefined) return { kind: 'skipped', reason: skip.reason };
  const wrong = profile.reject.find((one) => rowMatches(row, one.when));
  if (wrong !== undefined) return rejected(wrong.reason);

  const { fields } = profile;
  const number = cellOf(row, fields.number);
  const service = cellOf(row, fields.service);
  const key = profile.key.map((name) => (row[name] ?? '').trim());
  if (number === null) return rejected('no number');
  if (service === null) return rejected('no service');
  if (key.some((one) => one === '')) return rejected('no key');

  const day = dateOf(cellOf(row, profile.date));
  const times: Record<string, number | null> = {};
  for (const name of ['issued', 'called', 'ended', 'left'] as const) {
    const text = cellOf(row, fields[name]);
    const at = text === null ? null : timeOf(zone, day, text);
    if (text !== null && at === null) return rejected(`${name} is no time`);
    times[name] = at;
  }
  const { issued = null, ended = null, left = null } = times;
  let called = times['called'] ?? null;
  if (issued === null) return rejected('no time of issue');
  if (called !== null && called < issued) {
    if (issued - called > profile.clockToleranceSeconds * 1000) return rejected('called before issued');
    called = issued;
  }
  if (ended !== null && called !== null && ended < called) return rejected('ended before called');
  if (left !== null && left < issued) return rejected('left before issued');
  const priority = profile.priorityValues.includes(cellOf(row, fields.priority) ?? '');
  return {
    kind: 'ticket',
    ticket: { key: key.join('/').slice(0, 120), number: number.slice(0, 40), service: service.slice(0, 40), priority, issuedAt: issued, calledAt: called, endedAt: ended, leftAt: left, counter: cellOf(row, fields.counter)?.slice(0, 40) ?? null },
  };
}

function rejected(reason: string): RowOutcome {
  return { kind: 'rejected', reason };
}

/** YYYY-MM-DD of a date as logs write it (2026-1-5, 2026/01/05, 20260105); null when it is none. */
function dateOf(text: string | null): string | null {
  const found = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(text ?? '');
  return found === null ? null : `${found[1]}-${found[2]?.padStart(2, '0')}-${found[3]?.padStart(2, '0')}`;
}

/** A time of day on `day`, or a date and time in one text. */
function timeOf(zone: string, day: string | null, text: string): number | null {
  const both = /^(\S+)[ T](\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?$/.exec(text);
  const date = both === null ? day : dateOf(both[1] ?? null);
  return date === null ? null : instantOf(zone, date, both?.[2] ?? text);
}
