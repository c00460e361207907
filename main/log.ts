import path from 'node:path';
import log from 'electron-log/main';

/** Writes the log beside the windows' own files, at most 2 MB and the one before. */
export function startLog(folder: string): void {
  log.transports.file.resolvePathFn = () => path.join(folder, 'logs', 'main.log');
  log.transports.file.maxSize = 2 * 1024 * 1024;
  log.transports.console.level = 'warn';
}

/** Notes something worth knowing later. Never pass what a customer or a colleague said or typed. */
export function note(what: string): void {
  log.info(what);
}

/**
 * Logs a bug without what may be personal: the kind of error and where it was thrown, not its message,
 * which may quote the input that caused it.
 */
export function logBug(where: string, error: unknown): void {
  if (!(error instanceof Error)) return void log.error(`${where}: something was thrown that is no Error (${typeof error})`);
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  log.error([`${where}: ${error.name}${code}`, ...frames].join('\n'));
}
