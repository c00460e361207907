import type { State } from '../../shared/domain/state.ts';

/** What is never changed once it is there, but replaced: large, and shared by the copies. */
const shared: ReadonlySet<string> = new Set(['settings', 'facts']);

/** A copy of the state that events are applied to on its own. Settings and fact sheets, which no event changes, are the same objects. */
export function copyState(state: State): State {
  return copy(state);
}

function copy<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy) as T;
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [key, copy(one)])) as T;
  if (value instanceof Set) return new Set(value) as T;
  const made: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const one = (value as Readonly<Record<string, unknown>>)[name];
    made[name] = shared.has(name) ? one : copy(one);
  }
  return made as T;
}
