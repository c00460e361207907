import type { State } from '../state.ts';

/** What `make` makes of a state, made once for each seq: many views of one flush share it. Only for the state that views are made of, which changes by events alone. */
export function perSeq<T>(make: (state: State) => T): (state: State) => T {
  const known = new WeakMap<State, { readonly seq: number; readonly made: T }>();
  return (state) => {
    const before = known.get(state);
    if (before?.seq === state.seq) return before.made;
    const made = make(state);
    known.set(state, { seq: state.seq, made });
    return made;
  };
}
