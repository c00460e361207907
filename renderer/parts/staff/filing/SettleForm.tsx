import { Button, Select } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../../shared/settings.ts';
import { localDay } from '../../../../shared/time.ts';
import type { TicketRow } from '../../../../shared/views.ts';
import { useWords } from '../../../i18n/words/index.ts';
import { useHost } from '../../host.tsx';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { useFirstFocus } from '../../useFirstFocus.ts';
import { causeName } from '../causes.ts';
import { Labelled } from '../Labelled.tsx';
import { settleCauses, settleMeasure } from './settle.ts';

/** A grumble that was settled on the spot, as it was recorded. */
export interface Settled {
  readonly feedback: string;
  readonly number: string;
  readonly cause: string;
  readonly measure: string;
}
interface Props {
  readonly current: TicketRow | null;
  readonly settings: Settings;
  readonly channel: 'counter' | 'guide';
  readonly onDone: (settled: Settled) => void;
  readonly onCancel: () => void;
}

/** 现场化解: a digit files it with the ticket's service, the cause, and the measure that goes with it. Enter takes the first. */
export function SettleForm({ current, settings, channel, onDone, onCancel }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const { zone } = useHost();
  const action = useAction();
  const first = useFirstFocus<HTMLButtonElement>(); // whoever pressed the key for this goes on with a digit or Enter
  const [measure, setMeasure] = useState<string | null>(null);
  const withKeys = channel === 'counter';
  const causes = settleCauses(settings);
  const measures = settings.remedies.filter((one) => one.enabled !== false && one.limit['clerk'] === true).map((one) => one.zh);
  const service = settings.services.find((one) => one.id === current?.service);
  const file = (cause: string) => {
    const done = measure ?? settleMeasure(settings, cause);
    const about = current === null ? {} : { ticket: current.ticket, day: localDay(zone, current.issuedAt) };
    action.run('feedback.file', { type: 'settledOnSite', cause, channel, ...about, words: t('filing.settleWords', { measure: done }) }, (filed) =>
      onDone({ feedback: filed.feedback, number: filed.number, cause, measure: done }),
    );
  };
  const onKeys = (event: KeyboardEvent) => {
    const cause = event.ctrlKey || event.altKey ? undefined : causes[Number(event.key) - 1];
    if (cause === undefined || event.repeat) return;
    event.preventDefault();
    file(cause);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the digits stand for the buttons in it
    <div className="settle" onKeyDown={onKeys}>
      <span>
        <b>{current === null ? t('filing.settleNone') : t('filing.settleTicket', { number: current.number, service: say(service?.zh ?? current.service, service?.en) })}</b>{' '}
        {withKeys && <small className="soft">{t('filing.settleHow')}</small>}
      </span>
      <div className="settle-causes">
        {causes.map((one, at) => (
          <button
            type="button"
            key={one}
            disabled={action.busy}
            ref={at === 0 ? first : null}
            title={say(causeName(settings, one))}
            onClick={() => file(one)}
          >
            {withKeys && <kbd>{at + 1}</kbd>}
            <span>{say(causeName(settings, one))}</span>
          </button>
        ))}
      </div>
      <div className="file-line">
        <Labelled name={t('filing.settleMeasure')} className="op-line">
          <Select
            className="op-select"
            value={measure ?? settleMeasure(settings, causes[0] ?? '')}
            options={measures.map((one) => ({ value: one, label: say(one) }))}
            onChange={setMeasure}
          />
        </Labelled>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
    </div>
  );
}
