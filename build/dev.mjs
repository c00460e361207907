/** `npm run dev`: screens reload hot, and a change in the main process starts Electron again. */
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { findElectron } from './electron.mjs';
import { ensureBuilt, ensurePackages } from './ensure.mjs';
import { hasDisplay, onVirtualScreen, sandboxSwitches } from './launch.mjs';
import { inRoot, root, say } from './paths.mjs';
import { ensureSystemPackages } from './systemPackages.mjs';

ensurePackages();
const virtual = !hasDisplay();
ensureSystemPackages({ virtualScreen: virtual });
const electron = await findElectron();
const { createServer } = await import('vite');
const { default: renderer } = await import('./vite.renderer.mjs');
const server = await createServer({ ...renderer, configFile: false });
await server.listen();
const address = server.resolvedUrls?.local[0] ?? '';
const switches = [...sandboxSwitches(), ...(virtual ? ['--disable-gpu', '--log-level=3'] : [])];
/** @type {import('node:child_process').ChildProcess | undefined} */
let app;
let restarting = false;

function open() {
  const asked = [...switches, root, ...process.argv.slice(2)];
  const [command, args] = virtual ? onVirtualScreen(electron.path, asked) : [electron.path, asked];
  const started = spawn(command, args, { stdio: 'inherit', env: { ...process.env, HALL_DESK_DEV_SERVER: address }, detached: process.platform !== 'win32' });
  app = started;
  started.on('exit', (code) => {
    if (app === started && !restarting) void stop(code ?? 0);
  });
}

function close() {
  if (app?.pid === undefined || app.exitCode !== null) return Promise.resolve();
  const ended = new Promise((resolve) => app?.once('exit', resolve));
  if (process.platform === 'win32') app.kill();
  else process.kill(-app.pid, 'SIGTERM');
  return ended;
}

/** @param {number} code */
async function stop(code) {
  restarting = true;
  await close();
  await server.close();
  process.exit(code);
}

async function restart() {
  restarting = true;
  await close();
  try {
    ensureBuilt(['main']);
    open();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error)); // a slip while typing: the next save tries again
  }
  restarting = false;
}

/** @type {NodeJS.Timeout | undefined} */
let soon;
for (const room of ['main', 'shared']) {
  watch(inRoot(room), { recursive: true }, () => {
    clearTimeout(soon);
    soon = setTimeout(restart, 200);
  });
}
process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));
ensureBuilt(['main']);
say(`Screens come from ${address} and reload by themselves.`);
open();
