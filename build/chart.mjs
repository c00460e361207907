/** Puts the chart of a feedback's process into SPEC.md, made from the table that the code runs on. `--check` only says whether it is there. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { root } from './paths.mjs';

/** The table, from its source. @type {{ transitions: readonly { event: string, when?: string, from: readonly string[], to: string }[] }} */
const { transitions } = await load('shared/domain/process.ts');

/** @param {string} file */
async function load(file) {
  const bundle = await rolldown({ input: path.join(root, file) });
  const { output } = await bundle.generate({ format: 'esm' });
  return import(`data:text/javascript;base64,${Buffer.from(output[0].code).toString('base64')}`);
}

const names = {
  new: '[*]', registered: '已登记 registered', accepted: '已受理 accepted', investigating: '调查处理中 investigating', proposed: '方案待确认 proposed', executing: '执行中 executing',
  closed: '办结 closed', followUp: '回访 followUp', archived: '归档 archived', withdrawn: '已撤回 withdrawn', passedUp: '已上转 passedUp',
};

/** The chart as a Mermaid state diagram, and what leaves a state as it is as a list. */
function chart() {
  /** @type {Map<string, string[]>} */
  const arrows = new Map();
  /** @type {Map<string, string[]>} */
  const staying = new Map();
  for (const { event, when, from, to } of transitions) {
    const label = event.replace('feedback.', '') + (when === undefined ? '' : ` (${when})`);
    for (const state of from) {
      if (to === 'same' || to === state) staying.set(state, [...(staying.get(state) ?? []), label]);
      else arrows.set(`${state === 'new' ? '[*]' : state} --> ${to}`, [...(arrows.get(`${state === 'new' ? '[*]' : state} --> ${to}`) ?? []), label]);
    }
  }
  const states = Object.entries(names).filter(([id]) => id !== 'new').map(([id, name]) => `  state "${name}" as ${id}`);
  const lines = [...arrows].map(([arrow, labels]) => `  ${arrow}: ${labels.join(', ')}`);
  const same = [...staying].map(([state, labels]) => `- \`${state}\`: ${labels.join(', ')}`);
  return ['```mermaid', 'stateDiagram-v2', ...states, ...lines, '```', '', 'What leaves a state as it is:', '', ...same].join('\n');
}

const [begin, end] = ['<!-- process: made by npm run chart -->', '<!-- end of process -->'];
const file = path.join(root, 'SPEC.md');
const text = readFileSync(file, 'utf8');
const at = [text.indexOf(begin), text.indexOf(end)];
if (at[0] === -1 || at[1] === -1) throw new Error(`SPEC.md lacks ${begin} or ${end}`);
const wanted = `${text.slice(0, (at[0] ?? 0) + begin.length)}\n${chart()}\n${text.slice(at[1])}`;
if (wanted === text) process.exit(0);
if (process.argv.includes('--check')) {
  console.error('the chart in SPEC.md is not what shared/domain/process.ts says: npm run chart');
  process.exit(1);
}
writeFileSync(file, wanted);
