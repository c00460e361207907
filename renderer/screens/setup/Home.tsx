import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalOutput } from '../../../shared/contract.ts';
import type { StationRole } from '../../../shared/events.ts';
import { call } from '../../api.ts';
import { useWords } from '../../i18n/words/index.ts';
import { useHost } from '../../parts/host.tsx';
import { LanguageButton } from '../../parts/LanguageButton.tsx';
import { useLink } from '../../parts/link.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { useAction } from '../../parts/useAction.ts';
import { Warnings } from '../../parts/Warnings.tsx';
import { FirstStart } from './FirstStart.tsx';
import { Join } from './Join.tsx';
import { StationHome } from './StationHome.tsx';
import { Tiles } from './Tiles.tsx';
import './home.css';

export type Place = LocalOutput<'network.read'>;
/** What the person is about: the page that fits the place, choosing anew, or joining as something. */
type Step = { readonly at: 'place' } | { readonly at: 'choose' } | { readonly at: 'join'; readonly role: StationRole };

/** A shell that knows of no network is the whole hall. */
const alone: Place = { kind: 'allInOne', role: null, name: null, hall: null, host: null, standBy: false };

/** The first window: what this computer is, and the way to what it is for. */
export function Home() {
  const { t } = useTranslation();
  const say = useWords();
  const { app } = useHost();
  const { kind } = useLink();
  const { busy, problem, run, again } = useAction();
  const [place, setPlace] = useState<Place | null>(null);
  const [step, setStep] = useState<Step>({ at: 'place' });
  const [fresh, setFresh] = useState(false);
  useEffect(
    () =>
      run('network.read', {}, (read) => {
        setPlace(read);
        // Told by a roll-out file what it is, but not joined yet: what is still missing is asked.
        if (read.kind === 'undecided' && read.role !== null) setStep({ at: 'join', role: read.role });
      }),
    [run],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a host that was superseded has become a station, a stand-by that took over the host
  useEffect(() => {
    let gone = false;
    void call('network.read', {}).then((answer) => !gone && answer.ok && setPlace(answer.value));
    return () => {
      gone = true;
    };
  }, [kind]);
  const known = place ?? (problem?.code === 'command.unknown' ? alone : null);
  const settled = (next: Place) => {
    setPlace(next);
    setFresh(true);
    setStep({ at: 'place' });
    if (next.kind === 'station' && next.role !== null) run('screen.open', { screen: next.role });
  };
  const choosing = step.at === 'choose' || (step.at === 'place' && known?.kind === 'undecided');
  return (
    <div className="home">
      <Warnings warnings={app?.warnings ?? []} />
      <main>
        <header>
          <p>{app === null ? '' : say(app.hall)}</p>
          <LanguageButton className="home-language" />
        </header>
        {known === null && !busy && <ProblemNote problem={problem} onAgain={again} />}
        {known === null && busy && <p>{t('common.loading')}</p>}
        {known !== null && choosing && (
          <FirstStart
            onBe={settled}
            onJoin={(role) => setStep({ at: 'join', role })}
            onBack={known.kind === 'undecided' ? null : () => setStep({ at: 'place' })}
          />
        )}
        {known !== null && step.at === 'join' && (
          <Join
            role={step.role}
            told={known}
            onJoined={settled}
            onBack={() => setStep(known.kind === 'station' ? { at: 'place' } : { at: 'choose' })}
          />
        )}
        {known !== null && step.at === 'place' && (known.kind === 'allInOne' || known.kind === 'host') && (
          <Tiles place={known} fresh={fresh} onBe={settled} onChange={() => setStep({ at: 'choose' })} />
        )}
        {known !== null && step.at === 'place' && known.kind === 'station' && (
          <StationHome place={known} fresh={fresh} onRejoin={(role) => setStep({ at: 'join', role })} />
        )}
        {app !== null && <footer className="digits">{t('home.version', { version: app.version })}</footer>}
      </main>
    </div>
  );
}
