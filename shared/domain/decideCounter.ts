import { fail, ok, type Result } from '../result.ts';
import type { Caller, Deciders } from './decide.ts';
import { openCountersOf, waitingOf } from './load.ts';
import { takesFirstPin } from './people.ts';
import { servicesAt } from './queue.ts';
import { type CounterDay, settingsOf, type State } from './state.ts';

/** The counter this station has signed in to. */
export function counterOf(state: State, who: Caller): Result<CounterDay> {
  const session = state.sessions.get(who.station);
  const counter = session?.counter === null || session === undefined ? undefined : state.counters.get(session.counter);
  return counter === undefined ? fail('staff.signInFirst', 'sign in to a counter first') : ok(counter);
}

/** Signing in and out, opening, pausing and closing a counter. */
export const counterDeciders: Deciders<'staff.signIn' | 'staff.signOut' | 'counter.open' | 'counter.pause' | 'counter.resume' | 'counter.close' | 'help.ask' | 'help.come'> = {
  'staff.signIn'(state, input, who, context) {
    const member = state.roster.get(input.staff);
    if (state.roster.size > 0 && member === undefined) return fail('staff.unknown', `${input.staff} is not on the roster`);
    if (member !== undefined && context.proven !== input.staff && !(takesFirstPin(who, context) && (member.role === 'manager' || member.role === 'admin'))) return fail('pin.needed', 'signing in needs the PIN');
    if (input.counter !== null && (member?.role === 'guide' || member?.role === 'admin' || who.role === 'guide')) return fail('command.notAllowed', 'a guide or an administrator sits at no counter');
    const present = state.counters.get(state.sessions.get(who.station)?.counter ?? -1);
    if (present !== undefined && present.no !== input.counter && present.state !== 'closed') return fail('counter.busy', `close counter ${present.no} first`);
    if (present !== undefined && present.staff !== input.staff && present.ticket !== null) return fail('counter.busy', `finish the ticket at counter ${present.no} first`);
    if (input.counter !== null) {
      const counter = state.counters.get(input.counter);
      if (counter === undefined || !settingsOf(state).counters.some((one) => one.no === input.counter)) return fail('counter.unknown', `there is no counter ${input.counter}`);
      if (counter.station !== null && counter.station !== who.station) return fail('staff.counterTaken', `${counter.staff} is at counter ${counter.no}`);
    }
    return ok([{ type: 'staff.signedIn', data: { staff: input.staff, counter: input.counter } }]);
  },

  'staff.signOut'(state, _input, who) {
    const session = state.sessions.get(who.station);
    if (session === undefined) return fail('staff.signInFirst', 'nobody is signed in here');
    const counter = state.counters.get(session.counter ?? -1);
    if (counter !== undefined && counter.ticket !== null) return fail('counter.busy', 'finish the ticket first');
    const signedOut = { type: 'staff.signedOut', data: { staff: session.staff, counter: session.counter, station: who.station } } as const;
    return ok(counter === undefined || counter.state === 'closed' ? [signedOut] : [{ type: 'counter.closed', data: { counter: counter.no } }, signedOut]);
  },

  'counter.open'(state, _input, who) {
    const counter = counterOf(state, who);
    if (!counter.ok) return counter;
    if (state.dayClosed) return fail('day.closed', 'this day is closed');
    if (!settingsOf(state).counters.some((one) => one.no === counter.value.no)) return fail('counter.unknown', `there is no counter ${counter.value.no} any more`);
    if (counter.value.state !== 'closed') return fail('counter.busy', 'the counter is open already');
    return ok([{ type: 'counter.opened', data: { counter: counter.value.no } }]);
  },

  'counter.pause'(state, input, who) {
    const counter = counterOf(state, who);
    if (!counter.ok) return counter;
    const { no, ticket } = counter.value;
    if (counter.value.state !== 'open') return fail('counter.notOpen', 'the counter is not open');
    if (ticket !== null) return fail('counter.busy', 'finish the ticket first');
    if (!settingsOf(state).pauseReasons.some((one) => one.id === input.reason)) return fail('command.badInput', `no pause reason ${input.reason}`);
    const alone = servicesAt(state, no).find((service) => waitingOf(state, service) > 0 && openCountersOf(state, service).every((one) => one === no));
    if (alone !== undefined && !input.evenIfLast) return fail('counter.lastOfService', `customers wait for ${alone}, and no other counter serves it`);
    return ok([{ type: 'counter.paused', data: { counter: no, reason: input.reason } }]);
  },

  'counter.resume'(state, _input, who) {
    const counter = counterOf(state, who);
    if (!counter.ok) return counter;
    if (counter.value.state !== 'paused') return fail('counter.notPaused', 'the counter is not paused');
    return ok([{ type: 'counter.resumed', data: { counter: counter.value.no } }]);
  },

  'counter.close'(state, _input, who) {
    const counter = counterOf(state, who);
    if (!counter.ok) return counter;
    if (counter.value.state === 'closed') return fail('counter.notOpen', 'the counter is closed already');
    if (counter.value.ticket !== null) return fail('counter.busy', 'finish the ticket first');
    return ok([{ type: 'counter.closed', data: { counter: counter.value.no } }]);
  },

  'help.ask'(state, _input, who) {
    const counter = counterOf(state, who);
    return counter.ok ? ok([{ type: 'help.asked', data: { counter: counter.value.no } }]) : counter;
  },

  'help.come'(state, input) {
    if (!state.help.has(input.counter)) return fail('counter.unknown', `counter ${input.counter} has not asked for help`);
    return ok([{ type: 'help.came', data: { counter: input.counter } }]);
  },
};
