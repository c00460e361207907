/** One value that differs, by its path; `null` where it is not there. */
export interface Change {
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}
type Plain = Readonly<Record<string, unknown>>;

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What an item of a list is called in a path: its name, else its id or place. */
function nameOf(item: unknown, at: number): string {
  if (!isPlain(item)) return String(at + 1);
  return String(item['zh'] ?? item['id'] ?? item['no'] ?? at + 1);
}

/** Same item in both lists: by id or number where there is one, else by place. */
function keyOf(item: unknown, at: number): string {
  return isPlain(item) && (item['id'] !== undefined || item['no'] !== undefined) ? `${item['id']}/${item['no']}/${item['effective']}` : String(at);
}

/** Every leaf that differs between two values of a section; sources are left out, they follow from the rest. */
export function changes(before: unknown, after: unknown, path: readonly string[] = []): readonly Change[] {
  if (Array.isArray(before) && Array.isArray(after) && [...before, ...after].some(isPlain)) return listChanges(before, after, path);
  if (isPlain(before) && isPlain(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((one) => one !== 'source');
    return keys.flatMap((key) => changes(before[key], after[key], [...path, key]));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before: before ?? null, after: after ?? null }];
}

function listChanges(before: readonly unknown[], after: readonly unknown[], path: readonly string[]): readonly Change[] {
  const old = new Map(before.map((item, at) => [keyOf(item, at), item]));
  const fresh = new Map(after.map((item, at) => [keyOf(item, at), item]));
  const kept = after.flatMap((item, at) => {
    const known = old.get(keyOf(item, at));
    return known === undefined
      ? [{ path: [...path, nameOf(item, at)], before: null, after: item }]
      : changes(known, item, [...path, nameOf(item, at)]);
  });
  const gone = before.flatMap((item, at) =>
    fresh.has(keyOf(item, at)) ? [] : [{ path: [...path, nameOf(item, at)], before: item, after: null }],
  );
  return [...kept, ...gone];
}

/** The section with `hall` as the source of what this hall has changed: each changed item of a list, or the section itself. */
export function markHall<T>(before: T, after: T): T {
  if (Array.isArray(before) && Array.isArray(after)) {
    const old = new Map((before as readonly unknown[]).map((item, at) => [keyOf(item, at), item]));
    const marked = (after as readonly unknown[]).map((item, at) => {
      const known = old.get(keyOf(item, at));
      const same = known !== undefined && changes(known, item).length === 0;
      return same || !isPlain(item) ? item : { ...item, source: 'hall' };
    });
    return marked as T;
  }
  return isPlain(after) ? { ...after, source: 'hall' } : after;
}
