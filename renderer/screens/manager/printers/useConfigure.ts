import { useEffect, useRef } from 'react';
import type { Printing } from '../../../../shared/printing.ts';
import { type Action, useAction } from '../../../parts/useAction.ts';

export interface Configure {
  readonly action: Action;
  /** Saves what `change` makes of the section as it is now, not as it was when the form was opened. */
  readonly save: (change: (section: Printing) => Printing, then?: () => void) => void;
}

/** Changes the section `printing`, always the whole of it. */
export function useConfigure(section: Printing): Configure {
  const action = useAction();
  const now = useRef(section);
  useEffect(() => {
    now.current = section;
  }, [section]);
  const save: Configure['save'] = (change, then) =>
    action.run('hall.configure', { change: { section: 'printing', value: change(now.current) } }, then);
  return { action, save };
}
