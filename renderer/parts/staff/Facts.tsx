import { useTranslation } from 'react-i18next';
import type { FactSheet } from '../../../shared/events.ts';
import type { Settings } from '../../../shared/settings.ts';
import { useWords } from '../../i18n/words/index.ts';
import { useFormat } from '../format.ts';
import { factLines, type Line } from './facts.ts';
import './staff.css';

interface Props {
  readonly facts: FactSheet;
  readonly settings: Settings | null;
}

/** What happened to a ticket, in sentences to say aloud. */
export function Facts({ facts, settings }: Props) {
  const { t, i18n } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const service = settings?.services.find((one) => one.id === facts.service);
  const lines = factLines(facts, {
    ...format,
    counter: (no) => (/^\d+$/.test(no) ? t('feedback.counterNo', { no }) : say(no)),
    before: (number, why) => t('feedback.say.beforeOne', { number, why: t(`counter.why.${why}`) }),
    incident: (kind) => say(settings?.hallIncidents.find((one) => one.id === kind)?.zh ?? kind),
    unknown: (what) => (i18n.exists(`feedback.unknown.${what}`) ? t(`feedback.unknown.${what}` as 'feedback.unknown.quote') : what),
    comma: i18n.language.startsWith('en') ? ', ' : '、',
  });
  return (
    <section className="facts" aria-label={t('feedback.facts')}>
      <header>
        <b className="digits">{facts.number}</b>
        <span>{service === undefined ? facts.service : say(service.zh, service.en)}</span>
        {facts.imported && <em>{t('feedback.imported')}</em>}
        <small>{facts.day}</small>
      </header>
      <ul>
        {lines.map((line) => (
          <li key={`${line.key}${JSON.stringify(line.values)}`} data-mark={line.mark}>
            <FactLine line={line} />
          </li>
        ))}
      </ul>
      <small>{t('feedback.factsAsOf', { time: format.time(facts.asOf) })}</small>
    </section>
  );
}

function FactLine({ line }: { readonly line: Line }) {
  const { t } = useTranslation();
  const text = t(`feedback.say.${line.key}` as 'feedback.say.ahead', line.values as { n: number });
  const { outcome, wait = '' } = line.values;
  if (outcome !== 'broken' && outcome !== 'kept' && outcome !== 'average') return text;
  return `${text}${t(`feedback.say.${outcome}`, { wait: String(wait) })}`;
}
