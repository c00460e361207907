import { useTranslation } from 'react-i18next';
import type { TicketRow } from '../../../shared/views.ts';
import { overQuote, waitPressure } from './timing.ts';

/** What staff should notice about a waiting ticket before its holder has to say it. */
export function Marks({ ticket, now }: { readonly ticket: TicketRow; readonly now: number }) {
  const { t } = useTranslation();
  const pressure = waitPressure(ticket, now);
  return (
    <span className="marks">
      {ticket.priority && <em className="mark-priority">{t('common.priority')}</em>}
      {pressure === 'over' && <em className="mark-over">{t('counter.over')}</em>}
      {pressure === 'near' && <em className="mark-near">{t('counter.near')}</em>}
      {pressure !== 'over' && overQuote(ticket, now) && <em className="mark-near">{t('counter.overQuote')}</em>}
      {ticket.passedOver > 0 && <em className="mark-plain">{t('counter.passed', { n: ticket.passedOver })}</em>}
      {ticket.feedback > 0 && <em className="mark-plain">{t('counter.hasFeedback')}</em>}
    </span>
  );
}
