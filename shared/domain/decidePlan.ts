import type { EventBody } from '../events.ts';
import type { ProposedRemedy } from '../feedback/events.ts';
import { fail, ok, type Result } from '../result.ts';
import { actorAt, isNamed, whyHidden } from './conflicts.ts';
import type { Deciders } from './decide.ts';
import type { Feedback, Remedy } from './feedbackState.ts';
import { doneAtOf, feedbackOf, inHand } from './handling.ts';
import { mayApprove, mayPromise, remedyKind, takesMoney } from './limits.ts';
import { isAtLeast, provenPerson, roleOf } from './people.ts';
import { mayHappen } from './process.ts';
import { settingsOf } from './state.ts';

const hour = 3_600_000;
/** When a remedy without a time of its own is to be done. */
const defaultDue = 24 * hour;

/** Steps four to six: what is proposed, who says yes to it, what the customer says, doing it and seeing that it took effect. */
export const planDeciders: Deciders<
  'feedback.propose' | 'feedback.approve' | 'feedback.approveByPhone' | 'feedback.countersign' | 'feedback.agree' | 'feedback.carryOut' | 'feedback.followThrough'
> = {
  'feedback.propose'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.proposed');
    if (!held.ok) return held;
    const { feedback } = held.value;
    if (feedback.analysed === null) return fail('feedback.stepsMissing', 'the analysis comes before a proposal');
    const doneAt = doneAtOf(state, feedback, input.doneAt, context.now);
    if (!doneAt.ok) return doneAt;
    const remedies: ProposedRemedy[] = [];
    for (const one of input.remedies) {
      const kind = remedyKind(state, one.kind);
      if (!kind.ok) return kind;
      if (kind.value.onlyIf !== undefined && !one.ourMistake) return fail('remedy.notOurMistake', `${one.kind} is for what the record shows as our own mistake`);
      if (kind.value.reasonRequired === true && one.note === undefined) return fail('ticket.reasonNeeded', `${one.kind} needs a reason`);
      if ((one.amount ?? 0) > 0 && !takesMoney(kind.value)) return fail('remedy.notEnabled', `${one.kind} costs nothing here: no limit says how much it may`);
      const dueAt = one.dueAt ?? context.now + defaultDue;
      if (dueAt < doneAt.value) return fail('feedback.badTime', 'it cannot be due before it is proposed');
      const asked = { kind: one.kind, dueAt, amount: one.amount ?? null };
      const free = mayPromise(state, feedback, asked, who.role, actorAt(state, who), context.now, remedies);
      remedies.push({ remedy: context.newId(), ...asked, note: one.note ?? null, approval: free ? 'free' : 'needed' });
    }
    return ok([...held.value.before, { type: 'feedback.proposed', data: { feedback: input.feedback, doneAt: doneAt.value, remedies } }]);
  },

  'feedback.approve'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.approved');
    if (!held.ok) return held;
    const { feedback } = held.value;
    const remedy = waiting(feedback, input.remedy);
    if (!remedy.ok) return remedy;
    const person = provenPerson(state, who, context);
    if (!person.ok) return person;
    if (feedback.plan?.staff != null && feedback.plan.staff === person.value) return fail('remedy.mayNotApprove', 'nobody approves what they proposed themselves');
    if (!mayApprove(state, feedback, remedy.value, who.role, actorAt(state, who), context.now)) return fail('remedy.mayNotApprove', `${remedy.value.kind} is above the limit of a ${who.role} too`);
    return ok([{ type: 'feedback.approved', data: { feedback: input.feedback, remedy: input.remedy, approval: input.yes ? 'approved' : 'refused', by: person.value ?? `role:${who.role}`, saidAt: context.now, countersignBy: null } }]);
  },

  'feedback.approveByPhone'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.approved');
    if (!held.ok) return held;
    const { feedback, person } = held.value;
    const remedy = waiting(feedback, input.remedy);
    if (!remedy.ok) return remedy;
    const rules = settingsOf(state).remedyRules.phoneApproval;
    const role = roleOf(state, input.by);
    if (!rules.allowed) return fail('remedy.mayNotApprove', 'this hall takes no approval by phone');
    if (state.roster.size > 0 && (role === null || !isAtLeast(role, 'lead'))) return fail('remedy.mayNotApprove', `${input.by} is no lead or manager of this hall`);
    if (!mayApprove(state, feedback, remedy.value, role ?? 'manager', input.by, context.now)) return fail('remedy.mayNotApprove', `${remedy.value.kind} is above that limit too`);
    if (input.by === person || input.by === feedback.plan?.staff || isNamed(feedback, input.by, role ?? 'manager')) return fail('feedback.conflict', 'somebody else has to approve it');
    const saidAt = doneAtOf(state, feedback, input.saidAt, context.now);
    if (!saidAt.ok) return saidAt;
    return ok([{ type: 'feedback.approved', data: { feedback: input.feedback, remedy: input.remedy, approval: 'byPhone', by: input.by, saidAt: saidAt.value, countersignBy: saidAt.value + rules.countersignWithinHours * hour } }]);
  },

  'feedback.countersign'(state, input, who, context) {
    const found = feedbackOf(state, input.feedback, context);
    if (!found.ok) return found;
    const hidden = whyHidden(state, found.value, who);
    if (hidden !== null) return { ok: false, problem: hidden };
    if (!mayHappen(found.value.state, 'feedback.countersigned')) return fail('feedback.wrongState', `${found.value.number} is ${found.value.state}`);
    const remedy = found.value.plan?.remedies.find((one) => one.remedy === input.remedy && one.approval === 'byPhone' && !one.countersigned);
    if (remedy === undefined) return fail('remedy.unknown', 'nothing here is to be countersigned');
    const person = provenPerson(state, who, context);
    if (!person.ok) return person;
    if (remedy.approvedBy !== null && person.value !== null && remedy.approvedBy !== person.value) return fail('remedy.mayNotApprove', `${remedy.approvedBy} said yes and countersigns`);
    return ok([{ type: 'feedback.countersigned', data: { feedback: input.feedback, remedy: input.remedy, by: person.value ?? `role:${who.role}` } }]);
  },

  'feedback.agree'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.agreed');
    if (!held.ok) return held;
    const { feedback } = held.value;
    const doneAt = doneAtOf(state, feedback, input.doneAt, context.now);
    if (!doneAt.ok) return doneAt;
    const proposed = feedback.plan?.remedies ?? [];
    const chosen = input.outcome === 'refused' ? [] : proposed.filter((one) => input.remedies.length === 0 ? input.outcome === 'agreed' : input.remedies.includes(one.remedy));
    if (input.remedies.some((id) => !proposed.some((one) => one.remedy === id))) return fail('remedy.unknown', 'only what was proposed can be agreed on');
    if (input.outcome === 'unresolved' && (!isAtLeast(who.role, 'manager') || input.reason === undefined)) return fail('remedy.mayNotApprove', 'that it stays unresolved is the manager\'s to say, with the reason');
    const open = chosen.find((one) => one.approval === 'needed' || one.approval === 'refused');
    if (open !== undefined) return fail('remedy.needsApproval', `${open.kind} is above the limit and not approved`);
    return ok([...held.value.before, { type: 'feedback.agreed', data: { feedback: input.feedback, doneAt: doneAt.value, outcome: input.outcome, remedies: chosen.map((one) => one.remedy), reason: input.reason ?? null } }]);
  },

  'feedback.carryOut'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.carriedOut');
    if (!held.ok) return held;
    const remedy = held.value.feedback.plan?.remedies.find((one) => one.remedy === input.remedy && one.chosen);
    if (remedy === undefined || remedy.carriedOut !== null) return fail('remedy.unknown', 'no such remedy was agreed on and is still to be done');
    if (remedy.approval === 'needed' || remedy.approval === 'refused') return fail('remedy.needsApproval', `${remedy.kind} is above the limit and not approved`);
    const doneAt = doneAtOf(state, held.value.feedback, input.doneAt, context.now);
    if (!doneAt.ok) return doneAt;
    return ok([{ type: 'feedback.carriedOut', data: { feedback: input.feedback, doneAt: doneAt.value, remedy: input.remedy, evidence: input.evidence } }]);
  },

  'feedback.followThrough'(state, input, who, context) {
    const held = inHand(state, input.feedback, who, context, 'feedback.followedThrough');
    if (!held.ok) return held;
    if (held.value.feedback.plan?.remedies.some((one) => one.chosen && one.carriedOut === null) === true) return fail('feedback.stepsMissing', 'what was agreed on is still to be done');
    if (!input.tookEffect && (input.reason === undefined || input.newDueAt === undefined)) return fail('ticket.reasonNeeded', 'why it did not take effect, and the new time');
    if (input.newDueAt !== undefined && input.newDueAt <= context.now) return fail('feedback.badTime', 'the new time is still to come');
    const event: EventBody = { type: 'feedback.followedThrough', data: { feedback: input.feedback, tookEffect: input.tookEffect, toldBy: input.toldBy, reason: input.reason ?? null, newDueAt: input.newDueAt ?? null } };
    return ok([event]);
  },
};

function waiting(feedback: Feedback, id: string): Result<Remedy> {
  const found = feedback.plan?.remedies.find((one) => one.remedy === id);
  if (found === undefined) return fail('remedy.unknown', 'no such remedy is proposed');
  return found.approval === 'needed' ? ok(found) : fail('feedback.wrongState', `it is ${found.approval}`);
}
