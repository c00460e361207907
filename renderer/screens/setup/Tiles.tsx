import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { useAction } from '../../parts/useAction.ts';
import type { Place } from './Home.tsx';
import { Hotkeys } from './Hotkeys.tsx';

interface Props {
  readonly place: Place;
  /** True when it has just become what it is. */
  readonly fresh: boolean;
  readonly onBe: (place: Place) => void;
  readonly onChange: () => void;
}
const tiles = ['kiosk', 'counter', 'board', 'manager'] as const;

/** Where the hall itself runs every screen can be opened, each in its own window. */
export function Tiles({ place, fresh, onBe, onChange }: Props) {
  const { t } = useTranslation();
  const action = useAction();
  const host = place.kind === 'host';
  const shown = host ? ([...tiles, 'guide'] as const) : tiles;
  return (
    <>
      <h1>{t('home.choose')}</h1>
      <p role="status" className={fresh ? 'home-done' : 'hidden-text'}>
        {fresh ? t(host ? 'setup.isHost' : 'setup.isAllInOne') : ''}
      </p>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <div className="home-tiles" data-many={host}>
        {shown.map((screen) => (
          <button type="button" key={screen} disabled={action.busy} onClick={() => action.run('screen.open', { screen })}>
            <strong>{t(`home.${screen}`)}</strong>
            <span>{t(`home.${screen}Hint`)}</span>
          </button>
        ))}
      </div>
      <button type="button" className="home-strip" disabled={action.busy} onClick={() => action.run('screen.open', { screen: 'strip' })}>
        <strong>{t('home.strip')}</strong>
        <span>{t('home.stripHint')}</span>
      </button>
      <Hotkeys />
      <div className="home-soft">{t('home.where')}</div>
      <div className="home-place">
        <span>{t(host ? 'setup.nowHost' : 'setup.nowAllInOne')}</span>
        {!host && (
          <button
            type="button"
            className="home-plain"
            disabled={action.busy}
            onClick={() => action.run('network.be', { kind: 'host' }, onBe)}
          >
            {t('setup.makeHost')}
          </button>
        )}
        <button type="button" className="home-plain" onClick={onChange}>
          {t('setup.change')}
        </button>
      </div>
    </>
  );
}
