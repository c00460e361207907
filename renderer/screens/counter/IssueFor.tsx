import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import { useWords } from '../../i18n/words/index.ts';
import { PrintedNote } from '../../parts/printing/PrintedNote.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { Slip } from '../../parts/Slip.tsx';
import { useIssue } from '../../parts/staff/useIssue.ts';

interface Props {
  readonly settings: Settings;
  readonly onDone: () => void;
}

/** A ticket taken by a person for a customer: the kiosk is never the only way. */
export function IssueFor({ settings, onDone }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const { form, set, issued, action, take } = useIssue();
  const { kind, reason, booking } = form;
  return (
    <div className="issue-for">
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <div className="op-line">
        <span>{t('counter.issueClass')}</span>
        <Select
          className="op-select"
          aria-label={t('counter.issueClass')}
          value={kind}
          onChange={(value) => set({ kind: value })}
          options={settings.classes.map((one) => ({ value: one.id, label: say(one.zh) }))}
        />
        {kind === 'booked' && (
          <Input
            className="op-short"
            aria-label={t('kiosk.bookingTitle')}
            placeholder={t('kiosk.bookingTitle')}
            maxLength={8}
            value={booking}
            onChange={(event) => set({ booking: event.target.value })}
          />
        )}
        {kind !== 'ordinary' && kind !== 'booked' && (
          <Input
            className="op-select"
            aria-label={t('counter.issueReason')}
            placeholder={t('counter.issueReason')}
            maxLength={200}
            value={reason}
            onChange={(event) => set({ reason: event.target.value })}
          />
        )}
      </div>
      <div className="op-choices">
        <span>{t('counter.issueService')}</span>
        {settings.services
          .filter((one) => one.enabled && one.noTicket !== true)
          .map((one) => (
            <Button key={one.id} size="large" disabled={action.busy} onClick={() => take(one.id)}>
              {say(one.zh, one.en)}
            </Button>
          ))}
      </div>
      {issued !== null && (
        <div className="issue-done" role="status">
          <p>{t('counter.issued', { number: issued.number, check: issued.check, ahead: issued.quote.ahead })}</p>
          <PrintedNote kind="ticket" of={issued.ticket} />
          <Slip className="slip" kind="ticket" of={issued.ticket} check={issued.check} english={false} />
        </div>
      )}
      <Button onClick={onDone}>{t('common.back')}</Button>
    </div>
  );
}
