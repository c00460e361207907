import type { CommandInput } from '../contract.ts';
import type { EventBody } from '../events.ts';
import { fail, ok, type Result } from '../result.ts';
import { localDay } from '../time.ts';
import { type DayTickets, type RecordedTicket, today } from './archive.ts';
import { closeClock, startClocks } from './clocks.ts';
import type { Caller, Context, Deciders } from './decide.ts';
import { zoneOf } from './decideTicket.ts';
import { factSheetOf } from './facts.ts';
import { nextFeedbackNumber } from './numbers.ts';
import { slipFor } from './slipJobs.ts';
import { type Feedback, type FeedbackState, settingsOf, type State } from './state.ts';

type FileInput = CommandInput<'feedback.file'>;
type Found = { readonly ticket: RecordedTicket; readonly day: DayTickets } | null;

/** Filing, accepting, answering and closing feedback; forgetting a person. */
export const feedbackDeciders: Deciders<'feedback.file' | 'feedback.accept' | 'feedback.answer' | 'feedback.close' | 'person.forget'> = {
  'feedback.file'(state, input, who, context) {
    const settings = settingsOf(state);
    const type = settings.requestTypes.find((one) => one.id === input.type);
    if (type === undefined) return fail('command.badInput', `no type ${input.type}`);
    if (!settings.categories.some((one) => one.causes.some((cause) => cause.id === input.cause))) return fail('feedback.causeUnknown', `no cause ${input.cause}`);
    const channel = who.role === 'kiosk' ? 'kiosk' : who.role === 'guide' ? 'guide' : (input.channel ?? 'counter');
    if (!settings.channels.some((one) => one.id === channel)) return fail('command.badInput', `no channel ${channel}`);
    const found = findTicket(state, input, who, context);
    if (!found.ok) return found;
    if (who.role === 'kiosk' && tooMany(state, who, found.value?.ticket.key ?? null, context.now)) return fail('feedback.tooMany', 'this ticket or this kiosk has just sent one');
    const number = nextFeedbackNumber(state);
    if (!number.ok) return number;
    const clocks = startClocks(settings, zoneOf(state), type.id, channel, context.now, context.workingDay);
    const ticket = found.value?.ticket ?? null;
    const filed: EventBody = {
      type: 'feedback.filed',
      data: {
        feedback: context.subject,
        number: number.value,
        check: context.digits(4),
        type: type.id, cause: input.cause, channel, receivedAt: context.now,
        ticketNumber: ticket?.number ?? null, ticketDay: found.value?.day.day ?? null, ticket: ticket?.key ?? null,
        facts: found.value === null ? null : factSheetOf(found.value.ticket, found.value.day, context.now),
        clocks: [...clocks],
        answerDueAt: clocks.find((one) => (one.to === 'answered' || one.to === 'closed') && !isInternal(state, one.id))?.dueAt ?? null,
        owner: who.role === 'kiosk' ? null : staffOf(state, who),
        helpWanted: input.helpWanted,
        words: context.sealed['words'] ?? null, name: context.sealed['name'] ?? null, phone: context.sealed['phone'] ?? null,
      },
    };
    if (type.id === 'settledOnSite') return ok([filed, { type: 'feedback.closed', data: { feedback: context.subject } }]);
    return ok([filed, ...slipFor(state, who, { kind: 'complaint', of: context.subject, number: number.value, english: input.english ?? false }, context)]);
  },

  'feedback.accept'(state, input, who) {
    const found = inStage(state, input.feedback, ['registered']);
    return found.ok ? ok([{ type: 'feedback.accepted', data: { feedback: input.feedback, owner: staffOf(state, who) ?? `role:${who.role}` } }]) : found;
  },

  'feedback.answer'(state, input, _who, context) {
    const found = inStage(state, input.feedback, ['accepted', 'answered']);
    if (!found.ok) return found;
    const answer = context.sealed['answer'];
    if (answer === undefined) return fail('person.forgotten', 'the key of this feedback is gone; nothing more can be written to it');
    return ok([{ type: 'feedback.answered', data: { feedback: input.feedback, by: input.by, answer, clock: closeClock(zoneOf(state), context.now, context.workingDay) } }]);
  },

  'feedback.close'(state, input) {
    const found = inStage(state, input.feedback, ['registered', 'accepted', 'answered']);
    if (!found.ok) return found;
    if (found.value.state !== 'answered') return fail('feedback.noAnswer', 'answer the customer before closing');
    return ok([{ type: 'feedback.closed', data: { feedback: input.feedback } }]);
  },

  'person.forget'(state, input) {
    return state.forgotten.has(input.key) ? fail('person.forgotten', 'this key is destroyed already') : ok([{ type: 'person.forgotten', data: { key: input.key } }]);
  },
};

