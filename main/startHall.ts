import { rm } from 'node:fs/promises';
import path from 'node:path';
import { app } from 'electron';
import defaults from '../shared/defaults.zh-CN.json';
import { ok, type Result } from '../shared/result.ts';
import type { Asked } from './arguments.ts';
import { answersOf } from './cli/desk.ts';
import { openDemo } from './hall/demo.ts';
import { openHall, type SlipPrinter } from './hall/hall.ts';
import { startPrinting } from './hall/printing.ts';
import { systemKeyring } from './keyring.ts';
import { logBug } from './log.ts';
import { type Machine, openMachine } from './network/machine.ts';
import { forkPrinterProcess } from './printerProcess.ts';

/** Opens this computer's place in its hall with what only Electron has: the system's keyring and the making of PDFs. Call it once the app is ready. */
export async function startHall(asked: Asked, pages: string, onKnock: () => void): Promise<Result<Machine>> {
  const dataDir = asked.demo ? await emptyDemo(asked.data) : asked.data;
  const keyWrap = systemKeyring();
  const onBug = (error: unknown) => logBug('the hall', error);
  let made: Promise<SlipPrinter> | undefined;
  const slips = () => (made ??= import('./slipPdf.ts').then(({ slipPdfs }) => slipPdfs(dataDir))); // with the first slip
  const { role, name, host, code, standBy } = asked.rollOut;
  const unasked = role === 'host' ? 'host' : role === 'all-in-one' || asked.demo || (role === null && asked.byName && asked.screen !== 'home') ? 'allInOne' : undefined;
  const opened = await openMachine({
    dataDir, pages, version: app.getVersion(), onBug, onKnock, onAsk: answersOf,
    ...(keyWrap && { keyWrap }), ...(asked.port === null ? {} : { port: asked.port }), ...(unasked && { unasked }),
    openHall: (lock) => (asked.demo ? openDemo : openHall)({
      dataDir, lock, defaults, version: app.getVersion(), demo: asked.demo, onBug,
      printer: (slip) => slips().then((print) => print(slip)),
      ...(keyWrap && { keyWrap }),
    }),
  });
  if (!opened.ok) return opened;
  const printing = startPrinting({ desk: opened.value.desk, dataDir, onBug, fork: forkPrinterProcess });
  const machine: Machine = {
    ...opened.value,
    async close() {
      await printing.close();
      await opened.value.close();
    },
  };
  if (machine.what().kind !== 'undecided' || host === null || code === null || role === null || role === 'all-in-one' || role === 'host') return ok(machine);
  const joined = await machine.join({ address: host, code, role, name: name ?? role, standBy });
  if (!joined.ok) logBug('joining as told', new Error(`${joined.problem.code}: ${joined.problem.detail}`)); // the start page asks
  return ok(machine);
}

/** A demo starts the same each time, in a folder of its own below the one asked for: nothing in it counts. */
async function emptyDemo(data: string): Promise<string> {
  const folder = path.join(data, 'demo-hall');
  await rm(folder, { recursive: true, force: true });
  return folder;
}
