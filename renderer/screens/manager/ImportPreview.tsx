import { useTranslation } from 'react-i18next';
import type { LocalOutput } from '../../../shared/contract.ts';
import { useReasons } from './useReasons.ts';
import { useFormat } from '../../parts/format.ts';

const columns = ['line', 'outcome', 'reason', 'number', 'service', 'issued', 'called', 'ended', 'counter'] as const;

/** The log's first rows and what would become of each. */
export function ImportPreview({ preview }: { readonly preview: LocalOutput<'import.preview'> }) {
  const { t } = useTranslation();
  const say = useReasons();
  const format = useFormat();
  const time = (at: number | null | undefined) => (at === null || at === undefined ? '–' : format.dateTime(at));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
    <div className="import-rows" tabIndex={0}>
      <table className="list">
        <thead>
          <tr>
            {columns.map((one) => (
              <th scope="col" key={one}>
                {t(`manager.import.${one}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row) => (
            <tr key={row.line} data-pressure={row.outcome === 'rejected' ? 'over' : row.outcome === 'skipped' ? 'near' : 'none'}>
              <td className="digits">{row.line}</td>
              <td>{t(`manager.import.${row.outcome}`)}</td>
              <td>{row.reason === null ? '' : say(row.reason)}</td>
              <td className="digits">{row.ticket?.number ?? ''}</td>
              <td>{row.ticket?.service ?? ''}</td>
              <td className="digits">{row.ticket === null ? '' : time(row.ticket.issuedAt)}</td>
              <td className="digits">{row.ticket === null ? '' : time(row.ticket.calledAt)}</td>
              <td className="digits">{row.ticket === null ? '' : time(row.ticket.endedAt ?? row.ticket.leftAt)}</td>
              <td>{row.ticket?.counter ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
