/** `npm test`: everything, on a fresh clone too. The last line is `N passed, N failed` (`, N skipped`). */
import { findElectron } from './electron.mjs';
import { ensureBuilt, ensurePackages } from './ensure.mjs';
import { say } from './paths.mjs';
import { ensureSystemPackages } from './systemPackages.mjs';

try {
  ensurePackages();
  ensureSystemPackages({ virtualScreen: process.platform === 'linux', browser: true, spoolers: true });
  const electron = await findElectron();
  ensureBuilt(['main', 'renderer']);
  const { report, lintStages, typeStages, vitestStage } = await import('./stages.mjs');
  const stages = ['unit', 'property', 'contract', 'fault'].map((name) => vitestStage(name));
  const env = { HALL_DESK_ELECTRON: electron.path };
  const last = vitestStage('e2e', { env, virtual: process.platform === 'linux' });
  process.exitCode = await report([...lintStages(), ...typeStages(), ...stages, last]);
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
