import { useTranslation } from 'react-i18next';
import type { StationRole } from '../../../shared/events.ts';
import { useWords } from '../../i18n/words/index.ts';
import { useHost } from '../../parts/host.tsx';
import { useLink } from '../../parts/link.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { useAction } from '../../parts/useAction.ts';
import { useStationName } from '../../parts/useStationName.ts';
import type { Place } from './Home.tsx';
import { Hotkeys } from './Hotkeys.tsx';

interface Props {
  readonly place: Place;
  readonly fresh: boolean;
  readonly onRejoin: (role: StationRole) => void;
}
const states = { joined: 'connected', cutOff: 'notConnected', sending: 'sending', refused: 'refused' } as const;

/** What this station is, of which hall, how it stands with its host, and its own screens. */
export function StationHome({ place, fresh, onRejoin }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const link = useLink();
  const { app } = useHost();
  const who = useStationName();
  const action = useAction();
  const role = place.role ?? 'counter';
  const screens = role === 'counter' ? (['counter', 'strip'] as const) : ([role] as const);
  const names = { hall: say(app?.hall ?? place.hall ?? ''), who: who(role, place.name ?? '') };
  return (
    <>
      <h1>{t('setup.station', names)}</h1>
      <p role="status" className={fresh ? 'home-done' : 'hidden-text'}>
        {fresh ? t('setup.joined', names) : ''}
      </p>
      <p className="home-link" data-state={link.state} role="status">
        {t(`setup.${states[link.state]}`, { host: link.host ?? place.host ?? '' })}
      </p>
      {place.standBy && <p className="home-soft">{t('setup.standByOn')}</p>}
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <div className="home-tiles">
        {screens.map((screen) => (
          <button type="button" key={screen} disabled={action.busy} onClick={() => action.run('screen.open', { screen })}>
            <strong>{t(`home.${screen}`)}</strong>
            <span>{t(`home.${screen}Hint`)}</span>
          </button>
        ))}
      </div>
      {role === 'counter' && <Hotkeys />}
      <div className="home-place">
        <span>{t('setup.howToChange')}</span>
        {link.state === 'refused' && (
          <button type="button" className="home-plain" onClick={() => onRejoin(role)}>
            {t('setup.rejoin')}
          </button>
        )}
      </div>
    </>
  );
}
