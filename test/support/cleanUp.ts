/** Runs before each test file: files of one stage may share what they import. */
import { afterAll } from 'vitest';
import { removeFolders } from './folders.ts';

const keys = process.env['HALL_DESK_KEYS'];
afterAll(() => {
  removeFolders();
  // The keys' folder of this file is gone with the others.
  if (keys === undefined) delete process.env['HALL_DESK_KEYS'];
  else process.env['HALL_DESK_KEYS'] = keys;
});
