import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];

/** A folder that is gone when the test file has run. */
export function freshFolder(name = 'hall'): string {
  const folder = mkdtempSync(join(tmpdir(), `hall-desk-${name}-`));
  folders.push(folder);
  return folder;
}

/** Removes those made so far. */
export function removeFolders(): void {
  for (const one of folders.splice(0)) rmSync(one, { recursive: true, force: true, maxRetries: 3 });
}
