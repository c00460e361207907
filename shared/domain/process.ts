import type { EventBody } from '../events.ts';
import type { FeedbackState, Missing, NextStep } from '../feedback/model.ts';
import type { Feedback } from './feedbackState.ts';

export type FeedbackEvent = Extract<EventBody, { type: `feedback.${string}` }>;

/** One arrow of the process: in which states an event may happen, and where it leads. */
export interface Transition {
  readonly event: FeedbackEvent['type'];
  /** Which of an event's cases it is, where they lead to different states. */
  readonly when?: string;
  readonly from: readonly (FeedbackState | 'new')[];
  /** `same`: the state stays. */
  readonly to: FeedbackState | 'same';
}

const handling = ['accepted', 'investigating', 'proposed', 'executing'] as const;
const open = ['registered', ...handling] as const;
const withUp = [...open, 'passedUp'] as const;
const over = ['closed', 'followUp', 'archived', 'withdrawn'] as const;

/**
 * The process of a feedback: the one table that decides what may happen when, from which SPEC.md's chart is made
 * (SPEC 12.1). Six steps: listen, sympathise, analyse, propose, agree and do, follow through; then closing, follow-up
 * by another person, archive (settings.steps; ISO 10002:2018 7).
 */
export const transitions: readonly Transition[] = [
  { event: 'feedback.filed', from: ['new'], to: 'registered' },
  { event: 'feedback.filed', when: 'sealed', from: ['new'], to: 'passedUp' },
  { event: 'feedback.accepted', from: ['registered', 'passedUp'], to: 'accepted' },
  { event: 'feedback.listened', from: handling, to: 'same' },
  { event: 'feedback.sympathised', from: handling, to: 'same' },
  { event: 'feedback.analysed', from: ['accepted', 'investigating'], to: 'investigating' },
  { event: 'feedback.analysed', when: 'again', from: ['proposed', 'executing'], to: 'same' },
  { event: 'feedback.stated', from: open, to: 'same' },
  { event: 'feedback.judged', from: ['investigating', 'proposed', 'executing'], to: 'same' },
  { event: 'feedback.assistAsked', from: ['accepted', 'investigating'], to: 'investigating' },
  { event: 'feedback.assistAsked', when: 'again', from: ['proposed', 'executing'], to: 'same' },
  { event: 'feedback.assistReminded', from: handling, to: 'same' },
  { event: 'feedback.assistReplied', from: handling, to: 'same' },
  { event: 'feedback.proposed', from: ['investigating', 'proposed'], to: 'proposed' },
  { event: 'feedback.approved', from: ['proposed', 'executing'], to: 'same' },
  { event: 'feedback.countersigned', from: ['proposed', 'executing', 'investigating', ...over], to: 'same' },
  { event: 'feedback.agreed', when: 'agreed', from: ['proposed'], to: 'executing' },
  { event: 'feedback.agreed', when: 'unresolved', from: ['proposed'], to: 'executing' },
  { event: 'feedback.agreed', when: 'refused', from: ['proposed'], to: 'investigating' },
  { event: 'feedback.carriedOut', from: ['executing'], to: 'same' },
  { event: 'feedback.followedThrough', from: ['executing'], to: 'same' },
  { event: 'feedback.answered', from: [...open, 'passedUp'], to: 'same' },
  { event: 'feedback.closed', from: ['executing'], to: 'closed' },
  { event: 'feedback.closed', when: 'short', from: ['registered', 'accepted', 'investigating', 'proposed', 'passedUp'], to: 'closed' },
  { event: 'feedback.followUpTried', from: ['closed', 'followUp'], to: 'followUp' },
  { event: 'feedback.followedUp', from: ['closed', 'followUp'], to: 'archived' },
  { event: 'feedback.reopened', from: over, to: 'investigating' },
  { event: 'feedback.withdrawn', from: withUp, to: 'withdrawn' },
  { event: 'feedback.handedOver', from: open, to: 'same' },
  { event: 'feedback.handedOver', when: 'back', from: ['passedUp'], to: 'investigating' },
  { event: 'feedback.escalated', when: 'inside', from: open, to: 'same' },
  { event: 'feedback.escalated', when: 'superior', from: open, to: 'passedUp' },
  { event: 'feedback.urged', from: withUp, to: 'same' },
  { event: 'feedback.supervised', from: withUp, to: 'same' },
  { event: 'feedback.retyped', from: withUp, to: 'same' },
  { event: 'feedback.retyped', when: 'settledOnSite', from: ['closed'], to: 'registered' },
  { event: 'feedback.corrected', from: withUp, to: 'same' },
  { event: 'feedback.corrected', when: 'sealed', from: withUp, to: 'passedUp' },
  { event: 'feedback.channelAdded', from: withUp, to: 'same' },
  { event: 'feedback.graded', from: withUp, to: 'same' },
  { event: 'feedback.phoned', from: withUp, to: 'same' },
  { event: 'feedback.moved', from: handling, to: 'same' },
  { event: 'feedback.clockPaused', from: withUp, to: 'same' },
  { event: 'feedback.clockResumed', from: withUp, to: 'same' },
  { event: 'feedback.alarmed', from: [...withUp, 'closed', 'followUp'], to: 'same' },
  { event: 'feedback.shown', from: [...withUp, ...over], to: 'same' },
];

