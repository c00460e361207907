import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { dialog } from 'electron';
import { fail, ok, type Result } from '../shared/result.ts';

export interface Chosen {
  readonly file: string;
  readonly name: string;
}

/** Files that a person chose. Pages get a ticket for them, never a path, so that no page can name a file by itself. */
export interface ChosenFiles {
  choose(what: 'log' | 'profile'): Promise<Result<Chosen>>;
  /** The path behind a ticket of choose(). */
  pathOf(file: string): Result<string>;
}

const filters = { log: [{ name: 'CSV', extensions: ['csv', 'txt'] }], profile: [{ name: 'JSON', extensions: ['json'] }] };

/** Starts with nothing chosen. */
export function chosenFiles(): ChosenFiles {
  const paths = new Map<string, string>();
  return {
    choose: async (what) => {
      const { canceled, filePaths } = await dialog.showOpenDialog({ properties: ['openFile'], filters: [...filters[what], { name: '*', extensions: ['*'] }] });
      const [chosen] = filePaths;
      if (canceled || chosen === undefined) return fail('import.cancelled', 'no file was chosen');
      const file = randomUUID();
      paths.set(file, chosen);
      return ok({ file, name: path.basename(chosen) });
    },
    pathOf: (file) => {
      const known = paths.get(file);
      return known === undefined ? fail('import.unreadable', 'nobody chose this file') : ok(known);
    },
  };
}
