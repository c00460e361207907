import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { inRoot } from './paths.mjs';

/** @param {string} name @param {object} [more] */
const project = (name, more = {}) => ({
  extends: /** @type {const} */ (true),
  test: { name, include: [`test/${name}/**/*.test.{ts,tsx}`], environment: 'node', setupFiles: [inRoot('test/support/cleanUp.ts')], ...more },
});

/** One project a stage; `vitest run --config build/vitest.config.mjs --project unit` runs one of them. */
export default defineConfig({
  root: inRoot(),
  plugins: [react()],
  test: {
    passWithNoTests: true,
    projects: [
      project('unit', { pool: 'threads', isolate: false }), // the same modules are read once for all files
      project('property', { testTimeout: 120_000 }),
      project('fault', { testTimeout: 600_000, hookTimeout: 60_000, fileParallelism: false }),
      project('contract', { testTimeout: 60_000 }),
      project('e2e', { testTimeout: 120_000, hookTimeout: 60_000, fileParallelism: false }),
    ],
  },
});
