/**
 * Who may import whom (design 2), as one table. Biome's noRestrictedImports matches the text of a specifier and
 * overlooks `export ... from`; here each import is resolved to a path first, so that it cannot be written around.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseSync, Visitor } from 'rolldown/utils';
import { root } from './paths.mjs';

/**
 * @typedef {{ room: string, to: string[], typesOf?: string[], packages: (name: string) => boolean }} Rule
 * @typedef {{ specifier: string, names: string[], types: boolean, offset: number }} Import
 */
const none = () => false;
const any = () => true;
/** @param {string[]} names */
const only = (...names) => (/** @type {string} */ name) => names.includes(name);
const noElectron = (/** @type {string} */ name) => !/^electron(-updater|-log|-log\/main)?(\/renderer|\/common)?$/.test(name) || name === 'electron-log/node';
const browser = (/** @type {string} */ name) => noElectron(name) && !name.startsWith('node:') && !name.startsWith('electron');
const light = (/** @type {string} */ name) => browser(name) && !/^(antd|@ant-design|echarts)(\/|$)/.test(name);

/** Where shared/ keeps its zod schemas: the pure folders may take types from here, never values. */
const schemas = ['shared/zod.ts', 'shared/contract.ts', 'shared/basics.ts', 'shared/entries.ts', 'shared/feedback/', 'shared/settings.ts', 'shared/events.ts', 'shared/views.ts', 'shared/printing.ts', 'shared/slipData.ts'];

/** The first rule whose room holds the file counts. A room ending in `/` is a folder. */
/** @type {Rule[]} */
const rules = [
  ...['shared/domain/', 'shared/slips/', 'shared/waiting/'].map((room) => ({
    room,
    to: ['shared/'],
    typesOf: schemas,
    packages: none,
  })),
  ...schemas.map((room) => ({ room, to: ['shared/'], packages: only('zod') })),
  { room: 'shared/', to: ['shared/'], packages: none },
  { room: 'main/preload.ts', to: [], typesOf: ['shared/'], packages: only('electron') },
  { room: 'main/store/', to: ['main/store/', 'shared/'], packages: noElectron },
  { room: 'main/devices/', to: ['main/devices/', 'main/store/', 'shared/'], packages: noElectron },
  { room: 'main/hall/', to: ['main/hall/', 'main/store/', 'main/devices/', 'shared/'], packages: noElectron },
  ...['main/network/', 'main/cli/', 'main/cli.ts', 'main/cliEntry.ts'].map((room) => ({
    room,
    to: ['main/network/', 'main/cli/', 'main/cli.ts', 'main/hall/', 'main/store/', 'main/devices/', 'shared/'],
    packages: noElectron,
  })),
  { room: 'main/', to: ['main/', 'shared/'], packages: any },
  { room: 'renderer/screens/kiosk/', to: ['renderer/', 'shared/'], packages: light },
  { room: 'renderer/screens/display/', to: ['renderer/', 'shared/'], packages: light },
  { room: 'renderer/', to: ['renderer/', 'shared/'], packages: browser },
  { room: 'collector/', to: ['collector/', 'shared/'], packages: noElectron },
  { room: 'build/', to: ['build/'], packages: any },
  { room: 'test/', to: [''], packages: any },
  { room: 'bench/', to: [''], packages: any },
];
/** Each of these names may be imported from electron in one file only. */
/** @type {Record<string, string>} */
const single = { ipcMain: 'main/ipc.ts', ipcRenderer: 'main/preload.ts' };

const longest = 400;

/** @param {string} room @param {string} file */
const inside = (room, file) => room === '' || file === room || (room.endsWith('/') && file.startsWith(room));

/**
 * What a source file imports, of every form: import, export from, import(), require() and types.
 * @param {string} file @param {string} text @returns {Import[]}
 */
