import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../../shared/settings.ts';
import { SourceTag } from './SourceTag.tsx';
import { type Field, useField } from './useField.ts';

type Plain = Readonly<Record<string, unknown>>;
interface Props {
  readonly value: unknown;
  readonly settings: Settings;
}

/** Any section of the settings, readable: a list as a table, the rest as names and values, each with its source. */
export function Viewer({ value, settings }: Props) {
  return <Part value={value} field={useField(settings)} />;
}

interface PartProps {
  readonly value: unknown;
  readonly field: Field;
}

function Part({ value, field }: PartProps) {
  if (Array.isArray(value) && value.some((one) => typeof one === 'object' && one !== null))
    return <Table rows={value as readonly Plain[]} field={field} />;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return <Fields value={value as Plain} field={field} />;
  return <span>{field.line(value)}</span>;
}

function useDays(): (value: unknown) => string | null {
  const { t } = useTranslation();
  const week = t('manager.hall.week', { returnObjects: true });
  return (value) =>
    Array.isArray(value) && value.every((one) => typeof one === 'number') ? value.map((one) => week[Number(one) - 1]).join(' ') : null;
}

function Table({ rows, field }: { readonly rows: readonly Plain[]; readonly field: Field }) {
  const days = useDays();
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((key) => key !== 'source' && key !== 'id');
  const sourced = rows.some((row) => row['source'] !== undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
    <div className="viewer-scroll" tabIndex={0}>
      <table className="list">
        <thead>
          <tr>
            {columns.map((key) => (
              <th scope="col" key={key}>
                {field.name(key)}
              </th>
            ))}
            {sourced && <th scope="col">{field.name('source')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={String(row['id'] ?? row['no'] ?? at)}>
              {columns.map((key) => (
                <td key={key}>{row[key] === undefined ? '' : ((key === 'days' ? days(row[key]) : null) ?? field.line(row[key]))}</td>
              ))}
              {sourced && (
                <td>
                  <SourceTag source={row['source']} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Fields({ value, field }: { readonly value: Plain; readonly field: Field }) {
  return (
    <dl className="viewer-fields">
      {Object.entries(value)
        .filter(([key]) => key !== 'source')
        .map(([key, one]) => (
          <div key={key}>
            <dt>{field.name(key)}</dt>
            <dd>
              <Part value={one} field={field} />
            </dd>
          </div>
        ))}
    </dl>
  );
}
