import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../../shared/settings.ts';
import { fieldNames, valueNames } from '../../../i18n/keys.ts';
import { useWords } from '../../../i18n/words/index.ts';

/** Says the settings' fields and codes in words. */
export interface Field {
  name(key: string): string;
  /** A value in one line: lists with commas, objects as their fields, codes by what they mean. */
  line(value: unknown): string;
}

/** How fields and values are called, with the ids that these settings know. */
export function useField(settings: Settings): Field {
  const { t, i18n } = useTranslation();
  const say = useWords();
  const at = i18n.language.startsWith('en') ? 1 : 0;
  return useMemo(() => {
    const known = new Map<string, string>();
    for (const list of [settings.requestTypes, settings.classes, settings.channels, settings.services])
      for (const one of list) known.set(one.id, one.zh);
    for (const one of settings.categories.flatMap((category) => category.causes)) known.set(one.id, one.zh);
    const word = (text: string) => valueNames[text]?.[at] ?? say(known.get(text) ?? text);
    const name = (key: string) => fieldNames[key]?.[at] ?? known.get(key) ?? key;
    const line = (value: unknown): string => {
      if (value === null || value === undefined || value === '') return '–';
      if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
      if (typeof value === 'string') return word(value);
      if (Array.isArray(value)) return value.map(line).join('、');
      if (typeof value !== 'object') return String(value);
      const entries = Object.entries(value).filter(([key]) => key !== 'source');
      const named = entries.find(([key]) => key === 'zh');
      if (named !== undefined && entries.length <= 2) return line(named[1]);
      return entries.map(([key, one]) => `${name(key)} ${line(one)}`).join(' · ');
    };
    return { name, line };
  }, [settings, at, say, t]);
}
