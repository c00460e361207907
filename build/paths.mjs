import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** @param {...string} parts a path below the root */
export const inRoot = (...parts) => path.join(root, ...parts);

/** Where downloads outlive a clone. */
export const cacheDir = path.join(process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache'), 'hall-desk');

/** Tells the person at the terminal what happens; stdout stays free for results. @param {string} line */
export const say = (line) => void process.stderr.write(`${line}\n`);

// Whoever reads along may stop reading: that ends the talk, not the work.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
