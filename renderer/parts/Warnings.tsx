import { useTranslation } from 'react-i18next';

type Warning = 'keysFile' | 'keysLocked' | 'recovered' | 'voiceMissing' | 'networkPort';

const names: Readonly<Record<string, Warning>> = { 'keys.file': 'keysFile', 'keys.locked': 'keysLocked', 'voice.missing': 'voiceMissing', 'network.port': 'networkPort' };

function known(warning: string): Warning | null {
  return names[warning] ?? (warning.startsWith('recovered: ') ? 'recovered' : null);
}

/** What whoever runs the hall should know: shown at the manager's and on the start page only. */
export function Warnings({ warnings }: { readonly warnings: readonly string[] }) {
  const { t } = useTranslation();
  if (warnings.length === 0) return null;
  return (
    <ul className="warnings" aria-label={t('manager.warnings')}>
      {warnings.map((one) => (
        <li key={one}>
          <Text warning={one} />
        </li>
      ))}
    </ul>
  );
}

function Text({ warning }: { readonly warning: string }) {
  const { t } = useTranslation();
  const name = known(warning);
  return name === null ? warning : t(`home.warning.${name}`, { what: warning.replace(/^recovered: /, '') });
}
