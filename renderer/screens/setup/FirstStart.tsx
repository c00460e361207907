import { useTranslation } from 'react-i18next';
import type { StationRole } from '../../../shared/events.ts';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { useAction } from '../../parts/useAction.ts';
import type { Place } from './Home.tsx';

interface Props {
  readonly onBe: (place: Place) => void;
  readonly onJoin: (role: StationRole) => void;
  /** Null where there is nothing yet to go back to. */
  readonly onBack: (() => void) | null;
}
/** In the order in which a hall sets them up. */
export const roles: readonly StationRole[] = ['counter', 'kiosk', 'board', 'guide', 'manager'];

/** Asks what this computer is. Most halls have one, so that stands first and largest. */
export function FirstStart({ onBe, onJoin, onBack }: Props) {
  const { t } = useTranslation();
  const action = useAction();
  return (
    <>
      <div>
        <h1>{t('setup.title')}</h1>
        <p className="home-soft">{t('setup.titleHint')}</p>
      </div>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <div className="setup-be">
        {(['allInOne', 'host'] as const).map((kind) => (
          <button
            type="button"
            key={kind}
            data-first={kind === 'allInOne'}
            disabled={action.busy}
            onClick={() => action.run('network.be', { kind }, onBe)}
          >
            <strong>{t(`setup.${kind}`)}</strong>
            <span>{t(`setup.${kind}Hint`)}</span>
          </button>
        ))}
      </div>
      <section className="setup-others" aria-labelledby="setup-others">
        <h2 id="setup-others">{t('setup.others')}</h2>
        <div>
          {roles.map((role) => (
            <button type="button" key={role} disabled={action.busy} onClick={() => onJoin(role)}>
              <strong>{t(`setup.role.${role}`)}</strong>
              <span>{t(`setup.roleHint.${role}`)}</span>
            </button>
          ))}
        </div>
      </section>
      {onBack !== null && (
        <button type="button" className="home-plain" onClick={onBack}>
          {t('common.back')}
        </button>
      )}
    </>
  );
}
