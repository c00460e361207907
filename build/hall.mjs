/** `npm run --silent hall -- COMMAND`: the hall without a window, in this process; only JSON on stdout. */
import { createRequire } from 'node:module';
import { ensureBuilt, ensurePackages } from './ensure.mjs';
import { inRoot } from './paths.mjs';

ensurePackages();
ensureBuilt(['main']);
createRequire(import.meta.url)(inRoot('dist/main/hall.cjs'));
