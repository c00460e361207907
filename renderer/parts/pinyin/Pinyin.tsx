import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { candidates, type Dictionary, readDictionary } from './engine.ts';
import './pinyin.css';

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly limit: number;
}
const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'] as const;
const marks = ['，', '。', '、', '？', '！'] as const;
const digits = '1234567890';
const page = 9;

/** An on-screen keyboard with pinyin for kiosks without one of their own. In English it types letters as they are. */
export function Pinyin({ value, onChange, limit }: Props) {
  const { t, i18n } = useTranslation();
  const [dictionary, setDictionary] = useState<Dictionary | null>(null);
  const [letters, setLetters] = useState('');
  const [from, setFrom] = useState(0);
  const [latin, setLatin] = useState(i18n.language.startsWith('en'));
  useEffect(() => {
    void import('./data.json').then((module) => setDictionary(readDictionary(module.default)));
  }, []);
  const choices = useMemo(() => (dictionary === null ? [] : candidates(dictionary, letters)), [dictionary, letters]);

  const put = (text: string) => {
    if (value.length + text.length <= limit) onChange(value + text);
  };
  const typed = (next: string) => {
    setLetters(next);
    setFrom(0);
  };
  const key = (letter: string) => (latin ? put(letter) : letters.length < 24 && typed(letters + letter));
  const remove = () => (letters === '' ? onChange(value.slice(0, -1)) : typed(letters.slice(0, -1)));

  return (
    <div className="pinyin">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a form's looks along */}
      <div className="pinyin-choices" role="group" aria-label={t('kiosk.candidates')}>
        <span className="pinyin-letters">{letters}</span>
        {choices.slice(from, from + page).map((one) => (
          <button
            type="button"
            key={one.text}
            onClick={() => {
              put(one.text);
              typed(letters.slice(one.uses));
            }}
          >
            {one.text}
          </button>
        ))}
        {choices.length > page && (
          <button
            type="button"
            className="pinyin-more"
            aria-label={t('kiosk.moreCandidates')}
            onClick={() => setFrom(from + page >= choices.length ? 0 : from + page)}
          >
            ▸
          </button>
        )}
      </div>
      <div className="pinyin-row">
        {[...digits].map((one) => (
          <button type="button" key={one} onClick={() => put(one)}>
            {one}
          </button>
        ))}
      </div>
      {rows.map((row, at) => (
        <div className="pinyin-row" key={row}>
          {at === 2 && (
            <button type="button" className="pinyin-wide" aria-pressed={latin} onClick={() => (setLatin(!latin), typed(''))}>
              {latin ? t('kiosk.toPinyin') : t('kiosk.toLatin')}
            </button>
          )}
          {[...row].map((one) => (
            <button type="button" key={one} onClick={() => key(one)}>
              {one}
            </button>
          ))}
          {at === 2 && (
            <button type="button" className="pinyin-wide" onClick={remove}>
              {t('common.delete')}
            </button>
          )}
        </div>
      ))}
      <div className="pinyin-row">
        {marks.map((one) => (
          <button type="button" key={one} onClick={() => put(one)}>
            {one}
          </button>
        ))}
        <button type="button" className="pinyin-space" aria-label={t('kiosk.space')} onClick={() => put(' ')}>
          {t('kiosk.space')}
        </button>
      </div>
    </div>
  );
}
