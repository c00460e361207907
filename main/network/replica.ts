import { rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { apply } from '../../shared/domain/apply.ts';
import { departures } from '../../shared/domain/archive.ts';
import { zoneOf } from '../../shared/domain/decideTicket.ts';
import type { State } from '../../shared/domain/state.ts';
import type { HallEvent } from '../../shared/events.ts';
import { fail, type Problem, type Result, ok } from '../../shared/result.ts';
import { checkpointEvery, restAfter } from '../store/checkpoint.ts';
import type { Files } from '../store/files.ts';
import { type KeyWrap, ownSecrets } from '../store/keys.ts';
import { readLine } from '../store/line.ts';
import { chainBreak } from '../store/recover.ts';
import { type NewLine, openStore, type Store } from '../store/store.ts';
import { Answers } from '../hall/answers.ts';
import type { FactsOf } from './messages.ts';
import type { Began } from './replicate.ts';
import { keysFor } from './offline.ts';
import { unwrapWith } from './wrapping.ts';

export interface ReplicaOptions {
  readonly dataDir: string;
  readonly files: Files;
  readonly keyWrap?: KeyWrap;
  readonly privateKey: string;
  readonly clock: () => number;
  readonly onBug: (error: unknown) => void;
}

/** How far a record goes, and through which epochs. */
export interface RecordHead {
  readonly epochs: readonly Began[];
  readonly seq: number;
  readonly hash: string;
}

/** A stand-by's copy of the hall: its journal line by line, and what is derived from it, kept as fresh as the line is fast. */
export interface Replica {
  readonly state: () => State;
  readonly store: Store;
  readonly head: () => RecordHead;
  /** Makes lines durable that continue the chain. A Problem when they do not, or the disk does not take them. */
  readonly take: (lines: readonly string[]) => Promise<Problem | null>;
  readonly takeKeys: (keys: readonly { readonly id: string; readonly box: string }[]) => Promise<void>;
  /** The ids of which there is no key here. */
  readonly missing: (ids: readonly string[]) => Promise<string[]>;
  /** Writes a checkpoint and lets the files go. */
  readonly close: () => Promise<void>;
}

const checkpointAfterMs = 5_000;

/** Opens the copy in a data folder that the caller holds. */
export async function openReplica(options: ReplicaOptions): Promise<Result<Replica>> {
  const opened = await openStore({ dataDir: options.dataDir, files: options.files, ...(options.keyWrap && { keyWrap: options.keyWrap }) });
  if (!opened.ok) return opened;
  const store = opened.value;
  const { state } = store;
  const answers = new Answers(store.answers);
  let since = 0;
  let saving: Promise<void> = Promise.resolve();
  let nextSave = 0;
  const save = () => {
    since = 0;
    saving = saving.then(async () => {
      const began = performance.now();
      const written = store.checkpoint(state, answers.entries(options.clock()), null);
      nextSave = performance.now() + restAfter * (performance.now() - began);
      await written;
    }).catch(options.onBug);
    return saving;
  };
  const timer = setInterval(() => void (since > 0 && performance.now() > nextSave && save()), checkpointAfterMs).unref();

  async function take(texts: readonly string[]): Promise<Problem | null> {
    const lines: NewLine[] = [];
    let last: { readonly seq: number; readonly hash: string } = store.head();
    for (const text of texts) {
      const read = readLine(text);
      if (!read.ok) return fail('store.damaged', `a line for the copy: ${read.reason}`).problem;
      if (read.event.seq <= last.seq) continue; // it was on its way twice
      const wrong = chainBreak(last, read.link.prev, read.event.seq);
      if (wrong !== null) return fail('store.damaged', `a line for the copy: ${wrong}`).problem;
      last = { seq: read.event.seq, hash: read.link.hash };
      lines.push({ text, event: read.event, hash: read.link.hash });
    }
    if (lines.length === 0) return null;
    const created = lines[0]?.event.type === 'hall.created' ? lines[0].event.data.zone : null;
    const problem = await store.appendLines(lines, created ?? zoneOf(state));
    if (problem !== null) return problem;
    for (const { event } of lines) {
      store.archive.take(departures(state, event));
      apply(state, event);
      if (event.station !== 'system' && event.part[0] === 1) answers.remember(event.station, event.commandId, event.seq, event.seq + event.part[1] - 1, undefined, false);
      if (event.type === 'person.forgotten') await store.keys.destroy(event.data.key);
    }
    since += lines.length;
    if (since >= checkpointEvery || store.archive.isFull) await save();
    return null;
  }

  return ok({
    state: () => state, store,
    head: () => ({ epochs: state.epochs.map(({ epoch, host, fromSeq }) => ({ epoch, host, fromSeq })), ...store.head() }),
    take,
    async takeKeys(keys) {
      for (const { id, box } of keys) {
        const key = unwrapWith(options.privateKey, box);
        if (key !== null && !ownSecrets.has(id) && !state.forgotten.has(id)) await store.keys.keep(id, key);
      }
    },
    async missing(ids) {
      const here = new Set(await store.keys.ids());
      return ids.filter((id) => !here.has(id) && !state.forgotten.has(id) && !ownSecrets.has(id));
    },
    async close() {
      clearInterval(timer);
      if (since > 0) await save();
      await saving;
      await store.close();
    },
  });
}

/** What a host does for itself, and another does for itself again: days turned, logs brought in. */
const ownBookkeeping = /^(day\.|epoch\.|import\.|clock\.|split\.|fact\.|hall\.created|ticket\.imported)/;
/** Whether an event is one of those, or settled a day that the other side goes on with. */
const isOwn = (event: HallEvent): boolean => ownBookkeeping.test(event.type) || (event.station === 'system' && !/^(station|numbers)\./.test(event.type));

/** What a record has behind `seq`, command by command, in the form in which it is handed over. */
export async function* factsBehind(store: Store, seq: number): AsyncGenerator<FactsOf> {
  let command = null as FactsOf | null;
  for await (const text of store.linesFrom(seq + 1)) {
    const read = readLine(text);
    if (!read.ok) continue;
    const { event, link } = read;
    if (event.part[0] === 1 && command !== null) {
      yield command;
      command = null;
    }
    if (event.type === 'day.closed') command = null; // with it goes who was settled as left: the other side may still call them
    if (isOwn(event)) continue;
    const keys = await keysFor(store.keys, event.data);
    const fact = { type: event.type, data: event.data };
    const station = event.station === 'system' ? `epoch ${link.epoch}` : event.station;
    command = command === null
      ? { seq: event.seq, epoch: link.epoch, station, commandId: event.commandId, staff: event.staff, happenedAt: event.happenedAt ?? event.at, facts: [fact], keys }
      : { ...command, facts: [...command.facts, fact], keys: [...command.keys, ...keys] };
  }
  if (command !== null) yield command;
}

/** Puts a record that is not continued any more out of the way, whole, in `former/`: nothing of it is lost. */
export async function setAsideRecord(dataDir: string, files: Files, now: number, parts: readonly string[] = ['checkpoint', 'archive', 'journal']): Promise<void> {
  const to = join(dataDir, 'former', new Date(now).toISOString().replaceAll(':', '-'));
  await files.makeFolder(to);
  // What is derived goes first: a journal without it is read anew, it without its journal stops the hall.
  for (const part of parts) {
    const there = await stat(join(dataDir, part)).catch(() => null);
    if (there !== null) await rename(join(dataDir, part), join(to, part));
  }
  await files.syncFolder(dataDir);
}
