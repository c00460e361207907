import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from './clock.ts';
import { useFormat } from './format.ts';
import { useHost } from './host.tsx';
import { useLink } from './link.tsx';
import { bandOf, type ScreenName } from './linkBand.ts';
import { TakeOver } from './TakeOver.tsx';

/** What has to be seen over every window: that nothing here counts, or that the host does not answer and what still works. */
export function Bands({ screen }: { readonly screen: ScreenName }) {
  const { t } = useTranslation();
  const { app, linked } = useHost();
  const link = useLink();
  const [taking, setTaking] = useState(false);
  // Before it is known what this computer is there is no host that could answer.
  const waiting = screen === 'join' || (screen === 'home' && app === null);
  return (
    <>
      {app?.demo === true && (
        <div className="band band-demo" role="note">
          {t('common.demo')}
        </div>
      )}
      {app?.rehearsal === true && app.demo !== true && (
        <div className="band band-demo" role="note">
          {t('common.rehearsal')}
        </div>
      )}
      {/* Always there, so that what comes into it is read out. */}
      <div role="status">
        {link.state === 'joined' && !linked && !waiting && <div className="band band-unlinked">{t('common.unlinked')}</div>}
        <LinkLine screen={screen} onTakeOver={() => setTaking(true)} />
      </div>
      {taking && <TakeOver onClose={() => setTaking(false)} />}
    </>
  );
}

function LinkLine({ screen, onTakeOver }: { readonly screen: ScreenName; readonly onTakeOver: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const link = useLink();
  const now = useNow(5000);
  const band = bandOf(screen, link, now);
  if (band === null) return null;
  return (
    <div className="band band-link" data-tone={band.tone}>
      <span>{t(`link.${band.key}`, { time: format.time(band.since), n: band.n })}</span>
      {band.may === 'takeOver' && (
        <button type="button" onClick={onTakeOver}>
          {t('link.takeOver')}
        </button>
      )}
      {band.may === 'rejoin' && <a href="?screen=join&again=1">{t('link.rejoin')}</a>}
    </div>
  );
}
