import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mood } from '../../../../shared/feedback/model.ts';
import { useWords } from '../../../i18n/words/index.ts';
import { Chips } from '../Chips.tsx';
import { phrasesOf } from '../guides.ts';
import { useCase } from './context.tsx';
import { fill, type Known, situationsOf } from './phrases.ts';
import { stepNo, type Stop } from './steps.ts';
import { useKnown } from './useKnown.ts';

interface Props {
  readonly stop: Stop;
  /** Takes the phrase into the field for what was said; left out, there is no such field and it is only to be read. */
  readonly onUse?: (text: string) => void;
  /** What the form beside it knows more. */
  readonly known?: Known;
}

/** What to say, by the step, the mood and the case. One press puts it into the words that were used. */
export function Phrases({ stop, onUse, known: more = {} }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const { value, settings, guides } = useCase();
  const known = { ...useKnown(), ...more };
  const [mood, setMood] = useState<Mood>(value.mood ?? 'calm');
  const step = guides.steps.find((one) => one.no === stepNo(stop));
  const special = situationsOf(value, stop).flatMap((one) => guides.situations[one] ?? []);
  const phrases = [...new Set([...special, ...phrasesOf(step, guides, mood)])].map((one) => fill(say(one), known));
  if (phrases.length === 0) return null;
  return (
    <section className="phrases" aria-label={t('handling.phrases')}>
      <header>
        <span className="soft">{t('handling.phrases')}</span>
        <Chips
          name={t('handling.tone')}
          className="chips-small"
          chosen={mood}
          choices={settings.moods.map((one) => ({ value: one.id as Mood, text: say(one.zh) }))}
          onChoose={setMood}
        />
      </header>
      <ul>
        {phrases.map((one) => (
          <li key={one}>
            {onUse === undefined ? (
              <span>{one}</span>
            ) : (
              <button type="button" title={t('handling.usePhrase')} onClick={() => onUse(one)}>
                {one}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
