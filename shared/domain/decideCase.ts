import { fail, ok } from '../result.ts';
import { innerClock } from './clocks.ts';
import { personAt, personFor } from './people.ts';
import { whyHidden } from './conflicts.ts';
import type { Deciders } from './decide.ts';
import { zoneOf } from './decideTicket.ts';
import { doneAtOf, feedbackOf, inHand, sealing } from './handling.ts';
import { isOpenFeedback } from './process.ts';
import { settingsOf, type State } from './state.ts';

/** Steps one to three: taking it over, listening, sympathy, the analysis with statements, assists and the verdict. */
export const caseDeciders: Deciders<
  | 'feedback.accept' | 'feedback.listen' | 'feedback.sympathise' | 'feedback.analyse' | 'feedback.state' | 'feedback.judge'
  | 'feedback.askAssist' | 'feedback.remindAssist' | 'feedback.replyAssist' | 'feedback.move' | 'feedback.phone' | 'feedback.show'
> = {
  'feedback.accept'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.accepted');
    return held.ok ? ok([{ type: 'feedback.accepted', data: { feedback: input.feedback, owner: held.value.person ?? `role:${who.role}` } }]) : held;
  },

  'feedback.listen'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.listened');
    if (!held.ok) return held;
    const doneAt = doneAtOf(state, held.value.feedback, input.doneAt, context.now);
    if (!doneAt.ok) return doneAt;
    const words = context.sealed['words'] ?? null;
    if (held.value.feedback.words === null && words === null && !state.forgotten.has(input.feedback)) return fail('feedback.stepsMissing', 'the customer has said something: their words');
    return ok([...held.value.before, { type: 'feedback.listened', data: { feedback: input.feedback, doneAt: doneAt.value, readBack: input.readBack, told: input.told, words } }]);
  },

  'feedback.sympathise'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.sympathised');
    if (!held.ok) return held;
    const doneAt = doneAtOf(state, held.value.feedback, input.doneAt, context.now);
    if (!doneAt.ok) return doneAt;
    return ok([...held.value.before, { type: 'feedback.sympathised', data: { feedback: input.feedback, doneAt: doneAt.value, manner: input.manner, words: context.sealed['said'] ?? null } }]);
  },

  'feedback.analyse'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.analysed');
    if (!held.ok) return held;
    if (!knowsCause(state, input.cause)) return fail('feedback.causeUnknown', `no cause ${input.cause}`);
    const doneAt = doneAtOf(state, held.value.feedback, input.doneAt, context.now);
    if (!doneAt.ok) return doneAt;
    return ok([...held.value.before, { type: 'feedback.analysed', data: { feedback: input.feedback, doneAt: doneAt.value, cause: input.cause, finding: context.sealed['finding'] ?? null, camera: input.camera ?? null } }, ...sealing(state, held.value.feedback, { cause: input.cause })]);
  },

  /** Who is named says their own account, at whatever station they are; it is all that they may do (SPEC 12.6). */
  'feedback.state'(state, input, who, context) {
    const found = feedbackOf(state, input.feedback, context);
    if (!found.ok) return found;
    const feedback = found.value;
    if (!isOpenFeedback(feedback)) return fail('feedback.wrongState', `${feedback.number} is ${feedback.state}`);
    if (!feedback.named.includes(input.staff)) return fail('feedback.notThat', 'this member of staff is not named in it');
    const statement = context.sealed['statement'];
    if (statement === undefined) return fail('person.forgotten', 'the key of this feedback is gone; nothing more can be written to it');
    const person = personFor(state, who);
    if (personAt(state, who) !== input.staff) {
      const held = inHand(state, input.feedback, who, context, 'feedback.stated');
      if (!held.ok) return held;
    } else if (!person.ok) return person;
    else if (feedback.sealedUp) return { ok: false, problem: whyHidden(state, feedback, who) ?? fail('feedback.passedUp', 'sealed').problem };
    return ok([{ type: 'feedback.stated', data: { feedback: input.feedback, staff: input.staff, statement } }]);
  },

  'feedback.judge'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.judged');
    if (!held.ok) return held;
    const { feedback } = held.value;
    const doneAt = doneAtOf(state, feedback, input.doneAt, context.now);
    if (!doneAt.ok) return doneAt;
    const silent = feedback.named.filter((one) => !one.startsWith('role:') && !feedback.statements.some((other) => other.staff === one));
    if (silent.length > 0) return fail('feedback.stepsMissing', `a verdict about staff needs both sides; still missing: ${silent.join(', ')}`);
    return ok([...held.value.before, { type: 'feedback.judged', data: { feedback: input.feedback, doneAt: doneAt.value, truth: input.truth, responsibility: input.responsibility } }]);
  },

  'feedback.askAssist'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.assistAsked');
    if (!held.ok) return held;
    if (!settingsOf(state).departments.some((one) => one.id === input.department)) return fail('feedback.notThat', `no department ${input.department}`);
    const what = context.sealed['what'];
    if (what === undefined) return fail('person.forgotten', 'the key of this feedback is gone; nothing more can be written to it');
    const assist = context.newId();
    const clock = innerClock(settingsOf(state), zoneOf(state), 'assistAsked', context.now, assist, context.workingDay);
    return ok([...held.value.before, { type: 'feedback.assistAsked', data: { feedback: input.feedback, assist, department: input.department, what, clock } }]);
  },

  'feedback.remindAssist'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.assistReminded');
    if (!held.ok) return held;
    if (!held.value.feedback.assists.some((one) => one.id === input.assist && one.repliedAt === null)) return fail('feedback.notThat', 'no such assist is waiting for a reply');
    return ok([{ type: 'feedback.assistReminded', data: { feedback: input.feedback, assist: input.assist } }]);
  },

  'feedback.replyAssist'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.assistReplied');
    if (!held.ok) return held;
    if (!held.value.feedback.assists.some((one) => one.id === input.assist && one.repliedAt === null)) return fail('feedback.notThat', 'no such assist is waiting for a reply');
    const reply = context.sealed['reply'];
    if (reply === undefined) return fail('person.forgotten', 'the key of this feedback is gone; nothing more can be written to it');
    return ok([{ type: 'feedback.assistReplied', data: { feedback: input.feedback, assist: input.assist, reply } }]);
  },

  'feedback.move'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.moved');
    return held.ok ? ok([...held.value.before, { type: 'feedback.moved', data: { feedback: input.feedback, place: input.place } }]) : held;
  },

  'feedback.phone'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.phoned');
    return held.ok ? ok([{ type: 'feedback.phoned', data: { feedback: input.feedback, to: input.to } }]) : held;
  },

  /** Whoever follows up may see it too: they have to know whom to call. */
  'feedback.show'(state, input, who, context) {
    const found = feedbackOf(state, input.feedback, context);
    if (!found.ok) return found;
    if (found.value.state === 'closed' || found.value.state === 'followUp' || found.value.state === 'archived') {
      const hidden = whyHidden(state, found.value, who);
      return hidden === null ? ok([{ type: 'feedback.shown', data: { feedback: input.feedback } }]) : { ok: false, problem: hidden };
    }
    const held = inHand(state, input.feedback, who, context, 'feedback.shown');
    return held.ok ? ok([{ type: 'feedback.shown', data: { feedback: input.feedback } }]) : held;
  },
};

/** Whether the settings have that sub-cause. */
export function knowsCause(state: State, cause: string): boolean {
  return settingsOf(state).categories.some((one) => one.causes.some((other) => other.id === cause));
}
