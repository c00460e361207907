import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenProblem } from '../../api.ts';
import type { Settings } from '../../../shared/settings.ts';
import { useWords } from '../../i18n/words/index.ts';
import { type Settled, SettleForm } from '../../parts/staff/filing/SettleForm.tsx';
import { SettledNote } from '../../parts/staff/filing/SettledNote.tsx';
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
  const [again, setAgain] = useState(0);
  const [settling, setSettling] = useState(false);
  const [settled, setSettled] = useState<Settled | null>(null);
  const [after, setAfter] = useState<After | null>(null);
  const action = useAction();
  const { current } = desk;
  const away = useLink().state === 'cutOff';
  const endFiling = useCallback(() => setFiling(false), []);

  const act = (op: Op) => {
    if (!allowed(op, desk, away)) return;
    // The key that opens the form files it, once there are words in it.
    if (op === 'feedback') return filing ? setAgain(again + 1) : setFiling(true);
    if (op === 'settle') return (setForm(null), setSettled(null), setSettling(true));
    setSettling(false);
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
      // A list that is open in a field takes the key for itself.
      if (event.target instanceof Element && event.target.closest('.ant-select-open') !== null) return;
      if (form !== null || settling) (setForm(null), setSettling(false));
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
            {settled !== null && <SettledNote key={settled.feedback} settled={settled} settings={settings} onDone={() => setSettled(null)} />}
            {settling ? (
              <section className="op-form" aria-label={t('filing.settle')}>
                <h2>{t('filing.settle')}</h2>
                <SettleForm
                  current={current}
                  settings={settings}
                  channel="counter"
                  onDone={(done) => (setSettling(false), setSettled(done))}
                  onCancel={() => setSettling(false)}
                />
              </section>
            ) : form !== null && current !== null && allowed(form, desk, away) ? (
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
        <RightPane desk={desk} settings={settings} filing={filing} again={again} onFiled={endFiling} />
      </div>
    </div>
  );
}
