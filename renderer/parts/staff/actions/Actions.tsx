import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandName } from '../../../../shared/contract.ts';
import { useCase } from '../case/context.tsx';
import { AddChannel } from './AddChannel.tsx';
import { Correct } from './Correct.tsx';
import { Escalate } from './Escalate.tsx';
import { Forget } from './Forget.tsx';
import { Grade } from './Grade.tsx';
import { HandOver } from './HandOver.tsx';
import { Phone } from './Phone.tsx';
import { RebookForm } from './RebookForm.tsx';
import { Retype } from './Retype.tsx';
import { JustReason } from './JustReason.tsx';
import { Urge } from './Urge.tsx';

/** What each small form gets. */
export interface ActionProps {
  readonly onDone: () => void;
}
const commands = {
  phone: 'feedback.phone', handOver: 'feedback.handOver', move: 'feedback.move', rebook: 'ticket.rebook', escalate: 'feedback.escalate', urge: 'feedback.urge',
  supervise: 'feedback.supervise', retype: 'feedback.retype', correct: 'feedback.correct', grade: 'feedback.grade', addChannel: 'feedback.addChannel',
  withdraw: 'feedback.withdraw', reopen: 'feedback.reopen', forget: 'person.forget',
} as const satisfies Record<string, CommandName>;
type Name = keyof typeof commands;
const names = Object.keys(commands) as Name[];

/** Everything else that the caller may do with a case now, one small form at a time, in line. */
export function Actions() {
  const { t } = useTranslation();
  const { value, may } = useCase();
  const [open, setOpen] = useState<Name | null>(null);
  // Another time is for a ticket that is still at the counter, by whoever handles the case.
  const rebook = value.ticket !== null && value.facts?.endedAt === null && value.facts.calledAt !== null && may('feedback.move');
  const shown = names.filter((one) => (one === 'rebook' ? rebook : may(commands[one])));
  if (shown.length === 0) return null;
  return (
    <section className="actions" aria-label={t('acting.more')}>
      <div className="actions-list">
        <span className="soft">{t('acting.more')}</span>
        {shown.map((one) => (
          <Button key={one} size="small" aria-expanded={open === one} onClick={() => setOpen(open === one ? null : one)}>
            {t(`acting.${one}.name`)}
          </Button>
        ))}
      </div>
      {open !== null && shown.includes(open) && <Form name={open} onDone={() => setOpen(null)} />}
    </section>
  );
}

function Form({ name, onDone }: ActionProps & { readonly name: Name }) {
  switch (name) {
    case 'move':
    case 'supervise':
    case 'withdraw':
    case 'reopen':
      return <JustReason action={name} onDone={onDone} />;
    default: {
      const One = { phone: Phone, handOver: HandOver, rebook: RebookForm, escalate: Escalate, urge: Urge, retype: Retype, correct: Correct, grade: Grade, addChannel: AddChannel, forget: Forget }[name];
      return <One onDone={onDone} />;
    }
  }
}
