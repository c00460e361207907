import { useRef, useState } from 'react';
import type { CommandResult } from '../../../../shared/contract.ts';
import type { Settings } from '../../../../shared/settings.ts';
import { localDay } from '../../../../shared/time.ts';
import type { TicketRow } from '../../../../shared/views.ts';
import { useHost } from '../../host.tsx';
import { type Action, useAction } from '../../useAction.ts';
import type { Picked } from '../TicketPicker.tsx';
import { blank, type Fault, faultsOf, type Form, inputOf } from './form.ts';

export type Filed = CommandResult<'feedback.file'>;
export interface Filing {
  readonly form: Form;
  readonly set: (change: Partial<Form>) => void;
  readonly picked: Picked | null;
  readonly pick: (picked: Picked | null) => void;
  /** What keeps it from being filed; shown once somebody tried. */
  readonly faults: readonly Fault[];
  readonly filed: Filed | null;
  readonly action: Action;
  /** `separate`: another matter than the one that is still open. */
  readonly file: (separate?: boolean) => void;
}

/** The form of a new feedback and how filing it stands. */
export function useFiling(settings: Settings, current: TicketRow | null, channel: string): Filing {
  const { zone } = useHost();
  const [form, setForm] = useState(() => blank(settings, channel));
  const [picked, setPicked] = useState<Picked | null>(
    current === null ? null : { ticket: current.ticket, day: localDay(zone, current.issuedAt), number: current.number },
  );
  const [tried, setTried] = useState(false);
  const [filed, setFiled] = useState<Filed | null>(null);
  const sent = useRef('');
  const action = useAction();
  const faults = faultsOf(form, settings);
  return {
    form,
    set: (change) => setForm((before) => ({ ...before, ...change })),
    picked,
    pick: setPicked,
    faults: tried ? faults : faults.filter((one) => one === 'area'),
    filed,
    action,
    file: (separate = false) => {
      if (faults.length > 0) return setTried(true);
      const input = { ...inputOf(form, picked, settings, zone), ...(separate ? { separate } : {}) };
      // No answer came: the very same once more is the same command, so that nothing is filed twice.
      const same = JSON.stringify(input) === sent.current;
      sent.current = JSON.stringify(input);
      if (same && action.problem?.retry === true) return action.again();
      action.run('feedback.file', input, setFiled);
    },
  };
}
