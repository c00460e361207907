import { useTranslation } from 'react-i18next';
import { type CaseView, useCase } from './context.tsx';
import { isDone, type Stop, stopOfMissing, stopsOf } from './steps.ts';

interface Props {
  readonly current: Stop | null;
  readonly open: Stop | null;
  readonly onOpen: (stop: Stop) => void;
}

const missingAt = (value: CaseView, stop: Stop) => value.missing.filter((one) => stopOfMissing[one] === stop).length;

/** The way a case goes: what is done, where it is now, what is still missing. Each stop can be looked at. */
export function Stepper({ current, open, onOpen }: Props) {
  const { t } = useTranslation();
  const { value } = useCase();
  const shown = stopsOf(value);
  if (shown.length === 1) return null;
  return (
    <ol className="stepper" aria-label={t('handling.stepper')}>
      {shown.map((stop, at) => {
        const done = isDone(value, stop);
        const half = !done && stop !== current && at < shown.indexOf(current ?? 'listen') && missingAt(value, stop) > 0;
        return (
          <li key={stop} data-state={done ? 'done' : stop === current ? 'now' : half ? 'missing' : 'later'}>
            <button type="button" aria-current={open === stop ? 'step' : undefined} onClick={() => onOpen(stop)}>
              <span aria-hidden="true">{done ? '✓' : at < 6 ? at + 1 : '·'}</span> {t(`handling.steps.${stop}`)}
              {done && <span className="hidden-text">{t('handling.doneMark')}</span>}
              {stop === current && <span className="hidden-text">{t('handling.now')}</span>}
            </button>
          </li>
        );
      })}
    </ol>
  );
}
