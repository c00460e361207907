import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import type { TicketRow } from '../../../shared/views.ts';
import { useWords } from '../../i18n/words/index.ts';
import { useNow } from '../../parts/clock.ts';
import { useFormat } from '../../parts/format.ts';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { Reason } from '../../parts/staff/Reason.tsx';
import { useAction } from '../../parts/useAction.ts';
import type { Desk } from './ops.ts';

interface Props {
  readonly desk: Desk;
  readonly settings: Settings;
}
interface RowProps {
  readonly ticket: TicketRow;
  readonly settings: Settings;
}

/** Tickets on hold, with when they are expected back. */
export function ParkedList({ desk, settings }: Props) {
  const { t } = useTranslation();
  if (desk.parked.length === 0) return <p className="list-empty">{t('counter.parkedEmpty')}</p>;
  return (
    <ul className="rows">
      {desk.parked.map((one) => (
        <ParkedRow key={one.ticket} ticket={one} settings={settings} />
      ))}
    </ul>
  );
}

function ParkedRow({ ticket, settings }: RowProps) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const now = useNow(5000);
  const action = useAction();
  const late = ticket.until !== null && ticket.until < now;
  return (
    <li>
      <Head ticket={ticket} settings={settings} />
      <span>{say(ticket.reason ?? '')}</span>
      <span data-pressure={late ? 'near' : 'none'}>
        {ticket.until === null ? '' : t(late ? 'counter.backLate' : 'counter.backBy', { time: format.time(ticket.until) })}
      </span>
      <Button type="primary" disabled={action.busy} onClick={() => action.run('ticket.return', { ticket: ticket.ticket })}>
        {t('counter.back')}
      </Button>
      <CancelButton ticket={ticket} />
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
    </li>
  );
}

/** Tickets whose holder did not come, and until when they may come back. */
export function NoShowList({ desk, settings }: Props) {
  const { t } = useTranslation();
  if (desk.noShow.length === 0) return <p className="list-empty">{t('counter.noShowEmpty')}</p>;
  return (
    <ul className="rows">
      {desk.noShow.map((one) => (
        <NoShowRow key={one.ticket} ticket={one} settings={settings} />
      ))}
    </ul>
  );
}

function NoShowRow({ ticket, settings }: RowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(5000);
  const [mistake, setMistake] = useState(false);
  const action = useAction();
  const may = ticket.returnBy !== null && ticket.returnBy > now;
  return (
    <li>
      <Head ticket={ticket} settings={settings} />
      <span>
        {ticket.returnBy !== null && may ? t('counter.returnBy', { time: format.time(ticket.returnBy) }) : t('counter.returnLate')}
      </span>
      <span>{ticket.returns > 0 ? t('counter.returnedTimes', { n: ticket.returns }) : ''}</span>
      <Button type="primary" disabled={!may || action.busy} onClick={() => action.run('ticket.return', { ticket: ticket.ticket })}>
        {t('counter.restore')}
      </Button>
      <Button aria-expanded={mistake} onClick={() => setMistake(!mistake)}>
        {t('counter.ourMistake')}
      </Button>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      {mistake && (
        <Reason
          label={t('counter.ourMistakeWhy')}
          presets={t('counter.mistakePresets', { returnObjects: true })}
          submit={t('counter.restore')}
          busy={action.busy}
          onReason={(reason) => action.run('ticket.return', { ticket: ticket.ticket, ourMistake: true, reason }, () => setMistake(false))}
          onCancel={() => setMistake(false)}
        />
      )}
    </li>
  );
}

/** The tickets served last. */
export function RecentList({ desk, settings }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  if (desk.recent.length === 0) return <p className="list-empty">{t('counter.recentEmpty')}</p>;
  return (
    <ul className="rows">
      {desk.recent.map((one) => (
        <li key={one.ticket}>
          <Head ticket={one} settings={settings} />
          <span className="digits">{one.calledAt === null ? '' : format.time(one.calledAt)}</span>
          <span>{one.calledAt === null ? '' : t('counter.waited', { wait: format.minutes((one.calledAt - one.issuedAt) / 1000) })}</span>
        </li>
      ))}
    </ul>
  );
}

function Head({ ticket, settings }: RowProps) {
  const { t } = useTranslation();
  const say = useWords();
  const service = settings.services.find((one) => one.id === ticket.service);
  return (
    <span className="rows-head">
      <b className="digits">{ticket.number}</b>
      <span>{service === undefined ? ticket.service : say(service.zh, service.en)}</span>
      {ticket.priority && <em className="mark-priority">{t('common.priority')}</em>}
    </span>
  );
}

function CancelButton({ ticket }: { readonly ticket: TicketRow }) {
  const { t } = useTranslation();
  const [sure, setSure] = useState(false);
  const action = useAction();
  if (!sure) return <Button onClick={() => setSure(true)}>{t('counter.op.cancel')}</Button>;
  return (
    <>
      <Button danger disabled={action.busy} onClick={() => action.run('ticket.cancel', { ticket: ticket.ticket })}>
        {t('counter.cancelDo')}
      </Button>
      <Button onClick={() => setSure(false)}>{t('common.cancel')}</Button>
    </>
  );
}
