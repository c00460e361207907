import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../../shared/settings.ts';
import { Editor, editable } from './Editor.tsx';
import { SourceTag } from './SourceTag.tsx';
import { Viewer } from './Viewer.tsx';

const named = [
  'hall',
  'services',
  'counters',
  'queueRules',
  'classes',
  'pauseReasons',
  'pauseRules',
  'hallIncidents',
  'requestTypes',
  'channels',
  'clocks',
  'remedies',
  'privacy',
  'staffRules',
  'categories',
  'kioskCauses',
  'kioskRequest',
  'quickPhrases',
  'scale5',
] as const;
type Named = (typeof named)[number];

/** Every value of the settings with its source; the ones that decide the hall's day can be changed here. */
export function SettingsTab({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation();
  const [section, setSection] = useState<Named | 'other'>('hall');
  const [editing, setEditing] = useState(false);
  const [saved, setSaved] = useState(false);
  const rest = Object.fromEntries(
    // How the hall prints has a tab of its own.
    Object.entries(settings).filter(([key]) => !(named as readonly string[]).includes(key) && key !== 'printing' && !key.startsWith('_')),
  );
  const value = section === 'other' ? rest : settings[section];
  const choose = (next: Named | 'other') => {
    setSection(next);
    setEditing(false);
    setSaved(false);
  };
  const unchecked = (name: Named) => JSON.stringify(settings[name] ?? '').includes('"source":"default"');
  return (
    <div className="settings">
      <nav className="settings-list" aria-label={t('manager.tabs.settings')}>
        {[...named, 'other' as const].map((one) => (
          <button type="button" key={one} aria-current={section === one} onClick={() => choose(one)}>
            {one === 'other' ? t('manager.settings.other') : t(`manager.settings.section.${one}`)}
            {one !== 'other' && unchecked(one) && <i title={t('manager.settings.source.default')} />}
          </button>
        ))}
      </nav>
      <section className="settings-body" aria-live="polite">
        <header>
          <h2>{section === 'other' ? t('manager.settings.other') : t(`manager.settings.section.${section}`)}</h2>
          {typeof value === 'object' && value !== null && !Array.isArray(value) && 'source' in value && <SourceTag source={value.source} />}
          <span className="top-gap" />
          {saved && <b role="status">{t('manager.settings.saved')}</b>}
          {section !== 'other' && editable(section) && !editing && (
            <Button type="primary" onClick={() => (setEditing(true), setSaved(false))}>
              {t('manager.settings.edit')}
            </Button>
          )}
          {!editing && (section === 'other' || !editable(section)) && <span className="soft">{t('manager.settings.readOnly')}</span>}
        </header>
        {editing && section !== 'other' && editable(section) ? (
          <Editor key={section} section={section} settings={settings} onDone={(stored) => (setEditing(false), setSaved(stored))} />
        ) : (
          <Viewer value={value ?? t('manager.settings.ownDefault')} settings={settings} />
        )}
      </section>
    </div>
  );
}
