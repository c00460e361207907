import type { CommandName } from '../../../../shared/contract.ts';
import type { Missing, NextStep } from '../../../../shared/feedback/model.ts';
import type { CaseView } from './context.tsx';

/** The places on the way: the six steps, then answering and closing, then the follow-up by another person. */
export const stops = ['listen', 'sympathise', 'analyse', 'propose', 'agree', 'followThrough', 'close', 'followUp'] as const;
export type Stop = (typeof stops)[number];

/** The number that a stop has in settings.steps; null for what comes after the six. */
export function stepNo(stop: Stop): number | null {
  const at = stops.indexOf(stop);
  return at < 6 ? at + 1 : null;
}

const stopOfNext: Readonly<Record<NextStep, Stop | null>> = {
  accept: null, listen: 'listen', sympathise: 'sympathise', analyse: 'analyse', verdict: 'analyse', propose: 'propose', approve: 'propose',
  agree: 'agree', carryOut: 'agree', followThrough: 'followThrough', answer: 'close', close: 'close', followUp: 'followUp', superior: null, none: null,
};

/** Where what is missing is put on record. */
export const stopOfMissing: Readonly<Record<Missing, Stop>> = {
  listened: 'listen', readBack: 'listen', told: 'listen', sympathised: 'sympathise', analysed: 'analyse', statement: 'analyse', verdict: 'analyse',
  proposed: 'propose', approval: 'propose', agreed: 'agree', carriedOut: 'agree', followedThrough: 'followThrough', answer: 'close', prevention: 'close',
};

/** Only a complaint goes the whole way; the others are accepted, answered and closed. */
export function stopsOf(value: CaseView): readonly Stop[] {
  return value.row.type === 'complaint' ? stops : ['close'];
}

/** Whether everything that a stop asks for is on record. */
export function isDone(value: CaseView, stop: Stop): boolean {
  if (stop === 'close') return value.closing !== null;
  if (stop === 'followUp') return value.followUps.some((one) => one.reached) || value.row.state === 'archived';
  const record = {
    listen: value.listened, sympathise: value.sympathised, analyse: value.analysed, propose: value.plan, agree: value.agreed, followThrough: value.followedThrough,
  }[stop];
  return record !== null && !value.missing.some((one) => stopOfMissing[one] === stop);
}

const commandsOf: Readonly<Record<Stop, readonly CommandName[]>> = {
  listen: ['feedback.listen'],
  sympathise: ['feedback.sympathise'],
  analyse: ['feedback.analyse', 'feedback.state', 'feedback.judge', 'feedback.askAssist'],
  propose: ['feedback.propose', 'feedback.approve', 'feedback.approveByPhone', 'feedback.countersign'],
  agree: ['feedback.agree', 'feedback.carryOut'],
  followThrough: ['feedback.followThrough'],
  close: ['feedback.answer', 'feedback.close'],
  followUp: ['feedback.followUp'],
};

/** The stop to open first: the one that is next, or the only one at which the caller has something to do. */
export function currentStop(value: CaseView): Stop | null {
  const shown = stopsOf(value);
  const next = stopOfNext[value.row.nextStep];
  const may = (stop: Stop) => commandsOf[stop].some((one) => value.may.includes(one));
  if (next !== null && shown.includes(next) && may(next)) return next;
  const other = shown.find(may);
  // Whoever begins with a new one accepts it by that.
  return other ?? next;
}
