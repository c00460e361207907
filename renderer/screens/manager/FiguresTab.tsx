import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import type { Figures } from '../../../shared/views.ts';
import { useWords } from '../../i18n/words/index.ts';
import { timer, useFormat } from '../../parts/format.ts';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { useView } from '../../parts/useView.ts';
import { FeedbackCard } from './FeedbackCard.tsx';
import { Reconciliation } from './DayCard.tsx';

interface Props {
  readonly today: string;
  readonly settings: Settings;
}
const counts = ['tickets', 'served', 'left', 'noShow', 'counters'] as const;
const waits = [
  ['mean', 'meanWaitSeconds'],
  ['p50', 'p50WaitSeconds'],
  ['p90', 'p90WaitSeconds'],
  ['p95', 'p95WaitSeconds'],
  ['max', 'maxWaitSeconds'],
  ['service', 'meanServiceSeconds'],
] as const;

/** A day's figures, with and without what happened during incidents. */
export function FiguresTab({ today, settings }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const [date, setDate] = useState(today);
  const { value: days } = useView('days', {});
  const { value, problem } = useView('figures', date === '' ? null : { date });
  const known = days?.days ?? [];
  return (
    <div className="figures">
      <div className="op-line">
        <span>{t('manager.figures.date')}</span>
        <Select
          className="op-select"
          aria-label={t('manager.figures.date')}
          showSearch
          value={date}
          onChange={setDate}
          options={known.map((one) => ({ value: one.day, label: `${one.day}（${one.tickets}）` }))}
        />
      </div>
      <ProblemNote problem={problem} />
      {value === null && problem === null && <p className="list-empty">{t('manager.figures.pick')}</p>}
      {value !== null && (
        <div className="figures-columns">
          <table className="list figures-table">
            <thead>
              <tr>
                <th scope="col">{value.all.date}</th>
                <th scope="col">{t('manager.figures.all')}</th>
                <th scope="col">{t('manager.figures.without')}</th>
              </tr>
            </thead>
            <tbody>
              {counts.map((one) => (
                <Line key={one} name={t(`manager.figures.${one}`)} of={(figures) => String(figures[one])} value={value} />
              ))}
              {waits.map(([name, key]) => (
                <Line
                  key={name}
                  name={t(`manager.figures.${name}`)}
                  of={(figures) => (figures[key] === null ? t('manager.figures.none') : timer(figures[key]))}
                  value={value}
                />
              ))}
              <Line
                name={t('manager.figures.over')}
                of={(figures) => (figures.overPromise === null ? t('manager.figures.noStandard') : String(figures.overPromise))}
                value={value}
              />
              <Line
                name={t('manager.figures.busiest')}
                of={(figures) =>
                  figures.busiestHalfHour === null
                    ? t('manager.figures.none')
                    : t('manager.figures.busiestText', { start: figures.busiestHalfHour.start, n: figures.busiestHalfHour.count })
                }
                value={value}
              />
            </tbody>
          </table>
          <div>
            {value.reconciliation !== null && (
              <section className="card">
                <h2>{t('manager.day.reconcile')}</h2>
                <Reconciliation numbers={value.reconciliation} />
              </section>
            )}
            <section className="card">
              <h2>{t('stepIn.figures')}</h2>
              <dl className="counts">
                {stepping.map(([name, key]) => (
                  <div key={key}>
                    <dt>{t(`stepIn.${name}`)}</dt>
                    <dd className="digits">{value.all.steppingIn[key]}</dd>
                  </div>
                ))}
              </dl>
            </section>
            <FeedbackCard figures={value.feedback} settings={settings} />
            {value.incidents.length > 0 && (
              <section className="card">
                <h2>{t('manager.incident.title')}</h2>
                <ul className="plain-list">
                  {value.incidents.map((one) => (
                    <li key={`${one.kind}${one.from}`}>
                      <span className="digits">{`${format.time(one.from)}–${one.to === null ? '' : format.time(one.to)}`}</span>{' '}
                      {say(settings.hallIncidents.find((other) => other.id === one.kind)?.zh ?? one.kind)}
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </div>
        </div>
      )}
    </div>
  );
}

const stepping = [
  ['warned', 'warned'],
  ['did', 'done'],
  ['after', 'complainedAfter'],
  ['without', 'complainedWithout'],
] as const;

interface LineProps {
  readonly name: string;
  readonly of: (figures: Figures) => string;
  readonly value: { readonly all: Figures; readonly withoutIncidents: Figures };
}

function Line({ name, of, value }: LineProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="digits">{of(value.all)}</td>
      <td className="digits">{of(value.withoutIncidents)}</td>
    </tr>
  );
}
