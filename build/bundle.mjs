/** `node build/bundle.mjs main renderer`: bundles these parts into dist/. */
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { inRoot } from './paths.mjs';
import main from './vite.main.mjs';
import preload from './vite.preload.mjs';
import renderer from './vite.renderer.mjs';

/** @type {Record<string, import('vite').UserConfig[]>} */
const parts = { main: [main, preload], renderer: [renderer] };

/**
 * Builds beside the target and moves file by file, so that a hall starting meanwhile never loads half a file.
 * @param {string} part
 */
async function bundle(part) {
  const began = new Date();
  const target = inRoot('dist', part);
  const fresh = inRoot('dist', `.${part}-${process.pid}`);
  try {
    for (const config of parts[part] ?? []) await build({ ...config, configFile: false, build: { ...config.build, outDir: fresh } });
    move(fresh, target);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  writeFileSync(path.join(target, '.built'), began.toISOString());
}

/** @param {string} from @param {string} to */
function move(from, to) {
  mkdirSync(to, { recursive: true });
  const entries = readdirSync(from, { withFileTypes: true });
  // Pages last: index.html must not name a chunk that is not there yet.
  entries.sort((a, b) => Number(a.name.endsWith('.html')) - Number(b.name.endsWith('.html')));
  for (const entry of entries) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) move(source, target);
    else renameSync(source, target);
  }
}

for (const part of process.argv.slice(2)) await bundle(part);
