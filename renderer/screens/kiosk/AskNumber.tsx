import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { View } from '../../../shared/contract.ts';
import type { ScreenProblem } from '../../api.ts';
import { useNow } from '../../parts/clock.ts';
import { useHost } from '../../parts/host.tsx';
import { Keypad } from '../../parts/Keypad.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { useAction } from '../../parts/useAction.ts';
import { localDay } from '../../../shared/time.ts';
import { Foot } from './Foot.tsx';
import type { Asked, KioskView } from './Kiosk.tsx';
import { isWhole, shown } from './numbers.ts';

interface Props {
  readonly kiosk: KioskView;
  /** Whether a feedback number may be asked for as well. */
  readonly feedbackToo: boolean;
  readonly onFound: (asked: Asked, status: View<'status'>) => void;
  readonly onBack: () => void;
}
type Kind = 'ticket' | 'feedback';

/** Asks for a number and its check code and looks them up as soon as both are complete. */
export function AskNumber({ kiosk, feedbackToo, onFound, onBack }: Props) {
  const { t } = useTranslation();
  const { zone } = useHost();
  const today = localDay(zone, useNow(60_000)).replaceAll('-', '');
  const [kind, setKind] = useState<Kind>('ticket');
  const [number, setNumber] = useState('');
  const [check, setCheck] = useState('');
  const [field, setField] = useState<'number' | 'check'>('number');
  const [notFound, setNotFound] = useState(false);
  const action = useAction();
  const problem: ScreenProblem | null = notFound ? { code: 'ticket.checkWrong', detail: 'nothing fits' } : action.problem;
  const clear = () => {
    action.dismiss();
    setNotFound(false);
  };
  const prefixes = kiosk.services.filter((one) => !one.noTicket).map((one) => one.prefix);

  const choose = (next: Kind) => {
    setKind(next);
    setNumber(next === 'feedback' ? today : '');
    setCheck('');
    setField('number');
    clear();
  };
  const changeNumber = (next: string) => {
    clear();
    setNumber(next);
    if (next.length > number.length && isWhole(kind, next)) setField('check');
  };
  const changeCheck = (next: string) => {
    clear();
    if (next === '' && check === '') return setField('number');
    setCheck(next);
    if (next.length === 4) {
      const asked = { number: shown(kind, number), check: next };
      // The hall answers with nothing when number and code do not fit, so that nobody learns which of them is wrong.
      action.run('status', asked, (status) =>
        (kind === 'ticket' ? status.ticket : status.feedback) === null ? setNotFound(true) : onFound(asked, status),
      );
    }
  };
  const failed = problem !== null && problem.code !== 'screen.noAnswer';
  return (
    <main className="kiosk-page kiosk-entry">
      <div className="kiosk-title">
        <h1>{t(kind === 'ticket' ? 'kiosk.askTicket' : 'kiosk.askFeedback')}</h1>
        <p>{t('kiosk.whereCheck')}</p>
      </div>
      {feedbackToo && (
        <div className="kiosk-tabs" role="tablist">
          {(['ticket', 'feedback'] as const).map((one) => (
            <button type="button" role="tab" key={one} aria-selected={kind === one} onClick={() => choose(one)}>
              {t(one === 'ticket' ? 'kiosk.byTicket' : 'kiosk.byFeedback')}
            </button>
          ))}
        </div>
      )}
      <div className="kiosk-fields">
        <Field label={t('kiosk.number')} value={shown(kind, number)} active={field === 'number'} onTouch={() => setField('number')} />
        <Field label={t('kiosk.askCheck')} value={check.padEnd(4, '·')} active={field === 'check'} onTouch={() => setField('check')} />
      </div>
      <ProblemNote forCustomer problem={problem} onAgain={action.again} onClose={() => (action.dismiss(), failed && setCheck(''))} />
      {field === 'number' ? (
        <Keypad value={number} limit={kind === 'ticket' ? 5 : 11} onChange={changeNumber} {...(kind === 'ticket' ? { prefixes } : {})} />
      ) : (
        <Keypad value={failed && check.length === 4 ? '' : check} limit={4} onChange={changeCheck} />
      )}
      <p className="kiosk-help">{t('kiosk.noTicketAtAll')}</p>
      <Foot onBack={onBack} />
    </main>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly active: boolean;
  readonly onTouch: () => void;
}

function Field({ label, value, active, onTouch }: FieldProps) {
  return (
    <button type="button" className="kiosk-field" aria-pressed={active} onClick={onTouch}>
      <span>{label}</span>
      <b className="digits">{value === '' ? ' ' : value}</b>
    </button>
  );
}
