import { useTranslation } from 'react-i18next';
import type { CommandResult } from '../../../shared/contract.ts';
import { useCountdown } from '../../parts/clock.ts';
import { useFormat } from '../../parts/format.ts';
import { staysFor } from '../../parts/printing/customer.ts';
import { PaperLine } from '../../parts/printing/PaperLine.tsx';
import { useSlip } from '../../parts/printing/useSlip.ts';
import { Slip } from '../../parts/Slip.tsx';

interface Props {
  readonly filed: CommandResult<'feedback.file'>;
  readonly onDone: () => void;
}
const stays = 25;

/** What the customer takes away: a number, a check code, and by when somebody answers. */
export function Filed({ filed, onDone }: Props) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const slip = useSlip('complaint', filed.feedback);
  const left = useCountdown(staysFor(stays, slip?.state ?? null), onDone);
  return (
    <main className="kiosk-page kiosk-ticket">
      <section className="kiosk-ticket-main" aria-live="polite">
        <h1>{t('kiosk.filed')}</h1>
        <p>{t('kiosk.feedbackNumber')}</p>
        <p className="kiosk-number kiosk-number-long digits">{filed.number}</p>
        <p className="kiosk-check">
          {t('kiosk.check')} <b className="digits">{filed.check}</b>
        </p>
        {filed.helpWanted && <p className="kiosk-ahead">{t('kiosk.someoneComes')}</p>}
        <p className="kiosk-ahead">
          {filed.answerDueAt === null ? t('kiosk.answerComing') : t('kiosk.answerBy', { time: format.dateTime(filed.answerDueAt) })}
        </p>
        <p>{t('kiosk.hotlines')}</p>
      </section>
      <aside className="kiosk-slip">
        <Slip kind="complaint" of={filed.feedback} check={filed.check} english={i18n.language === 'en'} />
        <PaperLine slip={slip} none={t('kiosk.slipFiled')} />
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
