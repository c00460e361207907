import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../../shared/settings.ts';
import { useWords } from '../../../i18n/words/index.ts';
import { useCountdown } from '../../clock.ts';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { causeName } from '../causes.ts';
import type { Settled } from './SettleForm.tsx';

interface Props {
  readonly settled: Settled;
  readonly settings: Settings;
  readonly onDone: () => void;
}

/** It is recorded; should the customer want to complain after all, one press makes it a complaint with its own time. */
export function SettledNote({ settled, settings, onDone }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const [turned, setTurned] = useState(false);
  const action = useAction();
  useCountdown(turned ? 60 : 180, onDone);
  const turn = () =>
    action.run('feedback.retype', { feedback: settled.feedback, type: 'complaint', consent: true, reason: t('filing.settleUndoReason') }, () => setTurned(true));
  return (
    <section className="after" role="status">
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      {turned ? (
        <p>{t('filing.retyped', { number: settled.number })}</p>
      ) : (
        <p>{t('filing.settled', { cause: say(causeName(settings, settled.cause)), measure: say(settled.measure) })}</p>
      )}
      <div className="after-rate">
        {!turned && (
          <Button disabled={action.busy} onClick={turn}>
            {t('filing.settleUndo')}
          </Button>
        )}
        <Button type="text" onClick={onDone}>
          {t('common.close')}
        </Button>
      </div>
    </section>
  );
}
