import { Tabs } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import { useNow } from '../../parts/clock.ts';
import { FeedbackPane } from '../../parts/staff/FeedbackPane.tsx';
import { FileFeedback } from '../../parts/staff/FileFeedback.tsx';
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
  readonly onFiled: () => void;
}

/** Who waits, is on hold or did not come; the feedback; and the form for a new one, beside the running ticket. */
export function RightPane({ desk, settings, filing, onFiled }: Props) {
  const { t } = useTranslation();
  const now = useNow(5000);
  const { value: feedback } = useView('feedbackList', {});
  const [tab, setTab] = useState('queue');
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    if (filing) setOpened(true);
  }, [filing]);
  const over = desk.waiting.filter((one) => waitPressure(one, now) === 'over').length;
  const open = feedback?.rows.filter((one) => one.state !== 'closed').length ?? 0;
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
            onClose={onFiled}
            onDone={() => {
              setOpened(false);
              onFiled();
            }}
          />
        </div>
      )}
      {!filing && (
        <Tabs
          className="desk-fill desk-tabs"
          activeKey={tab}
          destroyOnHidden
          onChange={setTab}
          items={[
            { key: 'queue', label: label(t('counter.queue'), desk.waiting.length + desk.others, over), children: <Queue {...common} /> },
            { key: 'parked', label: label(t('counter.parked'), desk.parked.length), children: <ParkedList {...common} /> },
            { key: 'noShow', label: label(t('counter.noShow'), desk.noShow.length), children: <NoShowList {...common} /> },
            { key: 'recent', label: t('counter.recent'), children: <RecentList {...common} /> },
            {
              key: 'feedback',
              label: label(t('counter.feedback'), open),
              children: <FeedbackPane list={feedback?.rows ?? []} settings={settings} />,
            },
            { key: 'issue', label: t('counter.issueFor'), children: <IssueFor settings={settings} onDone={() => setTab('queue')} /> },
          ]}
        />
      )}
    </aside>
  );
}
