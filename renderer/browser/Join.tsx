import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StationRole } from '../../shared/events.ts';
import type { ScreenProblem } from '../api.ts';
import { LanguageButton } from '../parts/LanguageButton.tsx';
import { readPairCode } from '../parts/pairCode.ts';
import { ProblemNote } from '../parts/ProblemNote.tsx';
import { CodeField, NameField } from '../screens/setup/Fields.tsx';
import { keepIdentity } from './identity.ts';
import { openSocket } from './install.ts';
import { pair } from './pairing.ts';
import './join.css';

/** What a browser may be: the host, the record and the manager's desk need the program. */
const roles: readonly StationRole[] = ['board', 'kiosk', 'guide', 'counter'];
const systems = ['android', 'ipad', 'windows'] as const;

/** Makes this browser a station: the hall's certificate first, then the code, what it is and its name. */
export function Join() {
  const { t } = useTranslation();
  const [role, setRole] = useState<StationRole>('board');
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ScreenProblem | null>(null);
  const read = readPairCode(code);
  const ready = read !== null && name.trim() !== '' && (role !== 'counter' || /^\d{1,2}$/.test(name.trim()));
  const join = async (event: FormEvent) => {
    event.preventDefault();
    if (read === null || !ready || busy) return;
    setBusy(true);
    setProblem(null);
    const answer = await pair(openSocket, { code: read, role, name: name.trim() });
    if (!answer.ok) {
      setBusy(false);
      return setProblem(answer.problem);
    }
    await keepIdentity(answer.value);
    location.replace(`${location.pathname}?screen=${answer.value.role}`);
  };
  return (
    <div className="join">
      <form onSubmit={(event) => void join(event)}>
        <header>
          <h1>{t('join.title')}</h1>
          <LanguageButton className="join-language" />
        </header>
        <fieldset>
          <legend>{t('join.step1')}</legend>
          <p>{t('join.why')}</p>
          <a className="join-link" href="/ca.crt" download>
            {t('join.download')}
          </a>
          {systems.map((one) => (
            <details key={one} open={one === systemOf(navigator.userAgent)}>
              <summary>{t(`join.system.${one}`)}</summary>
              <p>{t(`join.how.${one}`)}</p>
            </details>
          ))}
          <p>{t('join.compare')}</p>
        </fieldset>
        <fieldset disabled={busy}>
          <legend>{t('join.step2')}</legend>
          <CodeField value={code} onChange={setCode} />
        </fieldset>
        <fieldset disabled={busy}>
          <legend>{t('join.step3')}</legend>
          <div className="join-roles">
            {roles.map((one) => (
              <button type="button" key={one} aria-pressed={role === one} onClick={() => setRole(one)}>
                <strong>{t(`setup.role.${one}`)}</strong>
                <span>{t(`setup.roleHint.${one}`)}</span>
              </button>
            ))}
          </div>
          <NameField role={role} value={name} onChange={setName} />
        </fieldset>
        <ProblemNote problem={problem} onClose={() => setProblem(null)} />
        <div className="join-foot">
          <button type="submit" className="join-main" disabled={!ready || busy}>
            {t('setup.join')}
          </button>
          <span role="status">{busy ? t('setup.joining') : ''}</span>
        </div>
      </form>
    </div>
  );
}

function systemOf(agent: string): (typeof systems)[number] {
  if (/android/i.test(agent)) return 'android';
  return /ipad|iphone|macintosh/i.test(agent) ? 'ipad' : 'windows';
}
