import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../parts/format.ts';
import { useSlipState } from '../../../parts/printing/useSlipState.ts';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { useAction } from '../../../parts/useAction.ts';
import type { PageProps, PrintersView } from './PrinterList.tsx';
import { type Stations, useStationLabel } from './useStationLabel.ts';

type Job = PrintersView['jobs'][number];
const wanting: readonly Job['state'][] = ['unsure', 'waiting', 'queued', 'notPrinted', 'dropped'];

/** The last slips: what became of each, and what a person can still do about it. Those that nobody is sure of stand first. */
export function Jobs({ view }: Pick<PageProps, 'view'>) {
  const { t } = useTranslation();
  const stations = useStationLabel(view);
  const [only, setOnly] = useState(false);
  const jobs = only ? view.jobs.filter((one) => wanting.includes(one.state)) : view.jobs;
  const sorted = [...jobs.filter((one) => one.state === 'unsure'), ...jobs.filter((one) => one.state !== 'unsure')];
  return (
    <>
      <header>
        <h2>{t('printing.manager.page.jobs')}</h2>
        <span className="soft">{t('printing.manager.jobsWhy')}</span>
        <span className="top-gap" />
        <Checkbox checked={only} onChange={(event) => setOnly(event.target.checked)}>
          {t('printing.manager.onlyWanting')}
        </Checkbox>
      </header>
      {sorted.length === 0 ? (
        <p className="list-empty">{t(only ? 'printing.manager.jobsGood' : 'printing.manager.jobsNone')}</p>
      ) : (
        <table className="list printers-jobs">
          <thead>
            <tr>
              {(['time', 'slip', 'askedAt', 'printer', 'became'] as const).map((one) => (
                <th scope="col" key={one}>
                  {t(`printing.manager.col.${one}`)}
                </th>
              ))}
              <th scope="col">
                <span className="hidden-text">{t('printing.manager.col.do')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((one) => (
              <Row key={one.slip} job={one} view={view} stations={stations} />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function Row({ job, view, stations }: { readonly job: Job; readonly view: PrintersView; readonly stations: Stations }) {
  const { t } = useTranslation();
  const format = useFormat();
  const say = useSlipState();
  return (
    <tr data-state={job.state}>
      <td className="digits">{format.time(job.at)}</td>
      <td>
        {t(`printing.kind.${job.kind}`)} {job.kind !== 'test' && <b className="digits">{job.number}</b>} {job.copy && <em className="mark-near printers-copy">{t('printing.copy')}</em>}
      </td>
      <td>{stations.label(job.station, job.stationName)}</td>
      <td>{job.printer === '' ? t('printing.manager.gone') : job.printer}</td>
      <td className="printers-became" data-state={job.state}>
        {say(job)}
      </td>
      <td className="printers-do">
        <Do job={job} view={view} />
      </td>
    </tr>
  );
}

function Do({ job, view }: { readonly job: Job; readonly view: PrintersView }) {
  const { t } = useTranslation();
  const action = useAction();
  // At the printer where it was to come out: the manager looks at this list from another desk.
  const printer = view.printers.find((one) => one.id === job.printerId)?.id;
  const again = () => action.run('slip.print', { kind: job.kind, of: job.of, english: job.english, ...(printer === undefined ? {} : { printer }) });
  const settle = (printed: boolean) => action.run('slip.settle', { slip: job.slip, printed });
  const open = job.state === 'queued' || job.state === 'waiting';
  return (
    <>
      <div className="op-line">
        {job.state === 'unsure' && (
          <>
            <Button size="small" disabled={action.busy} onClick={() => settle(true)}>
              {t('printing.came')}
            </Button>
            <Button size="small" type="primary" disabled={action.busy} onClick={() => settle(false)}>
              {t('printing.cameNot')}
            </Button>
          </>
        )}
        {open && (
          <Button size="small" disabled={action.busy} onClick={() => action.run('slip.cancel', { slip: job.slip })}>
            {t('printing.manager.cancel')}
          </Button>
        )}
        {!open && job.state !== 'unsure' && job.kind !== 'test' && (
          <Button size="small" disabled={action.busy} onClick={again}>
            {t('printing.printAgain')}
          </Button>
        )}
      </div>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
    </>
  );
}
