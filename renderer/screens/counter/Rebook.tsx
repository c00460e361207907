import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, instantOf, localDay } from '../../../shared/time.ts';
import { hostNow } from '../../parts/clock.ts';
import { useFormat } from '../../parts/format.ts';
import { useHost } from '../../parts/host.tsx';
import type { FormProps } from './OpForm.tsx';
import { timesOf } from './times.ts';

/** Another time for a customer, with a booking code that brings priority. */
export function Rebook({ current, settings, action, onDone, onCancel }: FormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { zone } = useHost();
  const today = localDay(zone, hostNow());
  const days = Array.from({ length: 8 }, (_, n) => addDays(today, n));
  const [day, setDay] = useState(addDays(today, 1));
  const [time, setTime] = useState<string | null>(null);
  const times = timesOf(settings, day).filter((one) => (instantOf(zone, day, one) ?? 0) > hostNow());
  const at = time === null ? null : instantOf(zone, day, time);
  const book = () => {
    if (at === null) return;
    action.run('ticket.rebook', { at }, (made) => onDone({ kind: 'booked', number: current.number, code: made.booking, at }));
  };
  return (
    <>
      <p>{t('counter.rebookKeeps')}</p>
      <div className="op-line">
        <Select
          className="op-select"
          aria-label={t('counter.rebookWhen')}
          value={day}
          options={days.map((one) => ({ value: one, label: format.date(instantOf(zone, one, '12:00') ?? 0) }))}
          onChange={(next) => (setDay(next), setTime(null))}
        />
        <Select
          className="op-short"
          aria-label={t('counter.rebookWhen')}
          value={time}
          options={times.map((one) => ({ value: one, label: one }))}
          onChange={setTime}
        />
        <Button type="primary" disabled={at === null || action.busy} onClick={book}>
          {t('counter.rebookDo')}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </>
  );
}
