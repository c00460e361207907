/** Starting a program on a display, real or virtual, so that nothing of it outlives this process. */
import { spawn } from 'node:child_process';
import { say } from './paths.mjs';

/** Large enough for a kiosk in portrait. */
const virtualScreen = '-screen 0 1920x1920x24';

/** Whether this machine shows windows by itself. */
export const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

/** @param {string} command @param {string[]} args @returns {[string, string[]]} */
export const onVirtualScreen = (command, args) => ['xvfb-run', ['-a', '-s', virtualScreen, command, ...args]];

/** As root the sandbox cannot start: for development and CI only. @returns {string[]} */
export function sandboxSwitches() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return [];
  say('WARNING: running as root, so without the sandbox. For development only; staff never start it like this.');
  return ['--no-sandbox'];
}

/**
 * Runs a program to its end and gives its exit code. Ending this process ends it and all it started.
 * @param {[string, string[]]} program
 * @param {{ env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions, virtual?: boolean }} [options]
 * @returns {Promise<number>}
 */
export function runToEnd(program, options = {}) {
  const [command, args] = options.virtual ? onVirtualScreen(...program) : program;
  const group = process.platform !== 'win32';
  const child = spawn(command, args, { stdio: options.stdio ?? 'inherit', env: options.env ?? process.env, detached: group });
  const end = (/** @type {NodeJS.Signals} */ signal) => {
    if (child.pid === undefined || child.exitCode !== null) return;
    if (group) process.kill(-child.pid, signal);
    else child.kill(signal);
  };
  const signals = /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  const abandon = () => end('SIGTERM');
  for (const signal of signals) process.on(signal, end);
  process.once('exit', abandon); // also when this process fails
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const each of signals) process.off(each, end);
      process.off('exit', abandon);
      resolve(code ?? (signal ? 1 : 0));
    });
  });
}
