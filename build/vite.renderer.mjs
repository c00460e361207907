import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { inRoot } from './paths.mjs';

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
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    reportCompressedSize: false,
  },
});
