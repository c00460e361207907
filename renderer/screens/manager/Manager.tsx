import { Tabs } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/words/index.ts';
import { useNow } from '../../parts/clock.ts';
import { useFormat } from '../../parts/format.ts';
import { useHost } from '../../parts/host.tsx';
import { LanguageButton } from '../../parts/LanguageButton.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { AntFrame } from '../../parts/staff/AntFrame.tsx';
import { AlertBand } from '../../parts/staff/alerts/AlertBand.tsx';
import { alertCount } from '../../parts/staff/alerts/alertCount.ts';
import { AlertsPane } from '../../parts/staff/alerts/AlertsPane.tsx';
import { Me } from '../../parts/staff/people/Me.tsx';
import { Unlocked } from '../../parts/staff/people/Unlocked.tsx';
import { useView } from '../../parts/useView.ts';
import { Warnings } from '../../parts/Warnings.tsx';
import { FeedbackTab } from './FeedbackTab.tsx';
import { FiguresTab } from './FiguresTab.tsx';
import { Floor } from './Floor.tsx';
import { ImportTab } from './ImportTab.tsx';
import { PeopleTab } from './people/PeopleTab.tsx';
import { PrintersTab } from './printers/PrintersTab.tsx';
import { SettingsTab } from './settings/SettingsTab.tsx';
import { StationsTab } from './stations/StationsTab.tsx';
import './manager.css';

/** Who signs in here. A clerk handles feedback at a counter. */
const roles: readonly string[] = ['lead', 'manager', 'admin'];

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
  const { value: alerts } = useView('alerts', {});
  const { value: people } = useView('people', {});
  const [chosen, setChosen] = useState<string | null>(null);
  const { value: list } = useView('feedbackList', { which: 'open', search: '', from: 0, count: 1 });
  if (floor === null || settings === null) {
    return (
      <main className="manager-empty">
        {problem === null && <p>{t('common.loading')}</p>}
        <ProblemNote problem={problem} />
      </main>
    );
  }
  const open = (feedback: string) => {
    setChosen(feedback);
    setTab('feedback');
  };
  const guarded = (children: ReactNode) => <Unlocked roles={roles}>{children}</Unlocked>;
  return (
    <div className="manager">
      <header className="manager-head">
        <strong>{say(floor.hall)}</strong>
        <span>{t('manager.title')}</span>
        <span className="top-gap" />
        <span>{format.date(now)}</span>
        <time className="digits">{format.time(now)}</time>
        <Me roles={roles} />
        <LanguageButton className="link" />
      </header>
      <AlertBand alerts={alerts} onOpen={open} />
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
              label: `${t('manager.tabs.feedback')} ${list?.counts.open ?? 0}`,
              destroyOnHidden: false, // what was written in a case stays
              children: guarded(<FeedbackTab settings={settings.settings} active={tab === 'feedback'} chosen={chosen} onChoose={setChosen} />),
            },
            {
              key: 'alerts',
              label: t('alerts.count', { n: alertCount(alerts) }),
              children: guarded(alerts !== null && <AlertsPane alerts={alerts} settings={settings.settings} withPin={people?.inForce === true} onOpen={open} />),
            },
            { key: 'figures', label: t('manager.tabs.figures'), children: guarded(<FiguresTab today={floor.day} settings={settings.settings} />) },
            { key: 'people', label: t('people.tab'), children: guarded(<PeopleTab />) },
            { key: 'stations', label: t('stations.tab'), children: guarded(<StationsTab />) },
            { key: 'printers', label: t('printing.tab'), children: guarded(<PrintersTab settings={settings.settings} />) },
            { key: 'settings', label: t('manager.tabs.settings'), children: guarded(<SettingsTab settings={settings.settings} />) },
            { key: 'import', label: t('manager.tabs.import'), children: guarded(<ImportTab />) },
          ]}
        />
      </main>
    </div>
  );
}
