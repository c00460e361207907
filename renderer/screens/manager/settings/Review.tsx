import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../../shared/settings.ts';
import type { Change } from './diff.ts';
import { useField } from './useField.ts';

/** What will be different once it is saved. */
export function Review({ changes, settings }: { readonly changes: readonly Change[]; readonly settings: Settings }) {
  const { t } = useTranslation();
  const field = useField(settings);
  if (changes.length === 0) return <p>{t('manager.settings.noChange')}</p>;
  return (
    <>
      <p>{t('manager.settings.changed', { n: changes.length })}</p>
      <table className="list review">
        <thead>
          <tr>
            <td />
            <th scope="col">{t('manager.settings.before')}</th>
            <th scope="col">{t('manager.settings.after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((one) => (
            <tr key={one.path.join('/')}>
              <th scope="row">{one.path.map(field.name).join(' › ')}</th>
              <td>{field.line(one.before)}</td>
              <td>
                <b>{field.line(one.after)}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
