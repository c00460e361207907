/** The stages of a check: each runs, shows what it has to say, and is counted. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { runToEnd } from './launch.mjs';
import { inRoot } from './paths.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 * @typedef {{ name: string, run: () => Promise<Count> }} Stage
 * @typedef {{ title?: string, fullName: string, status: string, meta?: { note?: string } }} Test
 */

/** @param {string} bin @param {string[]} args @returns {[string, string[]]} */
const tool = (bin, args) => [process.execPath, [inRoot('node_modules', ...bin.split('/')), ...args]];

/** A stage that is one check: it passes or fails as a whole. @param {string} name @param {[string, string[]]} program @returns {Stage} */
const whole = (name, program) => ({
  name,
  run: async () => ((await runToEnd(program, { stdio: ['ignore', 'inherit', 'inherit'] })) === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }),
});

/** Biome, and who may import whom. */
export const lintStages = () => [
  whole('lint', tool('@biomejs/biome/bin/biome', ['lint', '--diagnostic-level=error', '.'])),
  whole('layers', [process.execPath, [inRoot('build/layers.mjs')]]),
  whole('chart', [process.execPath, [inRoot('build/chart.mjs'), '--check']]),
];

/** One compile a room; all: the main room once more against Electron 25. @param {{ all: boolean }} [options] */
export const typeStages = ({ all } = { all: true }) =>
  ['shared', 'main', ...(all ? ['main/tsconfig.electron25.json'] : []), 'main/tsconfig.preload.json', 'renderer', 'collector', 'build', 'test']
    .filter((room) => existsSync(inRoot(room, room.endsWith('.json') ? '' : 'tsconfig.json')))
    .map((room) => {
      // What did not change since the last run is not checked again.
      const remembered = inRoot('node_modules/.cache/types', `${room.replaceAll('/', '-')}.tsbuildinfo`);
      return whole(`types ${room}`, tool('typescript/bin/tsc', ['-p', inRoot(room), '--incremental', '--tsBuildInfoFile', remembered]));
    });

/**
 * One vitest project. Its own output is shown as it runs; the count comes from its JSON report.
 * @param {string} project @param {{ env?: NodeJS.ProcessEnv, virtual?: boolean }} [options] @returns {Stage}
 */
export function vitestStage(project, options = {}) {
  const report = inRoot('test-results', `${project}.json`);
  const args = ['run', '--configLoader=native', '--config', inRoot('build/vitest.config.mjs'), '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return {
    name: project,
    run: async () => {
      mkdirSync(inRoot('test-results'), { recursive: true });
      rmSync(report, { force: true });
      const env = { ...process.env, ...options.env };
      const code = await runToEnd(tool('vitest/vitest.mjs', args), { stdio: ['ignore', 'inherit', 'inherit'], env, virtual: options.virtual ?? false });
      const count = existsSync(report) ? counted(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 0, skipped: 0 };
      // A run that ends badly without a failed test (a file that does not load, a worker that dies) has failed too.
      return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
    },
  };
}

/** @param {{ testResults: { assertionResults: Test[], status: string }[] }} report @returns {Count} */
function counted(report) {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const of = (/** @type {string[]} */ ...states) => tests.filter((test) => states.includes(test.status));
  const skipped = of('skipped', 'pending', 'todo', 'disabled');
  for (const test of skipped) console.log(`skipped: ${test.fullName}${test.meta?.note ? ` (${test.meta.note})` : ''}`);
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'));
  return { passed: of('passed').length, failed: of('failed').length + unloaded.length, skipped: skipped.length };
}

/** Stages that run beside each other, where one alone leaves a core idle. @param {string} name @param {Stage[][]} lines each line one after another @returns {Stage} */
export const beside = (name, lines) => ({
  name,
  run: async () => {
    const counts = await Promise.all(
      lines.map(async (line) => {
        /** @type {Count[]} */
        const done = [];
        for (const stage of line) {
          const count = await stage.run();
          if (count.failed > 0) console.log(`== ${stage.name}: FAILED`);
          done.push(count);
        }
        return done;
      }),
    );
    const all = counts.flat();
    const sum = (/** @type {keyof Count} */ of) => all.reduce((before, one) => before + one[of], 0);
    return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
  },
});

/** Runs all stages, prints the closing line and gives the exit code. @param {Stage[]} stages */
export async function report(stages) {
  /** @type {string[]} */
  const bad = [];
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const stage of stages) {
    const began = Date.now();
    console.log(`\n== ${stage.name}`);
    const count = await stage.run();
    sum.passed += count.passed;
    sum.failed += count.failed;
    sum.skipped += count.skipped;
    if (count.failed > 0) bad.push(stage.name);
    console.log(`== ${stage.name}: ${count.failed === 0 ? 'ok' : 'FAILED'}, ${((Date.now() - began) / 1000).toFixed(1)} s`);
  }
  if (bad.length > 0) console.log(`\nFailed: ${bad.join(', ')}`);
  console.log(`\n${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`);
  return sum.failed > 0 ? 1 : 0;
}
