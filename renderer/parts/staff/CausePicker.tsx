import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import { Chips } from './Chips.tsx';
import { useWords } from '../../i18n/words/index.ts';

interface Props {
  readonly settings: Settings;
  readonly cause: string;
  readonly onCause: (cause: string) => void;
  readonly onPhrase: (text: string) => void;
}

/** So many causes stay in sight with the words below them; the rest is one press away. */
const few = 7;
const more = 'more';

/** What it is about, in two steps with waiting first, and the phrases that go with it. */
export function CausePicker({ settings, cause, onCause, onPhrase }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const [all, setAll] = useState(false);
  const category = settings.categories.find((one) => one.causes.some((other) => other.id === cause)) ?? settings.categories[0];
  const causes = category?.causes ?? [];
  const shown = all || causes.length <= few + 1 || causes.findIndex((one) => one.id === cause) >= few ? causes : causes.slice(0, few);
  const phrases = settings.quickPhrases.items.filter((one) => one.cause === cause);
  return (
    <div className="cause">
      <Select
        className="cause-category"
        aria-label={t('feedback.cause')}
        value={category?.id ?? null}
        options={settings.categories.map((one) => ({ value: one.id, label: say(one.zh) }))}
        onChange={(id) => {
          const first = settings.categories.find((one) => one.id === id)?.causes[0];
          if (first !== undefined) onCause(first.id);
        }}
      />
      <Chips
        name={t('feedback.cause')}
        chosen={cause}
        choices={[
          ...shown.map((one) => ({ value: one.id, text: say(one.zh) })),
          ...(shown.length < causes.length ? [{ value: more, text: t('feedback.moreCauses') }] : []),
        ]}
        onChoose={(value) => (value === more ? setAll(true) : onCause(value))}
      />
      {phrases.length > 0 && (
        <Chips
          name={t('feedback.phrases')}
          className="chips-phrases"
          choices={phrases.map((one) => ({ value: one.zh, text: `+ ${one.zh}`, lang: 'zh-CN' }))}
          onChoose={onPhrase}
        />
      )}
    </div>
  );
}
