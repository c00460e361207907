import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import { addDays, instantOf, localDay } from '../../../shared/time.ts';
import { hostNow } from '../clock.ts';
import { useFormat } from '../format.ts';
import { useHost } from '../host.tsx';
import { timesOf } from './times.ts';

interface Props {
  readonly settings: Settings;
  readonly busy: boolean;
  readonly onBook: (at: number) => void;
  readonly onCancel: () => void;
}

/** A day and a half hour at which the hall is open. */
export function RebookPicker({ settings, busy, onBook, onCancel }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { zone } = useHost();
  const today = localDay(zone, hostNow());
  const days = Array.from({ length: 8 }, (_, n) => addDays(today, n));
  const [day, setDay] = useState(addDays(today, 1));
  const [time, setTime] = useState<string | null>(null);
  const times = timesOf(settings, day).filter((one) => (instantOf(zone, day, one) ?? 0) > hostNow());
  const at = time === null ? null : instantOf(zone, day, time);
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
        <Button type="primary" disabled={at === null || busy} onClick={() => at !== null && onBook(at)}>
          {t('counter.rebookDo')}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </>
  );
}
