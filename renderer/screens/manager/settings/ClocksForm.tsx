import { Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClockRule, Settings } from '../../../../shared/settings.ts';
import { addDays, localDay } from '../../../../shared/time.ts';
import { useWords } from '../../../i18n/words/index.ts';
import { useHost } from '../../../parts/host.tsx';
import { useNow } from '../../../parts/clock.ts';
import { Labelled } from '../../../parts/staff/Labelled.tsx';
import { amountOf, newest, type Unit, units, withVersion } from './clockVersions.ts';
import type { FormProps } from './Editor.tsx';
import { SourceTag } from './SourceTag.tsx';

/** The deadlines: how long each is. A change makes a new version that holds for what comes in from its day on; what runs already keeps its own. */
export function ClocksForm({ value, settings, onChange }: FormProps<Settings['clocks']>) {
  const { t } = useTranslation();
  const { zone } = useHost();
  const now = useNow(60_000);
  const [from, setFrom] = useState(() => addDays(localDay(zone, now), 1));
  return (
    <>
      <p className="soft">{t('manager.clocks.how')}</p>
      <Labelled name={t('manager.clocks.from')} className="form-line">
        <Input className="picker-day" type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
      </Labelled>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
      <div className="viewer-scroll" tabIndex={0}>
        <table className="list">
          <thead>
            <tr>
              {(['name', 'for', 'amount', 'unit', 'effective'] as const).map((one) => (
                <th scope="col" key={one}>
                  {t(`manager.clocks.${one}`)}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {newest(value).map((rule) => (
              <Row key={rule.id} rule={rule} settings={settings} onAmount={(amount, unit) => from !== '' && onChange(withVersion(value, rule, amount, unit, from))} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface RowProps {
  readonly rule: ClockRule;
  readonly settings: Settings;
  readonly onAmount: (amount: number, unit: Unit) => void;
}

function Row({ rule, settings, onAmount }: RowProps) {
  const { t } = useTranslation();
  const say = useWords();
  const { amount, unit } = amountOf(rule);
  const channels = (rule.channel ?? []).map((id) => say(settings.channels.find((one) => one.id === id)?.zh ?? id));
  const types = (rule.type ?? []).map((id) => say(settings.requestTypes.find((one) => one.id === id)?.zh ?? id));
  return (
    <tr>
      <td>{say(rule.zh)}</td>
      <td className="soft">{[...types, ...channels].join('、')}</td>
      <td>
        <InputNumber aria-label={`${say(rule.zh)} ${t('manager.clocks.amount')}`} min={1} max={1000} precision={0} value={amount} onChange={(next) => next !== null && onAmount(next, unit)} />
      </td>
      <td>
        <Select
          aria-label={`${say(rule.zh)} ${t('manager.clocks.unit')}`}
          value={unit}
          options={units.map((one) => ({ value: one, label: t(`manager.clocks.units.${one}`) }))}
          onChange={(next: Unit) => onAmount(amount, next)}
        />
      </td>
      <td className="digits">{rule.effective ?? ''}</td>
      <td>
        <SourceTag source={rule.source} />
      </td>
    </tr>
  );
}
