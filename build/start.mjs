/** `npm start`: brings everything that is missing, then opens the hall. Further arguments go to the app. */
import { findElectron } from './electron.mjs';
import { ensureBuilt, ensurePackages } from './ensure.mjs';
import { hasDisplay, runToEnd, sandboxSwitches } from './launch.mjs';
import { root, say } from './paths.mjs';
import { ensureSystemPackages } from './systemPackages.mjs';

try {
  ensurePackages();
  const virtual = !hasDisplay();
  ensureSystemPackages({ virtualScreen: virtual });
  const electron = await findElectron();
  ensureBuilt(['main', 'renderer']);
  if (virtual) say('No display here: the hall runs under Xvfb, a virtual screen nobody sees.');
  const switches = [...sandboxSwitches(), ...(virtual ? ['--disable-gpu', '--log-level=3'] : [])];
  say(`Opening the hall with Electron ${electron.version} …`);
  process.exitCode = await runToEnd([electron.path, [...switches, root, ...process.argv.slice(2)]], { virtual });
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
