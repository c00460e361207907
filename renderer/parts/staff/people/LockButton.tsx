import { Button } from 'antd';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api.ts';
import { useAction } from '../../useAction.ts';
import { useView } from '../../useView.ts';

/** Hides feedback at this station by hand, and by itself when nobody touched it for so long. Nothing while the roster is empty. */
export function LockButton() {
  const { t } = useTranslation();
  const { value: people } = useView('people', {});
  const action = useAction();
  const open = people?.inForce === true && people.me !== null && !people.me.locked;
  useIdleLock(open, people?.idleMinutes ?? 5);
  if (!open) return null;
  return (
    <Button type="text" size="small" disabled={action.busy} onClick={() => action.run('staff.lock', {})}>
      {t('people.lock')}
    </Button>
  );
}

/** Hides feedback at this station when nobody touched it for so long; the queue goes on. */
function useIdleLock(on: boolean, minutes: number): void {
  const lock = useEffectEvent(() => void call('staff.lock', {}));
  useEffect(() => {
    if (!on) return;
    let timer = setTimeout(lock, minutes * 60_000);
    const touched = () => {
      clearTimeout(timer);
      timer = setTimeout(lock, minutes * 60_000);
    };
    const events = ['pointerdown', 'keydown'] as const;
    for (const one of events) window.addEventListener(one, touched, true);
    return () => {
      clearTimeout(timer);
      for (const one of events) window.removeEventListener(one, touched, true);
    };
  }, [on, minutes]);
}
