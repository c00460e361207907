import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { View } from '../../../shared/contract.ts';
import { useWords } from '../../i18n/words/index.ts';
import { useNow } from '../clock.ts';
import { timer } from '../format.ts';
import { ProblemNote } from '../ProblemNote.tsx';
import { useAction } from '../useAction.ts';

/** Counters that asked for help, the longest first; nothing while none does. */
export function HelpList({ help, counters }: Pick<View<'floor'>, 'help' | 'counters'>) {
  const { t } = useTranslation();
  const say = useWords();
  const now = useNow(1000);
  const action = useAction();
  const name = (no: number) => say(counters.find((one) => one.no === no)?.zh ?? String(no));
  return (
    <>
      {/* Read out once a call comes, not each second that it lasts. */}
      <p role="status" className="hidden-text">
        {help.map((one) => t('manager.floor.helpAsked', { counter: name(one.counter) })).join(' ')}
      </p>
      {help.length > 0 && (
        <ul className="help-list">
          {help.map((one) => (
            <li key={one.counter}>
              <b>{t('manager.floor.help', { counter: name(one.counter), time: timer((now - one.since) / 1000) })}</b>
              <Button type="primary" disabled={action.busy} onClick={() => action.run('help.come', { counter: one.counter })}>
                {t('manager.floor.helpCome')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
    </>
  );
}
