import type { EventBody } from '../events.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Settings } from '../settings.ts';
import { instantOf, localDay, weekday } from '../time.ts';
import type { Caller, Deciders } from './decide.ts';
import { quoteAt } from './load.ts';
import { nextTicketNumber } from './numbers.ts';
import { aheadOf } from './queue.ts';
import { slipFor } from './slipJobs.ts';
import { settingsOf, type State, type Ticket, type TicketState } from './state.ts';

/** Tickets without a counter: issue, cancel, merge, reclass, return. */
export const ticketDeciders: Deciders<'ticket.issue' | 'ticket.cancel' | 'ticket.merge' | 'ticket.reclass' | 'ticket.return'> = {
  'ticket.issue'(state, input, who, context) {
    const settings = settingsOf(state);
    const booking = input.booking === undefined ? null : (state.bookings.get(input.booking) ?? null);
    if (input.booking !== undefined && booking === null) return fail('booking.unknown', 'no such booking is open');
    const service = settings.services.find((one) => one.id === (booking?.service ?? input.service) && one.enabled);
    if (service === undefined) return fail('service.unknown', `no service ${input.service} here`);
    if (service.noTicket === true) return fail('service.noTicket', `${service.id} needs no ticket`);
    const refused = refusal(state, who, context.now);
    if (refused !== null) return refused;
    const allowed = classFor(state, input.class, booking === null ? null : booking.at, who, input, context.now);
    if (!allowed.ok) return allowed;
    const number = nextTicketNumber(state, service.prefix);
    if (!number.ok) return number;
    return ok([{
      type: 'ticket.issued',
      data: {
        ticket: context.subject,
        number: number.value,
        check: context.digits(4),
        service: service.id,
        class: allowed.value,
        channel: who.role === 'kiosk' ? 'kiosk' : 'staff',
        standard: service.wait ?? null,
        countsFrom: Math.max(context.now, openingOf(settings, zoneOf(state), context.now) ?? 0),
        quote: quoteAt(state, service.id, aheadOf(state, service.id, allowed.value)),
        phone: context.sealed['phone'] ?? null,
        booking: booking?.code ?? null,
        reason: input.reason ?? null,
      },
    }, ...slipFor(state, who, { kind: 'ticket', of: context.subject, number: number.value, english: input.english ?? false }, context)]);
  },

  'ticket.cancel'(state, input, who) {
    const ticket = input.ticket !== undefined && who.role !== 'kiosk' ? state.tickets.get(input.ticket) : state.tickets.get(state.byNumber.get((input.number ?? '').toUpperCase()) ?? '');
    if (ticket === undefined) return fail('ticket.unknown', 'no such ticket today');
    if (who.role === 'kiosk' && ticket.check !== input.check) return fail('ticket.checkWrong', 'the check code does not fit the number');
    return inState(ticket, ['waiting', 'parked', 'noShow']) ?? ok([{ type: 'ticket.cancelled', data: { ticket: ticket.id } }]);
  },

  'ticket.merge'(state, input) {
    const ticket = state.tickets.get(input.ticket);
    const into = state.tickets.get(input.into);
    if (ticket === undefined || into === undefined || ticket === into) return fail('ticket.unknown', 'two different tickets of today are needed');
    return inState(ticket, ['waiting', 'parked', 'noShow']) ?? inState(into, ['waiting', 'called', 'serving', 'parked'])
      ?? ok([{ type: 'ticket.merged', data: { ticket: ticket.id, into: into.id } }]);
  },

  'ticket.reclass'(state, input, who, context) {
    const ticket = state.tickets.get(input.ticket);
    if (ticket === undefined) return fail('ticket.unknown', 'no such ticket today');
    if (ticket.class === input.class) return fail('ticket.wrongState', `${ticket.number} is ${input.class} already`);
    const allowed = classFor(state, input.class, null, who, input, context.now);
    if (!allowed.ok) return allowed;
    return inState(ticket, ['waiting', 'called']) ?? ok([{ type: 'ticket.reclassed', data: { ticket: ticket.id, class: input.class, reason: input.reason } }]);
  },

  'ticket.return'(state, input, _who, context) {
    const ticket = state.tickets.get(input.ticket);
    if (ticket === undefined) return fail('ticket.unknown', 'no such ticket today');
    const wrong = inState(ticket, ['noShow', 'parked']);
    if (wrong !== null) return wrong;
    if (input.ourMistake && input.reason === undefined) return fail('ticket.reasonNeeded', 'our own mistake is recorded with a reason');
    const rules = settingsOf(state).queueRules.noShow;
    const from = ticket.state === 'parked' ? 'parked' : 'noShow';
    const late = context.now - (ticket.noShowAt ?? context.now) > rules.reactivateWithinMinutes * 60_000;
    if (from === 'noShow' && !input.ourMistake && (late || ticket.returns >= rules.maxReactivations)) {
      return fail('ticket.returnTooLate', 'a no-show returns within the time and number the hall set; otherwise a new ticket is needed');
    }
    const after = from === 'parked' || input.ourMistake ? 0 : rules.insertAfter;
    return ok([{ type: 'ticket.returned', data: { ticket: ticket.id, from, ourMistake: input.ourMistake, after, reason: input.reason ?? null } }]);
  },
};

/** The hall's zone. */
export function zoneOf(state: State): string {
  return state.hall?.zone ?? 'Asia/Shanghai';
}

