import { Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { type RefObject, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Suggestion, suggest } from '../../../../shared/domain/suggest.ts';
import keywords from '../../../../shared/feedback/keywords.zh-CN.json';
import type { Settings } from '../../../../shared/settings.ts';
import { useWords } from '../../../i18n/words/index.ts';
import { causeName, categoryOf } from '../causes.ts';
import { Chips } from '../Chips.tsx';
import type { Filing } from './useFiling.ts';

interface Props {
  readonly filing: Filing;
  readonly settings: Settings;
  readonly suggestions: readonly Suggestion[];
  readonly field: RefObject<TextAreaRef | null>;
  readonly withKeys: boolean;
}

/** The causes that the words speak for, without the one that is chosen already. */
export function useSuggestions(filing: Filing, settings: Settings): readonly Suggestion[] {
  const { words, cause } = filing.form;
  const all = useMemo(() => suggest(words, keywords), [words]);
  const open = all.filter((one) => categoryOf(settings, one.cause) !== undefined);
  return open[0]?.cause === cause ? [] : open.filter((one) => one.cause !== cause);
}

/** The customer's own words, what they seem to be about, and phrases that save typing. */
export function Words({ filing, settings, suggestions, field, withKeys }: Props) {
  const { t, i18n } = useTranslation();
  const say = useWords();
  const { form, set } = filing;
  const phrases = settings.quickPhrases.items.filter((one) => one.cause === form.cause);
  const comma = i18n.language.startsWith('en') ? ', ' : '、';
  return (
    <div className="file-said">
      <Input.TextArea
        ref={field}
        className="file-words"
        rows={3}
        maxLength={2000}
        aria-label={t('feedback.words')}
        placeholder={t('feedback.words')}
        value={form.words}
        onChange={(event) => set({ words: event.target.value })}
      />
      {suggestions.length > 0 && (
        <ul className="file-suggest" aria-label={t('filing.suggestions')}>
          {suggestions.map((one, at) => (
            <li key={one.cause}>
              <button type="button" onClick={() => set({ cause: one.cause })}>
                <b>{t('filing.suggest', { cause: say(causeName(settings, one.cause)) })}</b>
                <span lang="zh-CN">{t('filing.because', { found: one.found.slice(0, 4).join(comma) })}</span>
                {withKeys && <kbd>{`Alt+${at + 1}`}</kbd>}
              </button>
            </li>
          ))}
        </ul>
      )}
      {phrases.length > 0 && (
        <Chips
          name={t('feedback.phrases')}
          className="chips-phrases"
          choices={phrases.map((one) => ({ value: one.zh, text: `+ ${one.zh}`, lang: 'zh-CN' }))}
          onChoose={(text) => (set({ words: form.words === '' ? text : `${form.words}，${text}` }), field.current?.focus())}
        />
      )}
    </div>
  );
}
