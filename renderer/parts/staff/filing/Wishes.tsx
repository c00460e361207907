import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mood } from '../../../../shared/feedback/model.ts';
import type { Settings } from '../../../../shared/settings.ts';
import { useWords } from '../../../i18n/words/index.ts';
import { Chips } from '../Chips.tsx';
import { Field } from '../Field.tsx';
import type { Filing } from './useFiling.ts';

interface Props {
  readonly filing: Filing;
  readonly settings: Settings;
  /** Beside the moods. */
  readonly children?: ReactNode;
}

/** What the customer wants and in which mood they are. Neither is needed; a second press takes it back. */
export function Wishes({ filing, settings, children }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const { form, set } = filing;
  return (
    <>
      <Field name={t('filing.desire')}>
        <Chips
          name={t('filing.desire')}
          chosen={form.desire}
          choices={settings.desires.map((one) => ({ value: one.id, text: say(one.zh) }))}
          onChoose={(desire) => set({ desire: desire === form.desire ? null : desire })}
        />
      </Field>
      <Field name={t('filing.mood')}>
        <div className="file-line">
          <Chips
            name={t('filing.mood')}
            chosen={form.mood}
            choices={settings.moods.map((one) => ({ value: one.id as Mood, text: say(one.zh) }))}
            onChoose={(mood) => set({ mood: mood === form.mood ? null : mood })}
          />
          {children}
        </div>
      </Field>
    </>
  );
}
