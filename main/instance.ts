import { mkdirSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { app } from 'electron';
import type { Asked } from './arguments.ts';

/** The real path of the data folder, so that two names of one folder are one. A folder that cannot be made is the hall's to report. */
export function realFolder(data: string): string {
  try {
    mkdirSync(data, { recursive: true });
    return realpathSync(data);
  } catch {
    return data;
  }
}

/**
 * Puts the windows' own files below the data folder. Electron's single-instance lock lies there too, which makes it
 * one instance a folder. Where that cannot be written, a folder that vanishes serves, so that a screen can say so.
 */
export function useFolder(data: string): string {
  const own = path.join(data, 'electron');
  const usable = canMake(own) ? own : path.join(os.tmpdir(), `hall-desk-${process.pid}`);
  mkdirSync(usable, { recursive: true });
  app.setPath('userData', usable);
  return usable;
}

function canMake(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    return true;
  } catch {
    return false;
  }
}

/** Whether this is the first program on its folder. If not, the first one was asked to show the screen. */
export function isFirst(asked: Asked, onSecond: (data: unknown) => void): boolean {
  app.on('second-instance', (_event, _argv, _folder, data) => onSecond(data));
  return app.requestSingleInstanceLock({ screen: asked.screen });
}
