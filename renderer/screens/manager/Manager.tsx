import { Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/words/index.ts';
import { useNow } from '../../parts/clock.ts';
import { useFormat } from '../../parts/format.ts';
import { useHost } from '../../parts/host.tsx';
import { LanguageButton } from '../../parts/LanguageButton.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { AntFrame } from '../../parts/staff/AntFrame.tsx';
import { FeedbackPane } from '../../parts/staff/FeedbackPane.tsx';
import { useView } from '../../parts/useView.ts';
import { Warnings } from '../../parts/Warnings.tsx';
import { FiguresTab } from './FiguresTab.tsx';
import { Floor } from './Floor.tsx';
import { ImportTab } from './ImportTab.tsx';
import { PrintersTab } from './printers/PrintersTab.tsx';
import { SettingsTab } from './settings/SettingsTab.tsx';
import { StationsTab } from './stations/StationsTab.tsx';
import './manager.css';

/** The manager's window: the floor as it is, today's feedback, figures, settings, imports. */
export function Manager() {
  return (
    <AntFrame>
      <ManagerTabs />
    </AntFrame>
  );
}

function ManagerTabs() {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const now = useNow();
  const { app } = useHost();
  const [tab, setTab] = useState('floor');
  const { value: floor, problem } = useView('floor', {});
  const { value: settings } = useView('settings', {});
  const { value: list } = useView('feedbackList', {});
  if (floor === null || settings === null) {
    return (
      <main className="manager-empty">
        {problem === null && <p>{t('common.loading')}</p>}
        <ProblemNote problem={problem} />
      </main>
    );
  }
  const open = list?.rows.filter((one) => one.state !== 'closed').length ?? 0;
  return (
    <div className="manager">
      <header className="manager-head">
        <strong>{say(floor.hall)}</strong>
        <span>{t('manager.title')}</span>
        <span className="top-gap" />
        <span>{format.date(now)}</span>
        <time className="digits">{format.time(now)}</time>
        <LanguageButton className="link" />
      </header>
      <Warnings warnings={app?.warnings ?? []} />
      <main className="manager-main">
        <ProblemNote problem={problem} />
        <Tabs
          className="desk-tabs"
          destroyOnHidden
          activeKey={tab}
          onChange={setTab}
          items={[
            {
              key: 'floor',
              label: t('manager.tabs.floor'),
              children: <Floor floor={floor} settings={settings.settings} onGo={setTab} />,
            },
            {
              key: 'feedback',
              label: `${t('manager.tabs.feedback')} ${open}`,
              children: <FeedbackPane list={list?.rows ?? []} settings={settings.settings} />,
            },
            { key: 'figures', label: t('manager.tabs.figures'), children: <FiguresTab today={floor.day} settings={settings.settings} /> },
            { key: 'stations', label: t('stations.tab'), children: <StationsTab /> },
            { key: 'printers', label: t('printing.tab'), children: <PrintersTab settings={settings.settings} /> },
            { key: 'settings', label: t('manager.tabs.settings'), children: <SettingsTab settings={settings.settings} /> },
            { key: 'import', label: t('manager.tabs.import'), children: <ImportTab /> },
          ]}
        />
      </main>
    </div>
  );
}
