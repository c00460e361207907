/** `npm run bench`: one JSON line a figure on stdout. Each bench/*.ts is bundled and run in plain Node. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { findElectron } from './electron.mjs';
import { ensureBuilt, ensurePackages } from './ensure.mjs';
import { runToEnd } from './launch.mjs';
import { inRoot, say } from './paths.mjs';
import { ensureSystemPackages } from './systemPackages.mjs';

ensurePackages();
ensureSystemPackages({ virtualScreen: process.platform === 'linux' });
const electron = await findElectron();
ensureBuilt(['main', 'renderer']);
const wanted = process.argv.slice(2);
const names = (existsSync(inRoot('bench')) ? readdirSync(inRoot('bench')) : [])
  .filter((name) => name.endsWith('.bench.ts'))
  .map((name) => path.basename(name, '.ts'))
  .filter((name) => wanted.length === 0 || wanted.some((each) => name.startsWith(each)));
const { build } = await import('vite');
await build({
  root: inRoot(),
  configFile: false,
  logLevel: 'warn',
  ssr: { noExternal: ['chinese-days'] }, // CommonJS without names that Node can see
  build: {
    ssr: true,
    target: 'node20',
    outDir: inRoot('dist/bench'),
    rolldownOptions: { input: Object.fromEntries(names.map((name) => [name, inRoot('bench', `${name}.ts`)])), output: { entryFileNames: '[name].mjs' } },
  },
});
const env = { ...process.env, HALL_DESK_ELECTRON: electron.path };
for (const name of names) {
  say(`bench ${name} …`);
  const code = await runToEnd([process.execPath, ['--expose-gc', inRoot('dist/bench', `${name}.mjs`)]], { env, stdio: ['ignore', 'inherit', 'inherit'], virtual: process.platform === 'linux' });
  if (code !== 0) process.exitCode = 1;
}
