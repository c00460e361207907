import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintRoute } from '../../../../shared/printing.ts';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import type { PageProps } from './PrinterList.tsx';
import { type Column, columns, inherited, lineAt, setLine } from './section.ts';
import { useConfigure } from './useConfigure.ts';
import { useStationLabel } from './useStationLabel.ts';

/** Who prints where: a row a station, a column a kind of slip. A cell that says nothing inherits. */
export function RoutesTable({ view, section }: PageProps) {
  const { t } = useTranslation();
  const stations = useStationLabel(view);
  const [draft, setDraft] = useState<readonly PrintRoute[] | null>(null);
  const [saved, setSaved] = useState(false);
  const { action, save } = useConfigure(section);
  const routes = draft ?? section.routes;
  // A line of a station that is gone is shown as well: nobody could take it away otherwise.
  const gone = [...new Set(section.routes.map((one) => one.station))].filter((one) => one !== '*' && !stations.ids.includes(one));
  const change = (next: readonly PrintRoute[]) => {
    setDraft(next);
    setSaved(false);
  };
  const keep = () =>
    save(
      (now) => ({ ...now, routes: [...routes] }),
      () => {
        setDraft(null);
        setSaved(true);
      },
    );
  if (section.printers.length === 0) return <p className="list-empty">{t('printing.manager.routesNone')}</p>;
  return (
    <>
      <header>
        <h2>{t('printing.manager.page.routes')}</h2>
        <span className="top-gap" />
        {saved && <b role="status">{t('manager.settings.saved')}</b>}
        {draft !== null && (
          <Button type="text" onClick={() => setDraft(null)}>
            {t('manager.settings.cancel')}
          </Button>
        )}
        <Button type="primary" disabled={draft === null} loading={action.busy} onClick={keep}>
          {t('manager.settings.save')}
        </Button>
      </header>
      <p className="soft">{t('printing.manager.routesWhy')}</p>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <table className="list printers-routes">
        <thead>
          <tr>
            <th scope="col">{t('printing.manager.col.station')}</th>
            {columns.map((one) => (
              <th scope="col" key={one}>
                {one === '*' ? t('printing.manager.allSlips') : t(`printing.kind.${one}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {['*', ...stations.ids, ...gone].map((station) => (
            <tr key={station} data-all={station === '*'}>
              <th scope="row">{station === '*' ? t('printing.manager.allStations') : stations.label(station)}</th>
              {columns.map((column) => (
                <td key={column}>
                  <Cell
                    name={`${station === '*' ? t('printing.manager.allStations') : stations.label(station)} · ${column === '*' ? t('printing.manager.allSlips') : t(`printing.kind.${column}`)}`}
                    station={station}
                    column={column}
                    routes={routes}
                    printers={section.printers}
                    onChange={(choice) => change(setLine(routes, station, column, choice))}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

interface CellProps {
  readonly name: string;
  readonly station: string;
  readonly column: Column;
  readonly routes: readonly PrintRoute[];
  readonly printers: PageProps['section']['printers'];
  readonly onChange: (choice: string | null | 'inherit') => void;
}

function Cell({ name, station, column, routes, printers, onChange }: CellProps) {
  const { t } = useTranslation();
  const line = lineAt(routes, station, column);
  const from = inherited(routes, station, column);
  const nameOf = (id: string | null) => (id === null ? t('printing.manager.no') : (printers.find((one) => one.id === id)?.name ?? t('printing.manager.no')));
  const same = from === null ? '' : from.printer === undefined ? t(`printing.manager.${from.from}`) : t(`printing.manager.${from.from}Is`, { name: nameOf(from.printer) });
  const chosen = line === undefined ? (from === null ? 'none' : 'inherit') : (line.printer ?? 'none');
  return (
    <Select
      className="printers-cell"
      data-own={line !== undefined}
      aria-label={name}
      popupMatchSelectWidth={false}
      value={chosen}
      options={[
        ...(from === null ? [] : [{ value: 'inherit', label: same }]),
        ...printers.map((one) => ({ value: one.id, label: one.name })),
        { value: 'none', label: t('printing.manager.no') },
      ]}
      onChange={(next) => onChange(next === 'none' ? null : next)}
    />
  );
}