/** Fails when the ticket is in none of these states; null when it is. */
export function inState(ticket: Ticket, states: readonly TicketState[]): ReturnType<typeof fail> | null {
  return states.includes(ticket.state) ? null : fail('ticket.wrongState', `${ticket.number} is ${ticket.state}, not ${states.join(' or ')}`);
}

/** The opening asked for last: nearly always the one that is asked for next. */
let last: { readonly hours: Settings['hall']['openingHours']; readonly zone: string; readonly day: string; readonly opening: number | null } | null = null;

/** When the hall opens on the local day of `at`; null when it does not. */
export function openingOf(settings: Settings, zone: string, at: number): number | null {
  const day = localDay(zone, at);
  if (last?.day !== day || last.zone !== zone || last.hours !== settings.hall.openingHours) last = { hours: settings.hall.openingHours, zone, day, opening: opening(settings, zone, day) };
  return last.opening;
}

function opening(settings: Settings, zone: string, day: string): number | null {
  const hours = settings.hall.openingHours.find((one) => one.days.includes(weekday(day)));
  return hours === undefined ? null : instantOf(zone, day, hours.open);
}

/** Whether a kiosk or staff may take tickets now; the reason when not. */
export function issuingNow(state: State): 'open' | 'staffOnly' | 'stopped' {
  if (state.dayClosed || state.issuingStoppedAt !== null) return 'stopped';
  const kinds = settingsOf(state).hallIncidents;
  const running = state.incidents.filter((one) => one.to === null).map((one) => kinds.find((kind) => kind.id === one.kind)?.issuing);
  return running.some((one) => one === 'staffOnly' || one === 'paperNumbers') ? 'staffOnly' : 'open';
}

function refusal(state: State, who: Caller, now: number): ReturnType<typeof fail> | null {
  if (state.dayClosed) return fail('day.closed', 'this day is closed');
  const issuing = issuingNow(state);
  if (issuing === 'stopped') return fail('issuing.stopped', 'issuing has been stopped for today');
  if (who.role !== 'kiosk') return null;
  if (issuing === 'staffOnly') return fail('issuing.staffOnly', 'only staff issue tickets during this incident');
  const settings = settingsOf(state);
  const early = !settings.hall.preOpenTickets.enabled && now < (openingOf(settings, zoneOf(state), now) ?? 0);
  return early ? fail('issuing.staffOnly', 'before opening only staff issue tickets here') : null;
}

/** The class a ticket really gets: a booking that is due makes it `returning`. */
function classFor(state: State, name: string, bookedFor: number | null, who: Caller, why: { readonly reason?: string | undefined; readonly urgency?: string | undefined }, now: number): Result<string> {
  const classes = settingsOf(state).classes;
  if (bookedFor !== null) {
    const window = classes.find((one) => one.id === 'booked')?.window ?? { earlyMinutes: 10, lateMinutes: 15 };
    const onTime = now >= bookedFor - window.earlyMinutes * 60_000 && now <= bookedFor + window.lateMinutes * 60_000;
    if (!onTime && who.role === 'kiosk') return fail('booking.notNow', 'the booking is for another time; staff can help');
    return ok(classes.some((one) => one.id === 'returning') ? 'returning' : 'ordinary');
  }
  const found = classes.find((one) => one.id === name);
  if (found === undefined) return fail('class.unknown', `no class ${name}`);
  if (found.id === 'booked') return fail('booking.unknown', 'a booked ticket needs its booking number');
  if (who.role === 'kiosk' && !found.kiosk) return fail('class.notHere', `${name} is given by staff`);
  const granted = found.grantedBy ?? [];
  if (granted.length > 0 && who.role !== 'admin' && !granted.includes(who.role) && who.role !== 'manager') return fail('class.notHere', `${name} is given by ${granted.join(', ')}`);
  if (found.id === 'green' && why.urgency === undefined) return fail('class.urgencyOnly', 'no power at home, life support or an injury: nothing else goes before everybody');
  if (found.reasonRequired === true && why.reason === undefined) return fail('ticket.reasonNeeded', `${name} needs a reason`);
  return ok(found.id);
}

/** Whether a ticket has not ended in any way yet. */
export function isOpen(ticket: Ticket): boolean {
  return ticket.state === 'waiting' || ticket.state === 'called' || ticket.state === 'serving' || ticket.state === 'parked' || ticket.state === 'noShow';
}

/** When a day that nobody closed ended: at closing time, or with the last that is on record when that is later; within that local day. */
export function endOf(state: State, day: string): number {
  const zone = zoneOf(state);
  const hours = settingsOf(state).hall.openingHours.find((one) => one.days.includes(weekday(day)));
  const closing = hours === undefined ? null : instantOf(zone, day, hours.close);
  return Math.min(Math.max(state.at, closing ?? 0), (instantOf(zone, day, '23:59:59') ?? state.at) + 999);
}

/** What settles a ticket that is still open when its day ends; nothing is carried over (SPEC 4.6). `settled` says when it ended, if not now. */
export function settle(state: State, settled: { readonly endedAt?: number }): EventBody[] {
  const events: EventBody[] = [];
  for (const ticket of state.tickets.values()) {
    if (ticket.state === 'serving') events.push({ type: 'ticket.finished', data: { ticket: ticket.id, counter: ticket.counter ?? 0, outcome: 'notRecorded', ...settled } });
    else if (ticket.state === 'waiting' || ticket.state === 'called' || ticket.state === 'parked' || ticket.state === 'noShow') {
      events.push({ type: 'ticket.left', data: { ticket: ticket.id, was: ticket.state, ...settled } });
    }
  }
  return events;
}