/** Who acts: the caller's own name, else who signed in at their station. */
export function staffOf(state: State, who: Caller): string | null {
  return who.staff ?? state.sessions.get(who.station)?.staff ?? null;
}

function isInternal(state: State, clock: string): boolean {
  return settingsOf(state).clocks.find((one) => one.id === clock)?.internalOnly === true;
}

function inStage(state: State, id: string, stages: readonly FeedbackState[]): Result<Feedback> {
  const feedback = state.feedback.get(id);
  if (feedback === undefined) return fail('feedback.unknown', 'no such feedback is open');
  return stages.includes(feedback.state) ? ok(feedback) : fail('feedback.wrongState', `${feedback.number} is ${feedback.state}, not ${stages.join(' or ')}`);
}

/**
 * The ticket the customer complains with. A kiosk has to give today's number and its check code. Staff may also name
 * one that was looked up (its key), or a number of an earlier day; a number that several tickets bear is asked back.
 */
function findTicket(state: State, input: FileInput, who: Caller, context: Context): Result<Found> {
  if (who.role === 'kiosk') {
    const ticket = state.tickets.get(state.byNumber.get((input.ticketNumber ?? '').toUpperCase()) ?? '');
    if (ticket === undefined) return fail('ticket.unknown', 'no such ticket today');
    return ticket.check === input.check ? findIn(today(state), (one) => one.key === ticket.id) : fail('ticket.checkWrong', 'the check code does not fit the number');
  }
  if (input.ticket === undefined && input.ticketNumber === undefined) return ok(null);
  const day = input.day ?? localDay(zoneOf(state), context.now);
  const record = day === state.day ? merged(today(state), context.archived) : context.archived;
  if (record === null) return fail('ticket.unknown', `nothing is on record for ${day}`);
  const wanted = input.ticketNumber?.toUpperCase();
  return findIn(record, (one) => (input.ticket === undefined ? one.number.toUpperCase() === wanted : one.key === input.ticket));
}

function merged(live: DayTickets, archived: DayTickets | null): DayTickets {
  return archived === null ? live : { ...live, tickets: [...live.tickets, ...archived.tickets] };
}

function findIn(day: DayTickets, wanted: (ticket: RecordedTicket) => boolean): Result<Found> {
  const found = day.tickets.filter(wanted);
  const [ticket] = found;
  if (ticket === undefined) return fail('ticket.unknown', `no such ticket on ${day.day}`);
  if (found.length > 1) return fail('ticket.ambiguous', `${found.length} tickets of ${day.day} have this number; look them up and name one`);
  // Imported tickets and the hall's own have nothing to do with each other, even on one day.
  return ok({ ticket, day: { ...day, tickets: day.tickets.filter((one) => one.import === ticket.import), counters: ticket.import === null ? day.counters : null, incidents: ticket.import === null ? day.incidents : null } });
}

/** One ticket and one kiosk may only file so many in an hour (settings.kioskRequest), so that nobody floods the hall. */
function tooMany(state: State, who: Caller, ticket: string | null, now: number): boolean {
  const limits = settingsOf(state).kioskRequest;
  const recent = [...state.feedback.values()].filter((one) => one.channel === 'kiosk' && now - one.recordedAt < 3_600_000);
  return recent.filter((one) => one.ticket === ticket).length >= limits.perTicketPerHour || recent.filter((one) => one.station === who.station).length >= limits.perKioskPerHour;
}
