import type { FeedbackFigures } from '../views.ts';
import type { Feedback } from './state.ts';
import { categoryOf } from './together.ts';
import type { State } from './state.ts';

function tally<T>(list: readonly T[], of: (one: T) => string): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const one of list) sum[of(one)] = (sum[of(one)] ?? 0) + 1;
  return sum;
}

/**
 * A day's feedback in figures (settings.dayClose 诉求, settings.upload daily): what was filed that day, and how it went
 * on since. On time: of those whose deadline for the answer is over or that were answered, the share answered by it.
 */
export function feedbackFiguresOf(state: State, filed: readonly Feedback[], now: number): FeedbackFigures {
  const counted = filed.filter((one) => one.type !== 'settledOnSite');
  const open = counted.filter((one) => !one.sealedUp); // of what is sealed the hall sees how many (SPEC 12.6)
  const answers = counted.flatMap((one) => one.clocks.filter((clock) => clock.to === 'answered' && clock.internalOnly !== true && (clock.stoppedAt !== null || clock.dueAt < now)).slice(0, 1));
  const reached = counted.flatMap((one) => one.followUps.filter((other) => other.reached).slice(-1));
  return {
    filed: counted.length, settledOnSite: filed.length - counted.length,
    byType: tally(open, (one) => one.type), byCategory: tally(open, (one) => categoryOf(state, one.cause)), byChannel: tally(open, (one) => one.channel),
    closed: counted.filter((one) => one.closedAt !== null).length,
    answersDue: answers.length, answeredOnTime: answers.filter((one) => one.stoppedAt !== null && one.stoppedAt <= one.dueAt).length,
    justified: counted.filter((one) => one.judged?.truth === 'true' || one.judged?.truth === 'partly').length,
    major: counted.filter((one) => one.severity === 'major' || one.severity === 'special').length,
    retyped: counted.filter((one) => one.type !== 'complaint' && one.history.some((event) => event.what === 'feedback.retyped')).length,
    repeats: counted.filter((one) => one.times > 1).length, urges: counted.reduce((sum, one) => sum + one.urges, 0),
    passedUp: counted.filter((one) => one.sealedUp).length,
    followedUp: reached.length, satisfied: reached.filter((one) => (one.result ?? 0) >= 3).length,
  };
}
