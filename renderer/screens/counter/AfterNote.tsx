import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import { useWords } from '../../i18n/words/index.ts';
import { useCountdown } from '../../parts/clock.ts';
import { useFormat } from '../../parts/format.ts';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { useAction } from '../../parts/useAction.ts';

/** What may still be done with a ticket that has just left the counter. */
export type After =
  | { readonly kind: 'noShow' | 'rate'; readonly ticket: string; readonly number: string }
  | { readonly kind: 'booked'; readonly number: string; readonly code: string; readonly at: number };
interface Props {
  readonly after: After;
  readonly settings: Settings;
  readonly onDone: () => void;
}

/** Undo for a slip of the finger, or the customer's rating: offered, never asked twice, never in the way. */
export function AfterNote({ after, settings, onDone }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  useCountdown(after.kind === 'booked' ? 600 : 90, onDone);
  if (after.kind === 'booked') {
    return (
      <section className="after" role="status">
        <p>{t('counter.booked', { number: after.number, time: format.dateTime(after.at), code: after.code })}</p>
        <Button onClick={onDone}>{t('common.close')}</Button>
      </section>
    );
  }
  return after.kind === 'rate' ? (
    <Rate after={after} settings={settings} onDone={onDone} />
  ) : (
    <Undo ticket={after.ticket} number={after.number} onDone={onDone} />
  );
}

interface TicketProps {
  readonly ticket: string;
  readonly number: string;
  readonly onDone: () => void;
}

function Undo({ ticket, number, onDone }: TicketProps) {
  const { t } = useTranslation();
  const action = useAction();
  return (
    <section className="after" role="status">
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <p>{t('counter.undo', { number })}</p>
      <Button
        loading={action.busy}
        onClick={() => action.run('ticket.return', { ticket, ourMistake: true, reason: t('counter.undoReason') }, onDone)}
      >
        {t('counter.undoIt')}
      </Button>
    </section>
  );
}

function Rate({ after, settings, onDone }: Props & { readonly after: { readonly ticket: string; readonly number: string } }) {
  const { t } = useTranslation();
  const say = useWords();
  const action = useAction();
  const { labels, values } = settings.scale5;
  return (
    <section className="after" role="status">
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <p>{t('counter.rate', { number: after.number })}</p>
      <div className="after-rate">
        {labels.map((label, at) => (
          <Button
            key={label}
            disabled={action.busy}
            onClick={() => action.run('ticket.rate', { ticket: after.ticket, score: values[at] ?? 3 }, onDone)}
          >
            {say(label)}
          </Button>
        ))}
        <Button type="text" onClick={onDone}>
          {t('counter.rateSkip')}
        </Button>
      </div>
    </section>
  );
}
