import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CommandResult } from '../../../shared/contract.ts';
import type { Settings } from '../../../shared/settings.ts';
import { useWords } from '../../i18n/words/index.ts';
import { useFormat } from '../../parts/format.ts';
import { PrintedNote } from '../../parts/printing/PrintedNote.tsx';
import { Slip } from '../../parts/Slip.tsx';

interface Props {
  readonly ticket: CommandResult<'ticket.issue'>;
  readonly settings: Settings;
  readonly onDone: () => void;
}

/** The ticket, large enough to be turned round to the customer. */
export function Issued({ ticket, settings, onDone }: Props) {
  const { t, i18n } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const service = settings.services.find((one) => one.id === ticket.service);
  const { ahead, likelySeconds, boundSeconds } = ticket.quote;
  return (
    <div className="guide-issued">
      <div role="status">
        <p>{`${t('guide.issued')} · ${service === undefined ? ticket.service : say(service.zh, service.en)}`}</p>
        <p className="guide-number digits">{ticket.number}</p>
        <p>{ahead === 0 ? t('guide.aheadNone') : t('guide.ahead', { n: ahead })}</p>
        {likelySeconds > 0 && <p>{t('guide.likely', { likely: format.atMost(likelySeconds), bound: format.atMost(boundSeconds) })}</p>}
        <p className="guide-check digits">{t('guide.check', { check: ticket.check })}</p>
        <PrintedNote kind="ticket" of={ticket.ticket} />
        <Button type="primary" size="large" onClick={onDone}>
          {t('guide.next')}
        </Button>
      </div>
      <Slip className="slip" kind="ticket" of={ticket.ticket} check={ticket.check} english={i18n.language.startsWith('en')} />
    </div>
  );
}
