/** `npm run check`: lint, layers, types and unit tests, to run before each commit. Types against Electron 25 are left to `npm test`. */
import { ensurePackages } from './ensure.mjs';

ensurePackages();
const { beside, report, lintStages, typeStages, vitestStage } = await import('./stages.mjs');
process.exitCode = await report([...lintStages(), beside('types, unit', [typeStages({ all: false }), [vitestStage('unit')]])]);
