import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import type { TicketRow } from '../../../shared/views.ts';
import { useWords } from '../../i18n/words/index.ts';
import { useNow } from '../../parts/clock.ts';
import { useFormat } from '../../parts/format.ts';
import { Marks } from '../../parts/staff/Marks.tsx';
import type { FloorView } from './Guide.tsx';
import { TicketDo } from './TicketDo.tsx';

interface Props {
  readonly number: string;
  /** As it is now; null once it has left the hall. */
  readonly ticket: TicketRow | null;
  readonly floor: FloorView;
  readonly settings: Settings;
  readonly onFeedback: (ticket: TicketRow) => void;
  /** Back to the list, with what was done. */
  readonly onBack: (done: string) => void;
}

/** One ticket: how it stands, in the words in which the guide says it, and what can be done. */
export function TicketCard({ number, ticket, floor, settings, onFeedback, onBack }: Props) {
  const { t } = useTranslation();
  // What was done is told in the list, not here while the ticket moves away underneath.
  const [done, setDone] = useState<string | null>(null);
  if (done !== null || ticket === null) {
    return (
      <div className="guide-card">
        <p role="status" className={done === null ? '' : 'guide-done'}>
          {done ?? t('guide.gone', { number })}
        </p>
        <Button type="primary" onClick={() => onBack('')}>
          {t('common.back')}
        </Button>
      </div>
    );
  }
  return (
    <div className="guide-card">
      <Standing ticket={ticket} floor={floor} settings={settings} />
      <TicketDo ticket={ticket} settings={settings} onDone={setDone} onFeedback={() => onFeedback(ticket)} />
      <Button onClick={() => onBack('')}>{t('common.back')}</Button>
    </div>
  );
}

function Standing({ ticket, floor, settings }: Pick<Props, 'floor' | 'settings'> & { readonly ticket: TicketRow }) {
  const { t, i18n } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const now = useNow(5000);
  const service = settings.services.find((one) => one.id === ticket.service);
  const kind = settings.classes.find((one) => one.id === ticket.class);
  const counter = floor.counters.find((one) => one.no === ticket.counter);
  const waited = ((ticket.calledAt ?? now) - ticket.issuedAt) / 1000;
  return (
    <header>
      <p className="guide-number digits">{ticket.number}</p>
      <div>
        <strong>{`${service === undefined ? ticket.service : say(service.zh, service.en)} · ${say(kind?.zh ?? ticket.class)}`}</strong>
        <span>
          {i18n.exists(`guide.state.${ticket.state}`) ? t(`guide.state.${ticket.state as 'waiting'}`) : ''}
          {(ticket.state === 'called' || ticket.state === 'serving') &&
            counter !== undefined &&
            ` · ${t('guide.atCounter', { counter: say(counter.zh) })}`}
          {ticket.state === 'parked' && ticket.until !== null && ` · ${t('counter.backBy', { time: format.time(ticket.until) })}`}
        </span>
        <span>
          {ticket.state === 'waiting'
            ? t('guide.waited', { wait: format.minutes(waited) })
            : t('counter.waited', { wait: format.minutes(waited) })}
          {ticket.quoteBoundSeconds > 0 && ` · ${t('guide.told', { wait: format.atMost(ticket.quoteBoundSeconds) })}`}
        </span>
        {ticket.state === 'waiting' && <Marks ticket={ticket} now={now} />}
      </div>
    </header>
  );
}
