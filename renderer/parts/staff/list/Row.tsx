import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../../shared/settings.ts';
import type { FeedbackRow } from '../../../../shared/views.ts';
import { useWords } from '../../../i18n/words/index.ts';
import { causeName } from '../causes.ts';
import { useStaffName } from '../useStaffName.ts';
import { alarmOf } from './due.ts';
import { Due } from './Due.tsx';
import { RowMarks } from './RowMarks.tsx';

interface Props {
  readonly row: FeedbackRow;
  readonly settings: Settings;
  readonly now: number;
  readonly chosen: boolean;
  /** Whether Tab comes to this one; the arrows go to the others. */
  readonly first: boolean;
  readonly button: RefObject<HTMLButtonElement | null> | null;
  readonly onChoose: () => void;
}

/** One feedback in two lines: what it is, then who does what by when. */
export function Row({ row, settings, now, chosen, first, button, onChoose }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const person = useStaffName();
  const type = settings.requestTypes.find((one) => one.id === row.type);
  const next = row.nextStep === 'none' ? t(`feedback.state.${row.state}`) : t(`feedback.next.${row.nextStep}`);
  return (
    <button type="button" ref={button} tabIndex={first ? 0 : -1} aria-current={chosen} data-alarm={alarmOf(row, now)} onClick={onChoose}>
      <span className="frow-what">
        <b className="digits">{row.number}</b>
        <span className="frow-cause">{`${say(type?.zh ?? row.type)} · ${say(causeName(settings, row.cause))}`}</span>
        <RowMarks row={row} />
      </span>
      <span className="frow-who">
        <em data-next={row.nextStep}>{next}</em>
        <span className="frow-owner">{[row.ticketNumber, row.owner === null ? null : person(row.owner), row.outside[0]].filter((one) => one != null).join(' · ')}</span>
        <Due row={row} now={now} />
      </span>
    </button>
  );
}
