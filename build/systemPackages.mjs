/** The Debian packages that Electron and its tests need on Linux. */
import { spawnSync } from 'node:child_process';
import { say } from './paths.mjs';

const libraries = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libatk-bridge2.0-0', 'libcups2', 'libxss1', 'libxtst6', 'fonts-noto-cjk'];
const screen = ['xvfb', 'xauth'];

/** @param {string} command @param {string[]} args */
const tell = (command, args) => spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

/** Those not installed; newer releases call some of them NAMEt64. @param {string[]} names */
function missing(names) {
  const shown = tell('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names.flatMap((name) => [name, `${name}t64`])]);
  if (shown.error) return undefined;
  const there = new Set(shown.stdout.split('\n').filter((line) => line.endsWith(' installed')).map((line) => line.split(' ')[0]));
  return names.filter((name) => !there.has(name) && !there.has(`${name}t64`));
}

/**
 * Makes sure of the packages: installs them as root, else tells the one line to run and throws.
 * @param {{ virtualScreen: boolean }} needs
 */
export function ensureSystemPackages(needs) {
  if (process.platform !== 'linux') return;
  const names = missing(needs.virtualScreen ? [...screen, ...libraries] : libraries);
  if (names === undefined || names.length === 0) return; // not a Debian: Electron itself says what it lacks
  if (process.getuid?.() !== 0) {
    throw new Error(`These system packages are missing. Run this once:\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`);
  }
  say(`Installing system packages: ${names.join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update', '-qq'], ['install', '-y', '-qq', '--no-install-recommends', ...names]]) {
    const done = spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env });
    if (done.status !== 0 && args[0] === 'install') throw new Error('apt-get could not install them.');
  }
}
