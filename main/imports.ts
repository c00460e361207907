import { zoneOf } from '../shared/domain/decideTicket.ts';
import { ok, type Result } from '../shared/result.ts';
import type { ChosenFiles } from './chosenFiles.ts';
import type { Hall } from './hall/hall.ts';
import { importLog, previewLog, readProfile } from './hall/importLog.ts';

/** Two files that were chosen, by their tickets. */
export interface Pair {
  readonly log: string;
  readonly profile: string;
}

/** Shows how the first rows of a chosen log would be taken. */
export async function previewImport(hall: Hall, files: ChosenFiles, pair: Pair): Promise<Result<unknown>> {
  const log = files.pathOf(pair.log);
  const profilePath = files.pathOf(pair.profile);
  if (!log.ok) return log;
  if (!profilePath.ok) return profilePath;
  const profile = await readProfile(profilePath.value);
  if (!profile.ok) return profile;
  const preview = await previewLog(log.value, profile.value.profile, zoneOf(hall.inner.runner.state));
  if (!preview.ok) return preview;
  const rows = preview.value.rows.map(({ line, outcome }) => ({
    line,
    outcome: outcome.kind,
    reason: outcome.kind === 'ticket' ? null : outcome.reason,
    ticket: outcome.kind === 'ticket' ? { import: '', ...outcome.ticket } : null,
  }));
  return ok({ columns: preview.value.columns, rows });
}

/** Imports a chosen log; its progress is the hall's view `imports`. */
export async function startImport(hall: Hall, files: ChosenFiles, pair: Pair): Promise<Result<unknown>> {
  const log = files.pathOf(pair.log);
  const profile = files.pathOf(pair.profile);
  if (!log.ok) return log;
  return profile.ok ? importLog(hall, log.value, profile.value) : profile;
}
