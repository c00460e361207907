import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import { useWords } from '../../i18n/words/index.ts';
import { useNow } from '../../parts/clock.ts';
import { timer, useFormat } from '../../parts/format.ts';
import { StepInList } from '../../parts/staff/stepIn/StepInList.tsx';
import { waitPressure } from '../../parts/staff/timing.ts';
import type { FloorView } from './Guide.tsx';

interface Props {
  readonly floor: FloorView;
}

/** Who waits for what and how long, and what each counter does. */
export function Overview({ floor, settings }: Props & { readonly settings: Settings }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
    <aside className="guide-overview" tabIndex={0}>
      <StepInList waiting={floor.waiting} settings={settings} />
      <Services floor={floor} />
      <Counters floor={floor} />
    </aside>
  );
}

function Services({ floor }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const now = useNow(5000);
  return (
    <section aria-label={t('guide.services')}>
      <h2>{t('guide.services')}</h2>
      <ul>
        {floor.services.map((one) => {
          const over = floor.waiting.some((ticket) => ticket.service === one.id && waitPressure(ticket, now) === 'over');
          const quiet = one.waiting === 0 && one.likelySeconds < 60;
          return (
            <li key={one.id} data-pressure={over ? 'over' : 'none'}>
              <strong>{say(one.zh, one.en)}</strong>
              <b className="digits">{t('guide.people', { n: one.waiting })}</b>
              <span>{quiet ? t('guide.noWait') : t('guide.about', { wait: format.atMost(one.likelySeconds) })}</span>
              <small>{one.longestFrom === null ? '' : t('guide.longest', { wait: format.minutes((now - one.longestFrom) / 1000) })}</small>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Counters({ floor }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const now = useNow(1000);
  return (
    <section aria-label={t('guide.counters')}>
      <h2>{t('guide.counters')}</h2>
      <ul>
        {floor.counters.map((one) => (
          <li key={one.no} data-help={floor.help.some((asked) => asked.counter === one.no)}>
            <strong>{say(one.zh)}</strong>
            <span className="top-state" data-state={one.state}>
              {t(`counter.state.${one.state}`)}
            </span>
            <span className="digits">
              {one.number !== null && one.ticketSince !== null
                ? t('guide.serving', { number: one.number, time: timer((now - one.ticketSince) / 1000) })
                : one.state === 'open'
                  ? t('guide.idle')
                  : ''}
            </span>
            <small>{one.pauseReason === null ? (one.staff ?? '') : say(one.pauseReason)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
