import { useTranslation } from 'react-i18next';
import { switchLanguage } from '../i18n/index.ts';

/** Switches this window between Chinese and English. */
export function LanguageButton({ className }: { readonly className?: string }) {
  const { t, i18n } = useTranslation();
  return (
    <button
      type="button"
      className={className}
      lang={i18n.language.startsWith('en') ? 'zh-CN' : 'en'}
      onClick={() => switchLanguage(i18n.language.startsWith('en') ? 'zh-CN' : 'en')}
    >
      {t('common.language')}
    </button>
  );
}
