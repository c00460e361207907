import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenProblem } from '../../api.ts';
import type { Settings } from '../../../shared/settings.ts';
import { useWords } from '../../i18n/words/index.ts';
import { PrinterNotes } from '../../parts/printing/PrinterNotes.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { useLink } from '../../parts/link.tsx';
import { useAction } from '../../parts/useAction.ts';
import { Current } from './Current.tsx';
import { type After, AfterNote } from './AfterNote.tsx';
import { Operations } from './Operations.tsx';
import { allowed, type Desk as DeskView, type Op, opOfKey } from './ops.ts';
import { OpForm, type FormOp, isFormOp } from './OpForm.tsx';
import { RightPane } from './RightPane.tsx';
import { TopBar } from './TopBar.tsx';

interface Props {
  readonly desk: DeskView;
  readonly settings: Settings;
  readonly problem: ScreenProblem | null;
}

/** The working screen: the ticket and what can be done with it on the left, who waits on the right. Nothing covers either. */
export function Desk({ desk, settings, problem }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const [form, setForm] = useState<FormOp | null>(null);
  const [filing, setFiling] = useState(false);
  const [after, setAfter] = useState<After | null>(null);
  const action = useAction();
  const { current } = desk;
  const away = useLink().state === 'cutOff';
  const endFiling = useCallback(() => setFiling(false), []);

  const act = (op: Op) => {
    if (!allowed(op, desk, away)) return;
    if (op === 'feedback') return setFiling(true);
    if (isFormOp(op)) return setForm(op);
    setForm(null);
    if (op === 'next') action.run('ticket.call', {}, () => setAfter(null));
    if (op === 'recall') action.run('ticket.recall', {});
    if (op === 'start') action.run('ticket.start', {});
    if (current === null) return;
    const { ticket, number } = current;
    const show = (kind: 'noShow' | 'rate') => setAfter(away ? null : { kind, ticket, number }); // both need the host
    if (op === 'noShow') action.run('ticket.noShow', {}, () => show('noShow'));
    if (op === 'finish' || op === 'notDone') {
      action.run('ticket.finish', { outcome: op === 'finish' ? 'done' : 'notDone' }, () => show('rate'));
    }
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      if (form !== null) setForm(null);
      else setFiling(false);
      return;
    }
    const op = opOfKey(event.key);
    if (op === null || event.repeat) return;
    event.preventDefault();
    act(op);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  const running = desk.incidents.filter((one) => one.to === null);
  return (
    <div className="desk">
      <TopBar desk={desk} settings={settings} />
      {running.length > 0 && (
        <p className="desk-incident">{t('counter.incident', { what: running.map((one) => say(one.zh)).join(' · ') })}</p>
      )}
      <PrinterNotes />
      <div className="desk-columns">
        <main className="desk-left" aria-label={t('counter.title')}>
          <Current desk={desk} settings={settings} />
          <Operations
            desk={desk}
            busy={action.busy}
            onOp={act}
            onOpen={() => action.run('counter.open', {})}
            onResume={() => action.run('counter.resume', {})}
          />
          <div className="desk-below">
            <ProblemNote problem={action.problem ?? problem} onAgain={action.again} onClose={action.dismiss} />
            {form !== null && current !== null && allowed(form, desk, away) ? (
              <OpForm
                key={`${form}${current.ticket}`}
                op={form}
                current={current}
                desk={desk}
                settings={settings}
                onDone={(note) => (setForm(null), note !== null && setAfter(note))}
                onCancel={() => setForm(null)}
              />
            ) : (
              after !== null && (
                <AfterNote key={after.kind + after.number} after={after} settings={settings} onDone={() => setAfter(null)} />
              )
            )}
          </div>
        </main>
        <RightPane desk={desk} settings={settings} filing={filing} onFiled={endFiling} />
      </div>
    </div>
  );
}
