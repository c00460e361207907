import type { EventBody } from '../events.ts';
import { fail, ok } from '../result.ts';
import { answerDue, closeClock, innerClock, startClocks } from './clocks.ts';
import { actorAt, goesUp, isNamed, ownerFor, ownsOwn, peopleMeant, whyHidden } from './conflicts.ts';
import { knowsCause } from './decideCase.ts';
import type { Deciders } from './decide.ts';
import { zoneOf } from './decideTicket.ts';
import { feedbackOf, inHand, sealing } from './handling.ts';
import { isAtLeast, personAt, personFor } from './people.ts';
import { isOpenFeedback, mayHappen, missingOf, needsSteps } from './process.ts';
import { severityOf } from './severity.ts';
import { type Feedback, settingsOf, type State } from './state.ts';

/** Answering, closing, following up, and what turns a case aside: reopening, withdrawing, handing over, escalating, urging, corrections. */
export const outcomeDeciders: Deciders<
  | 'feedback.answer' | 'feedback.close' | 'feedback.followUp' | 'feedback.reopen' | 'feedback.withdraw' | 'feedback.handOver' | 'feedback.escalate' | 'feedback.urge'
  | 'feedback.supervise' | 'feedback.retype' | 'feedback.correct' | 'feedback.addChannel' | 'feedback.grade' | 'feedback.pauseClock' | 'feedback.resumeClock'
