import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isNewer, termOf } from '../../shared/domain/term.ts';
import type { Hall } from '../hall/hall.ts';
import { type Files, writeDurably } from '../store/files.ts';
import type { FactsOf } from './messages.ts';
import type { StationPlace } from './place.ts';
import { openReplica, type ReplicaOptions, setAsideRecord } from './replica.ts';

/** What a stand-by takes with it when it becomes the host: what it recorded by itself and no host has yet. */
type Taken = readonly Omit<FactsOf, 'keys'>[];

/** Kept from before its epoch begins until all of it is on record, so that a kill in between loses nothing. */
const pathIn = (dataDir: string) => join(dataDir, 'network', 'taking.json');

/** Rejects with the system's error. The keys are in the data folder already. */
export async function keepTaken(dataDir: string, facts: readonly FactsOf[], files: Files): Promise<void> {
  await writeDurably(files, pathIn(dataDir), Buffer.from(JSON.stringify(facts.map(({ keys: _, ...one }) => one))));
}

export async function dropTaken(dataDir: string): Promise<void> {
  await rm(pathIn(dataDir), { force: true });
}

async function readTaken(dataDir: string): Promise<Taken | null> {
  try {
    return JSON.parse(await readFile(pathIn(dataDir), 'utf8')) as Taken;
  } catch {
    return null; // there is none
  }
}

/** Whether this station was ended while it became the host, when the epoch under it had begun already. */
export async function beganToDecide(place: StationPlace, options: Omit<ReplicaOptions, 'privateKey'>): Promise<boolean> {
  const { dataDir } = options;
  if ((await readTaken(dataDir)) === null) return false;
  const opened = await openReplica({ ...options, privateKey: '' });
  if (!opened.ok) return false;
  const term = termOf(opened.value.state());
  await opened.value.close();
  return term.host === place.station && isNewer(term, { epoch: place.epoch, host: place.decider });
}

/** Brings into the hall what its host took with it. What cannot be recorded now is tried again at the next start: each command counts once. */
export async function recordTaken(dataDir: string, hall: Hall, files: Files, clock: () => number, onBug: (error: unknown) => void): Promise<void> {
  const taken = await readTaken(dataDir);
  if (taken === null) return;
  for (const one of taken) {
    const done = await hall.inner.runner.run({ role: 'system', station: one.station, ...(one.staff === null ? {} : { staff: one.staff }) }, 'facts.record', {
      commandId: one.commandId, happenedAt: one.happenedAt, original: { epoch: 0, seq: one.seq, station: one.station }, facts: one.facts as never,
    });
    if (!done.ok) return onBug(new Error(`what was recorded before the take-over: ${done.problem.code}: ${done.problem.detail}`));
  }
  await setAsideRecord(dataDir, files, clock(), ['offline']); // it is on record: a station again one day, this computer must not send it
  await dropTaken(dataDir);
}
