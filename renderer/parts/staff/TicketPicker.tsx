import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import { localDay } from '../../../shared/time.ts';
import type { TicketRow } from '../../../shared/views.ts';
import { useHost } from '../host.tsx';
import { ProblemNote } from '../ProblemNote.tsx';
import { FindTicket } from './FindTicket.tsx';
import { MatchButton } from './MatchButton.tsx';
import { useTicketFind } from './useTicketFind.ts';

/** A ticket that facts can be asked for: of today, of an earlier day, or imported. */
export interface Picked {
  readonly ticket: string;
  readonly day: string;
  readonly number: string;
}
interface Props {
  readonly current: TicketRow | null;
  readonly settings: Settings;
  readonly picked: Picked | null;
  readonly onPick: (picked: Picked | null) => void;
}

/** Which ticket it is about: the one at the counter, or one that is looked up; where several match, which of them. */
export function TicketPicker({ current, settings, picked, onPick }: Props) {
  const { t } = useTranslation();
  const { zone } = useHost();
  const find = useTicketFind(onPick);
  const here = current !== null && picked?.ticket === current.ticket;
  return (
    <div className="picker">
      <div className="picker-line">
        {current !== null && (
          <Button
            type={here ? 'primary' : 'default'}
            aria-pressed={here}
            onClick={() => onPick({ ticket: current.ticket, day: localDay(zone, current.issuedAt), number: current.number })}
          >
            {t('feedback.thisTicket', { number: current.number })}
          </Button>
        )}
        {picked !== null && !here && (
          <Button type="primary" aria-pressed onClick={() => onPick(null)}>
            {`${picked.number} · ${picked.day}`}
          </Button>
        )}
        <Button type={picked === null ? 'primary' : 'default'} aria-pressed={picked === null} onClick={() => (onPick(null), find.clear())}>
          {t('feedback.noTicket')}
        </Button>
        <FindTicket find={find} />
      </div>
      <ProblemNote
        problem={find.none ? { code: 'ticket.unknown', detail: 'no match' } : find.action.problem}
        onAgain={find.action.again}
        onClose={find.clear}
      />
      {find.matches.length > 0 && (
        <div className="picker-which">
          <span>{t('feedback.which', { n: find.matches.length })}</span>
          {find.matches.map((one) => (
            <MatchButton
              key={one.ticket}
              match={one}
              settings={settings}
              onPick={() => (onPick({ ticket: one.ticket, day: one.day, number: one.number }), find.clear())}
            />
          ))}
        </div>
      )}
    </div>
  );
}
