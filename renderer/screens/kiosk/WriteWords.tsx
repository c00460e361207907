import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Pinyin } from '../../parts/pinyin/Pinyin.tsx';
import { Foot } from './Foot.tsx';

interface Props {
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly busy: boolean;
  readonly note: ReactNode;
  readonly onSubmit: () => void;
  readonly onHelp: () => void;
  readonly onBack: () => void;
}

/** Words by on-screen pinyin, with staff always one touch away so that nobody has to struggle. */
export function WriteWords({ words, onWords, busy, note, onSubmit, onHelp, onBack }: Props) {
  const { t } = useTranslation();
  return (
    <main className="kiosk-page kiosk-write">
      <h1>{t('kiosk.wordsTitle')}</h1>
      {note}
      <textarea
        className="kiosk-words"
        aria-label={t('kiosk.wordsTitle')}
        placeholder={t('kiosk.wordsEmpty')}
        value={words}
        maxLength={300}
        onChange={(event) => onWords(event.target.value)}
      />
      <Pinyin value={words} onChange={onWords} limit={300} />
      <Foot onBack={onBack}>
        <button type="button" className="kiosk-plain" disabled={busy} onClick={onHelp}>
          {t('kiosk.helpMe')}
        </button>
        <button type="button" className="kiosk-go" disabled={busy} onClick={onSubmit}>
          {t(busy ? 'kiosk.filing' : 'kiosk.submit')}
        </button>
      </Foot>
    </main>
  );
}
