/** What must be there before anything runs: packages and bundles. Node built-ins only: it runs before `npm ci`. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { inRoot, say } from './paths.mjs';

/** @param {string} file */
const modified = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);

/**
 * Runs a command whose talk goes to stderr, so that stdout carries results only. Throws when it fails.
 * @param {string} command @param {string[]} args @param {{ shell?: boolean }} [options]
 */
function run(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: inRoot(), stdio: ['ignore', 2, 2], ...options });
  if (done.error) throw done.error;
  if (done.status !== 0) throw new Error(`${[command, ...args].join(' ')} ended with ${done.status ?? done.signal}`);
}

/** Runs npm whatever the platform. @param {string[]} args */
export function npm(args) {
  const script = process.env['npm_execpath'];
  if (script && /\.c?js$/.test(script)) return run(process.execPath, [script, ...args]);
  return run('npm', args, { shell: process.platform === 'win32' });
}

/** Installs the packages of the lockfile when they are missing or older than it. */
export function ensurePackages() {
  const installed = modified(inRoot('node_modules/.package-lock.json'));
  if (installed > 0 && modified(inRoot('package-lock.json')) <= installed) return;
  say('Installing packages (npm ci); about a minute the first time …');
  npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** The newest change below a path: files and folders, so that a deleted file counts too. @param {string} at @returns {number} */
function newest(at) {
  if (!existsSync(at)) return 0;
  const info = statSync(at);
  if (!info.isDirectory()) return info.mtimeMs;
  return readdirSync(at).reduce((last, name) => Math.max(last, newest(path.join(at, name))), info.mtimeMs);
}

/** What each bundle is made of. @type {Record<string, string[]>} */
const sources = {
  main: ['main', 'shared', 'build/vite.main.mjs', 'build/vite.preload.mjs', 'build/bundle.mjs', 'package-lock.json'],
  renderer: ['renderer', 'shared', 'build/vite.renderer.mjs', 'build/bundle.mjs', 'package-lock.json'],
};

/** @param {string} part */
function stale(part) {
  const mark = inRoot('dist', part, '.built');
  if (!existsSync(mark)) return true;
  const built = Date.parse(readFileSync(mark, 'utf8'));
  return (sources[part] ?? []).some((source) => newest(inRoot(source)) > built);
}

/** Builds those bundles whose sources are newer. @param {('main' | 'renderer')[]} parts */
export function ensureBuilt(parts) {
  const old = parts.filter(stale);
  if (old.length === 0) return;
  say(`Building ${old.join(' and ')} …`);
  run(process.execPath, [inRoot('build/bundle.mjs'), ...old]);
}
