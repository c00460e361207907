import { useEffect, useState } from 'react';
import type { View, ViewName, ViewParams } from '../../shared/contract.ts';
import { type ScreenProblem, watch } from '../api.ts';

export interface Live<T> {
  /** The last good value, kept while a problem stands. */
  readonly value: T | null;
  readonly problem: ScreenProblem | null;
}
interface Held<T> extends Live<T> {
  readonly key: string;
}
const again = 3000;

/**
 * Follows a view while the component is there; `null` for params follows nothing.
 * A lost connection is tried again by itself, and the last good value stays. `onValue` sees each value before it is shown.
 */
export function useView<N extends ViewName>(name: N, params: ViewParams<N> | null, onValue?: (value: View<N>) => void): Live<View<N>> {
  const key = params === null ? '' : `${name} ${JSON.stringify(params)}`;
  const [held, setHeld] = useState<Held<View<N>>>({ key, value: null, problem: null });
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: key stands for name and params; round asks again
  useEffect(() => {
    if (params === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = watch(name, params, (answer) => {
      clearTimeout(timer);
      if (answer.ok) {
        onValue?.(answer.value);
        return setHeld({ key, value: answer.value, problem: null });
      }
      setHeld((before) => ({ key, value: before.key === key ? before.value : null, problem: answer.problem }));
      if (answer.problem.retry === true) timer = setTimeout(() => setRound((count) => count + 1), again);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [key, round]);

  return held.key === key ? held : { value: null, problem: null };
}
