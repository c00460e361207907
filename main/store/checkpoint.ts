import { join } from 'node:path';
import { Low } from 'lowdb';
import { emptyState, freeze, type State, thaw } from '../../shared/domain/state.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Files } from './files.ts';
import type { Place } from './recover.ts';
import { DamagedDocument, SafeFile } from './safeFile.ts';

/** An answered command: station and commandId, and the seq of the event that was its result. */
export type Answer = readonly [key: string, seq: number];

interface HeadDocument {
  place: Place;
  /** By the hall's key over the head, when the key is here. */
  signature: string | null;
  settingsSeq: number;
  /** Whether an archive goes with it. */
  hasArchive?: boolean;
  state: Record<string, unknown>;
}

interface SettingsDocument {
  seq: number;
  settings: Settings | null;
}

interface AnswersDocument {
  seq: number;
  answers: Answer[];
}

export interface Loaded {
  readonly place: Place | null;
  readonly state: State;
  readonly answers: Answer[];
  readonly hasArchive: boolean;
}

/** What a start without a checkpoint begins with: the whole journal is read. */
export function nothingLoaded(): Loaded {
  return { place: null, state: emptyState(), answers: [], hasArchive: false };
}

/** A checkpoint is written when the hall is idle, and at the latest after this many events: it bounds the tail that a start reads. */
export const checkpointEvery = 10_000;
/** The state is taken in one piece, and commands wait meanwhile: for so many times as long there is no other, unless events are so many. */
export const restAfter = 100;

/**
 * The state at some seq, its settings and the answered commands, each in a lowdb document of its own. Settings and
 * answers are written before the state, so a state never refers to newer ones that are missing.
 */
export class Checkpoint {
  private readonly headFile: SafeFile<HeadDocument | null>;
  private readonly settings: Low<SettingsDocument>;
  private readonly answers: Low<AnswersDocument>;
  private written: Settings | null = null;

  constructor(folder: string, files: Files) {
    this.headFile = new SafeFile<HeadDocument | null>(join(folder, 'state.json'), files);
    this.settings = new Low<SettingsDocument>(new SafeFile<SettingsDocument>(join(folder, 'settings.json'), files), { seq: 0, settings: null });
    this.answers = new Low<AnswersDocument>(new SafeFile<AnswersDocument>(join(folder, 'answers.json'), files), { seq: 0, answers: [] });
  }

  /** The newest checkpoint that is whole, or an empty state from which the whole journal is read. */
  async load(): Promise<Loaded> {
    const nothing = nothingLoaded();
    let head: HeadDocument | null;
    try {
      [head] = await Promise.all([this.headFile.read(), this.settings.read(), this.answers.read()]);
    } catch (error) {
      if (error instanceof DamagedDocument) return nothing; // the journal has it all
      throw error;
    }
    const { settings, seq } = this.settings.data;
    if (head === null || settings === null || seq !== head.settingsSeq || this.answers.data.seq < head.place.seq) return nothing;
    this.written = settings;
    return { place: head.place, state: thaw(head.state, settings), answers: this.answers.data.answers, hasArchive: head.hasArchive === true };
  }

  /**
   * Takes the state as it is at this moment and gives what writes it: call that once the archive has everything up to
   * `place`. The write rejects with the system's error.
   */
  take(state: State, place: Place, answers: Answer[], signature: string | null, hasArchive: boolean): () => Promise<void> {
    const { settings } = state;
    const settingsSeq = settings === this.written ? this.settings.data.seq : place.seq;
    const writeHead = this.headFile.prepare({ place, signature, settingsSeq, hasArchive, state: freeze(state) });
    return async () => {
      if (settings !== this.written) {
        this.settings.data = { seq: place.seq, settings };
        await this.settings.write();
        this.written = settings;
      }
      this.answers.data = { seq: place.seq, answers };
      await this.answers.write();
      await writeHead();
    };
  }
}
