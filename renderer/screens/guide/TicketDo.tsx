import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import type { TicketRow } from '../../../shared/views.ts';
import { useNow } from '../../parts/clock.ts';
import { PrintedNote } from '../../parts/printing/PrintedNote.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { Reason } from '../../parts/staff/Reason.tsx';
import { ReclassForm } from '../../parts/staff/ReclassForm.tsx';
import { useAction } from '../../parts/useAction.ts';

interface Props {
  readonly ticket: TicketRow;
  readonly settings: Settings;
  readonly onDone: (told: string) => void;
  readonly onFeedback: () => void;
}
type Asking = 'mistake' | 'reclass' | 'cancel';

/** What a guide can do with a ticket as it stands; what asks for more asks here, in line. */
export function TicketDo({ ticket, settings, onDone, onFeedback }: Props) {
  const { t } = useTranslation();
  const now = useNow(5000);
  const [asking, setAsking] = useState<Asking | null>(null);
  const action = useAction();
  const { ticket: id, number, state } = ticket;
  const none = () => setAsking(null);
  const told = (what: 'returned' | 'cancelled' | 'reclassed') => () => onDone(t(`guide.done.${what}`, { number }));
  const late = state === 'noShow' && (ticket.returnBy === null || ticket.returnBy <= now);
  return (
    <div className="guide-do">
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      {asking === null && (
        <>
          {state === 'noShow' && (
            <>
              <Button
                type="primary"
                size="large"
                disabled={late || action.busy}
                onClick={() => action.run('ticket.return', { ticket: id }, told('returned'))}
              >
                {t('guide.restore')}
              </Button>
              <p>{t(late ? 'guide.restoreLate' : 'guide.restoreHint')}</p>
              <Button onClick={() => setAsking('mistake')}>{t('guide.ourMistake')}</Button>
            </>
          )}
          {state === 'parked' && (
            <Button
              type="primary"
              size="large"
              disabled={action.busy}
              onClick={() => action.run('ticket.return', { ticket: id }, told('returned'))}
            >
              {t('guide.back')}
            </Button>
          )}
          {(state === 'waiting' || state === 'called') && <Button onClick={() => setAsking('reclass')}>{t('guide.reclass')}</Button>}
          {(state === 'waiting' || state === 'noShow' || state === 'parked') && (
            <Button danger onClick={() => setAsking('cancel')}>
              {t('guide.cancel')}
            </Button>
          )}
          <PrintedNote kind="ticket" of={id} />
          <Button onClick={onFeedback}>{t('guide.feedback')}</Button>
        </>
      )}
      {asking === 'mistake' && (
        <Reason
          label={t('counter.ourMistakeWhy')}
          presets={t('counter.mistakePresets', { returnObjects: true })}
          submit={t('guide.ourMistake')}
          busy={action.busy}
          onReason={(reason) => action.run('ticket.return', { ticket: id, ourMistake: true, reason }, told('returned'))}
          onCancel={none}
        />
      )}
      {asking === 'reclass' && (
        <ReclassForm ticket={ticket} settings={settings} action={action} onDone={told('reclassed')} onCancel={none} />
      )}
      {asking === 'cancel' && (
        <>
          <p role="alert">{t('guide.cancelSure', { number })}</p>
          <Button
            danger
            type="primary"
            disabled={action.busy}
            onClick={() => action.run('ticket.cancel', { ticket: id }, told('cancelled'))}
          >
            {t('guide.cancelYes')}
          </Button>
          <Button onClick={none}>{t('guide.cancelNo')}</Button>
        </>
      )}
    </div>
  );
}