> = {
  'feedback.answer'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.answered');
    if (!held.ok) return held;
    const answer = context.sealed['answer'];
    if (answer === undefined) return fail('person.forgotten', 'the key of this feedback is gone; nothing more can be written to it');
    return ok([...held.value.before, { type: 'feedback.answered', data: { feedback: input.feedback, by: input.by, answer, clock: closeClock(zoneOf(state), context.now, context.workingDay) } }]);
  },

  'feedback.close'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.closed');
    if (!held.ok) return held;
    const { feedback } = held.value;
    if (feedback.answer === null) return fail('feedback.noAnswer', 'answer the customer before closing');
    if (needsSteps(feedback) && feedback.state !== 'executing' && feedback.state !== 'passedUp') return fail('feedback.stepsMissing', missingOf(feedback).join(' '));
    const missing = missingOf(feedback);
    if (missing.length > 0) return fail('feedback.stepsMissing', missing.join(' '));
    const owed = needsSteps(feedback) && (feedback.judged?.truth === 'true' || feedback.judged?.truth === 'partly');
    if (owed && input.measure === undefined && input.whyNone === undefined) return fail('feedback.measureNeeded', 'what is done so that it does not come again, by whom and when; or why nothing');
    const clock = needsSteps(feedback) && !feedback.sealedUp ? innerClock(settingsOf(state), zoneOf(state), 'closed', context.now, 'followUp', context.workingDay) : null;
    return ok([...held.value.before, { type: 'feedback.closed', data: { feedback: input.feedback, measure: input.measure ?? null, whyNone: input.whyNone ?? null, clock } }]);
  },

  'feedback.followUp'(state, input, who, context) {
    const found = feedbackOf(state, input.feedback, context);
    if (!found.ok) return found;
    const feedback = found.value;
    const hidden = whyHidden(state, feedback, who);
    if (hidden !== null) return { ok: false, problem: hidden };
    const person = personFor(state, who);
    if (!person.ok) return person;
    if (!mayHappen(feedback.state, 'feedback.followUpTried') || !feedback.clocks.some((one) => one.to === 'followedUp' && one.stoppedAt === null)) return fail('feedback.wrongState', `${feedback.number} is ${feedback.state}`);
    if (!mayFollowUp(feedback, actorAt(state, who)) || isNamed(feedback, person.value, who.role)) return fail('feedback.sameHandler', 'a follow-up is made by somebody who did not handle it');
    const attempt = feedback.followUps.filter((one) => !one.reached && one.at >= (feedback.closedAt ?? 0)).length + 1;
    const blank = { feedback: input.feedback, solved: null, onTime: null, result: null, manner: null, more: null, reached: false };
    const tried: EventBody = { type: 'feedback.followUpTried', data: { feedback: input.feedback, attempt } };
    if (!input.reached) return ok(attempt >= settingsOf(state).followUp.attempts ? [tried, { type: 'feedback.followedUp', data: blank }] : [tried]);
    if (input.result === undefined || input.solved === undefined) return fail('feedback.stepsMissing', 'whether it is solved, and how satisfied the customer is');
    const done: EventBody = {
      type: 'feedback.followedUp',
      data: { feedback: input.feedback, solved: input.solved, onTime: input.onTime ?? null, result: input.result, manner: input.manner ?? null, more: context.sealed['more'] ?? null, reached: true },
    };
    // followUp.reopenWhen: not solved, not done, or one of the two worst words.
    const again = input.solved === 'notSolved' || input.onTime === 'notDone' || input.result <= 2;
    return ok([done, ...(again ? [reopened(state, feedback, 'followUp', 'role:manager', context.now, context.workingDay)] : [])]);
  },

  'feedback.reopen'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.reopened');
    if (!held.ok) return held;
    const { feedback, person } = held.value;
    if (feedback.type === 'settledOnSite') return fail('feedback.wrongState', 'what was settled on the spot is turned into a complaint instead');
    return ok([reopened(state, feedback, input.reason, person ?? `role:${who.role}`, context.now, context.workingDay)]);
  },

  'feedback.withdraw'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.withdrawn');
    return held.ok ? ok([{ type: 'feedback.withdrawn', data: { feedback: input.feedback, reason: input.reason } }]) : held;
  },

  'feedback.handOver'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.handedOver');
    if (!held.ok) return held;
    const { feedback } = held.value;
    if (feedback.sealedUp) return fail('feedback.passedUp', 'nobody in the hall may see it');
    const role = input.to.startsWith('role:') ? input.to.slice(5) : null;
    if (role !== null && !['lead', 'manager'].includes(role)) return fail('staff.unknown', 'hand over to a person, the lead or the manager');
    const member = state.roster.get(input.to);
    if (role === null && state.roster.size > 0 && (member === undefined || member.role === 'guide' || member.role === 'admin')) return fail('staff.unknown', `${input.to} handles no feedback here`);
    if (isNamed(feedback, input.to, member?.role ?? 'system') || ownsOwn(state, feedback.named, input.to)) return fail('feedback.conflict', 'nobody handles what is about themselves');
    return ok([...held.value.before, { type: 'feedback.handedOver', data: { feedback: input.feedback, to: input.to, reason: input.reason } }]);
  },

  'feedback.escalate'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.escalated');
    if (!held.ok) return held;
    const { feedback } = held.value;
    if (input.to !== 'superior' && feedback.owner === `role:${input.to}`) return fail('feedback.wrongState', `it is with the ${input.to} already`);
    if (isAtLeast(who.role, input.to) && who.role !== 'superior') return fail('feedback.wrongState', `${who.role} is as high already; hand it over instead`);
    if (ownsOwn(state, feedback.named, `role:${input.to}`)) return fail('feedback.conflict', 'nobody handles what is about themselves');
    return ok([{ type: 'feedback.escalated', data: { feedback: input.feedback, to: input.to, reason: input.reason } }]);
  },

  /** Everybody takes an urge: no one is sent away because it is not theirs. Who is named does not learn more by it than its number. */
  'feedback.urge'(state, input, who, context) {
    const byNumber = input.feedback === undefined ? [...state.feedback.values()].find((one) => one.number === input.number && one.check === input.check) : undefined;
    const feedback = byNumber ?? (input.feedback === undefined ? context.past : (state.feedback.get(input.feedback) ?? context.past));
    if (feedback == null || (who.role === 'kiosk' && (input.check === undefined || feedback.check !== input.check))) return fail('feedback.unknown', 'no such feedback');
    if (!isOpenFeedback(feedback)) return fail('feedback.wrongState', `${feedback.number} is ${feedback.state}`);
    // A customer at a kiosk may press it as often as they like; once an hour it is heard.
    if (who.role === 'kiosk' && feedback.history.some((one) => one.what === 'feedback.urged' && context.now - one.at < 3_600_000)) return fail('feedback.tooMany', 'it was urged within this hour');
    return ok([{ type: 'feedback.urged', data: { feedback: feedback.id, number: feedback.number, times: feedback.urges + 1 } }]);
  },

  'feedback.supervise'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.supervised');
    return held.ok ? ok([{ type: 'feedback.supervised', data: { feedback: input.feedback, reason: input.reason, times: held.value.feedback.supervisions + 1 } }]) : held;
  },

  'feedback.retype'(state, input, who, context) {
    const found = feedbackOf(state, input.feedback, context);
    if (!found.ok) return found;
    const feedback = found.value;
    const settings = settingsOf(state);
    if (!settings.requestTypes.some((one) => one.id === input.type) || input.type === 'settledOnSite') return fail('feedback.notThat', `no type ${input.type} to turn it into`);
    if (input.type === feedback.type) return fail('feedback.wrongState', 'it is that already');
    const fromSpot = feedback.type === 'settledOnSite';
    if (feedback.state === 'closed' && !fromSpot) return fail('feedback.wrongState', 'reopen it first');
    if (!fromSpot) {
      const held = inHand(state, input.feedback, who, context, 'feedback.retyped');
      if (!held.ok) return held;
      if (feedback.type === 'complaint' && !isAtLeast(who.role, 'lead')) return fail('command.notAllowed', 'a complaint becomes something else by the lead only');
      if (feedback.type === 'complaint' && !input.consent) return fail('feedback.consentNeeded', 'the customer has to agree that it is no complaint');
    } else if (!mayHappen(feedback.state, 'feedback.retyped')) return fail('feedback.wrongState', `${feedback.number} is ${feedback.state}`);
    const all = startClocks(settings, zoneOf(state), matterOf(feedback, { type: input.type }), context.workingDay);
    const clocks = all.filter((one) => !feedback.clocks.some((other) => other.id === one.id));
    return ok([{
      type: 'feedback.retyped',
      data: {
        feedback: input.feedback, type: input.type, from: feedback.type, consent: input.consent, reason: input.reason, clocks, answerDueAt: answerDue([...feedback.clocks.filter((one) => one.stoppedAt === null), ...clocks]),
        ...(state.feedback.has(feedback.id) ? {} : { record: feedback }),
      },
    }, ...sealing(state, feedback, { type: input.type })]);
  },

  'feedback.correct'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.corrected');
    if (!held.ok) return held;
    const { feedback } = held.value;
    const cause = input.cause ?? feedback.cause;
    if (!knowsCause(state, cause)) return fail('feedback.causeUnknown', `no cause ${cause}`);
    const named = input.named === undefined ? feedback.named : peopleMeant(state, input.named);
    const passedUp = !feedback.sealedUp && goesUp(state, feedback.type, cause, named);
    const conflict = ownsOwn(state, named, feedback.owner) || named.includes(personAt(state, who) ?? '');
    const owner = passedUp ? 'role:superior' : conflict || (input.named !== undefined && named.length > 0 && !isAtLeast(who.role, 'lead')) ? ownerFor(state, named, null, 'clerk') : null;
    return ok([{
      type: 'feedback.corrected',
      data: {
        feedback: input.feedback, cause: input.cause ?? null, words: context.sealed['words'] ?? null, named: input.named === undefined ? null : [...named], area: input.area ?? null, outage: input.outage ?? null,
        owner, passedUp, reason: input.reason,
      },
    }]);
  },

  'feedback.addChannel'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.channelAdded');
    if (!held.ok) return held;
    const { feedback } = held.value;
    const settings = settingsOf(state);
    if (!settings.channels.some((one) => one.id === input.channel)) return fail('feedback.notThat', `no channel ${input.channel}`);
    if (input.receivedAt > context.now) return fail('feedback.badTime', 'it was received already');
    if (feedback.outside.some((one) => one.channel === input.channel && one.number === (input.number ?? null))) return fail('feedback.alreadyOpen', feedback.number);
    const all = startClocks(settings, zoneOf(state), matterOf(feedback, { channel: input.channel, receivedAt: input.receivedAt }), context.workingDay);
    const clocks = all.map((one) => ({ ...one, id: feedback.clocks.some((other) => other.id === one.id) ? `${one.id}/${input.channel}/${feedback.outside.length + 1}` : one.id })).filter((one) => !isDone(feedback, one.to));
    return ok([{ type: 'feedback.channelAdded', data: { feedback: input.feedback, outside: { channel: input.channel, number: input.number ?? null, receivedAt: input.receivedAt }, clocks, answerDueAt: answerDue([...feedback.clocks.filter((one) => one.stoppedAt === null), ...clocks]) } }]);
  },

  'feedback.grade'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.graded');
    if (!held.ok) return held;
    const { feedback } = held.value;
    const graded = severityOf(settingsOf(state), input.severity, { channel: feedback.channel, headcount: feedback.headcount, times: feedback.times, type: feedback.type });
    return ok([{ type: 'feedback.graded', data: { feedback: input.feedback, severity: graded.severity, why: graded.why, reason: input.reason } }]);
  },

  'feedback.pauseClock'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.clockPaused');
    if (!held.ok) return held;
    const clock = held.value.feedback.clocks.find((one) => one.id === input.clock && one.stoppedAt === null && one.pausedAt === null);
    if (clock?.pausable !== true) return fail('clock.notPausable', 'its rule does not say that it may be paused');
    return ok([{ type: 'feedback.clockPaused', data: { feedback: input.feedback, clock: input.clock, reason: input.reason } }]);
  },

  'feedback.resumeClock'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.clockResumed');
    if (!held.ok) return held;
    const clock = held.value.feedback.clocks.find((one) => one.id === input.clock && one.pausedAt !== null);
    if (clock === undefined || clock.pausedAt === null) return fail('clock.notPausable', 'it is not paused');
    return ok([{ type: 'feedback.clockResumed', data: { feedback: input.feedback, clock: input.clock, dueAt: clock.dueAt + (context.now - clock.pausedAt) } }]);
  },
};

