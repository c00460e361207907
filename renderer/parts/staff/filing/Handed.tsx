import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../../shared/settings.ts';
import { useWords } from '../../../i18n/words/index.ts';
import { guidesOf } from '../guides.ts';
import type { Filed } from './useFiling.ts';

interface Props {
  readonly filed: Filed;
  readonly handed: boolean;
  readonly settings: Settings;
}

/** What to do and say after filing when it is not the clerk's to go on with, or when it is serious. Calm: nobody is accused. */
export function Handed({ filed, handed, settings }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const guides = guidesOf(settings);
  const severity = filed.severity ?? 'normal';
  const now = guides.onSeverity[severity] ?? [];
  return (
    <>
      {handed && (
        <div className="file-handed">
          <b>{t(filed.passedUp === true ? 'filing.sealedFiled' : 'filing.takenOver')}</b>
          <span>{t(filed.passedUp === true ? 'filing.sealedTell' : 'filing.takenOverWhy')}</span>
          {filed.passedUp !== true && (guides.situations['namedSelf'] ?? []).map((one) => <q key={one}>{say(one)}</q>)}
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
