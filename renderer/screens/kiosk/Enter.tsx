import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Keypad } from '../../parts/Keypad.tsx';
import { Foot } from './Foot.tsx';

interface PhoneProps {
  readonly first: string;
  readonly onDone: (phone: string | null) => void;
  readonly onBack: () => void;
}

/** Asks for a phone number; leaving none is always one of the answers. */
export function EnterPhone({ first, onDone, onBack }: PhoneProps) {
  const { t } = useTranslation();
  const [value, setValue] = useState(first);
  const [wrong, setWrong] = useState(false);
  const done = () => (/^(1[3-9]\d{9}|0\d{9,11})$/.test(value) ? onDone(value) : setWrong(true));
  return (
    <main className="kiosk-page kiosk-entry">
      <div className="kiosk-title">
        <h1>{t('kiosk.phoneTitle')}</h1>
        <p>{wrong ? t('kiosk.phoneWrong') : t('kiosk.phoneWhy')}</p>
      </div>
      <output className="kiosk-typed digits">{value === '' ? ' ' : value}</output>
      <Keypad value={value} limit={12} onChange={(next) => (setWrong(false), setValue(next))} />
      <Foot onBack={onBack}>
        <button type="button" className="kiosk-plain" onClick={() => onDone(null)}>
          {t('kiosk.phoneNone')}
        </button>
        <button type="button" className="kiosk-go" onClick={done}>
          {t('common.confirm')}
        </button>
      </Foot>
    </main>
  );
}

interface DigitsProps {
  readonly title: string;
  readonly length: number;
  readonly busy: boolean;
  readonly note: ReactNode;
  readonly onDone: (digits: string) => void;
  readonly onBack: () => void;
}

/** Asks for a code of a known length and goes on by itself when it is complete. */
export function EnterDigits({ title, length, busy, note, onDone, onBack }: DigitsProps) {
  const [value, setValue] = useState('');
  const change = (next: string) => {
    setValue(next);
    if (next.length === length && !busy) onDone(next);
  };
  return (
    <main className="kiosk-page kiosk-entry">
      <h1>{title}</h1>
      {note}
      <output className="kiosk-typed digits">{value.padEnd(length, '·')}</output>
      <Keypad value={value} limit={length} onChange={change} />
      <Foot onBack={onBack} />
    </main>
  );
}
