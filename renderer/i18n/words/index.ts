import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { openWords } from './open.ts';

const known = new Map(Object.entries(openWords));
const counter = /^(\d+)号(?:柜台|窗口)(.*)$/;

/** Adds words that only staff see; their screens bring them along. */
export function addWords(words: Readonly<Record<string, string>>): void {
  for (const [zh, en] of Object.entries(words)) known.set(zh, en);
}

/** English for a text of the settings: the hall's own, else the shipped default's, else the Chinese itself. */
export function englishOf(zh: string, en?: string | null): string {
  if (en !== undefined && en !== null && en !== '') return en;
  const found = known.get(zh);
  if (found !== undefined) return found;
  const no = counter.exec(zh);
  return no === null ? zh : `Counter ${no[1]}${englishTail(no[2] ?? '')}`;
}

function englishTail(tail: string): string {
  return tail === '(潮汐)' ? ' (peak)' : tail;
}

/** Says a text of the settings in the screen's language. */
export function useWords(): (zh: string, en?: string | null) => string {
  const { i18n } = useTranslation();
  const english = i18n.language.startsWith('en');
  return useCallback((zh, en) => (english ? englishOf(zh, en) : zh), [english]);
}
