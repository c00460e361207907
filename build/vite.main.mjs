import { existsSync } from 'node:fs';
import { defineConfig } from 'vite';
import { inRoot } from './paths.mjs';

const entries = { index: inRoot('main/index.ts'), hall: inRoot('main/cliEntry.ts') };

/** The main process and the `hall` command as CommonJS: Electron 25 cannot load a module as its entry. */
export default defineConfig({
  root: inRoot(),
  logLevel: 'warn',
  build: {
    ssr: true,
    target: 'node18',
    outDir: inRoot('dist/main'),
    emptyOutDir: false,
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file))),
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'shared-[name].cjs' },
    },
  },
  ssr: { noExternal: true, external: ['electron'] },
});
