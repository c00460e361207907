import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/words/index.ts';
import { useHost } from '../../parts/host.tsx';
import { LanguageButton } from '../../parts/LanguageButton.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { useAction } from '../../parts/useAction.ts';
import { Warnings } from '../../parts/Warnings.tsx';
import { Hotkeys } from './Hotkeys.tsx';
import './home.css';

const tiles = ['kiosk', 'counter', 'board', 'manager'] as const;

/** The first window: what this computer is for. Each tile opens its own window. */
export function Home() {
  const { t } = useTranslation();
  const say = useWords();
  const { app } = useHost();
  const action = useAction();
  const open = (screen: (typeof tiles)[number] | 'strip') => action.run('screen.open', { screen });
  return (
    <div className="home">
      <Warnings warnings={app?.warnings ?? []} />
      <main>
        <header>
          <div>
            <p>{app === null ? '' : say(app.hall)}</p>
            <h1>{t('home.choose')}</h1>
          </div>
          <LanguageButton className="home-language" />
        </header>
        <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
        <div className="home-tiles">
          {tiles.map((one) => (
            <button type="button" key={one} disabled={action.busy} onClick={() => open(one)}>
              <strong>{t(`home.${one}`)}</strong>
              <span>{t(`home.${one}Hint`)}</span>
            </button>
          ))}
        </div>
        <button type="button" className="home-strip" disabled={action.busy} onClick={() => open('strip')}>
          <strong>{t('home.strip')}</strong>
          <span>{t('home.stripHint')}</span>
        </button>
        <Hotkeys />
        <footer>
          <span>{t('home.where')}</span>
          {app !== null && <span className="digits">{t('home.version', { version: app.version })}</span>}
        </footer>
      </main>
    </div>
  );
}
