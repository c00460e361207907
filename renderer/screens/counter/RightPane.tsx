import { Tabs } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import { useNow } from '../../parts/clock.ts';
import { alertCount } from '../../parts/staff/alerts/alertCount.ts';
import { AlertsPane } from '../../parts/staff/alerts/AlertsPane.tsx';
import { FeedbackPane } from '../../parts/staff/FeedbackPane.tsx';
import { FileFeedback } from '../../parts/staff/FileFeedback.tsx';
import { Unlocked } from '../../parts/staff/people/Unlocked.tsx';
import { waitPressure } from '../../parts/staff/timing.ts';
import { useView } from '../../parts/useView.ts';
import { IssueFor } from './IssueFor.tsx';
import { NoShowList, ParkedList, RecentList } from './Lists.tsx';
import type { Desk } from './ops.ts';
import { Queue } from './Queue.tsx';

interface Props {
  readonly desk: Desk;
  readonly settings: Settings;
  readonly filing: boolean;
  /** Changes when the key for filing is pressed while the form is open. */
  readonly again: number;
  readonly onFiled: () => void;
}

/** Who signs in at a counter. */
const roles: readonly string[] = ['clerk', 'lead', 'manager'];

/** Who waits, is on hold or did not come; the feedback; and the form for a new one, beside the running ticket. */
export function RightPane({ desk, settings, filing, again, onFiled }: Props) {
  const { t } = useTranslation();
  const now = useNow(5000);
  const { value: feedback } = useView('feedbackList', { which: 'mine', search: '', from: 0, count: 1 });
  const { value: alerts } = useView('alerts', {});
  const { value: people } = useView('people', {});
  const [tab, setTab] = useState('queue');
  const [chosen, setChosen] = useState<string | null>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    if (filing) setOpened(true);
  }, [filing]);
  const over = desk.waiting.filter((one) => waitPressure(one, now) === 'over').length;
  const label = (text: string, count: number, hot = 0) => (
    <span>
      {text} <b className="digits">{count}</b>
      {hot > 0 && <b className="tab-hot digits">{hot}</b>}
    </span>
  );
  const common = { desk, settings };
  return (
    <aside className="desk-right">
      {opened && (
        <div hidden={!filing} className="desk-fill">
          <FileFeedback
            current={desk.current}
            settings={settings}
            active={filing}
            again={again}
            onClose={onFiled}
            onOpen={(feedback) => {
              setChosen(feedback);
              setTab('feedback');
              setOpened(false);
              onFiled();
            }}
            onDone={() => {
              setOpened(false);
              onFiled();
            }}
          />
        </div>
      )}
      {/* Kept while the form is open: what somebody wrote in a case is still there afterwards. */}
      <div hidden={filing} className="desk-fill">
        <Tabs
          className="desk-tabs"
          activeKey={tab}
          onChange={setTab}
          items={[
            { key: 'queue', label: label(t('counter.queue'), desk.waiting.length + desk.others, over), children: <Queue {...common} />, destroyOnHidden: true },
            { key: 'parked', label: label(t('counter.parked'), desk.parked.length), children: <ParkedList {...common} />, destroyOnHidden: true },
            { key: 'noShow', label: label(t('counter.noShow'), desk.noShow.length), children: <NoShowList {...common} />, destroyOnHidden: true },
            { key: 'recent', label: t('counter.recent'), children: <RecentList {...common} />, destroyOnHidden: true },
            {
              key: 'feedback',
              label: label(t('counter.feedback'), feedback?.counts.open ?? 0, feedback?.counts.overdue ?? 0),
              children: (
                <Unlocked roles={roles}>
                  <FeedbackPane settings={settings} active={tab === 'feedback' && !filing} chosen={chosen} onChoose={setChosen} />
                </Unlocked>
              ),
            },
            ...(alerts === null || (alertCount(alerts) === 0 && tab !== 'alerts')
              ? []
              : [
                  {
                    key: 'alerts',
                    label: label(t('alerts.title'), alertCount(alerts), alerts.telephone.length),
                    destroyOnHidden: true,
                    children: (
                      <AlertsPane
                        alerts={alerts}
                        settings={settings}
                        withPin={people?.inForce === true}
                        onOpen={(feedback) => (setChosen(feedback), setTab('feedback'))}
                      />
                    ),
                  },
                ]),
            { key: 'issue', label: t('counter.issueFor'), children: <IssueFor settings={settings} onDone={() => setTab('queue')} />, destroyOnHidden: true },
          ]}
        />
      </div>
    </aside>
  );
}
