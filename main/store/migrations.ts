import type { HallEvent } from '../../shared/events.ts';

/** The version of a data folder's layout, in `format.json`. A newer one is never opened. */
export const folderVersion = 1;

/** An event as an older version of the program wrote it. */
export interface OldEvent {
  readonly v: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Turns an event of version `from` into one of version `from + 1`. */
export interface Migration {
  readonly name: string;
  readonly from: number;
  readonly migrate: (event: OldEvent) => OldEvent;
}

/** Append only, in order. Each has a fixture under test/fixtures that still opens. Version 1 is the first: none yet. */
export const migrations: readonly Migration[] = [];

/** An event in its newest form; the line it came from is never rewritten. Throws on a version newer than this program's. */
export function upcast(event: OldEvent & { readonly seq: number }, list: readonly Migration[] = migrations): HallEvent {
  const newest = list.reduce((highest, one) => Math.max(highest, one.from + 1), 1);
  if (event.v > newest) throw new Error(`line version ${event.v} is newer than this program's ${newest}`);
  let current: OldEvent = event;
  for (const one of list) if (current.v === one.from) current = { ...one.migrate(current), v: one.from + 1 };
  return current as HallEvent;
}
