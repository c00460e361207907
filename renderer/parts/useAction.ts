import { useCallback, useRef, useState } from 'react';
import { type Arguments, type Name, type Output, type Pending, prepare, type ScreenProblem, send } from '../api.ts';

export interface Action {
  readonly busy: boolean;
  readonly problem: ScreenProblem | null;
  /** Sends a request; a press while one is under way is a slip of the finger and does nothing. */
  run<N extends Name>(name: N, args: Arguments<N>, then?: (result: Output<N>) => void): void;
  /** Sends the very same request again: the hall does nothing twice. */
  again(): void;
  dismiss(): void;
}

/** One place on a screen that asks something of the hall: what is under way and what went wrong. */
export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ScreenProblem | null>(null);
  const going = useRef(false);
  const last = useRef<(() => void) | null>(null);

  const start = useCallback(<N extends Name>(pending: Pending<N>, then?: (result: Output<N>) => void) => {
    if (going.current) return;
    going.current = true;
    last.current = () => start(pending, then);
    setBusy(true);
    void send(pending).then((answer) => {
      going.current = false;
      setBusy(false);
      setProblem(answer.ok ? null : answer.problem);
      if (answer.ok) then?.(answer.value);
    });
  }, []);
  const run = useCallback(
    <N extends Name>(name: N, args: Arguments<N>, then?: (result: Output<N>) => void) => start(prepare(name, args), then),
    [start],
  );
  const again = useCallback(() => last.current?.(), []);
  const dismiss = useCallback(() => setProblem(null), []);
  return { busy, problem, run, again, dismiss };
}