function importsOf(file, text) {
  /** @type {Import[]} */
  const found = [];
  const parsed = parseSync(file, text);
  if (parsed.errors.length > 0) throw new Error(`${file}: ${parsed.errors[0]?.message}`);
  /** @param {unknown} source @param {number} offset @param {boolean} types @param {string[]} names */
  const add = (source, offset, types, names) => {
    if (source && typeof source === 'object' && 'value' in source && typeof source.value === 'string') found.push({ specifier: source.value, names, types, offset });
  };
  /** @param {{ type: string, imported?: object, importKind?: string }} one */
  const nameOf = (one) => (one.imported && 'name' in one.imported ? String(one.imported.name) : '*');
  new Visitor({
    ImportDeclaration: (node) =>
      add(
        node.source,
        node.start,
        node.importKind === 'type' || (node.specifiers.length > 0 && node.specifiers.every((one) => 'importKind' in one && one.importKind === 'type')),
        node.specifiers.map(nameOf),
      ),
    ExportNamedDeclaration: (node) => add(node.source, node.start, node.exportKind === 'type', ['*']),
    ExportAllDeclaration: (node) => add(node.source, node.start, node.exportKind === 'type', ['*']),
    ImportExpression: (node) => add(node.source, node.start, false, ['*']),
    TSImportType: (node) => add(node.source, node.start, true, []),
    TSImportEqualsDeclaration: (node) => {
      if (node.moduleReference.type === 'TSExternalModuleReference') add(node.moduleReference.expression, node.start, node.importKind === 'type', ['*']);
    },
    CallExpression: (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'require') add(node.arguments[0], node.start, false, ['*']);
    },
  }).visit(parsed.program);
  return found;
}

/**
 * What is wrong with one import, or undefined.
 * @param {string} file @param {Import} one @param {Rule} rule
 */
function wrong(file, one, rule) {
  if (!one.specifier.startsWith('.')) {
    if (!rule.packages(one.specifier)) return `${rule.room} may not import the package ${one.specifier}`;
    if (one.specifier !== 'electron' || one.types || rule.to.includes('')) return undefined;
    const name = one.names.find((each) => each === '*' || (single[each] ?? file) !== file);
    return name && `${name} of electron is for ${single[name] ?? 'nobody (name what you import)'} only`;
  }
  const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), one.specifier));
  if (target === 'main/index.ts' && !rule.to.includes('')) return 'nobody imports main/index.ts';
  const typesOnly = (rule.typesOf ?? []).some((room) => inside(room, target));
  if (typesOnly && one.types) return undefined;
  if (typesOnly) return `${rule.room} may import only types of ${target}`;
  return rule.to.some((room) => inside(room, target)) ? undefined : `${rule.room} may not import ${target}`;
}

/**
 * The layer problems of one source text, as `path:line message`.
 * @param {string} file path from the root, with forward slashes
 * @param {string} text @returns {string[]}
 */
export function layerProblems(file, text) {
  const rule = rules.find((each) => inside(each.room, file));
  if (!rule) return [`${file}:1 belongs to no room: add one to build/layers.mjs`];
  const length = text.split('\n').length - 1;
  const long = length > longest ? [`${file}:${longest} has more than ${longest} lines (${length}): split it`] : [];
  return importsOf(file, text).reduce((problems, one) => {
    const problem = wrong(file, one, rule);
    return problem ? [...problems, `${file}:${text.slice(0, one.offset).split('\n').length} ${problem}`] : problems;
  }, long);
}

/** The layer problems of the whole tree. @returns {string[]} */
export function allLayerProblems() {
  return ['shared', 'main', 'renderer', 'collector', 'build', 'test', 'bench'].flatMap((room) => {
    /** @type {import('node:fs').Dirent[]} */
    let entries = [];
    try {
      entries = readdirSync(path.join(root, room), { recursive: true, withFileTypes: true });
    } catch {
      return []; // a room that does not exist yet
    }
    return entries
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
      .flatMap((entry) => {
        const full = path.join(entry.parentPath, entry.name);
        return layerProblems(path.relative(root, full).split(path.sep).join('/'), readFileSync(full, 'utf8'));
      });
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const problems = allLayerProblems();
  for (const problem of problems) console.log(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
