/**
 * What turns one JSON value into another, small enough to send in its place. Short member names, because it is sent
 * thirty times at each flush.
 */
export type Changes =
  /** The new value as a whole. */
  | { readonly is: unknown }
  /** An object's new members, its members that change within, and those it loses. */
  | { readonly set?: Members; readonly sub?: Readonly<Record<string, Changes>>; readonly del?: readonly string[] }
  /** A list: runs of the old list, its rows that change within, and new elements, in the new order. */
  | { readonly list: readonly ListStep[] };

type ListStep = readonly [from: number, count: number] | readonly [from: number, changes: Changes] | readonly [added: unknown];
type Members = Readonly<Record<string, unknown>>;

/** Above this share of the whole value's text a patch is not worth its work. */
const worthwhile = 0.6;

/** What tells a row apart from the others of its list; the first that a row has counts. */
const idFields = ['ticket', 'no', 'key', 'station', 'feedback', 'id'] as const;

/**
 * What changed between two JSON values, or null when nothing did. A patch longer than 60% of `after` is given as a plain
 * replacement. Members that are undefined count as absent. Values that share parts (`===`) are compared the faster for it.
 */
export function changesBetween(before: unknown, after: unknown): Changes | null {
  return sizedChanges(before, after)?.changes ?? null;
}

/**
 * `before` with the changes made: what {@link changesBetween} was given as `after`. Leaves `before` as it is and shares its
 * unchanged parts. Throws when the changes are malformed or were made for another value.
 */
export function withChanges(before: unknown, changes: Changes | null): unknown {
  return changes === null ? before : changed(before, changes);
}

/** Changes and the length of their text: what they are made of is measured once, not again at each level above. */
interface Sized {
  readonly changes: Changes;
  readonly length: number;
}

/** Of `{"is":}`, which stands around a replaced value. */
const around = 7;

function sizedChanges(before: unknown, after: unknown): Sized | null {
  if (before === after) return null;
  const patch = patchOf(before, after);
  if (patch === null) return null;
  return patch === 'replace' || !isWorthwhile(patch.length, after) ? { changes: { is: after }, length: around + textLength(after) } : patch;
}

function patchOf(before: unknown, after: unknown): Sized | 'replace' | null {
  if (Array.isArray(before) && Array.isArray(after)) return listPatch(before, after);
  if (isObject(before) && isObject(after)) return objectPatch(before, after);
  return before === after ? null : 'replace';
}

function objectPatch(before: Members, after: Members): Sized | null {
  const set: [string, unknown][] = [];
  const sub: [string, Changes][] = [];
  let [setLength, subLength] = [0, 0];
  for (const [key, value] of Object.entries(after)) {
    if (value === undefined) continue;
    const change = sizedChanges(member(before, key), value);
    if (change === null) continue;
    const named = textLength(key) + 2; // a colon, and a comma or the brace
    if ('is' in change.changes) {
      set.push([key, value]);
      setLength += named + change.length - around;
    } else {
      sub.push([key, change.changes]);
      subLength += named + change.length;
    }
  }
  const del = Object.keys(before).filter((key) => before[key] !== undefined && member(after, key) === undefined);
  if (set.length + sub.length + del.length === 0) return null;
  const group = '"set":{,'.length;
  const length = 1 + (set.length > 0 ? group + setLength : 0) + (sub.length > 0 ? group + subLength : 0) + (del.length > 0 ? '"del":,'.length + textLength(del) : 0);
  // fromEntries makes a member of its own even of `__proto__`; an assignment would not.
  const changes = {
    ...(set.length > 0 ? { set: Object.fromEntries(set) } : {}),
    ...(sub.length > 0 ? { sub: Object.fromEntries(sub) } : {}),
    ...(del.length > 0 ? { del } : {}),
  };
  return { changes, length };
}

function listPatch(before: readonly unknown[], after: readonly unknown[]): Sized | null {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && sameValue(before[head], after[head])) head += 1;
  if (head === before.length && head === after.length) return null;
  let tail = 0;
  while (tail < shorter - head && sameValue(before[before.length - 1 - tail], after[after.length - 1 - tail])) tail += 1;

  const steps: ListStep[] = [];
  let length = '{"list":[]}'.length;
  let run: { from: number; count: number } | null = null;
  const add = (step: ListStep, itsLength: number) => {
    length += itsLength + (steps.length > 0 ? 1 : 0);
    steps.push(step);
  };
  const endRun = () => {
    if (run !== null) add([run.from, run.count], 3 + textLength(run.from) + textLength(run.count));
    run = null;
  };
  const copy = (from: number, count: number) => {
    if (count === 0) return;
    if (run !== null && run.from + run.count === from) run = { from: run.from, count: run.count + count };
    else {
      endRun();
      run = { from, count };
    }
  };
  copy(0, head);
  const places = placesOf(before, head, before.length - tail);
  for (const element of after.slice(head, after.length - tail)) {
    const from = places.get(nameOf(element));
    const change = from === undefined ? null : sizedChanges(before[from], element);
    if (from !== undefined && change === null) copy(from, 1);
    else {
      endRun();
      if (from === undefined || change === null) add([element], 2 + textLength(element));
      else if ('is' in change.changes) add([element], 2 + change.length - around);
      else add([from, change.changes], 3 + textLength(from) + change.length);
    }
  }
  copy(before.length - tail, tail);
  endRun();
  return { changes: { list: steps }, length };
}

