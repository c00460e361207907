import { rm } from 'node:fs/promises';
import path from 'node:path';
import { app } from 'electron';
import defaults from '../shared/defaults.zh-CN.json';
import type { Result } from '../shared/result.ts';
import type { Asked } from './arguments.ts';
import { openDemo } from './hall/demo.ts';
import { type Hall, openHall, type SlipPrinter } from './hall/hall.ts';
import { systemKeyring } from './keyring.ts';
import { logBug } from './log.ts';

/** Opens the hall with what only Electron has: the system's keyring and the making of PDFs. Call it once the app is ready. */
export async function startHall(asked: Asked, onKnock: () => void): Promise<Result<Hall>> {
  const dataDir = asked.demo ? await emptyDemo(asked.data) : asked.data;
  const keyWrap = systemKeyring();
  let made: Promise<SlipPrinter> | undefined;
  const slips = () => (made ??= import('./slipPdf.ts').then(({ slipPdfs }) => slipPdfs(dataDir))); // with the first slip
  return (asked.demo ? openDemo : openHall)({
    dataDir,
    defaults,
    version: app.getVersion(),
    demo: asked.demo,
    printer: (slip) => slips().then((print) => print(slip)),
    onBug: (error) => logBug('the hall', error),
    onKnock,
    ...(keyWrap && { keyWrap }),
  });
}

/** A demo starts the same each time, in a folder of its own below the one asked for: nothing in it counts. */
async function emptyDemo(data: string): Promise<string> {
  const folder = path.join(data, 'demo-hall');
  await rm(folder, { recursive: true, force: true });
  return folder;
}
