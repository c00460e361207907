import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { watchHotkeys } from '../../api.ts';
import { problems } from '../../i18n/problems.ts';
import { useNow } from '../../parts/clock.ts';
import { timer } from '../../parts/format.ts';
import { against, waitPressure } from '../../parts/staff/timing.ts';
import { useAction } from '../../parts/useAction.ts';
import { useView } from '../../parts/useView.ts';
import { allowed, type Desk, type Op } from './ops.ts';
import './strip.css';

/** The small bar above the billing system: call and finish without leaving it. Nothing here asks anything back. */
export function Strip() {
  const { t, i18n } = useTranslation();
  const { value: desk, problem } = useView('counter', {});
  const action = useAction();
  const act = (op: Op | 'help') => {
    if (op === 'feedback') return action.run('screen.open', { screen: 'counter' });
    // Silent: what the customer could read here would not help the clerk.
    if (op === 'help') return action.run('help.ask', {});
    if (desk === null || !allowed(op, desk)) return;
    if (op === 'next') action.run('ticket.call', {});
    if (op === 'recall') action.run('ticket.recall', {});
    if (op === 'start') action.run('ticket.start', {});
    if (op === 'noShow') action.run('ticket.noShow', {});
    if (op === 'finish') action.run('ticket.finish', {});
  };
  const onHotkey = useEffectEvent((key: string) => {
    if (key === 'next' || key === 'recall' || key === 'noShow' || key === 'finish' || key === 'feedback' || key === 'help') act(key);
  });
  useEffect(() => watchHotkeys((key) => onHotkey(key)), []);
  const wrong = action.problem ?? problem;
  const english = i18n.language.startsWith('en');
  if (desk === null || desk.staff === null || desk.counter === null) {
    return (
      <main className="strip">
        <span className="strip-note">
          {wrong === null ? t('counter.stripSignIn') : english ? problems[wrong.code].en : problems[wrong.code].zh}
        </span>
        <button type="button" onClick={() => action.run('screen.open', { screen: 'counter' })}>
          {t('counter.stripOpenCounter')}
        </button>
      </main>
    );
  }
  const ops: readonly (Op | 'help')[] = ['next', 'recall', 'start', 'finish', 'noShow', 'feedback', 'help'];
  return (
    <main className="strip">
      <Now desk={desk} />
      {wrong !== null ? (
        <button type="button" className="strip-note" aria-live="polite" data-bad="true" onClick={action.dismiss}>
          {english ? problems[wrong.code].en : problems[wrong.code].zh}
        </button>
      ) : (
        <Waiting desk={desk} />
      )}
      <div className="strip-ops">
        {ops.map((op) => (
          <button
            type="button"
            key={op}
            data-op={op}
            disabled={
              action.busy || (op !== 'help' && op !== 'feedback' && (!allowed(op, desk) || (op === 'next' && desk.waiting.length === 0)))
            }
            onClick={() => act(op)}
          >
            {op === 'help' ? t('counter.help') : t(`counter.op.${op}`)}
          </button>
        ))}
      </div>
    </main>
  );
}

function Now({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation();
  const now = useNow();
  const { current } = desk;
  if (current === null) {
    const state = desk.counter?.state ?? 'closed';
    return <span className="strip-free">{state === 'open' ? t('counter.stripFree') : t(`counter.state.${state}`)}</span>;
  }
  const seconds = (now - (current.startedAt ?? current.calledAt ?? now)) / 1000;
  return (
    <span className="strip-now" data-state={current.state}>
      <b className="digits">{current.number}</b>
      <span className="digits" data-pressure={current.startedAt === null ? against(seconds, 45) : 'none'}>
        {timer(seconds)}
      </span>
    </span>
  );
}

function Waiting({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation();
  const now = useNow(5000);
  const over = desk.waiting.filter((one) => waitPressure(one, now) === 'over').length;
  const near = desk.waiting.filter((one) => waitPressure(one, now) === 'near').length;
  return (
    <span className="strip-waiting" data-pressure={over > 0 ? 'over' : near > 0 ? 'near' : 'none'}>
      <span className="digits">{t('counter.stripWaiting', { n: desk.waiting.length + desk.others })}</span>
      {over > 0 && <b className="digits">{t('counter.stripOver', { n: over })}</b>}
    </span>
  );
}
