import { InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { Labelled } from '../../../parts/staff/Labelled.tsx';

interface Props<T> {
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** How long personal data is kept after a feedback is over; then its keys are destroyed. */
export function PrivacyForm({ value, onChange }: Props<{ readonly contactMonths: number; readonly wordsMonths: number }>) {
  const { t } = useTranslation();
  return (
    <div className="form form-numbers">
      <Labelled name={t('manager.privacy.contactMonths')}>
        <InputNumber min={1} max={240} precision={0} value={value.contactMonths} onChange={(next) => next !== null && onChange({ ...value, contactMonths: next })} />
      </Labelled>
      <Labelled name={t('manager.privacy.wordsMonths')}>
        <InputNumber min={1} max={240} precision={0} value={value.wordsMonths} onChange={(next) => next !== null && onChange({ ...value, wordsMonths: next })} />
      </Labelled>
      <p className="soft">{t('manager.privacy.note')}</p>
    </div>
  );
}

/** After how long without a touch feedback is hidden. */
export function IdleForm({ value, onChange }: Props<{ readonly idleMinutes: number }>) {
  const { t } = useTranslation();
  return (
    <div className="form form-numbers">
      <Labelled name={t('manager.privacy.idleMinutes')}>
        <InputNumber min={1} max={240} precision={0} value={value.idleMinutes} onChange={(next) => next !== null && onChange({ idleMinutes: next })} />
      </Labelled>
    </div>
  );
}
