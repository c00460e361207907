import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalOutput } from '../../../shared/contract.ts';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { useAction } from '../../parts/useAction.ts';
import { acceleratorOf } from './accelerator.ts';

type Read = LocalOutput<'station.read'>;
type Keys = Read['hotkeys'];
const names = ['next', 'recall', 'noShow', 'finish', 'feedback', 'help'] as const;

/** The strip's global keys on this PC. */
export function Hotkeys() {
  const { t } = useTranslation();
  const [read, setRead] = useState<Read | null>(null);
  const [keys, setKeys] = useState<Keys | null>(null);
  const [saved, setSaved] = useState(false);
  const action = useAction();
  const show = (next: Read) => {
    setRead(next);
    setKeys(next.hotkeys);
  };
  const set = (name: keyof Keys, value: string) => {
    setSaved(false);
    setKeys(keys === null ? null : { ...keys, [name]: value });
  };
  return (
    <details className="home-keys" onToggle={(event) => event.currentTarget.open && read === null && action.run('station.read', {}, show)}>
      <summary>{t('home.hotkeys')}</summary>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      {keys !== null && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            action.run('station.hotkeys', keys, (next) => (show(next), setSaved(true)));
          }}
        >
          <p>{t('home.hotkeysHint')}</p>
          {names.map((name) => (
            <label key={name}>
              {name === 'help' ? t('counter.help') : t(`counter.op.${name}`)}
              <input
                readOnly
                value={keys[name]}
                placeholder={t('home.hotkeyNone')}
                data-taken={read?.taken.includes(keys[name])}
                onKeyDown={(event) => {
                  if (event.key === 'Tab') return;
                  event.preventDefault();
                  if (event.key === 'Delete' || event.key === 'Backspace') return set(name, '');
                  const pressed = acceleratorOf({
                    key: event.key,
                    code: event.code,
                    ctrlKey: event.ctrlKey,
                    altKey: event.altKey,
                    shiftKey: event.shiftKey,
                  });
                  if (pressed !== null) set(name, pressed);
                }}
              />
            </label>
          ))}
          {read !== null && read.taken.length > 0 && <p className="home-taken">{t('home.hotkeyTaken', { keys: read.taken.join(' ') })}</p>}
          <button type="submit" disabled={action.busy}>
            {t('home.hotkeySave')}
          </button>
          <span role="status">{saved ? t('home.hotkeySaved') : ''}</span>
        </form>
      )}
    </details>
  );
}
