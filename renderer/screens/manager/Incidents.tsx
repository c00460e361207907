import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import { useWords } from '../../i18n/words/index.ts';
import { useNow } from '../../parts/clock.ts';
import { timer } from '../../parts/format.ts';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { useAction } from '../../parts/useAction.ts';
import type { FloorView } from './Floor.tsx';

interface Props {
  readonly incidents: FloorView['incidents'];
  readonly settings: Settings;
}

/** Incidents of the hall: one press to start, one to stop. */
export function Incidents({ incidents, settings }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const now = useNow(1000);
  const [kind, setKind] = useState<string | null>(null);
  const action = useAction();
  const running = incidents.filter((one) => one.to === null);
  const chosen = settings.hallIncidents.find((one) => one.id === kind);
  return (
    <section className="card" aria-labelledby="incidents">
      <h2 id="incidents">{t('manager.incident.title')}</h2>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      {running.map((one) => (
        <div className="incident" key={one.incident}>
          <b>{say(one.zh)}</b>
          <span className="digits">{t('manager.incident.running', { time: timer((now - one.from) / 1000) })}</span>
          <Button disabled={action.busy} onClick={() => action.run('incident.stop', { incident: one.incident })}>
            {t('manager.incident.stop')}
          </Button>
        </div>
      ))}
      {running.length === 0 && <p className="soft">{t('manager.incident.none')}</p>}
      <div className="op-line">
        <Select
          className="card-select"
          aria-label={t('manager.incident.choose')}
          placeholder={t('manager.incident.choose')}
          value={kind}
          onChange={setKind}
          options={settings.hallIncidents
            .filter((one) => !running.some((other) => other.kind === one.id))
            .map((one) => ({ value: one.id, label: say(one.zh) }))}
        />
        <Button
          disabled={kind === null || action.busy}
          onClick={() => kind !== null && action.run('incident.start', { kind }, () => setKind(null))}
        >
          {t('manager.incident.start')}
        </Button>
      </div>
      {chosen !== undefined && (
        <p className="soft">
          {chosen.kiosk === '' ? t('manager.incident.silent') : t('manager.incident.customers', { text: say(chosen.kiosk) })}
        </p>
      )}
      <p className="soft">{t('manager.incident.note')}</p>
    </section>
  );
}
