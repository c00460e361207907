import { existsSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vite';
import { inRoot } from './paths.mjs';

const entries = { index: inRoot('main/index.ts'), hall: inRoot('main/cliEntry.ts'), winspool: inRoot('main/devices/winspoolChild.ts') };

const glyphs = 'main/devices/glyphs';

/** What main/devices/glyphs.ts reads lies beside the bundle: there, in a package and among the sources it is found by __dirname. @type {import('vite').Plugin} */
const carried = {
  name: 'carried',
  generateBundle() {
    const beside = { 'glyphs24.bin': 'glyphs24.bin', 'glyphs24.OFL.txt': 'OFL.txt' };
    for (const [fileName, file] of Object.entries(beside)) this.emitFile({ type: 'asset', fileName, source: readFileSync(inRoot(glyphs, file)) });
  },
};

/** The main process and the `hall` command as CommonJS: Electron 25 cannot load a module as its entry. */
export default defineConfig({
  root: inRoot(),
  logLevel: 'warn',
  plugins: [carried],
  build: {
    ssr: true,
    target: 'node18',
    outDir: inRoot('dist/main'),
    emptyOutDir: false,
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file))),
      external: ['electron', 'koffi'],
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'shared-[name].cjs' },
    },
  },
  ssr: { noExternal: true, external: ['electron', 'koffi'] },
});
