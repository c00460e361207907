import type { CommandArguments } from '../../../../shared/contract.ts';
import type { Settings } from '../../../../shared/settings.ts';
import type { CaseView } from './context.tsx';

/** One remedy of a plan as it is being written. */
export interface Draft {
  readonly kind: string;
  readonly note: string;
  readonly dueAt: string;
  readonly amount: number | null;
  readonly ourMistake: boolean;
}
export type Kind = CaseView['remedies'][number];

/** An untouched draft of a kind. */
export function draftOf(kind: string): Draft {
  return { kind, note: '', dueAt: '', amount: null, ourMistake: false };
}

/** The kinds to choose from: the presets of the cause first, in their order. */
export function kindsOf(value: CaseView): readonly Kind[] {
  return [...value.remedies].sort((a, b) => Number(b.preset) - Number(a.preset));
}

/** Whether a kind is about money: only where a limit in yuan is set for somebody. */
export function hasAmount(settings: Settings, kind: string): boolean {
  const limits = settings.remedies.find((one) => one.id === kind)?.limit ?? {};
  return kind !== 'advance' && Object.values(limits).some((one) => typeof one === 'number' && one > 0);
}

/** Whether a kind is only for our own mistakes. */
export function onlyOurMistake(settings: Settings, kind: string): boolean {
  return settings.remedies.find((one) => one.id === kind)?.onlyIf !== undefined;
}

/** The plan as it goes to the hall. */
export function remediesOf(drafts: readonly Draft[], at: (value: string) => number | null): CommandArguments<'feedback.propose'>['remedies'] {
  return drafts.map((one) => {
    const due = at(one.dueAt);
    return {
      kind: one.kind,
      ourMistake: one.ourMistake,
      ...(one.note.trim() === '' ? {} : { note: one.note.trim() }),
      ...(due === null ? {} : { dueAt: due }),
      ...(one.amount === null ? {} : { amount: one.amount }),
    };
  });
}
