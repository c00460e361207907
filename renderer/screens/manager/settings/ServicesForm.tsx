import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Service, Settings } from '../../../../shared/settings.ts';
import type { FormProps } from './Editor.tsx';
import { SourceTag } from './SourceTag.tsx';

const columns = ['enabled', 'name', 'english', 'hint', 'handling', 'wait', 'kind', 'audience'] as const;

/** The services: which are on, what they are called, and what wait the hall has set itself. */
export function ServicesForm({ value, onChange }: FormProps<Settings['services']>) {
  const { t } = useTranslation();
  const change = (id: string, next: Partial<Service>) => onChange(value.map((one) => (one.id === id ? { ...one, ...next } : one)));
  return (
    <>
      <p className="soft">{t('manager.service.publicWarning')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
      <div className="viewer-scroll" tabIndex={0}>
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{t('manager.service.prefix')}</th>
              {columns.map((one) => (
                <th scope="col" key={one}>
                  {t(`manager.service.${one}`)}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {value.map((one) => (
              <Row key={one.id} service={one} onChange={(next) => change(one.id, next)} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Row({ service, onChange }: { readonly service: Service; readonly onChange: (next: Partial<Service>) => void }) {
  const { t } = useTranslation();
  const { wait } = service;
  const label = (key: (typeof columns)[number]) => `${service.zh} ${t(`manager.service.${key}`)}`;
  return (
    <tr>
      <td className="digits">{service.prefix}</td>
      <td>
        <Checkbox
          aria-label={label('enabled')}
          checked={service.enabled}
          onChange={(event) => onChange({ enabled: event.target.checked })}
        />
      </td>
      <td>
        <Input
          className="form-name"
          aria-label={label('name')}
          maxLength={40}
          value={service.zh}
          onChange={(event) => onChange({ zh: event.target.value })}
        />
      </td>
      <td>
        <Input
          className="form-name"
          aria-label={label('english')}
          maxLength={60}
          value={service.en ?? ''}
          onChange={(event) => onChange({ en: event.target.value })}
        />
      </td>
      <td>
        <Input
          className="form-hint"
          aria-label={label('hint')}
          maxLength={100}
          value={service.kioskHint}
          onChange={(event) => onChange({ kioskHint: event.target.value })}
        />
      </td>
      <td>
        {service.noTicket !== true && (
          <InputNumber
            className="form-number"
            aria-label={label('handling')}
            min={1}
            max={480}
            value={service.handlingMinutes ?? null}
            onChange={(next) => next !== null && onChange({ handlingMinutes: next })}
          />
        )}
      </td>
      <td>
        {wait !== undefined && (
          <InputNumber
            className="form-number"
            aria-label={label('wait')}
            min={1}
            max={480}
            value={wait.minutes}
            onChange={(next) => next !== null && onChange({ wait: { ...wait, minutes: next } })}
          />
        )}
      </td>
      <td>
        {wait !== undefined && (
          <Select
            aria-label={label('kind')}
            value={wait.kind}
            onChange={(kind) => onChange({ wait: { ...wait, kind } })}
            options={(['single', 'average'] as const).map((one) => ({ value: one, label: t(`manager.service.${one}`) }))}
          />
        )}
      </td>
      <td>
        {wait !== undefined && (
          <Select
            aria-label={label('audience')}
            value={wait.audience}
            onChange={(audience) => onChange({ wait: { ...wait, audience } })}
            options={(['internal', 'public'] as const).map((one) => ({ value: one, label: t(`manager.service.${one}`) }))}
          />
        )}
      </td>
      <td>
        <SourceTag source={service.source} />
      </td>
    </tr>
  );
}
