import path from 'node:path';
import { parseArgs } from 'node:util';

/** The screens a window may show. */
export const screens = ['home', 'kiosk', 'guide', 'counter', 'strip', 'board', 'manager'] as const;
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
  /** Whether the screen was asked for by name. */
  readonly byName: boolean;
  /** The port of a host, or of a stand-by when it becomes one; the usual when null. */
  readonly port: number | null;
  readonly rollOut: RollOut;
}

/** What a computer is told to be before anybody is asked. */
export interface RollOut {
  readonly role: Role | null;
  readonly name: string | null;
  /** Where the host is, and the code it shows: with both the computer joins by itself. */
  readonly host: string | null;
  readonly code: string | null;
  readonly standBy: boolean;
}

export const roles = ['all-in-one', 'host', 'counter', 'guide', 'kiosk', 'board', 'manager'] as const;
export type Role = (typeof roles)[number];
const isRole = (text: unknown): text is Role => roles.some((role) => role === text);

const options = { data: { type: 'string' }, screen: { type: 'string' }, lang: { type: 'string' }, demo: { type: 'boolean' }, kiosk: { type: 'boolean' },
  role: { type: 'string' }, name: { type: 'string' }, host: { type: 'string' }, code: { type: 'string' }, 'stand-by': { type: 'boolean' }, port: { type: 'string' }, config: { type: 'string' },
} as const;
const withValue = ['data', 'screen', 'lang', 'role', 'name', 'host', 'code', 'port', 'config'] as const;

/**
 * Reads the command line. Chromium's and Electron's own switches are among the arguments, so unknown ones pass.
 * Gives a sentence instead when a value is missing or unknown.
 */
export function readArguments(argv: readonly string[], defaultData: (demo: boolean) => string, readFile: (path: string) => string): Asked | string {
  const { values } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true });
  for (const name of withValue) if (values[name] === true || values[name] === '') return `--${name} needs a value`;
  const screen = values.screen ?? 'home';
  if (!isScreen(screen)) return `unknown --screen ${screen}: it is one of ${screens.join(', ')}`;
  const language = values.lang ?? null;
  if (language !== null && language !== 'zh-CN' && language !== 'en') return `unknown --lang ${language}: it is zh-CN or en`;
  const demo = values.demo === true;
  const data = typeof values.data === 'string' ? values.data : defaultData(demo);
  const file = typeof values.config === 'string' ? configIn(values.config, readFile) : {};
  if (typeof file === 'string') return file;
  const { role = null, name = null, host = null, code = null, port } = { ...file, ...textsOf(values) };
  if (role !== null && !isRole(role)) return `unknown --role ${role}: it is one of ${roles.join(', ')}`;
  const portNumber = port === undefined ? null : Number(port);
  if (portNumber !== null && !(Number.isInteger(portNumber) && portNumber > 0 && portNumber <= 65_535)) return `--port is a number from 1 to 65535, not ${port}`;
  const rollOut = { role, name, host, code, standBy: values['stand-by'] === true || file['standBy'] === 'true' };
  return { data: path.resolve(data), screen, language, demo, kioskLock: values.kiosk === true, byName: values.screen !== undefined, port: portNumber, rollOut };
}

/** The texts among the values, by name. */
function textsOf(values: Readonly<Record<string, unknown>>): Partial<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

/** A roll-out file: JSON with role, name, host, code, port, standBy. Gives a sentence when it cannot be used. */
function configIn(file: string, readFile: (path: string) => string): Partial<Record<string, string>> | string {
  try {
    const found: unknown = JSON.parse(readFile(file));
    if (typeof found !== 'object' || found === null) return `${file} is no roll-out file`;
    return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, String(value)]));
  } catch (error) {
    return `${file} cannot be read: ${error instanceof Error ? error.message : 'unknown'}`;
  }
}
