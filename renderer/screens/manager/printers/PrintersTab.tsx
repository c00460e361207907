import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../../shared/settings.ts';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { useView } from '../../../parts/useView.ts';
import { Jobs } from './Jobs.tsx';
import { PrinterList } from './PrinterList.tsx';
import { RoutesTable } from './RoutesTable.tsx';
import { sectionOf } from './section.ts';
import { SlipForm } from './SlipForm.tsx';
import './printers.css';

const pages = ['printers', 'jobs', 'routes', 'slips'] as const;

/** The printers of the hall: how they stand, what was printed, who prints where, what every slip has. */
export function PrintersTab({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation();
  const { value: view, problem } = useView('printers', {});
  const [page, setPage] = useState<(typeof pages)[number]>('printers');
  if (view === null) return <ProblemNote problem={problem} />;
  const section = sectionOf(settings);
  const unsure = view.jobs.filter((one) => one.state === 'unsure').length;
  return (
    <div className="settings printers">
      <nav className="settings-list" aria-label={t('printing.tab')}>
        {pages.map((one) => (
          <button type="button" key={one} aria-current={page === one} onClick={() => setPage(one)}>
            {t(`printing.manager.page.${one}`)}
            {one === 'jobs' && unsure > 0 && <b className="printers-count digits">{unsure}</b>}
          </button>
        ))}
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
      <section className="settings-body" tabIndex={0} aria-label={t(`printing.manager.page.${page}`)}>
        <ProblemNote problem={problem} />
        {page === 'printers' && <PrinterList view={view} section={section} />}
        {page === 'jobs' && <Jobs view={view} />}
        {page === 'routes' && <RoutesTable view={view} section={section} />}
        {page === 'slips' && <SlipForm section={section} hall={settings.hall.name} />}
      </section>
    </div>
  );
}
