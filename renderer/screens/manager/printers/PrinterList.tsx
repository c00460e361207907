import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ulid } from 'ulidx';
import type { View } from '../../../../shared/contract.ts';
import type { Printing } from '../../../../shared/printing.ts';
import { useNow } from '../../../parts/clock.ts';
import { useFormat } from '../../../parts/format.ts';
import { isStuck, paperOf, standingOf } from '../../../parts/printing/standing.ts';
import { useSlipState } from '../../../parts/printing/useSlipState.ts';
import '../stations/stations.css';
import { blankDraft, type Draft, draftOf } from './form.ts';
import { PrinterDo } from './PrinterDo.tsx';
import { PrinterForm } from './PrinterForm.tsx';
import { type Stations, useStationLabel } from './useStationLabel.ts';

export type PrintersView = View<'printers'>;
export type PrinterRow = PrintersView['printers'][number];
export interface PageProps {
  readonly view: PrintersView;
  readonly section: Printing;
}

/** The printers, how each stands and what to do about it; or the form of one of them. */
export function PrinterList({ view, section }: PageProps) {
  const { t } = useTranslation();
  const stations = useStationLabel(view);
  const [draft, setDraft] = useState<Draft | null>(null);
  const host = view.stations[0]?.station ?? 'host';
  const add = () => setDraft(blankDraft(ulid(), host));
  if (draft !== null) return <PrinterForm key={draft.id} start={draft} view={view} section={section} stations={stations} onDone={() => setDraft(null)} />;
  if (view.printers.length === 0) {
    return (
      <div className="printers-none">
        <h2>{t('printing.manager.none')}</h2>
        <p>{t('printing.manager.noneText')}</p>
        <ol>
          <li>{t('printing.manager.none1')}</li>
          <li>{t('printing.manager.none2')}</li>
          <li>{t('printing.manager.none3')}</li>
        </ol>
        <Button type="primary" size="large" onClick={add}>
          {t('printing.manager.add')}
        </Button>
      </div>
    );
  }
  return (
    <>
      <header>
        <h2>{t('printing.tab')}</h2>
        <span className="top-gap" />
        <Button type="primary" onClick={add}>
          {t('printing.manager.add')}
        </Button>
      </header>
      {section.routes.every((one) => one.printer === null) && <p className="stations-warn">{t('printing.manager.unused')}</p>}
      <table className="list printers-list">
        <thead>
          <tr>
            <th scope="col">{t('printing.manager.col.printer')}</th>
            <th scope="col">{t('printing.manager.col.standing')}</th>
            <th scope="col">{t('printing.manager.col.paper')}</th>
            <th scope="col">{t('printing.manager.col.queued')}</th>
            <th scope="col">
              <span className="hidden-text">{t('printing.manager.col.do')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {view.printers.map((one) => (
            <Row key={one.id} printer={one} view={view} section={section} stations={stations} onEdit={() => setDraft(draftOf(section.printers.find((other) => other.id === one.id) ?? one))} />
          ))}
        </tbody>
      </table>
    </>
  );
}

interface RowProps extends PageProps {
  readonly printer: PrinterRow;
  readonly stations: Stations;
  readonly onEdit: () => void;
}

function Row({ printer, view, section, stations, onEdit }: RowProps) {
  const { t } = useTranslation();
  const [test, setTest] = useState<string | null>(null);
  const say = useSlipState();
  const tested = test === null ? undefined : view.jobs.find((one) => one.slip === test);
  const paper = paperOf(printer);
  return (
    <tr data-stuck={isStuck(printer)}>
      <td>
        <b>{printer.name}</b>
        <small className="soft">{`${stations.label(printer.station, printer.stationName)} · ${addressText(printer.address)}`}</small>
      </td>
      <td>
        <Standing printer={printer} />
        {tested !== undefined && (
          <p className="printers-test" role="status" data-state={tested.state}>
            {t('printing.manager.tested', { state: say(tested) })}
          </p>
        )}
      </td>
      <td className="printers-paper" data-paper={paper}>
        {t(`printing.manager.paper.${paper}`, { n: printer.left ?? 0 })}
        {(paper === 'low' || paper === 'lowUncounted') && <small>{t('printing.manager.paperTodo')}</small>}
      </td>
      <td className="digits">{printer.queued === 0 ? '–' : printer.queued}</td>
      <td className="printers-do">
        <PrinterDo printer={printer} section={section} onEdit={onEdit} onTest={setTest} />
      </td>
    </tr>
  );
}

function Standing({ printer }: { readonly printer: PrinterRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(10_000);
  const standing = standingOf(printer);
  if (standing === 'trouble') {
    const reason = printer.reason ?? 'fault';
    const wait = printer.since === null ? '' : format.minutes((now - printer.since) / 1000);
    return (
      <>
        <b className="printers-bad">
          {t(`printing.reason.${reason}`)}
          {wait !== '' && <span className="printers-since">{t('printing.manager.since', { wait })}</span>}
        </b>
        <small>{t(`printing.todo.${reason}`)}</small>
      </>
    );
  }
  return (
    <>
      <span className={standing === 'ready' ? 'printers-good' : standing === 'away' ? 'printers-bad' : ''}>{t(`printing.manager.standing.${standing}`)}</span>
      {standing !== 'ready' && <small className="soft">{t(`printing.manager.standingWhy.${standing}`)}</small>}
    </>
  );
}

/** An address as people know it: a queue by its name, a network printer by its host, with the port only where it is not the usual one. */
export function addressText(address: string): string {
  return address.replace(/^(tcp|cups|winspool):\/\//, '').replace(/:9100$/, '');
}
