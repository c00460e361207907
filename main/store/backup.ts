import { cp, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../shared/result.ts';
import { realFiles, writeDurably } from './files.ts';
import { damaged } from './recover.ts';
import { diskProblem } from './store.ts';
import { verifyJournal } from './verify.ts';

/** What a backup holds: the record, what is derived from it, and settings. Never keys. */
const parts = ['format.json', 'journal', 'archive', join('checkpoint', 'settings.json')];

/** Copies a hall's record into an empty folder. The caller holds the hall's folder. */
export async function backup(dataDir: string, to: string): Promise<Result<{ readonly events: number; readonly to: string }>> {
  const verified = await verifyJournal(dataDir);
  if (verified.brokenAt !== undefined) return damaged(verified.brokenAt);
  return copy(dataDir, to, verified.events);
}

/** Copies a backup into an empty folder, after checking it. Keys are not in it: old personal data stays locked. */
export async function restore(from: string, dataDir: string): Promise<Result<{ readonly events: number; readonly to: string }>> {
  const verified = await verifyJournal(from);
  if (verified.brokenAt !== undefined) return damaged(verified.brokenAt);
  if (verified.events === 0) return fail('store.notHall', `${from} holds no backup`);
  const copied = await copy(from, dataDir, verified.events);
  if (!copied.ok) return copied;
  try {
    // What was acknowledged since the backup is not in it: the hall goes on with other numbers (SPEC 10.9).
    await writeDurably(realFiles, join(dataDir, 'network', 'restored'), Buffer.from('\n'));
    return copied;
  } catch (error) {
    return { ok: false, problem: diskProblem(error) };
  }
}

async function copy(from: string, to: string, events: number): Promise<Result<{ readonly events: number; readonly to: string }>> {
  try {
    await mkdir(to, { recursive: true, mode: 0o700 });
    const there = (await readdir(to)).filter((name) => name !== 'hall.sock');
    if (there.length > 0) return fail('store.notEmpty', `${to} is not empty`);
    for (const part of parts) {
      const known = await stat(join(from, part)).catch(() => null);
      if (known !== null) await cp(join(from, part), join(to, part), { recursive: true });
    }
    return ok({ events, to });
  } catch (error) {
    return { ok: false, problem: diskProblem(error) };
  }
}
