import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Urgency } from '../../../shared/feedback/model.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { TicketRow } from '../../../shared/views.ts';
import { useWords } from '../../i18n/words/index.ts';
import type { Action } from '../useAction.ts';
import { Chips } from './Chips.tsx';
import { Labelled } from './Labelled.tsx';
import { Reason } from './Reason.tsx';

interface ReclassProps {
  readonly ticket: TicketRow;
  readonly settings: Settings;
  readonly action: Action;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** The only ways to the green channel (SPEC 12.9). */
const urgencies: readonly Urgency[] = ['noPower', 'lifeSupport', 'injury'];

/** Another class for a ticket, with the reason: a wrong priority goes back to its ordinary place. */
export function ReclassForm({ ticket, settings, action, onDone, onCancel }: ReclassProps) {
  const { t } = useTranslation();
  const say = useWords();
  const [kind, setKind] = useState(ticket.priority ? 'ordinary' : 'elderly');
  const [urgent, setUrgent] = useState<Urgency | null>(null);
  const green = kind === 'green';
  const why = green && urgent !== null ? { urgency: urgent } : {};
  return (
    <Reason
      label={t('counter.reclassWhy')}
      presets={t('counter.reclassPresets', { returnObjects: true })}
      submit={t('counter.reclassDo')}
      busy={action.busy}
      ready={!green || urgent !== null}
      onReason={(reason) => action.run('ticket.reclass', { ticket: ticket.ticket, class: kind, reason, ...why }, onDone)}
      onCancel={onCancel}
    >
      <Labelled name={t('counter.reclassTo')} className="op-line">
        <Select
          className="op-select"
          value={kind}
          options={settings.classes
            .filter((one) => one.id !== ticket.class && one.id !== 'booked')
            .map((one) => ({ value: one.id, label: say(one.zh) }))}
          onChange={setKind}
        />
      </Labelled>
      {green && (
        <Chips
          name={t('counter.urgency')}
          chosen={urgent}
          choices={urgencies.map((one) => ({ value: one, text: t(`counter.urgencies.${one}`) }))}
          onChoose={setUrgent}
        />
      )}
    </Reason>
  );
}
