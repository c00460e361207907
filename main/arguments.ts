import path from 'node:path';
import { parseArgs } from 'node:util';

/** The screens a window may show. */
export const screens = ['home', 'kiosk', 'counter', 'strip', 'board', 'manager'] as const;
export type Screen = (typeof screens)[number];
/** Whether a text names a screen. */
export const isScreen = (text: unknown): text is Screen => screens.some((screen) => screen === text);

/** What the person who started the program asked for. */
export interface Asked {
  readonly data: string;
  readonly screen: Screen;
  readonly language: 'zh-CN' | 'en' | null;
  readonly demo: boolean;
  readonly kioskLock: boolean;
}

const options = { data: { type: 'string' }, screen: { type: 'string' }, lang: { type: 'string' }, demo: { type: 'boolean' }, kiosk: { type: 'boolean' } } as const;

/**
 * Reads the command line. Chromium's and Electron's own switches are among the arguments, so unknown ones pass.
 * Gives a sentence instead when a value is missing or unknown.
 */
export function readArguments(argv: readonly string[], defaultData: (demo: boolean) => string): Asked | string {
  const { values } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true });
  for (const name of ['data', 'screen', 'lang'] as const) if (values[name] === true || values[name] === '') return `--${name} needs a value`;
  const screen = values.screen ?? 'home';
  if (!isScreen(screen)) return `unknown --screen ${screen}: it is one of ${screens.join(', ')}`;
  const language = values.lang ?? null;
  if (language !== null && language !== 'zh-CN' && language !== 'en') return `unknown --lang ${language}: it is zh-CN or en`;
  const demo = values.demo === true;
  const data = typeof values.data === 'string' ? values.data : defaultData(demo);
  return { data: path.resolve(data), screen, language, demo, kioskLock: values.kiosk === true };
}
