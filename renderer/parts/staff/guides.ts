import type { Settings } from '../../../shared/settings.ts';
import type { Mood } from '../../../shared/feedback/model.ts';

/** A step of handling as the settings describe it. */
export interface StepGuide {
  readonly no: number;
  readonly zh: string;
  readonly onRecord: readonly string[];
  readonly avoid: readonly string[];
  readonly phrases: Readonly<Record<'calm' | 'upset', readonly string[]>>;
}
export interface WrongWay {
  readonly no: number;
  readonly zh: string;
  readonly instead: string;
}
export interface Tip {
  readonly zh: string;
  readonly say: string;
}
/** The texts of the settings that no decision depends on: how to talk, what not to do, what to ask. */
export interface Guides {
  readonly steps: readonly StepGuide[];
  readonly situations: Readonly<Record<string, readonly string[]>>;
  readonly forbidden: readonly string[];
  readonly wrongWays: readonly WrongWay[];
  readonly principles: readonly string[];
  readonly tips: Readonly<Record<'psychology' | 'personality' | 'threeChanges' | 'lowerExpectation', readonly Tip[]>>;
  readonly followUp: { readonly opening: string; readonly note: string; readonly closing: string; readonly questions: readonly { readonly id: string; readonly zh: string; readonly options: readonly string[] }[] };
  /** What to do at once, by severity. */
  readonly onSeverity: Readonly<Record<string, readonly string[]>>;
}

type Loose = Readonly<Record<string, unknown>>;
const object = (value: unknown): Loose => (typeof value === 'object' && value !== null ? (value as Loose) : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const texts = (value: unknown): readonly string[] => list(value).map(text).filter((one) => one !== '');
const lists = (value: unknown): Record<string, readonly string[]> => Object.fromEntries(Object.entries(object(value)).map(([key, one]) => [key, texts(one)]));

function stepOf(value: unknown): StepGuide {
  const step = object(value);
  const phrases = object(step['phrases']);
  return {
    no: Number(step['no']), zh: text(step['zh']), onRecord: texts(step['onRecord']), avoid: texts(step['avoid']),
    phrases: { calm: texts(phrases['calm']), upset: texts(phrases['upset']) },
  };
}

/** What must not be shipped stays out: `ship: false` says so in the data. */
const tipsOf = (value: unknown): readonly Tip[] =>
  list(object(value)['items']).map(object).filter((one) => one['ship'] !== false).map((one) => ({ zh: text(one['zh']), say: text(one['do']) || text(one['say']) }));

const known = new WeakMap<Settings, Guides>();

/** Reads the guiding texts; what a hall left out is simply not there. */
export function guidesOf(settings: Settings): Guides {
  const before = known.get(settings);
  if (before !== undefined) return before;
  const tips = object(settings['tipCards']);
  const followUp = object(settings.followUp);
  const made: Guides = {
    steps: list(settings['steps']).map(stepOf),
    situations: lists(settings['situationPhrases']),
    forbidden: texts(object(settings['forbiddenPhrases'])['list']),
    wrongWays: list(object(settings['wrongWays'])['items']).map(object).map((one) => ({ no: Number(one['no']), zh: text(one['zh']), instead: text(one['instead']) })),
    principles: texts(object(settings['principles'])['items']),
    tips: {
      psychology: tipsOf(tips['psychology']),
      personality: tipsOf(tips['personality']),
      threeChanges: tipsOf(tips['threeChanges']),
      lowerExpectation: tipsOf(tips['lowerExpectation']),
    },
    followUp: {
      opening: text(followUp['opening']), note: text(followUp['note']), closing: text(followUp['closing']),
      questions: list(followUp['questions']).map(object).map((one) => ({ id: text(one['id']), zh: text(one['zh']), options: texts(one['options']) })),
    },
    onSeverity: lists(settings.severity.on),
  };
  known.set(settings, made);
  return made;
}

/** Which of a step's phrases go with a mood: who is angry hears what calms first. */
export function phrasesOf(step: StepGuide | undefined, guides: Guides, mood: Mood): readonly string[] {
  if (step === undefined) return [];
  if (mood === 'calm') return step.phrases.calm;
  return mood === 'angry' && step.no <= 2 ? [...(guides.situations['shouting'] ?? []), ...step.phrases.upset] : step.phrases.upset;
}

/** A phrase that no customer should hear, if one stands in the text. */
export function forbiddenIn(said: string, guides: Guides): string | null {
  return guides.forbidden.find((one) => said.includes(one)) ?? null;
}
