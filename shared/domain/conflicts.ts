import type { Role } from '../events.ts';
import { fail, type Problem } from '../result.ts';
import type { Caller } from './decide.ts';
import type { Feedback } from './feedbackState.ts';
import { personAt, personFor } from './people.ts';
import { settingsOf, type State } from './state.ts';

/** Whether a feedback is about this person: by name, or by the role they have (settings.conflictRules). */
export function isNamed(feedback: Pick<Feedback, 'named'>, person: string | null, role: Role): boolean {
  return (person !== null && feedback.named.includes(person)) || feedback.named.includes(`role:${role}`);
}

/** What the hall calls somebody who acts: their name, else the station they act at. */
export function actorAt(state: State, who: Caller): string {
  return personAt(state, who) ?? `@${who.station}`;
}

/** Whom somebody means: spaces, width and case of letters aside, a name or a number on the roster; else as it was said. */
export function personMeant(state: State, said: string): string {
  const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
  const wanted = plain(said);
  const found = [...state.roster.values()].find((one) => plain(one.staff) === wanted || (one.no !== null && plain(one.no) === wanted));
  return found?.staff ?? (said.trim() || said);
}

/** Everybody who is meant, once each. */
export function peopleMeant(state: State, said: readonly string[]): string[] {
  return [...new Set(said.map((one) => personMeant(state, one)))];
}

/** Whether somebody whom it is about would own it: the person themselves, or a role that one of them has. */
export function ownsOwn(state: State, named: readonly string[], owner: string): boolean {
  return named.includes(owner) || (owner.startsWith('role:') && names(state, named, owner.slice(5) as Role));
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

/** Whether staff may not have the slip of a complaint, which says what it is about and its check code: sealed or about them, unless it was filed at their own station, where its customer stands. */
export function isSlipHidden(state: State, feedback: Feedback, who: Caller): boolean {
  if (who.role === 'kiosk' || who.role === 'superior' || who.station === 'system' || who.station === feedback.station) return false;
  return feedback.sealedUp || isNamed(feedback, personAt(state, who), who.role);
}

/** Why the caller may neither see nor handle a feedback; null when they may. Named staff, sealed matters, a station where nobody is signed in or that is locked (SPEC 12.6, 13.1). */
export function whyHidden(state: State, feedback: Feedback, who: Caller): Problem | null {
  if (who.role === 'system') return null;
  if (feedback.sealedUp && who.role !== 'superior') return fail('feedback.passedUp', 'sealed to the superior unit').problem;
  if (who.role === 'superior') return null;
  if (!['clerk', 'lead', 'manager'].includes(who.role)) return fail('command.notAllowed', `${who.role} sees no feedback`).problem;
  const person = personFor(state, who);
  if (!person.ok) return person.problem;
  return isNamed(feedback, person.value, who.role) ? fail('feedback.conflict', 'nobody handles what is about themselves').problem : null;
}
