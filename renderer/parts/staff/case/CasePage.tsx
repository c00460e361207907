import { useMemo, useState } from 'react';
import type { Settings } from '../../../../shared/settings.ts';
import { useHost } from '../../host.tsx';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useView } from '../../useView.ts';
import { Actions } from '../actions/Actions.tsx';
import { guidesOf } from '../guides.ts';
import { useStaffNames } from '../useStaffNames.ts';
import { Accept } from './Accept.tsx';
import { CaseHead } from './CaseHead.tsx';
import { type Case, CaseProvider } from './context.tsx';
import { maskedView } from './masked.ts';
import { useShown } from './Personal.tsx';
import { Side } from './Side.tsx';
import { currentStop, type Stop } from './steps.ts';
import { StepPanel } from './StepPanel.tsx';
import { Stepper } from './Stepper.tsx';
import './case.css';

interface Props {
  readonly feedback: string;
  readonly settings: Settings;
  /** False while it is out of sight. */
  readonly active: boolean;
  readonly onBack: () => void;
}

/** One case: led through its steps, with everything that belongs to it beside them. */
export function CasePage({ feedback, settings, active, onBack }: Props) {
  const { app } = useHost();
  const people = useStaffNames();
  const { value, problem } = useView('feedback', { feedback });
  const { asked, show, hide } = useShown(active);
  const [chosen, setChosen] = useState<{ readonly at: Stop | null; readonly stop: Stop } | null>(null);
  const shown = useMemo(() => (value === null || asked ? value : maskedView(value)), [value, asked]);
  const current = value === null ? null : currentStop(value);
  const here = useMemo<Case | null>(
    () =>
      shown === null
        ? null
        : { value: shown, settings, guides: guidesOf(settings), people, hall: app?.hall ?? '', may: (name) => shown.may.includes(name) },
    [shown, settings, people, app],
  );
  if (here === null) return <ProblemNote problem={problem} />;
  // What somebody looked at stays open until the case goes on; then the next step opens.
  const open = chosen !== null && chosen.at === current ? chosen.stop : current;
  return (
    <CaseProvider value={here}>
      <article className="case" aria-label={here.value.row.number}>
        <CaseHead onBack={onBack} />
        <ProblemNote problem={problem} />
        <div className="case-columns">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
          <div className="case-main" tabIndex={0}>
            <Accept />
            <Stepper current={current} open={open} onOpen={(stop) => setChosen({ at: current, stop })} />
            {open !== null && <StepPanel key={open} stop={open} onGo={(stop) => setChosen({ at: current, stop })} />}
            <Actions />
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
          <aside className="case-side" tabIndex={0}>
            <Side stop={open} onShow={show} onHide={hide} />
          </aside>
        </div>
      </article>
    </CaseProvider>
  );
}