/** Where each element of a part of a list first stands, by its name. */
function placesOf(list: readonly unknown[], from: number, to: number): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (let index = from; index < to; index += 1) {
    const name = nameOf(list[index]);
    if (!places.has(name)) places.set(name, index);
  }
  return places;
}

/** What an element is found again by: a row's id, else its text. Two may share a name; the patch is right all the same. */
function nameOf(element: unknown): string {
  if (isObject(element)) {
    for (const field of idFields) {
      const id = element[field];
      if (typeof id === 'string' || typeof id === 'number') return `${field} ${id}`;
    }
  }
  return JSON.stringify(element) ?? '';
}

/** Whether two JSON values are equal, whatever the order of their members. Parts that they share (`===`) cost nothing. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((element, index) => sameValue(element, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  return Object.keys(b).every((key) => sameValue(member(a, key), b[key])) && Object.keys(a).every((key) => a[key] === undefined || Object.hasOwn(b, key));
}

/** A member of the object's own: one that is called `__proto__` is not what every object inherits. */
function member(object: Members, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function changed(before: unknown, changes: unknown): unknown {
  if (!isObject(changes)) throw malformed('changes are an object');
  if (Object.hasOwn(changes, 'is')) return changes['is'];
  if (Object.hasOwn(changes, 'list')) return changedList(before, changes['list']);
  return changedObject(before, changes);
}

function changedObject(before: unknown, { set = {}, sub = {}, del = [], ...rest }: Members): Members {
  if (!isObject(before)) throw malformed('members change in an object');
  if (!isObject(set) || !isObject(sub) || !Array.isArray(del) || Object.keys(rest).length > 0) throw malformed('unknown form');
  const members = new Map(Object.entries(before));
  for (const key of del) if (typeof key !== 'string' || !members.delete(key)) throw malformed('a member to delete is not there');
  for (const [key, change] of Object.entries(sub)) {
    if (!members.has(key)) throw malformed('a member to change is not there');
    members.set(key, changed(members.get(key), change));
  }
  for (const [key, value] of Object.entries(set)) members.set(key, value);
  return Object.fromEntries(members);
}

function changedList(before: unknown, steps: unknown): readonly unknown[] {
  if (!Array.isArray(before) || !Array.isArray(steps)) throw malformed('steps change a list');
  return steps.flatMap((step: unknown) => {
    if (!Array.isArray(step) || step.length < 1 || step.length > 2) throw malformed('a step has one or two parts');
    if (step.length === 1) return [step[0]];
    const [from, what]: readonly unknown[] = step;
    if (!isPlace(from) || from >= before.length) throw malformed('a step begins outside the list');
    if (typeof what !== 'number') return [changed(before[from], what)];
    if (!isPlace(what) || from + what > before.length) throw malformed('a run ends outside the list');
    return before.slice(from, from + what);
  });
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPlace(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isWorthwhile(length: number, after: unknown): boolean {
  // Of a large value the first part is enough to tell: its whole text would cost more than all the rest here.
  return restOf(length / worthwhile, after) <= 0 || length <= worthwhile * textLength(after);
}

/** What is left of `limit` when a value's text has taken its share: counted low, and only until nothing is left. */
function restOf(limit: number, value: unknown): number {
  if (typeof value === 'string') return limit - value.length - 2;
  if (!Array.isArray(value) && !isObject(value)) return limit - (value === undefined ? 0 : 1);
  let rest = limit;
  if (Array.isArray(value)) {
    for (const part of value) if ((rest = restOf(rest - 1, part)) <= 0) break;
  } else {
    for (const key of Object.keys(value)) if (value[key] !== undefined && (rest = restOf(rest - key.length - 3, value[key])) <= 0) break;
  }
  return rest;
}

function textLength(value: unknown): number {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value).length;
  return (JSON.stringify(value) ?? '').length;
}

function malformed(why: string): Error {
  return new Error(`malformed changes: ${why}`);
}
