import { RebookPicker } from '../../parts/staff/RebookPicker.tsx';
import type { FormProps } from './OpForm.tsx';

/** Another time for a customer, with a booking code that brings priority. */
export function Rebook({ current, settings, action, onDone, onCancel }: FormProps) {
  return (
    <RebookPicker
      settings={settings}
      busy={action.busy}
      onBook={(at) => action.run('ticket.rebook', { at }, (made) => onDone({ kind: 'booked', number: current.number, code: made.booking, at }))}
      onCancel={onCancel}
    />
  );
}
