import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Chunk {
  readonly file: string;
  readonly name?: string;
  readonly isDynamicEntry?: boolean;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
}

/**
 * The scripts of each screen, from the manifest that the bundler leaves beside the pages. It only saves time: without
 * it, or for a screen that it does not name, there are none.
 */
export function screenFiles(folder: string): (screen: string) => readonly string[] {
  let chunks: Readonly<Record<string, Chunk>> = {};
  try {
    chunks = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
  } catch {
    // in development there is none
  }
  return (screen) => {
    const own = Object.values(chunks).find((chunk) => chunk.isDynamicEntry === true && chunk.name?.toLowerCase() === screen);
    if (own === undefined) return [];
    const shared = (own.imports ?? []).flatMap((key) => chunks[key] ?? []).filter((chunk) => chunk.isEntry !== true); // the page names its entry itself
    return [own, ...shared].map((chunk) => chunk.file);
  };
}
