import type { CommandName } from '../../contract.ts';
import type { Role } from '../../events.ts';
import { actorAt, isNamed, whyHidden } from '../conflicts.ts';
import type { Caller } from '../decide.ts';
import { mayFollowUp } from '../decideOutcome.ts';
import { mayTake } from '../handling.ts';
import { isAtLeast, personAt } from '../people.ts';
import { awaitsFollowUp, type FeedbackEvent, isOpenFeedback, mayHappen, missingOf, needsSteps } from '../process.ts';
import { isUrgent } from '../severity.ts';
import type { Feedback, State } from '../state.ts';

interface Offer {
  readonly event: FeedbackEvent['type'];
  /** The lowest rung that is offered it. */
  readonly from: Role;
  readonly when?: (feedback: Feedback) => boolean;
}

const steps = (feedback: Feedback) => needsSteps(feedback);
/** The commands on a feedback, by the event that each makes: what a screen offers. Whether one goes through is decided again when it is given. */
const offers: Partial<Record<CommandName, Offer>> = {
  'feedback.accept': { event: 'feedback.accepted', from: 'clerk' },
  'feedback.listen': { event: 'feedback.listened', from: 'clerk', when: steps },
  'feedback.sympathise': { event: 'feedback.sympathised', from: 'clerk', when: steps },
  'feedback.analyse': { event: 'feedback.analysed', from: 'clerk', when: steps },
  'feedback.state': { event: 'feedback.stated', from: 'clerk', when: (one) => one.named.length > 0 },
  'feedback.judge': { event: 'feedback.judged', from: 'lead', when: steps },
  'feedback.askAssist': { event: 'feedback.assistAsked', from: 'clerk', when: steps },
  'feedback.remindAssist': { event: 'feedback.assistReminded', from: 'clerk', when: (one) => one.assists.some((assist) => assist.repliedAt === null) },
  'feedback.replyAssist': { event: 'feedback.assistReplied', from: 'clerk', when: (one) => one.assists.some((assist) => assist.repliedAt === null) },
  'feedback.propose': { event: 'feedback.proposed', from: 'clerk', when: (one) => steps(one) && one.analysed !== null },
  'feedback.approve': { event: 'feedback.approved', from: 'lead', when: (one) => one.plan?.remedies.some((remedy) => remedy.approval === 'needed') === true },
  'feedback.approveByPhone': { event: 'feedback.approved', from: 'clerk', when: (one) => one.plan?.remedies.some((remedy) => remedy.approval === 'needed') === true },
  'feedback.countersign': { event: 'feedback.countersigned', from: 'lead', when: (one) => one.plan?.remedies.some((remedy) => remedy.approval === 'byPhone' && !remedy.countersigned) === true },
  'feedback.agree': { event: 'feedback.agreed', from: 'clerk' },
  'feedback.carryOut': { event: 'feedback.carriedOut', from: 'clerk', when: (one) => one.plan?.remedies.some((remedy) => remedy.chosen && remedy.carriedOut === null) === true },
  'feedback.followThrough': { event: 'feedback.followedThrough', from: 'clerk', when: (one) => one.plan?.remedies.every((remedy) => !remedy.chosen || remedy.carriedOut !== null) === true },
  'feedback.answer': { event: 'feedback.answered', from: 'clerk' },
  'feedback.close': { event: 'feedback.closed', from: 'clerk', when: (one) => missingOf(one).length === 0 },
  'feedback.reopen': { event: 'feedback.reopened', from: 'lead', when: (one) => one.type !== 'settledOnSite' },
  'feedback.withdraw': { event: 'feedback.withdrawn', from: 'clerk' },
  'feedback.handOver': { event: 'feedback.handedOver', from: 'clerk' },
  'feedback.escalate': { event: 'feedback.escalated', from: 'clerk' },
  'feedback.urge': { event: 'feedback.urged', from: 'clerk' },
  'feedback.supervise': { event: 'feedback.supervised', from: 'manager' },
  'feedback.retype': { event: 'feedback.retyped', from: 'clerk', when: (one) => one.type === 'settledOnSite' || one.state !== 'closed' },
  'feedback.correct': { event: 'feedback.corrected', from: 'clerk' },
  'feedback.addChannel': { event: 'feedback.channelAdded', from: 'clerk' },
  'feedback.grade': { event: 'feedback.graded', from: 'lead' },
  'feedback.phone': { event: 'feedback.phoned', from: 'lead', when: isUrgent },
  'feedback.move': { event: 'feedback.moved', from: 'clerk' },
  'feedback.pauseClock': { event: 'feedback.clockPaused', from: 'lead', when: (one) => one.clocks.some((clock) => clock.pausable === true && clock.stoppedAt === null && clock.pausedAt === null) },
  'feedback.resumeClock': { event: 'feedback.clockResumed', from: 'lead', when: (one) => one.clocks.some((clock) => clock.pausedAt !== null) },
};

/** The commands that this caller may give on this feedback now. */
export function mayDo(state: State, feedback: Feedback, who: Caller): string[] {
  if (whyHidden(state, feedback, who) !== null) return [];
  const person = personAt(state, who);
  const mine = mayTake(state, feedback, who, person);
  const handling = (Object.entries(offers) as [CommandName, Offer][]).filter(([name, { event, from, when }]) => {
    if (!isAtLeast(who.role, from) || (when !== undefined && !when(feedback))) return false;
    if (!mine && name !== 'feedback.urge') return false;
    if (name === 'feedback.retype' && feedback.type === 'complaint') return isAtLeast(who.role, 'lead') && mayHappen(feedback.state, event);
    // Handling a new one accepts it.
    return mayHappen(feedback.state, event) || (feedback.state === 'registered' && name !== 'feedback.close' && mayHappen('accepted', event));
  }).map(([name]) => name as string);
  const followUp = awaitsFollowUp(feedback) && mayFollowUp(feedback, actorAt(state, who)) && !isNamed(feedback, person, who.role);
  const sealed = feedback.words ?? feedback.name ?? feedback.phone ?? feedback.account ?? feedback.representatives;
  const together = feedback.cluster !== null && isAtLeast(who.role, 'lead') && isOpenFeedback(feedback);
  return [...handling, ...(together ? ['cluster.answer'] : []), ...(followUp ? ['feedback.followUp'] : []), ...(sealed !== null && (mine || followUp) ? ['feedback.show'] : []), ...(who.role === 'manager' ? ['person.forget'] : [])];
}
