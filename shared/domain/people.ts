import type { Role } from '../events.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Caller, Context } from './decide.ts';
import type { State } from './state.ts';

/** The rungs of a hall: who may promise, approve and take over more comes later. */
export const ladder: readonly Role[] = ['guide', 'clerk', 'lead', 'manager', 'superior'];

/** Whether `role` stands at least as high as `other`. A role that is no rung stands below all. */
export function isAtLeast(role: Role, other: Role): boolean {
  return ladder.indexOf(role) >= ladder.indexOf(other);
}

/** Who acts: the caller's own name, else who signed in at their station. */
export function personAt(state: State, who: Caller): string | null {
  return who.staff ?? state.sessions.get(who.station)?.staff ?? null;
}

/** Windows whose role follows who is signed in. A kiosk, a board and the superior unit stay what they are. */
const personal: readonly Role[] = ['guide', 'clerk', 'lead', 'manager', 'admin'];

/** Whether somebody who may change the roster has ever had a PIN: until then the manager's window sets the hall up. */
export function isGuarded(state: State): boolean {
  return [...state.roster.values()].some((one) => one.pin && (one.role === 'manager' || one.role === 'admin'));
}

/**
 * The caller with the role of whoever signed in at the station, once somebody is on the roster (SPEC 13.1). Where nobody
 * did, a counter goes on calling and a guide issuing; the manager's and the administrator's windows may then do no more
 * than a guide.
 */
export function actingAs(state: State, who: Caller): Caller {
  if (state.roster.size === 0 || !personal.includes(who.role)) return who;
  const member = state.roster.get(personAt(state, who) ?? '');
  const window = who.window ?? who.role;
  if (member !== undefined) return { ...who, role: member.role, window };
  return isGuarded(state) && (who.role === 'manager' || who.role === 'admin' || who.role === 'lead') ? { ...who, role: 'guide', window } : who;
}

/** Whether a host that has nobody's PIN takes the first one there: at the manager's or the administrator's window (SPEC 13.2). */
export function takesFirstPin(who: Caller, context: Pick<Context, 'noPins'>): boolean {
  const window = who.window ?? who.role;
  return context.noPins && (window === 'manager' || window === 'admin');
}

/** Whether feedback is hidden at the caller's station until the PIN is given again. */
export function isLocked(state: State, who: Caller): boolean {
  return state.sessions.get(who.station)?.locked === true;
}

/** The person who acts on feedback: one has to be known once the hall has a roster, and not be locked out. */
export function personFor(state: State, who: Caller): Result<string | null> {
  const person = personAt(state, who);
  if (isLocked(state, who)) return fail('staff.locked', 'give the PIN again');
  if (state.roster.size > 0 && personal.includes(who.role) && (person === null || !state.roster.has(person))) return fail('staff.signInFirst', 'sign in first');
  return ok(person);
}

/** The role of a person: from the roster, else of the caller whom they are. */
export function roleOf(state: State, staff: string): Role | null {
  return state.roster.get(staff)?.role ?? null;
}

/** Asks for the PIN of whoever acts, where the hall has a roster: with it they are who they say. */
export function provenPerson(state: State, who: Caller, context: Context): Result<string | null> {
  const person = personFor(state, who);
  if (!person.ok || state.roster.size === 0) return person;
  return context.proven === person.value ? person : fail('pin.needed', 'this needs the PIN of who does it');
}
