import { Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { Labelled } from '../../../parts/staff/Labelled.tsx';
import type { Settings } from '../../../../shared/settings.ts';
import type { FormProps } from './Editor.tsx';

type Rules = Settings['queueRules'];

/** The rules of calling that a hall may set. */
export function QueueForm({ value, onChange }: FormProps<Rules>) {
  const { t } = useTranslation();
  const { priorityBound, recall, noShow, park } = value;
  return (
    <div className="form form-numbers">
      <Whole
        name={t('manager.queue.consecutive')}
        min={1}
        max={20}
        value={priorityBound.maxConsecutivePriority}
        onChange={(n) => onChange({ ...value, priorityBound: { ...priorityBound, maxConsecutivePriority: n } })}
      />
      <Whole
        name={t('manager.queue.extra')}
        min={0}
        max={120}
        value={priorityBound.ordinaryMaxExtraMinutes}
        onChange={(n) => onChange({ ...value, priorityBound: { ...priorityBound, ordinaryMaxExtraMinutes: n } })}
      />
      <Whole
        name={t('manager.queue.recalls')}
        min={1}
        max={10}
        value={recall.times}
        onChange={(n) => onChange({ ...value, recall: { ...recall, times: n } })}
      />
      <Whole
        name={t('manager.queue.between')}
        min={0}
        max={300}
        value={recall.secondsBetween}
        onChange={(n) => onChange({ ...value, recall: { ...recall, secondsBetween: n } })}
      />
      <Whole
        name={t('manager.queue.returnWithin')}
        min={0}
        max={480}
        value={noShow.reactivateWithinMinutes}
        onChange={(n) => onChange({ ...value, noShow: { ...noShow, reactivateWithinMinutes: n } })}
      />
      <Whole
        name={t('manager.queue.insertAfter')}
        min={0}
        max={50}
        value={noShow.insertAfter}
        onChange={(n) => onChange({ ...value, noShow: { ...noShow, insertAfter: n } })}
      />
      <Whole
        name={t('manager.queue.returns')}
        min={0}
        max={20}
        value={noShow.maxReactivations}
        onChange={(n) => onChange({ ...value, noShow: { ...noShow, maxReactivations: n } })}
      />
      <Whole
        name={t('manager.queue.park')}
        min={1}
        max={480}
        value={park.defaultMinutes}
        onChange={(n) => onChange({ ...value, park: { ...park, defaultMinutes: n } })}
      />
      <Labelled name={t('manager.queue.kioskText')}>
        <Input.TextArea
          rows={2}
          maxLength={200}
          value={noShow.kioskText}
          onChange={(event) => onChange({ ...value, noShow: { ...noShow, kioskText: event.target.value } })}
        />
      </Labelled>
    </div>
  );
}

interface WholeProps {
  readonly name: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

function Whole({ name, value, min, max, onChange }: WholeProps) {
  return (
    <Labelled name={name}>
      <InputNumber min={min} max={max} precision={0} value={value} onChange={(next) => next !== null && onChange(next)} />
    </Labelled>
  );
}