/** Whether somebody may make the follow-up: they did nothing to it. In a hall where all did, the superior unit does (settings.followUp `by`). */
export function mayFollowUp(feedback: Feedback, actor: string): boolean {
  return !feedback.handlers.includes(actor);
}

/** What stopped already needs no new deadline. */
function isDone(feedback: Feedback, to: string): boolean {
  return feedback.clocks.some((one) => one.to === to && one.stoppedAt !== null) && to !== 'closed';
}

function matterOf(feedback: Feedback, other: { readonly type?: string; readonly channel?: string; readonly receivedAt?: number }) {
  return { type: feedback.type, channel: feedback.channel, severity: feedback.severity, receivedAt: feedback.receivedAt, reachable: feedback.phone !== null || feedback.representatives !== null, ...other };
}

/** Opening it again starts its deadlines again, from now. */
function reopened(state: State, feedback: Feedback, reason: string, owner: string, now: number, workingDay: Parameters<typeof closeClock>[2]): EventBody {
  const round = feedback.history.filter((one) => one.what === 'feedback.reopened').length + 2;
  const clocks = startClocks(settingsOf(state), zoneOf(state), matterOf(feedback, { receivedAt: now }), workingDay)
    .filter((one) => one.to === 'answered' || one.to === 'closed')
    .map((one) => ({ ...one, id: `${one.id}/${round}` }));
  return { type: 'feedback.reopened', data: { feedback: feedback.id, reason, owner, clocks, ...(state.feedback.has(feedback.id) ? {} : { record: feedback }) } };
}
