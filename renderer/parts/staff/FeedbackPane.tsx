import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import { ProblemNote } from '../ProblemNote.tsx';
import { CasePage } from './case/CasePage.tsx';
import { Filters } from './list/Filters.tsx';
import { Rows } from './list/Rows.tsx';
import { type Filter, usePages } from './list/usePages.ts';
import './staff.css';
import './list/list.css';

interface Props {
  readonly settings: Settings;
  /** False while it is out of sight: then nothing personal stays on the screen. */
  readonly active?: boolean;
  readonly chosen: string | null;
  readonly onChoose: (feedback: string | null) => void;
  readonly onNew?: () => void;
}

/** The feedback by what is due next, and the case that is open: beside the list where there is room, else in its place. */
export function FeedbackPane({ settings, active = true, chosen, onChoose, onNew }: Props) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<Filter>({ which: 'open', search: '', category: null, month: null });
  const pages = usePages(filter);
  const total = pages.list?.total ?? 0;
  const empty = filter.search === '' ? t(`feedback.empty.${filter.which}`) : t('feedback.empty.search', { search: filter.search });
  return (
    <div className="feedback" data-open={chosen !== null}>
      <div className="feedback-panes">
        <section className="feedback-side" aria-label={t('feedback.list')}>
          <Filters
            filter={filter}
            onFilter={setFilter}
            list={pages.latest}
            settings={settings}
            {...(onNew === undefined ? {} : { onNew })}
          />
          <ProblemNote problem={pages.problem} />
          {pages.list !== null && total === 0 && <p className="list-empty">{empty}</p>}
          {total > 0 && <Rows key={filter.which} pages={pages} total={total} settings={settings} chosen={chosen} onChoose={onChoose} />}
        </section>
        <div className="feedback-case">
          {chosen === null ? (
            <p className="list-empty">{t('feedback.pick')}</p>
          ) : (
            <CasePage key={chosen} feedback={chosen} settings={settings} active={active} onBack={() => onChoose(null)} />
          )}
        </div>
      </div>
    </div>
  );
}
