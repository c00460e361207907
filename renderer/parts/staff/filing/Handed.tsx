import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../../shared/settings.ts';
import { useWords } from '../../../i18n/words/index.ts';
import { guidesOf } from '../guides.ts';
import { useStaffName } from '../useStaffName.ts';
import { useStaffNames } from '../useStaffNames.ts';
import type { Filed } from './useFiling.ts';

interface Props {
  readonly filed: Filed;
  readonly handed: boolean;
  /** Whom it is about. */
  readonly named: readonly string[];
  readonly settings: Settings;
}

/** What to do and say after filing when it is not the clerk's to go on with, or when it is serious. Calm: nobody is accused. */
export function Handed({ filed, handed, named, settings }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const guides = guidesOf(settings);
  const person = useStaffName();
  const { me } = useStaffNames(handed);
  const self = me !== null && named.includes(me);
  const severity = filed.severity ?? 'normal';
  const now = guides.onSeverity[severity] ?? [];
  return (
    <>
      {handed && (
        <div className="file-handed">
          <b>{filed.passedUp === true ? t('filing.sealedFiled') : t('filing.takenOver', { name: person(filed.owner ?? 'role:lead') })}</b>
          <span>{t(filed.passedUp === true ? 'filing.sealedTell' : self ? 'filing.takenOverSelf' : 'filing.takenOverWhy')}</span>
          {filed.passedUp !== true && self && (guides.situations['namedSelf'] ?? []).map((one) => <q key={one}>{say(one)}</q>)}
        </div>
      )}
      {severity !== 'normal' && (
        <div className="file-grave" data-severity={severity}>
          <b>{t(`filing.grade.${severity}`)}</b>
          {now.length > 0 && (
            <ul>
              {now.map((one) => (
                <li key={one}>{say(one)}</li>
              ))}
            </ul>
          )}
        </div>
      )}
    </>
  );
}
