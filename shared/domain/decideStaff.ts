import { fail, ok } from '../result.ts';
import type { Caller, Deciders } from './decide.ts';
import { isGuarded, isLocked, personAt, personFor, takesFirstPin } from './people.ts';
import type { State } from './state.ts';

/** The roster, and the PINs of those on it. A PIN itself is in no event: the runner keeps its hash once this is durable (SPEC 13.2). */
export const staffDeciders: Deciders<'staff.add' | 'staff.change' | 'staff.remove' | 'staff.setPin' | 'staff.lock' | 'staff.unlock'> = {
  'staff.add'(state, input, who) {
    const refused = notManaging(state, who);
    if (refused !== null) return refused;
    if (state.roster.has(input.staff)) return fail('staff.known', `${input.staff} is on the roster already`);
    if (input.staff.startsWith('role:') || input.staff.startsWith('@')) return fail('staff.unknown', 'that is no name');
    // The first one has to be somebody who can add the others.
    if (state.roster.size === 0 && input.role !== 'manager' && input.role !== 'admin') return fail('staff.lastManager', 'add the manager first');
    return ok([{ type: 'staff.added', data: { staff: input.staff, role: input.role, no: input.no ?? null } }]);
  },

  'staff.change'(state, input, who) {
    const refused = notManaging(state, who);
    if (refused !== null) return refused;
    const member = state.roster.get(input.staff);
    if (member === undefined) return fail('staff.unknown', `${input.staff} is not on the roster`);
    if (member.role !== input.role && isLastManager(state, input.staff)) return fail('staff.lastManager', 'somebody has to be able to change this again');
    return ok([{ type: 'staff.changed', data: { staff: input.staff, role: input.role, no: input.no ?? null } }]);
  },

  'staff.remove'(state, input, who) {
    const refused = notManaging(state, who);
    if (refused !== null) return refused;
    if (!state.roster.has(input.staff)) return fail('staff.unknown', `${input.staff} is not on the roster`);
    if (isLastManager(state, input.staff) && state.roster.size > 1) return fail('staff.lastManager', 'somebody has to be able to change this again');
    return ok([{ type: 'staff.removed', data: { staff: input.staff } }]);
  },

  'staff.setPin'(state, input, who, context) {
    if (!state.roster.has(input.staff)) return fail('staff.unknown', `${input.staff} is not on the roster`);
    const person = personAt(state, who);
    const own = person === input.staff && context.proven === input.staff;
    const above = (who.role === 'manager' || who.role === 'admin') && person !== null && context.proven === person;
    const first = takesFirstPin(who, context) && (who.role === 'manager' || who.role === 'admin');
    return own || above || first ? ok([{ type: 'staff.pinSet', data: { staff: input.staff } }]) : fail('pin.needed', 'one\'s own PIN, or the manager\'s');
  },

  'staff.lock'(state, _input, who) {
    const person = personAt(state, who);
    if (person === null || isLocked(state, who)) return fail('staff.signInFirst', 'nobody is signed in here, or it is hidden already');
    return ok([{ type: 'staff.locked', data: { staff: person } }]);
  },

  'staff.unlock'(state, _input, who, context) {
    const person = personAt(state, who);
    if (person === null || !isLocked(state, who)) return fail('staff.signInFirst', 'nothing is hidden here');
    if (state.roster.size > 0 && context.proven !== person) return fail('pin.needed', 'the PIN of who is signed in');
    return ok([{ type: 'staff.unlocked', data: { staff: person } }]);
  },
};

/** The roster is changed by somebody who is signed in, once that can be asked. */
function notManaging(state: State, who: Caller): ReturnType<typeof fail> | null {
  if (!isGuarded(state)) return null;
  const person = personFor(state, who);
  return person.ok ? null : person;
}

function isLastManager(state: State, staff: string): boolean {
  const may = [...state.roster.values()].filter((one) => one.role === 'manager' || one.role === 'admin');
  return may.length === 1 && may[0]?.staff === staff;
}
