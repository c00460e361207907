import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { View } from '../../../shared/contract.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { TicketRow } from '../../../shared/views.ts';
import { readScanned } from '../../../shared/slips/scanned.ts';
import { localDay } from '../../../shared/time.ts';
import { useWords } from '../../i18n/words/index.ts';
import { useFormat } from '../format.ts';
import { useHost } from '../host.tsx';
import { ProblemNote } from '../ProblemNote.tsx';
import { useAction } from '../useAction.ts';

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
type Match = View<'ticketFind'>['matches'][number];

/** Which ticket it is about: the one at the counter, or one by its number; where a number was given twice, which of them. */
export function TicketPicker({ current, settings, picked, onPick }: Props) {
  const { t } = useTranslation();
  const { zone } = useHost();
  const [number, setNumber] = useState('');
  const [day, setDay] = useState<string | null>(null);
  const [matches, setMatches] = useState<readonly Match[]>([]);
  const [none, setNone] = useState(false);
  const action = useAction();
  const find = () => {
    const typed = readScanned(number)?.number ?? number.trim(); // a scanner types the whole of a slip's QR code
    if (typed === '') return;
    setNumber(typed);
    setNone(false);
    action.run('ticketFind', { number: typed.slice(0, 40), ...(day === null || day === '' ? {} : { day }) }, (found) => {
      const [only, ...more] = found.matches;
      setMatches(more.length > 0 ? found.matches : []);
      setNone(only === undefined);
      if (only !== undefined && more.length === 0) onPick({ ticket: only.ticket, day: only.day, number: only.number });
    });
  };
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
        <Button
          type={picked === null ? 'primary' : 'default'}
          aria-pressed={picked === null}
          onClick={() => (onPick(null), setMatches([]))}
        >
          {t('feedback.noTicket')}
        </Button>
        <Input
          className="picker-number"
          aria-label={t('feedback.typeNumber')}
          placeholder={t('feedback.typeNumber')}
          value={number}
          maxLength={300}
          onChange={(event) => setNumber(event.target.value)}
          onPressEnter={find}
        />
        {day !== null && (
          <Input
            className="picker-day"
            type="date"
            aria-label={t('feedback.onDay')}
            title={t('feedback.onDay')}
            value={day}
            onChange={(event) => setDay(event.target.value)}
          />
        )}
        <Button disabled={number.trim() === ''} loading={action.busy} onClick={find}>
          {t('feedback.find')}
        </Button>
        {day === null && (
          <Button type="text" onClick={() => setDay('')}>
            {t('feedback.otherDay')}
          </Button>
        )}
      </div>
      <ProblemNote
        problem={none ? { code: 'ticket.unknown', detail: 'no match' } : action.problem}
        onAgain={action.again}
        onClose={() => (setNone(false), action.dismiss())}
      />
      {matches.length > 0 && (
        <div className="picker-which">
          <span>{t('feedback.which', { n: matches.length })}</span>
          {matches.map((one) => (
            <MatchButton
              key={one.ticket}
              match={one}
              settings={settings}
              onPick={() => (onPick({ ticket: one.ticket, day: one.day, number: one.number }), setMatches([]))}
            />
          ))}
        </div>
      )}
    </div>
  );
}

interface MatchProps {
  readonly match: Match;
  readonly settings: Settings;
  readonly onPick: () => void;
}

function MatchButton({ match, settings, onPick }: MatchProps) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const service = settings.services.find((one) => one.id === match.service);
  const times = [match.issuedAt, match.calledAt ?? match.leftAt].flatMap((at) => (at === null ? [] : [format.time(at)])).join('–');
  return (
    <Button onClick={onPick}>
      {`${match.day} ${times} ${service === undefined ? match.service : say(service.zh, service.en)}${match.imported ? ` · ${t('feedback.imported')}` : ''}`}
    </Button>
  );
}
