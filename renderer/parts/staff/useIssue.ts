import { useState } from 'react';
import type { CommandResult } from '../../../shared/contract.ts';
import { type Action, useAction } from '../useAction.ts';

export interface IssueForm {
  readonly kind: string;
  readonly reason: string;
  readonly booking: string;
  readonly phone: string;
}
export interface Issue {
  readonly form: IssueForm;
  readonly set: (change: Partial<IssueForm>) => void;
  readonly issued: CommandResult<'ticket.issue'> | null;
  readonly action: Action;
  readonly take: (service: string) => void;
  /** Ready for the next customer: nothing of the one before stays. */
  readonly reset: () => void;
}
const blank: IssueForm = { kind: 'ordinary', reason: '', booking: '', phone: '' };

/** A ticket taken by a person for a customer: what was filled in, and the ticket once there is one. */
export function useIssue(): Issue {
  const [form, setForm] = useState(blank);
  const [issued, setIssued] = useState<CommandResult<'ticket.issue'> | null>(null);
  const action = useAction();
  const take = (service: string) => {
    const { kind, reason, booking, phone } = form;
    const more = {
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      ...(kind === 'booked' ? { booking } : {}),
      ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
    };
    action.run('ticket.issue', { service, class: kind, ...more }, setIssued);
  };
  return {
    form,
    set: (change) => setForm({ ...form, ...change }),
    issued,
    action,
    take,
    reset: () => {
      setForm(blank);
      setIssued(null);
      action.dismiss();
    },
  };
}
