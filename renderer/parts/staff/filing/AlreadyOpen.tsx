import { Button } from 'antd';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api.ts';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { numberIn } from './form.ts';

interface Props {
  /** What the hall said: it names the number of the one that is open. */
  readonly detail: string;
  readonly onUrged: (number: string, times: number) => void;
  readonly onSeparate: () => void;
}

/** The same matter of the same customer is open already: urge it, or say that this is another one. A key each; the focus stays. */
export function AlreadyOpen({ detail, onUrged, onSeparate }: Props) {
  const { t } = useTranslation();
  const number = numberIn(detail);
  const [id, setId] = useState<string | null>(null);
  const action = useAction();
  useEffect(() => {
    // Staff urge by its id; the hall names the number, which is what a person can say aloud.
    void call('feedbackList', { which: 'open', search: number, from: 0, count: 1 }).then((answer) => {
      if (answer.ok) setId(answer.value.rows.find((one) => one.number === number)?.feedback ?? null);
    });
  }, [number]);
  const urge = () => action.run('feedback.urge', id === null ? { number } : { feedback: id }, (done) => onUrged(done.number, done.times));
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== '1' && event.key !== '2')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.key === '1') urge();
    else onSeparate();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener, true);
    return () => window.removeEventListener('keydown', listener, true);
  }, []);
  return (
    <div className="file-open" role="status">
      <span>{t('filing.alreadyOpen', { number })}</span>
      <Button type="primary" disabled={action.busy} onClick={urge}>
        {t('filing.urge')} <kbd>Alt+1</kbd>
      </Button>
      <Button disabled={action.busy} onClick={onSeparate}>
        {t('filing.separate')} <kbd>Alt+2</kbd>
      </Button>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
    </div>
  );
}
