import type { EventBody } from '../events.ts';
import { fail, ok, type Result } from '../result.ts';
import { actorAt, goesUp, whyHidden } from './conflicts.ts';
import type { Caller, Context } from './decide.ts';
import type { Feedback } from './feedbackState.ts';
import { isAtLeast, personFor } from './people.ts';
import { type FeedbackEvent, mayHappen } from './process.ts';
import { settingsOf, type State } from './state.ts';

/** A feedback in the hands of somebody who may act on it. */
export interface InHand {
  readonly feedback: Feedback;
  /** Who acts; null while the hall has no names. */
  readonly person: string | null;
  /** What goes before the step itself: whoever handles a new one accepts it by that. */
  readonly before: readonly EventBody[];
}

/** The feedback of that id, open or closed lately or archived; fails when there is none. */
export function feedbackOf(state: State, id: string, context: Pick<Context, 'past'>): Result<Feedback> {
  const found = state.feedback.get(id) ?? (context.past?.id === id ? context.past : undefined);
  return found === undefined ? fail('feedback.unknown', 'no such feedback') : ok(found);
}

/**
 * The feedback if this caller may do that to it now: they are known, not named in it, it is theirs (a clerk's own; a
 * lead and above take part in all), and its state allows `event` (SPEC 12.1, 12.6). A registered one is
 * accepted first, for whoever filed it if that is a person.
 */
export function inHand(state: State, id: string, who: Caller, context: Context, event: FeedbackEvent['type']): Result<InHand> {
  const found = feedbackOf(state, id, context);
  if (!found.ok) return found;
  const feedback = found.value;
  const hidden = whyHidden(state, feedback, who);
  if (hidden !== null) return { ok: false, problem: hidden };
  const person = personFor(state, who);
  if (!person.ok) return person;
  const accepts = feedback.state === 'registered' && (event === 'feedback.answered' || !mayHappen('registered', event));
  if (!mayHappen(accepts ? 'accepted' : feedback.state, event)) return fail('feedback.wrongState', `${feedback.number} is ${feedback.state}`);
  if (!mayTake(state, feedback, who, person.value)) return fail('feedback.notYours', `${feedback.owner} handles ${feedback.number}`);
  const before: EventBody[] = accepts ? [{ type: 'feedback.accepted', data: { feedback: id, owner: feedback.owner.startsWith('role:') ? (person.value ?? `role:${who.role}`) : feedback.owner } }] : [];
  return ok({ feedback, person: person.value, before });
}

/** A clerk handles what is theirs, or nobody's yet and not about staff; a lead and above whatever is not above them. */
export function mayTake(state: State, feedback: Feedback, who: Caller, person: string | null): boolean {
  if (who.role === 'superior' || who.role === 'system') return true;
  if (feedback.owner === 'role:superior') return isAtLeast(who.role, 'superior');
  if (feedback.owner === 'role:manager') return isAtLeast(who.role, 'manager');
  if (isAtLeast(who.role, 'lead')) return true;
  if (feedback.owner.startsWith('role:')) return who.role === 'clerk' && feedback.named.length === 0 && feedback.state === 'registered' && feedback.owner === 'role:lead';
  return person === null || feedback.owner === person || !(state.roster.has(feedback.owner) || state.roster.size === 0) || feedback.owner === actorAt(state, who);
}

/** When a step was done: now, or up to `recordLater.withinMinutes` ago (补记); never before it was received. */
export function doneAtOf(state: State, feedback: Feedback, doneAt: number | undefined, now: number): Result<number> {
  if (doneAt === undefined) return ok(now);
  if (doneAt > now || doneAt < Math.min(feedback.receivedAt, feedback.recordedAt)) return fail('feedback.badTime', 'a step is done after the feedback came in, and not in the future');
  const within = settingsOf(state).recordLater.withinMinutes;
  return now - doneAt <= within * 60_000 ? ok(doneAt) : fail('feedback.tooLate', `a step is entered within ${within} minutes`);
}

/** What seals a feedback that has become, or turns out to be, one for the superior unit alone; nothing for any other (SPEC 12.6). */
export function sealing(state: State, feedback: Feedback, becomes: { readonly type?: string; readonly cause?: string }): EventBody[] {
  if (feedback.sealedUp || !goesUp(state, becomes.type ?? feedback.type, becomes.cause ?? feedback.cause, feedback.named)) return [];
  return [{ type: 'feedback.corrected', data: { feedback: feedback.id, cause: null, words: null, named: null, area: null, outage: null, owner: 'role:superior', passedUp: true, reason: '密封上转' } }];
}
