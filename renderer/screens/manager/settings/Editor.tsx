import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../../shared/settings.ts';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { useAction } from '../../../parts/useAction.ts';
import { ClocksForm } from './ClocksForm.tsx';
import { CountersForm } from './CountersForm.tsx';
import { changes, markHall } from './diff.ts';
import { HallForm } from './HallForm.tsx';
import { IdleForm, PrivacyForm } from './PrivacyForm.tsx';
import { QueueForm } from './QueueForm.tsx';
import { Review } from './Review.tsx';
import { ServicesForm } from './ServicesForm.tsx';

const sections = ['hall', 'services', 'counters', 'queueRules', 'clocks', 'privacy', 'staffRules'] as const;
/** What holds where a hall has set nothing. */
const untouched = { privacy: { contactMonths: 6, wordsMonths: 24 }, staffRules: { idleMinutes: 5 } };
/** A section that can be changed here. */
export type Editable = (typeof sections)[number];

/** Whether a section can be changed here. */
export function editable(section: string): section is Editable {
  return (sections as readonly string[]).includes(section);
}

interface Props {
  readonly section: Editable;
  readonly settings: Settings;
  readonly onDone: (saved: boolean) => void;
}
/** What the form of a section gets. */
export interface FormProps<T> {
  readonly value: T;
  readonly settings: Settings;
  readonly onChange: (value: T) => void;
}

/** Change, look at what was changed, save: the whole section at once. */
export function Editor({ section, settings, onDone }: Props) {
  const { t } = useTranslation();
  const [before] = useState(() => ({ ...settings, privacy: settings.privacy ?? untouched.privacy, staffRules: settings.staffRules ?? untouched.staffRules }));
  const [draft, setDraft] = useState(before);
  const [reviewing, setReviewing] = useState(false);
  const action = useAction();
  const found = changes(before[section], draft[section]);
  const save = () =>
    action.run('hall.configure', { change: { section, value: markHall(before[section], draft[section]) } }, () => onDone(true));
  const form = {
    hall: <HallForm value={draft.hall} settings={settings} onChange={(hall) => setDraft({ ...draft, hall })} />,
    services: <ServicesForm value={draft.services} settings={settings} onChange={(services) => setDraft({ ...draft, services })} />,
    counters: <CountersForm value={draft.counters} settings={settings} onChange={(counters) => setDraft({ ...draft, counters })} />,
    clocks: <ClocksForm value={draft.clocks} settings={settings} onChange={(clocks) => setDraft({ ...draft, clocks })} />,
    privacy: <PrivacyForm value={draft.privacy} onChange={(privacy) => setDraft({ ...draft, privacy })} />,
    staffRules: <IdleForm value={draft.staffRules} onChange={(staffRules) => setDraft({ ...draft, staffRules })} />,
    queueRules: <QueueForm value={draft.queueRules} settings={settings} onChange={(queueRules) => setDraft({ ...draft, queueRules })} />,
  }[section];
  return (
    <div className="editor">
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      {reviewing ? <Review changes={found} settings={settings} /> : form}
      <div className="op-line editor-foot">
        {reviewing ? (
          <>
            <Button type="primary" disabled={found.length === 0 || action.busy} onClick={save}>
              {t('manager.settings.save')}
            </Button>
            <Button onClick={() => setReviewing(false)}>{t('common.back')}</Button>
          </>
        ) : (
          <Button type="primary" disabled={found.length === 0} onClick={() => setReviewing(true)}>
            {t('manager.settings.review')}
          </Button>
        )}
        <Button type="text" onClick={() => onDone(false)}>
          {t('manager.settings.cancel')}
        </Button>
      </div>
    </div>
  );
}
