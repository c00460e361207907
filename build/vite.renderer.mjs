import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { inRoot } from './paths.mjs';

const library = /\/node_modules\/(react|react-dom|scheduler|i18next|react-i18next|ulidx)\//;
// What only staff read goes with their screens.
const ours = /\/renderer\/(i18n\/(?!words\/(handling|phrases|staff)\.|keys\.)|parts\/(?!staff\/|pinyin\/)|[A-Za-z]+\.tsx?$)|\/shared\/(?!feedback\/keywords|domain\/suggest)/;

/** What each screen needs, in one file: a window that starts asks for two scripts, not for ten. @param {string} id */
const isCommon = (id) => library.test(id) || ours.test(id) || /rolldown[-/]runtime|vite\/preload/.test(id);

/** One page for all screens; each screen is a lazy chunk, so the kiosk and the board never load antd. */
export default defineConfig({
  root: inRoot('renderer'),
  logLevel: 'warn',
  base: './',
  plugins: [react()],
  server: { host: '127.0.0.1', port: 5173, strictPort: false },
  build: {
    target: 'chrome114',
    outDir: inRoot('dist/renderer'),
    emptyOutDir: true,
    manifest: 'manifest.json',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'common', test: isCommon }] } } },
  },
});
