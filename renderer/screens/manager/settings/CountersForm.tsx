import { Button, Checkbox, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../../shared/settings.ts';
import { useWords } from '../../../i18n/words/index.ts';
import type { FormProps } from './Editor.tsx';

type Counter = Settings['counters'][number];

/** The counters and what each of them does. */
export function CountersForm({ value, settings, onChange }: FormProps<Settings['counters']>) {
  const { t } = useTranslation();
  const say = useWords();
  const change = (no: number, next: Partial<Counter>) => onChange(value.map((one) => (one.no === no ? { ...one, ...next } : one)));
  const options = [
    { value: '*', label: t('manager.counterForm.all') },
    ...settings.services.filter((one) => one.noTicket !== true).map((one) => ({ value: one.id, label: say(one.zh, one.en) })),
  ];
  const free = Math.max(0, ...value.map((one) => one.no)) + 1;
  return (
    <div className="form">
      <table className="list">
        <thead>
          <tr>
            {(['no', 'name', 'services', 'publicCalling'] as const).map((one) => (
              <th scope="col" key={one}>
                {t(`manager.counterForm.${one}`)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {value.map((one) => (
            <tr key={one.no}>
              <td className="digits">{one.no}</td>
              <td>
                <Input
                  className="form-name"
                  aria-label={`${one.no} ${t('manager.counterForm.name')}`}
                  maxLength={40}
                  value={one.zh}
                  onChange={(event) => change(one.no, { zh: event.target.value })}
                />
              </td>
              <td>
                <Select
                  mode="multiple"
                  className="form-services"
                  aria-label={`${one.zh} ${t('manager.counterForm.services')}`}
                  value={[...one.services]}
                  options={options}
                  onChange={(services) => change(one.no, { services })}
                />
              </td>
              <td>
                <Checkbox
                  aria-label={`${one.zh} ${t('manager.counterForm.publicCalling')}`}
                  checked={one.publicCalling !== false}
                  onChange={(event) => change(one.no, { publicCalling: event.target.checked })}
                />
              </td>
              <td>
                {value.length > 1 && (
                  <Button onClick={() => onChange(value.filter((other) => other.no !== one.no))}>{t('manager.settings.remove')}</Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button onClick={() => onChange([...value, { no: free, zh: `${free}号柜台`, services: ['*'] }])}>{t('manager.settings.add')}</Button>
    </div>
  );
}
