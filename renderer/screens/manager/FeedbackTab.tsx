import { useState } from 'react';
import type { Settings } from '../../../shared/settings.ts';
import { FeedbackPane } from '../../parts/staff/FeedbackPane.tsx';
import { FileFeedback } from '../../parts/staff/FileFeedback.tsx';

interface Props {
  readonly settings: Settings;
  readonly active: boolean;
  readonly chosen: string | null;
  readonly onChoose: (feedback: string | null) => void;
}

/** All feedback of the hall; letters, orders and calls that come to the manager are registered here. */
export function FeedbackTab({ settings, active, chosen, onChoose }: Props) {
  const [filing, setFiling] = useState(false);
  return (
    <>
      {filing && (
        <FileFeedback
          current={null}
          settings={settings}
          channel="letter"
          onClose={() => setFiling(false)}
          onDone={() => setFiling(false)}
          onOpen={(feedback) => (onChoose(feedback), setFiling(false))}
        />
      )}
      <div className="manager-fill" hidden={filing}>
        <FeedbackPane settings={settings} active={active && !filing} chosen={chosen} onChoose={onChoose} onNew={() => setFiling(true)} />
      </div>
    </>
  );
}
