import { useTranslation } from 'react-i18next';
import { sourceNames } from '../../../i18n/keys.ts';

/** Where a value comes from; what is only the product's own asks to be checked. */
export function SourceTag({ source }: { readonly source: unknown }) {
  const { t, i18n } = useTranslation();
  if (typeof source !== 'string') return null;
  if (source === 'default' || source === 'hall') {
    return (
      <em className="source" data-source={source}>
        {t(`manager.settings.source.${source}`)}
      </em>
    );
  }
  return (
    <em className="source">
      {t('manager.settings.source.other', { source: sourceNames[source]?.[i18n.language.startsWith('en') ? 1 : 0] ?? source })}
    </em>
  );
}
