import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/words/index.ts';
import { useCountdown } from '../../parts/clock.ts';
import { useFormat } from '../../parts/format.ts';
import { staysFor } from '../../parts/printing/customer.ts';
import { PaperLine } from '../../parts/printing/PaperLine.tsx';
import { useSlip } from '../../parts/printing/useSlip.ts';
import { Slip } from '../../parts/Slip.tsx';
import type { Issued, KioskView } from './Kiosk.tsx';

interface Props {
  readonly kiosk: KioskView;
  readonly issued: Issued;
  readonly onDone: () => void;
}
const stays = 12;

/** The ticket on screen, readable from a step away, until it is touched or the time is up. */
export function TicketPage({ kiosk, issued, onDone }: Props) {
  const { t, i18n } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const slip = useSlip('ticket', issued.ticket);
  const left = useCountdown(staysFor(stays, slip?.state ?? null), onDone);
  const service = kiosk.services.find((one) => one.id === issued.service);
  const { quote, standard } = issued;
  const promise = standard?.audience === 'public' ? standard : null;
  return (
    <main className="kiosk-page kiosk-ticket">
      <section className="kiosk-ticket-main" aria-live="polite">
        <p className="kiosk-ticket-service">
          {service === undefined ? '' : say(service.zh, service.en)}
          {issued.class !== 'ordinary' && <em>{t('common.priority')}</em>}
        </p>
        <p>{t('kiosk.yourNumber')}</p>
        <p className="kiosk-number digits">{issued.number}</p>
        <p className="kiosk-ahead">
          {quote.ahead === 0 && quote.openCounters > 0 ? t('kiosk.aheadNone') : t('kiosk.ahead', { n: quote.ahead })}
        </p>
        {quote.openCounters === 0 && <p>{t('kiosk.afterOpening')}</p>}
        {quote.ahead > 0 && quote.openCounters > 0 && (
          <p>
            {t('kiosk.likely', { likely: format.atMost(quote.likelySeconds), bound: format.atMost(quote.boundSeconds) })}
            <small>（{t('kiosk.forReference')}）</small>
          </p>
        )}
        {promise !== null && <p>{t(promise.kind === 'average' ? 'kiosk.promiseAverage' : 'kiosk.promise', { n: promise.minutes })}</p>}
        <p className="kiosk-check">
          {t('kiosk.check')} <b className="digits">{issued.check}</b> <small>{t('kiosk.checkWhy')}</small>
        </p>
        <p className="kiosk-noshow">{say(kiosk.noShowText)}</p>
      </section>
      <aside className="kiosk-slip">
        <Slip kind="ticket" of={issued.ticket} check={issued.check} english={i18n.language === 'en'} />
        <PaperLine slip={slip} none={t('kiosk.slipSoon')} />
      </aside>
      <nav className="kiosk-nav">
        <span className="kiosk-count">{t('kiosk.returning', { n: left })}</span>
        <button type="button" className="kiosk-go" onClick={onDone}>
          {t('kiosk.finish')}
        </button>
      </nav>
    </main>
  );
}
