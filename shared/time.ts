/**
 * Local calendar time in an IANA zone, without the machine's own zone.
 * Offsets come from Intl and are remembered per quarter of an hour, the finest step a zone changes at.
 */
const quarter = 15 * 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

/** The zone's offset from UTC at `at`, in milliseconds. Throws RangeError on an unknown zone. */
export function zoneOffset(zone: string, at: number): number {
  const slot = Math.floor(at / quarter);
  const known = offsets.get(zone) ?? new Map<number, number>();
  const found = known.get(slot);
  if (found !== undefined) return found;
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    });
    formats.set(zone, format);
  }
  const part: Record<string, number> = {};
  for (const piece of format.formatToParts(slot * quarter)) part[piece.type] = Number(piece.value);
  const local = Date.UTC(part['year'] ?? 0, (part['month'] ?? 1) - 1, part['day'] ?? 1, part['hour'] ?? 0, part['minute'] ?? 0, part['second'] ?? 0);
  const offset = local - slot * quarter;
  if (known.size > 50_000) known.clear();
  known.set(slot, offset);
  offsets.set(zone, known);
  return offset;
}

/** The quarter hour asked for last: nearly always the one that is asked for next. */
let last = { zone: '', slot: Number.NaN, day: '' };

/** The local date at `at` in `zone`, YYYY-MM-DD. */
export function localDay(zone: string, at: number): string {
  const slot = Math.floor(at / quarter);
  if (last.slot !== slot || last.zone !== zone) last = { zone, slot, day: new Date(at + zoneOffset(zone, at)).toISOString().slice(0, 10) };
  return last.day;
}

/** The local time of day at `at` in `zone`, HH:MM. */
export function localTime(zone: string, at: number): string {
  return new Date(at + zoneOffset(zone, at)).toISOString().slice(11, 16);
}

/** Minutes since local midnight, 0 to 1439. */
export function minuteOfDay(zone: string, at: number): number {
  return Math.floor(((at + zoneOffset(zone, at)) % 86_400_000) / 60_000);
}

/** The weekday of a date, 1 Monday to 7 Sunday. */
export function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** The date `days` after `day`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The instant of local `day` at `clock` (H:MM, HH:MM or HH:MM:SS) in `zone`; null when either is no such date or time. */
export function instantOf(zone: string, day: string, clock: string): number | null {
  const found = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(clock);
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (found === null || Number.isNaN(midnight) || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  if (new Date(midnight).toISOString().slice(0, 10) !== day) return null;
  const [hour, minute, second] = [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const local = midnight + ((hour * 60 + minute) * 60 + second) * 1000;
  const guess = local - zoneOffset(zone, local);
  return local - zoneOffset(zone, guess);
}
