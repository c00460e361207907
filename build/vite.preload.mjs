import { defineConfig } from 'vite';
import { inRoot } from './paths.mjs';

/** The preload by itself: in a sandbox it can load no second file, so it must not share a chunk with main. */
export default defineConfig({
  root: inRoot(),
  logLevel: 'warn',
  build: {
    ssr: inRoot('main/preload.ts'),
    target: 'chrome114',
    outDir: inRoot('dist/main'),
    emptyOutDir: false,
    sourcemap: false,
    minify: false,
    rolldownOptions: { external: ['electron'], output: { format: 'cjs', entryFileNames: 'preload.cjs' } },
  },
  ssr: { noExternal: true, external: ['electron'] },
});
