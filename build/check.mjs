/** `npm run check`: lint, layers, types and unit tests, to run before each commit. */
import { ensurePackages } from './ensure.mjs';

ensurePackages();
const { report, lintStages, typeStages, vitestStage } = await import('./stages.mjs');
process.exitCode = await report([...lintStages(), ...typeStages(), vitestStage('unit')]);
