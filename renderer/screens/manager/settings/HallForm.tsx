import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Labelled } from '../../../parts/staff/Labelled.tsx';
import type { Settings } from '../../../../shared/settings.ts';
import type { FormProps } from './Editor.tsx';

type Hall = Settings['hall'];
const times = Array.from({ length: 96 }, (_, n) => ({
  value: `${String(Math.floor(n / 4)).padStart(2, '0')}:${String((n % 4) * 15).padStart(2, '0')}`,
}));

/** Name, phone and hours of the hall. */
export function HallForm({ value, onChange }: FormProps<Hall>) {
  const { t } = useTranslation();
  const week = t('manager.hall.week', { returnObjects: true });
  const hours = (at: number, change: Partial<Hall['openingHours'][number]>) =>
    onChange({ ...value, openingHours: value.openingHours.map((one, n) => (n === at ? { ...one, ...change } : one)) });
  return (
    <div className="form">
      <Labelled name={t('manager.hall.name')}>
        <Input value={value.name} maxLength={60} onChange={(event) => onChange({ ...value, name: event.target.value })} />
      </Labelled>
      <Labelled name={t('manager.hall.phone')}>
        <Input value={value.phone ?? ''} maxLength={30} onChange={(event) => onChange({ ...value, phone: event.target.value })} />
      </Labelled>
      <fieldset>
        <legend>{t('manager.hall.hours')}</legend>
        {value.openingHours.map((one, at) => (
          <div className="op-line" key={`${at}of${value.openingHours.length}`}>
            <Checkbox.Group
              value={[...one.days]}
              options={week.map((name, n) => ({ value: n + 1, label: name }))}
              onChange={(days) => hours(at, { days: days.map(Number).sort() })}
            />
            <Select
              showSearch
              className="form-time"
              aria-label={t('manager.hall.open')}
              value={one.open}
              options={times}
              onChange={(open) => hours(at, { open })}
            />
            <Select
              showSearch
              className="form-time"
              aria-label={t('manager.hall.close')}
              value={one.close}
              options={times}
              onChange={(close) => hours(at, { close })}
            />
            {value.openingHours.length > 1 && (
              <Button onClick={() => onChange({ ...value, openingHours: value.openingHours.filter((_, n) => n !== at) })}>
                {t('manager.settings.remove')}
              </Button>
            )}
          </div>
        ))}
        <Button onClick={() => onChange({ ...value, openingHours: [...value.openingHours, { days: [], open: '08:30', close: '17:30' }] })}>
          {t('manager.settings.add')}
        </Button>
      </fieldset>
      <div className="op-line">
        <Checkbox
          checked={value.preOpenTickets.enabled}
          onChange={(event) => onChange({ ...value, preOpenTickets: { ...value.preOpenTickets, enabled: event.target.checked } })}
        >
          {t('manager.hall.preOpen')}
        </Checkbox>
        <Labelled name={t('manager.hall.preOpenMinutes')} className="op-line">
          <InputNumber
            min={0}
            max={240}
            value={value.preOpenTickets.fromMinutesBefore}
            onChange={(next) => onChange({ ...value, preOpenTickets: { ...value.preOpenTickets, fromMinutesBefore: next ?? 0 } })}
          />
        </Labelled>
      </div>
      <Checkbox checked={value.englishCalls === true} onChange={(event) => onChange({ ...value, englishCalls: event.target.checked })}>
        {t('manager.hall.englishCalls')}
      </Checkbox>
      <Labelled name={t('manager.hall.stopBefore')}>
        <InputNumber
          min={0}
          max={240}
          value={value.closing.stopIssuingMinutesBefore}
          onChange={(next) => onChange({ ...value, closing: { ...value.closing, stopIssuingMinutesBefore: next ?? 0 } })}
        />
      </Labelled>
      <Labelled name={t('manager.hall.notice')}>
        <Input.TextArea
          rows={2}
          maxLength={200}
          value={value.closing.kioskNotice}
          onChange={(event) => onChange({ ...value, closing: { ...value.closing, kioskNotice: event.target.value } })}
        />
      </Labelled>
    </div>
  );
}
