import { Button } from 'antd';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import { useWords } from '../../i18n/words/index.ts';
import { useNow } from '../../parts/clock.ts';
import { timer, useFormat } from '../../parts/format.ts';
import { LanguageButton } from '../../parts/LanguageButton.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { LockButton } from '../../parts/staff/people/LockButton.tsx';
import { useAction } from '../../parts/useAction.ts';
import type { Desk } from './ops.ts';

interface Props {
  readonly desk: Desk;
  readonly settings: Settings;
}

/** Whose counter this is and whether it is open; pausing asks its reason here, in line, once. */
export function TopBar({ desk, settings }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const now = useNow();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const action = useAction();
  const { counter } = desk;
  if (counter === null) return null;
  const since = counter.since === null ? '' : t('counter.since', { time: timer((now - counter.since) / 1000) });
  const pause = (why: string, evenIfLast: boolean) => {
    setReason(why);
    action.run('counter.pause', { reason: why, evenIfLast }, () => setAsking(false));
  };
  const last = action.problem?.code === 'counter.lastOfService';
  const free = desk.current === null;
  return (
    <header className="top">
      <div className="top-line">
        <strong>{say(counter.zh)}</strong>
        <span className="top-state" data-state={counter.state}>
          {t(`counter.state.${counter.state}`)}
          {counter.pauseReason !== null && ` · ${say(counter.pauseReason)}`}
        </span>
        <span className="digits">{counter.state === 'closed' ? '' : since}</span>
        {counter.state === 'open' && (
          <Button disabled={!free} onClick={() => (action.dismiss(), setAsking(!asking))} aria-expanded={asking}>
            {t('counter.pause')}
          </Button>
        )}
        {counter.state === 'paused' && (
          <Button type="primary" disabled={action.busy} onClick={() => action.run('counter.resume', {})}>
            {t('counter.resume')}
          </Button>
        )}
        {counter.state === 'closed' ? (
          <Button type="primary" disabled={action.busy} onClick={() => action.run('counter.open', {})}>
            {t('counter.open')}
          </Button>
        ) : (
          <Button disabled={!free || action.busy} onClick={() => action.run('counter.close', {})}>
            {t('counter.close')}
          </Button>
        )}
        <span className="top-gap" />
        <HelpButton />
        <span>{desk.staff}</span>
        <LockButton />
        <Button type="text" disabled={!free || action.busy} onClick={() => action.run('staff.signOut', {})}>
          {t('counter.signOut')}
        </Button>
        <time className="digits">{format.time(now)}</time>
        <LanguageButton className="link" />
      </div>
      {!last && <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />}
      {asking && (
        <div className="top-pause">
          <span>{last ? t('counter.pauseLast') : t('counter.pauseWhy')}</span>
          {last ? (
            <Button danger disabled={action.busy} onClick={() => pause(reason, true)}>
              {t('counter.pauseAnyway')}
            </Button>
          ) : (
            settings.pauseReasons
              .filter((one) => one['autoFromIncident'] !== true)
              .map((one) => (
                <Button key={one.id} size="small" disabled={action.busy} onClick={() => pause(one.id, false)}>
                  {say(one.internal)}
                </Button>
              ))
          )}
          <Button size="small" type="text" onClick={() => (setAsking(false), action.dismiss())}>
            {t('common.cancel')}
          </Button>
        </div>
      )}
    </header>
  );
}

/** Asks the duty lead to come. Silent: nothing in the hall shows or sounds, and nothing here for a customer to read over the counter. */
function HelpButton() {
  const { t } = useTranslation();
  const action = useAction();
  const ask = useEffectEvent(() => action.run('help.ask', {}));
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (event.key !== 'F12') return;
      event.preventDefault();
      ask();
    };
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
  return (
    <>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <Button disabled={action.busy} onClick={() => action.run('help.ask', {})}>
        {t('counter.help')} <kbd>F12</kbd>
      </Button>
    </>
  );
}
