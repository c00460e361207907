import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { allLayerProblems, layerProblems } from '../../build/layers.mjs';
import { inRoot } from '../../build/paths.mjs';

/** One offence a line: where it stands, what is written, what the check must say. */
const offences: [file: string, text: string, says: RegExp][] = [
  ['shared/domain/x.ts', "import { z } from 'zod';", /package zod/],
  ['shared/domain/x.ts', "import type { ZodType } from 'zod';", /package zod/],
  ['shared/domain/deep/x.ts', "import { contract } from '../../contract.ts';", /only types/],
  ['shared/domain/x.ts', "export { createHash } from 'node:crypto';", /package node:crypto/],
  ['shared/domain/x.ts', "export * from '../../main/hall/hall.ts';", /main\/hall\/hall\.ts/],
  ['shared/slips/x.ts', "export type Line = import('react').ReactNode;", /package react/],
  ['shared/waiting/x.ts', "export const late = () => import('../../renderer/api.ts');", /renderer\/api\.ts/],
  ['shared/time.ts', "import { app } from 'electron';", /package electron/],
  ['shared/contract.ts', "import { ulid } from 'ulidx';", /package ulidx/],
  ['renderer/api.ts', "import { openHall } from '../main/hall/hall.ts';", /main\/hall/],
  ['renderer/api.ts', "import type { Hall } from '../main/hall/hall.ts';", /main\/hall/],
  ['renderer/api.ts', "import fs from 'node:fs';", /node:fs/],
  ['renderer/api.ts', "import { ipcRenderer } from 'electron';", /package electron/],
  ['renderer/screens/kiosk/x.tsx', "import { Button } from 'antd';", /package antd/],
  ['renderer/screens/display/x.tsx', "import * as echarts from 'echarts/core';", /package echarts/],
  ['main/windows.ts', "import { api } from '../renderer/api.ts';", /renderer/],
  ['main/windows.ts', "import { ipcMain } from 'electron';", /ipcMain/],
  ['main/windows.ts', "import * as electron from 'electron';", /name what you import/],
  ['main/ipc.ts', "import { ipcRenderer } from 'electron';", /ipcRenderer/],
  ['main/ipc.ts', "import './index.ts';", /nobody imports main\/index/],
  ['main/preload.ts', "import { contract } from '../shared/contract.ts';", /only types/],
  ['main/preload.ts', "import { readFileSync } from 'node:fs';", /node:fs/],
  ['main/hall/x.ts', "import { dispatch } from '../ipc.ts';", /main\/ipc/],
  ['main/hall/x.ts', "import { app } from 'electron';", /package electron/],
  ['main/hall/x.ts', "import log from 'electron-log/main';", /electron-log/],
  ['main/store/x.ts', "import { openHall } from '../hall/hall.ts';", /main\/hall/],
  ['main/store/x.ts', "const { app } = require('electron');", /package electron/],
  ['main/devices/x.ts', "import { openHall } from '../hall/hall.ts';", /main\/hall/],
  ['main/network/x.ts', "import { openWindow } from '../windows.ts';", /main\/windows/],
  ['main/cli.ts', "import { app } from 'electron';", /package electron/],
  ['collector/x.ts', "import { openHall } from '../main/hall/hall.ts';", /main\/hall/],
  ['attic/x.ts', '', /no room/],
];
const lines = (count: number) => '// a line\n'.repeat(count);

describe('who may import whom', () => {
  it.each(offences)('%s: %s', (file, text, says) => {
    expect(layerProblems(file, text).join('\n')).toMatch(says);
  });

  it('allows what the design allows', () => {
    expect(layerProblems('shared/domain/x.ts', "import type { Settings } from '../settings.ts'; import { ok } from '../result.ts';")).toEqual([]);
    expect(layerProblems('main/ipc.ts', "import { ipcMain } from 'electron'; import { openHall } from './hall/hall.ts';")).toEqual([]);
    expect(layerProblems('main/hall/x.ts', "import { append } from '../store/journal.ts'; import fs from 'node:fs';")).toEqual([]);
    expect(layerProblems('renderer/screens/counter/x.tsx', "import { Button } from 'antd'; import type { View } from '../../../shared/views.ts';")).toEqual([]);
  });

  it('finds a file that has grown too long', () => {
    expect(layerProblems('main/hall/x.ts', lines(401))).toEqual([expect.stringMatching(/400 lines/)]);
    expect(layerProblems('main/hall/x.ts', lines(400))).toEqual([]);
  });

  it('finds nothing in this tree', () => {
    expect(allLayerProblems()).toEqual([]);
  });
});

describe('lint', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hall-desk-lint-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const lint = (text: string) => {
    copyFileSync(inRoot('biome.json'), path.join(folder, 'biome.json'));
    writeFileSync(path.join(folder, 'offence.ts'), text);
    return spawnSync(process.execPath, [inRoot('node_modules/@biomejs/biome/bin/biome'), 'lint', '--colors=off', '.'], { cwd: folder, encoding: 'utf8' });
  };

  it.each([
    ['noDefaultExport', 'export default 1;\n'],
    ['noExplicitAny', 'export const x: any = 1;\n'],
    ['noNonNullAssertion', 'export const y = (x: string | null) => x!.length;\n'],
    ['useImportType', "import { Hall } from './hall.ts';\nexport type X = Hall;\n"],
  ])('%s bites', (rule, text) => {
    const done = lint(text);
    expect(done.status).not.toBe(0);
    expect(done.stdout + done.stderr).toContain(rule);
  });
});
