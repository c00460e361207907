import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import { useWords } from '../../i18n/words/index.ts';
import { categoryOf } from './causes.ts';
import { Chips } from './Chips.tsx';

interface Props {
  readonly settings: Settings;
  readonly cause: string;
  readonly onCause: (cause: string) => void;
}

/** So many causes stay in sight with the words below them; the rest is one press away. */
const few = 7;
const more = 'more';

/** What it is about, in two steps with waiting first. */
export function CausePicker({ settings, cause, onCause }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const [all, setAll] = useState(false);
  const category = categoryOf(settings, cause) ?? settings.categories[0];
  const causes = category?.causes ?? [];
  const shown = all || causes.length <= few + 1 || causes.findIndex((one) => one.id === cause) >= few ? causes : causes.slice(0, few);
  return (
    <div className="cause">
      <Select
        className="cause-category"
        aria-label={t('feedback.category')}
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
    </div>
  );
}
