import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import type { TicketRow } from '../../../shared/views.ts';
import { useWords } from '../../i18n/words/index.ts';
import { useNow } from '../../parts/clock.ts';
import { timer, useFormat } from '../../parts/format.ts';
import { against, type Pressure, waitPressure } from '../../parts/staff/timing.ts';
import type { Desk } from './ops.ts';

interface Props {
  readonly desk: Desk;
  readonly settings: Settings;
}

/** The ticket at the counter with its timer, readable at a glance from the side of the billing system. */
export function Current({ desk, settings }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const now = useNow();
  const { current } = desk;
  if (current === null) return <Free desk={desk} />;
  const name = (id: string) => {
    const service = settings.services.find((one) => one.id === id);
    return service === undefined ? id : say(service.zh, service.en);
  };
  const kind = settings.classes.find((one) => one.id === current.class);
  const wait = ((current.calledAt ?? now) - current.issuedAt) / 1000;
  const serving = current.startedAt !== null;
  const seconds = (now - (current.startedAt ?? current.calledAt ?? now)) / 1000;
  return (
    <section className="current" data-state={current.state} aria-live="polite">
      <p className="current-number digits">{current.number}</p>
      <div className="current-what">
        <strong>{name(current.service)}</strong>
        {current.priority && <em>{`${t('common.priority')} · ${say(kind?.zh ?? current.class)}`}</em>}
        {current.services.length > 1 && <span>{t('counter.alsoServices', { list: current.services.slice(1).map(name).join(' · ') })}</span>}
        <span data-pressure={current.calledAt === null ? 'none' : waitPressure(current, current.calledAt)}>
          {t('counter.waited', { wait: format.minutes(wait) })}
          {current.why !== null && current.why !== 'turn' && ` · ${t(`counter.why.${current.why}`)}`}
          {current.recalls > 0 && ` · ${t('counter.recalls', { n: current.recalls })}`}
        </span>
        {current.feedback > 0 && <span className="current-feedback">{t('counter.hasFeedback')}</span>}
      </div>
      <p className="current-timer digits" role="timer" data-pressure={pressure(current, settings, seconds)}>
        {t(serving ? 'counter.servingFor' : 'counter.calledFor', { time: timer(seconds) })}
      </p>
    </section>
  );
}

/** A call is late after as many recalls as the hall set; serving, after the handling time of the service. */
function pressure(current: TicketRow, settings: Settings, seconds: number): Pressure {
  if (current.startedAt === null) return against(seconds, settings.queueRules.recall.times * settings.queueRules.recall.secondsBetween);
  const minutes = settings.services.find((one) => one.id === current.service)?.handlingMinutes;
  return minutes === undefined ? 'none' : against(seconds, minutes * 60);
}

function Free({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation();
  const state = desk.counter?.state ?? 'closed';
  const hint =
    state === 'paused'
      ? 'counter.freePaused'
      : state === 'closed'
        ? 'counter.freeClosed'
        : desk.waiting.length === 0
          ? 'counter.freeEmpty'
          : 'counter.freeOpen';
  return (
    <section className="current current-free">
      <p>{t('counter.free')}</p>
      <p>{t(hint)}</p>
    </section>
  );
}
