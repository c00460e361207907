import type { Role } from '../events.ts';
import { fail, type Problem } from '../result.ts';
import type { Caller } from './decide.ts';
import type { Feedback } from './feedbackState.ts';
import { isLocked, personAt } from './people.ts';
import { settingsOf, type State } from './state.ts';

/** Whether a feedback is about this person: by name, or by the role they have (settings.conflictRules). */
export function isNamed(feedback: Pick<Feedback, 'named'>, person: string | null, role: Role): boolean {
  return (person !== null && feedback.named.includes(person)) || feedback.named.includes(`role:${role}`);
}

/** What the hall calls somebody who acts: their name, else the station they act at. */
export function actorAt(state: State, who: Caller): string {
  return personAt(state, who) ?? `@${who.station}`;
}

/** Whether somebody of that role is named. */
function names(state: State, named: readonly string[], role: Role): boolean {
  return named.some((one) => one === `role:${role}` || state.roster.get(one)?.role === role);
}

/** Whether nobody in the hall may see it: about the manager, a report, 行风 (settings.conflictRules). */
export function goesUp(state: State, type: string, cause: string, named: readonly string[]): boolean {
  const settings = settingsOf(state);
  const category = settings.categories.find((one) => one.causes.some((other) => other.id === cause));
  return settings.requestTypes.find((one) => one.id === type)?.sealed === true || category?.sealed === true || names(state, named, 'manager');
}

/** Who owns it at first: the filer, or the lowest rung above those whom it is about. */
export function ownerFor(state: State, named: readonly string[], filer: string | null, filerRole: Role): string {
  if (names(state, named, 'manager')) return 'role:superior';
  if (names(state, named, 'lead')) return 'role:manager';
  if (named.length > 0 || filer === null || filerRole === 'guide' || filerRole === 'admin') return 'role:lead';
  return filer;
}

/** Why the caller may neither see nor handle a feedback; null when they may. Named staff, sealed matters, a locked station (SPEC 12.6). */
export function whyHidden(state: State, feedback: Feedback, who: Caller): Problem | null {
  if (who.role === 'system') return null;
  if (feedback.sealedUp && who.role !== 'superior') return fail('feedback.passedUp', 'sealed to the superior unit').problem;
  if (who.role === 'superior') return null;
  if (isLocked(state, who)) return fail('staff.locked', 'give the PIN again').problem;
  if (!['clerk', 'lead', 'manager'].includes(who.role)) return fail('command.notAllowed', `${who.role} sees no feedback`).problem;
  return isNamed(feedback, personAt(state, who), who.role) ? fail('feedback.conflict', 'nobody handles what is about themselves').problem : null;
}
