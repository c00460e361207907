/** The Debian packages that Electron and its tests need on Linux, and those that some tests are skipped without. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { say } from './paths.mjs';

const libraries = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libatk-bridge2.0-0', 'libcups2', 'libxss1', 'libxtst6', 'fonts-noto-cjk'];
const screen = ['xvfb', 'xauth'];
const browser = 'chromium';
/** A spooler of Linux, and Windows' own through it. @type {{ packages: string[], program: string, without: string }[]} */
const spoolers = [
  { packages: ['cups'], program: '/usr/sbin/cupsd', without: 'Without CUPS the tests of its queues are skipped.' },
  { packages: ['wine', 'wine64'], program: '/usr/bin/wine', without: 'Without Wine the test of the Windows spooler is skipped.' },
];

/** The browser that tests use as a tablet or a TV; undefined where there is none, and they are skipped. */
export const chromiumPath = () => ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((one) => existsSync(one));

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
 * @param {{ virtualScreen: boolean, browser?: boolean, spoolers?: boolean }} needs
 */
export function ensureSystemPackages(needs) {
  if (process.platform !== 'linux') return;
  const names = missing(needs.virtualScreen ? [...screen, ...libraries] : libraries);
  if (names === undefined) return; // not a Debian: Electron itself says what it lacks
  const wanted = needs.browser === true && chromiumPath() === undefined;
  if (names.length > 0) installAll(names);
  if (wanted) tryTo([browser], 'Without Chromium the tests of stations in a browser are skipped.');
  if (needs.spoolers === true) for (const { packages, program, without } of spoolers) if (!existsSync(program)) tryTo(packages, without);
}

/** What cannot be had is done without: the rest is tested all the same. @param {string[]} names @param {string} without */
function tryTo(names, without) {
  try {
    installAll(names);
  } catch (error) {
    say(`${error instanceof Error ? error.message : error}\n${without}`);
  }
}

/** @param {string[]} names */
function installAll(names) {
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
