import { useTranslation } from 'react-i18next';
import type { StationRole } from '../../../shared/events.ts';
import { readPairCode, shownPairCode } from '../../parts/pairCode.ts';
import './fields.css';

interface FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The code, in the form in which the host shows it; what is missing is said once enough was typed to be whole. */
export function CodeField({ value, onChange }: FieldProps) {
  const { t } = useTranslation();
  const wrong = value.length >= 15 && readPairCode(value) === null;
  return (
    <label className="field">
      <span>{t('setup.code')}</span>
      <input
        className="field-code"
        value={value}
        maxLength={40}
        autoComplete="off"
        spellCheck={false}
        placeholder="482913-K7QZ2MXA"
        aria-describedby="code-hint"
        onChange={(event) => onChange(shownPairCode(event.target.value))}
      />
      <small id="code-hint" data-wrong={wrong}>
        {wrong ? t('setup.codeShort') : t('setup.codeHint')}
      </small>
    </label>
  );
}

/** What the device is called in the hall; a counter is called by its number. */
export function NameField({ role, value, onChange }: FieldProps & { readonly role: StationRole }) {
  const { t } = useTranslation();
  const counter = role === 'counter';
  const wrong = counter && value.trim() !== '' && !/^\d{1,2}$/.test(value.trim());
  return (
    <label className="field">
      <span>{counter ? t('setup.counterNo') : t('setup.name')}</span>
      <input
        className={counter ? 'field-short' : 'field-name'}
        value={value}
        maxLength={counter ? 2 : 40}
        inputMode={counter ? 'numeric' : 'text'}
        autoComplete="off"
        placeholder={counter ? t('setup.counterNoHint') : t('setup.nameHint', { role: t(`setup.role.${role}`) })}
        onChange={(event) => onChange(event.target.value)}
      />
      {wrong && <small data-wrong="true">{t('setup.nameNeeded')}</small>}
    </label>
  );
}