/** Which of an event's cases it is in that state; null for an event with one case. */
function caseOf(state: FeedbackState | 'new', event: FeedbackEvent): string | undefined {
  switch (event.type) {
    case 'feedback.filed':
      return event.data.passedUp === true ? 'sealed' : undefined;
    case 'feedback.agreed':
      return event.data.outcome;
    case 'feedback.escalated':
      return event.data.to === 'superior' ? 'superior' : 'inside';
    case 'feedback.corrected':
      return event.data.passedUp ? 'sealed' : undefined;
    case 'feedback.retyped':
      return state === 'closed' ? 'settledOnSite' : undefined;
    case 'feedback.handedOver':
      return state === 'passedUp' ? 'back' : undefined;
    case 'feedback.closed':
      return state === 'executing' ? undefined : 'short';
    case 'feedback.analysed':
    case 'feedback.assistAsked':
      return state === 'proposed' || state === 'executing' ? 'again' : undefined;
    default:
      return undefined;
  }
}

const byEvent = new Map<FeedbackEvent['type'], Transition[]>();
for (const one of transitions) byEvent.set(one.event, [...(byEvent.get(one.event) ?? []), one]);

/** The state after that event; null when it cannot happen in this state. */
export function nextState(state: FeedbackState | 'new', event: FeedbackEvent): FeedbackState | null {
  const which = caseOf(state, event);
  const found = byEvent.get(event.type)?.find((one) => one.when === which && one.from.includes(state));
  if (found === undefined) return null;
  return found.to === 'same' ? (state === 'new' ? null : state) : found.to;
}

/** Whether an event of that type may happen in that state in some way. */
export function mayHappen(state: FeedbackState, type: FeedbackEvent['type']): boolean {
  return byEvent.get(type)?.some((one) => one.from.includes(state)) === true;
}

/** Whether it is over: nobody owes the customer anything any more. */
export function isOver(feedback: Pick<Feedback, 'state' | 'clocks'>): boolean {
  if (feedback.state === 'archived' || feedback.state === 'withdrawn') return true;
  return feedback.state === 'closed' && !awaitsFollowUp(feedback);
}

/** Whether it is still being worked on: neither closed nor over. */
export function isOpenFeedback(feedback: Pick<Feedback, 'state'>): boolean {
  return (withUp as readonly FeedbackState[]).includes(feedback.state);
}

/** Whether a follow-up is owed: its clock runs. */
export function awaitsFollowUp(feedback: Pick<Feedback, 'state' | 'clocks'>): boolean {
  return (feedback.state === 'closed' || feedback.state === 'followUp') && feedback.clocks.some((one) => one.to === 'followedUp' && one.stoppedAt === null);
}

/** Whether it goes through all six steps: complaints do; an opinion or praise is accepted, answered, closed. */
export function needsSteps(feedback: Pick<Feedback, 'type'>): boolean {
  return feedback.type === 'complaint';
}

/** What is not on record yet and has to be before a complaint is closed (settings.steps `onRecord`). Other feedback needs its answer alone. */
export function missingOf(feedback: Feedback): Missing[] {
  const lacks: [boolean, Missing][] = [[feedback.answer === null, 'answer']];
  if (!needsSteps(feedback) || feedback.state === 'passedUp') return lacks.filter(([is]) => is).map(([, name]) => name);
  const remedies = feedback.plan?.remedies ?? [];
  const people = feedback.named.filter((one) => !one.startsWith('role:'));
  const steps: [boolean, Missing][] = [
    [feedback.listened === null, 'listened'],
    [feedback.listened?.readBack === false, 'readBack'],
    [feedback.listened?.told === false, 'told'],
    [feedback.sympathised === null, 'sympathised'],
    [feedback.analysed === null, 'analysed'],
    [people.some((one) => !feedback.statements.some((other) => other.staff === one)), 'statement'],
    [feedback.judged === null, 'verdict'],
    [feedback.plan === null, 'proposed'],
    [remedies.some((one) => one.chosen && (one.approval === 'needed' || one.approval === 'refused')), 'approval'],
    [feedback.agreed === null || feedback.agreed.outcome === 'refused', 'agreed'],
    [remedies.some((one) => one.chosen && one.carriedOut === null), 'carriedOut'],
    [feedback.followedThrough?.tookEffect !== true, 'followedThrough'],
  ];
  return [...steps, ...lacks].filter(([is]) => is).map(([, name]) => name);
}

/** What is to be done next. A complaint that is not over always has something (SPEC 12.2). */
export function nextStepOf(feedback: Feedback): NextStep {
  if (feedback.state === 'registered') return 'accept';
  if (feedback.state === 'passedUp') return 'superior';
  if (feedback.state === 'archived' || feedback.state === 'withdrawn') return 'none';
  if (feedback.state === 'closed' || feedback.state === 'followUp') return awaitsFollowUp(feedback) ? 'followUp' : 'none';
  if (!needsSteps(feedback)) return feedback.answer === null ? 'answer' : 'close';
  if (feedback.listened === null) return 'listen';
  if (feedback.sympathised === null) return 'sympathise';
  if (feedback.analysed === null) return 'analyse';
  if (feedback.state === 'accepted' || feedback.state === 'investigating') return 'propose';
  if (feedback.state === 'proposed') return feedback.plan?.remedies.some((one) => one.approval === 'needed') === true ? 'approve' : 'agree';
  if (feedback.plan?.remedies.some((one) => one.chosen && one.carriedOut === null) === true) return 'carryOut';
  if (feedback.followedThrough?.tookEffect !== true) return 'followThrough';
  if (feedback.judged === null) return 'verdict';
  return feedback.answer === null ? 'answer' : 'close';
}
