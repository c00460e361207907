import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { View } from '../../../shared/contract.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { TicketRow } from '../../../shared/views.ts';
import { useWords } from '../../i18n/words/index.ts';
import { useNow } from '../../parts/clock.ts';
import { useFormat } from '../../parts/format.ts';
import { LanguageButton } from '../../parts/LanguageButton.tsx';
import { PrinterNotes } from '../../parts/printing/PrinterNotes.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { AntFrame } from '../../parts/staff/AntFrame.tsx';
import { HelpList } from '../../parts/staff/HelpList.tsx';
import { Me } from '../../parts/staff/people/Me.tsx';
import { useView } from '../../parts/useView.ts';
import { Find } from './Find.tsx';
import { GuideFeedback } from './GuideFeedback.tsx';
import { Issue } from './Issue.tsx';
import { Overview } from './Overview.tsx';
import './guide.css';

export type FloorView = View<'floor'>;
type Tab = 'issue' | 'find' | 'feedback';
const tabs: readonly Tab[] = ['issue', 'find', 'feedback'];

/** Who may sign in at the guide's. */
const roles: readonly string[] = ['guide', 'lead', 'manager'];

/** The guide's tablet: who waits and who needs help on one side, what can be done for a customer on the other. */
export function Guide() {
  return (
    <AntFrame touch>
      <Loaded />
    </AntFrame>
  );
}

function Loaded() {
  const { t } = useTranslation();
  const { value: floor, problem } = useView('floor', {});
  const { value: settings } = useView('settings', {});
  if (floor === null || settings === null) {
    return (
      <main className="guide guide-empty">
        {problem === null && <p>{t('common.loading')}</p>}
        <ProblemNote problem={problem} />
      </main>
    );
  }
  return <Work floor={floor} settings={settings.settings} />;
}

function Work({ floor, settings }: { readonly floor: FloorView; readonly settings: Settings }) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<Tab>('issue');
  const [about, setAbout] = useState<TicketRow | null>(null);
  const turn = (to: Tab, ticket: TicketRow | null = null) => {
    setAbout(ticket);
    setTab(to);
  };
  return (
    <div className="guide">
      <Header hall={floor.hall} />
      <HelpList help={floor.help} counters={floor.counters} />
      <PrinterNotes />
      <div className="guide-columns" data-wide={tab === 'feedback'}>
        <Overview floor={floor} settings={settings} />
        <main className="guide-work" aria-label={t('guide.title')}>
          <nav className="guide-tabs">
            {tabs.map((one) => (
              <button type="button" key={one} aria-current={tab === one} onClick={() => turn(one)}>
                {t(`guide.tabs.${one}`)}
              </button>
            ))}
          </nav>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
          <div className="guide-page" tabIndex={0}>
            {tab === 'issue' && <Issue floor={floor} settings={settings} />}
            {tab === 'find' && <Find floor={floor} settings={settings} onFeedback={(ticket) => turn('feedback', ticket)} />}
            {tab === 'feedback' && <GuideFeedback about={about} settings={settings} onDone={() => turn('issue')} />}
          </div>
        </main>
      </div>
    </div>
  );
}

function Header({ hall }: { readonly hall: string }) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const now = useNow();
  return (
    <header className="guide-head">
      <strong>{say(hall)}</strong>
      <span>{t('guide.title')}</span>
      <span className="top-gap" />
      <time className="digits">{format.time(now)}</time>
      <Me roles={roles} />
      <LanguageButton className="link" />
    </header>
  );
}
