import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import './keypad.css';

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly limit: number;
  /** Letters that a number may begin with; they stand above the digits and are offered only at the beginning. */
  readonly prefixes?: readonly string[];
}
const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** A large keypad for numbers; a real keyboard works as well. */
export function Keypad({ value, onChange, limit, prefixes = [] }: Props) {
  const { t } = useTranslation();
  const put = (text: string) => {
    if (value.length < limit) onChange(value + text);
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const letter = event.key.toUpperCase();
    if (/^\d$/.test(event.key)) put(event.key);
    else if (prefixes.includes(letter) && value === '') onChange(letter);
    else if (event.key === 'Backspace') onChange(value.slice(0, -1));
  });
  // Added once: a listener that is taken off and put back while a key goes round would miss it.
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a form's looks along
    <div className="keypad" role="group" aria-label={t('kiosk.keypad')}>
      {prefixes.length > 0 && (
        <div className="keypad-prefixes">
          {prefixes.map((one) => (
            <button
              type="button"
              key={one}
              aria-pressed={value.startsWith(one)}
              onClick={() => onChange(one + value.replace(/^[A-Z]/, ''))}
            >
              {one}
            </button>
          ))}
        </div>
      )}
      <div className="keypad-digits">
        {digits.map((one) => (
          <button type="button" key={one} onClick={() => put(one)}>
            {one}
          </button>
        ))}
        <button type="button" className="keypad-word" onClick={() => onChange('')}>
          {t('common.clear')}
        </button>
        <button type="button" onClick={() => put('0')}>
          0
        </button>
        <button type="button" className="keypad-word" onClick={() => onChange(value.slice(0, -1))}>
          {t('common.delete')}
        </button>
      </div>
    </div>
  );
}
