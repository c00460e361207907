import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en/index.ts';
import { zh } from './zh/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof zh };
  }
}

export type Language = 'zh-CN' | 'en';
let keptAs: string | null = null;

/** Starts with the language asked for, else the one this kind of window had last, else Chinese. */
export function startI18n(screen: string, asked: string | null): void {
  // The next customer at a kiosk is somebody else: their language is not kept.
  keptAs = screen === 'kiosk' ? null : `hall-desk.language.${screen}`;
  const kept = keptAs === null ? null : localStorage.getItem(keptAs);
  const first = (asked ?? kept ?? 'zh-CN').startsWith('en') ? 'en' : 'zh-CN';
  void i18next.use(initReactI18next).init({
    lng: first,
    fallbackLng: 'zh-CN',
    resources: { 'zh-CN': { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  document.documentElement.lang = first;
}

/** Switches this window's language and remembers it. */
export function switchLanguage(to: Language): void {
  if (keptAs !== null) localStorage.setItem(keptAs, to);
  document.documentElement.lang = to;
  void i18next.changeLanguage(to);
}
