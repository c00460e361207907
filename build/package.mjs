/** `npm run package -- dir`: builds afresh and packs for this platform with electron-builder; targets as arguments. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { findElectron } from './electron.mjs';
import { ensureBuilt, ensurePackages } from './ensure.mjs';
import { runToEnd } from './launch.mjs';
import { inRoot, say } from './paths.mjs';

ensurePackages();
rmSync(inRoot('dist'), { recursive: true, force: true }); // chunks of earlier builds must not be shipped
ensureBuilt(['main', 'renderer']);
const electron = await findElectron();
/** @type {string[]} */
const more = [];
if (electron.source === 'carried') {
  say(`WARNING: packing the end-of-life Electron ${electron.version} to try the packaging out. Never ship this.`);
  more.push(`-c.electronDist=${path.dirname(electron.path)}`, `-c.electronVersion=${electron.version}`);
}
const platform = { win32: '--win', darwin: '--mac' }[/** @type {string} */ (process.platform)] ?? '--linux';
const targets = process.argv.slice(2);
const cli = inRoot('node_modules/electron-builder/out/cli/cli.js');
process.exitCode = await runToEnd([process.execPath, [cli, platform, ...targets, '--publish=never', '--config', inRoot('electron-builder.yml'), ...more]]);
