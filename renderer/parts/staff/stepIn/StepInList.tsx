import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepInAction } from '../../../../shared/feedback/model.ts';
import type { Settings } from '../../../../shared/settings.ts';
import type { TicketRow } from '../../../../shared/views.ts';
import { stepInOf } from '../../../../shared/waiting/stepIn.ts';
import { useWords } from '../../../i18n/words/index.ts';
import { useNow } from '../../clock.ts';
import { useFormat } from '../../format.ts';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { Chips } from '../Chips.tsx';
import './stepIn.css';

interface Props {
  readonly waiting: readonly TicketRow[];
  readonly settings: Settings;
  /** How many to show: the gravest first. */
  readonly most?: number;
}
const order = { over: 0, overQuote: 1, skipped: 2, near: 3 } as const;
const actions: readonly StepInAction[] = ['explain', 'seat', 'selfHelp', 'book', 'openCounter'];

/** Who should be spoken to before they complain, the gravest and longest first; what was done is recorded with one touch. Those already seen to come last. */
export function StepInList({ waiting, settings, most = 2 }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const now = useNow(5000);
  const [all, setAll] = useState(false);
  const action = useAction();
  const found = waiting
    .flatMap((ticket) => {
      const trigger = stepInOf(ticket, now);
      return trigger === null ? [] : [{ ticket, trigger }];
    })
    .sort(
      (a, b) =>
        Number(a.ticket.steppedIn.length > 0) - Number(b.ticket.steppedIn.length > 0) ||
        order[a.trigger] - order[b.trigger] ||
        a.ticket.issuedAt - b.ticket.issuedAt,
    );
  const nameOf = (id: StepInAction) => say(settings.preventive.actions.find((one) => one.id === id)?.zh ?? id);
  const service = (ticket: TicketRow) => settings.services.find((one) => one.id === ticket.service);
  if (found.length === 0) return null;
  return (
    <section className="step-in" aria-label={t('stepIn.title')}>
      <h2>
        {t('stepIn.title')} <b className="digits">{found.filter((one) => one.ticket.steppedIn.length === 0).length}</b>
      </h2>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <ul>
        {found.slice(0, all ? 50 : most).map(({ ticket, trigger }) => (
          <li key={ticket.ticket} data-trigger={trigger} data-done={ticket.steppedIn.length > 0}>
            <p>
              <strong className="digits">{ticket.number}</strong> {say(service(ticket)?.zh ?? ticket.service, service(ticket)?.en ?? null)} ·{' '}
              <b>{t(`stepIn.trigger.${trigger}`)}</b> · {t('stepIn.waited', { wait: format.minutes((now - ticket.issuedAt) / 1000) })}
              {ticket.steppedIn.length > 0 && <span className="soft"> · {t('stepIn.done', { list: ticket.steppedIn.map(nameOf).join('、') })}</span>}
            </p>
            <Chips
              name={`${t('stepIn.title')} ${ticket.number}`}
              disabled={action.busy}
              choices={actions.filter((one) => !ticket.steppedIn.includes(one)).map((one) => ({ value: one, text: nameOf(one) }))}
              onChoose={(what) => action.run('ticket.stepIn', { ticket: ticket.ticket, action: what, trigger })}
            />
          </li>
        ))}
      </ul>
      {found.length > most && (
        <Button size="small" type="text" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('stepIn.fewer') : t('stepIn.more', { n: found.length - most })}
        </Button>
      )}
    </section>
  );
}
