import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Screen } from './arguments.ts';

/** Which windows a station's computer opens by itself: what it is there for. */
const byRole: Readonly<Record<string, readonly Screen[]>> = {
  counter: ['counter', 'strip'], guide: ['guide'], kiosk: ['kiosk'], board: ['board'], manager: ['manager'],
};

/** The windows to open at the start in this data folder; the start page where it is no station. Read before the hall is, so that the right window comes first. */
export function screensOf(data: string): readonly Screen[] {
  try {
    const place = JSON.parse(readFileSync(path.join(data, 'network', 'place.json'), 'utf8')) as { readonly kind?: unknown; readonly role?: unknown };
    return (place.kind === 'station' ? byRole[String(place.role)] : undefined) ?? ['home'];
  } catch {
    return ['home']; // nobody has said yet; or it is damaged, which opening the hall says
  }
}
