import type { CommandInput } from '../contract.ts';
import type { EventBody } from '../events.ts';
import { fail, ok, type Result } from '../result.ts';
import { localDay } from '../time.ts';
import { type DayTickets, type RecordedTicket, today } from './archive.ts';
import { answerDue, startClocks } from './clocks.ts';
import { goesUp, ownerFor, peopleMeant } from './conflicts.ts';
import type { Caller, Context, Deciders } from './decide.ts';
import { zoneOf } from './decideTicket.ts';
import { factSheetOf } from './facts.ts';
import { nextFeedbackNumber } from './numbers.ts';
import { isOpenFeedback } from './process.ts';
import { personAt } from './people.ts';
import { severityOf } from './severity.ts';
import { slipFor } from './slipJobs.ts';
import { type Feedback, settingsOf, type State } from './state.ts';
import { categoryOf, day, togetherWith, warningsOf } from './together.ts';

type FileInput = CommandInput<'feedback.file'>;
type Found = { readonly ticket: RecordedTicket; readonly day: DayTickets } | null;

/** Filing a feedback: finding its ticket, its number, its deadlines, who owns it, and what it belongs together with. */
export const feedbackDeciders: Deciders<'feedback.file'> = {
  'feedback.file'(state, input, who, context) {
    const settings = settingsOf(state);
    const category = settings.categories.find((one) => one.causes.some((cause) => cause.id === input.cause));
    if (category === undefined) return fail('feedback.causeUnknown', `no cause ${input.cause}`);
    const type = settings.requestTypes.find((one) => one.id === (category.type ?? input.type));
    if (type === undefined) return fail('command.badInput', `no type ${input.type}`);
    const channel = who.role === 'kiosk' ? 'kiosk' : who.role === 'guide' ? 'guide' : (input.channel ?? 'counter');
    if (!settings.channels.some((one) => one.id === channel)) return fail('command.badInput', `no channel ${channel}`);
    if (input.desire !== undefined && !settings.desires.some((one) => one.id === input.desire)) return fail('command.badInput', `no wish ${input.desire}`);
    const wrong = outsideProblem(state, input, channel, who, context.now);
    if (wrong !== null) return wrong;
    const found = findTicket(state, input, who, context);
    if (!found.ok) return found;
    const ticket = found.value?.ticket ?? null;
    if (who.role === 'kiosk' && tooMany(state, who, ticket?.key ?? null, context.now)) return fail('feedback.tooMany', 'this ticket or this kiosk has just sent one');
    const said = saidBefore(state, category.id, ticket?.key ?? null, context);
    if (said.open !== null && !input.separate && type.id !== 'settledOnSite') return fail('feedback.alreadyOpen', said.open.number);
    const named = peopleMeant(state, input.named);
    const number = nextFeedbackNumber(state);
    if (!number.ok) return number;

    const receivedAt = who.role === 'kiosk' ? context.now : (input.receivedAt ?? context.now);
    const headcount = input.headcount ?? (input.severity.includes('group') ? settings.groupRules.from : null);
    const graded = severityOf(settings, input.severity, { channel, headcount, times: said.times, type: type.id });
    const reachable = context.sealed['phone'] !== undefined || context.sealed['representatives'] !== undefined;
    const clocks = startClocks(settings, zoneOf(state), { type: type.id, channel, severity: graded.severity, receivedAt, reachable }, context.workingDay);
    const passedUp = type.id !== 'settledOnSite' && goesUp(state, type.id, input.cause, named);
    const filer = who.role === 'kiosk' ? null : staffOf(state, who);
    const filed: EventBody = {
      type: 'feedback.filed',
      data: {
        feedback: context.subject,
        number: number.value,
        check: context.digits(4),
        type: type.id, cause: input.cause, channel, receivedAt,
        ticketNumber: ticket?.number ?? null, ticketDay: found.value?.day.day ?? null, ticket: ticket?.key ?? null,
        facts: found.value === null ? null : factSheetOf(found.value.ticket, found.value.day, context.now),
        clocks, answerDueAt: answerDue(clocks),
        owner: passedUp ? 'role:superior' : ownerFor(state, named, filer, who.role),
        helpWanted: input.helpWanted,
        words: context.sealed['words'] ?? null, name: context.sealed['name'] ?? null, phone: context.sealed['phone'] ?? null, account: context.sealed['account'] ?? null,
        mood: context.sealed['mood'] ?? null, representatives: context.sealed['representatives'] ?? null, headcount,
        desire: input.desire ?? null, area: input.area ?? null, outage: input.outage ?? null, severity: graded.severity, severityWhy: graded.why, named,
        outsideNumber: input.outsideNumber ?? null, repeatOf: said.closed?.id ?? null, times: said.times, passedUp,
      },
    };
    if (type.id === 'settledOnSite') return ok([filed, { type: 'feedback.closed', data: { feedback: context.subject } }]);
    // Everybody of a group who left a contact gets a slip of the same number (settings.groupRules).
    const slips = Array.from({ length: Math.max(1, input.representatives?.length ?? 1) }, () => slipFor(state, who, { kind: 'complaint', of: context.subject, number: number.value, english: input.english ?? false }, context)).flat();
    return ok([filed, ...slips, ...togetherWith(state, filed.data, context), ...warningsOf(state, filed.data, context)]);
  },
};

/** What a person brought in from elsewhere has to say: the other system's number, and when it was received there. */
function outsideProblem(state: State, input: FileInput, channel: string, who: Caller, now: number): ReturnType<typeof fail> | null {
  if (who.role === 'kiosk') return null;
  if (input.receivedAt !== undefined && input.receivedAt > now) return fail('feedback.badTime', 'it cannot have been received in the future');
  const outside = settingsOf(state).channels.find((one) => one.id === channel)?.['externalNo'] === true;
  return outside && (input.outsideNumber === undefined || input.receivedAt === undefined) ? fail('feedback.badTime', `what came by ${channel} has its number there and the time of receipt`) : null;
}

/** What the same customer said of the same kind of matter: still open, or closed within 30 days (settings.repeatRules). Same customer: the same ticket, or the same phone. */
function saidBefore(state: State, category: string, ticket: string | null, context: Context): { readonly open: Feedback | null; readonly closed: { readonly id: string } | null; readonly times: number } {
  const same = (cause: string) => categoryOf(state, cause) === category;
  const withTicket = ticket === null ? [] : [...state.feedback.values(), ...state.lately.closed].filter((one) => one.ticket === ticket).map((one) => one.id);
  const ids = new Set([...context.same, ...withTicket]);
  const open = [...ids]
    .flatMap((id) => state.feedback.get(id) ?? [])
    .find((one) => isOpenFeedback(one) && same(one.cause) && one.type !== 'settledOnSite');
  const since = context.now - 30 * day;
  const closed = [
    ...[...ids].flatMap((id) => state.feedback.get(id) ?? []).filter((one) => one.closedAt !== null && one.type !== 'settledOnSite').map((one) => ({ id: one.id, cause: one.cause, closedAt: one.closedAt ?? 0, times: one.times })),
    ...state.lately.closed.filter((one) => ids.has(one.id)),
  ].filter((one) => same(one.cause) && one.closedAt >= since).sort((a, b) => b.closedAt - a.closedAt)[0] ?? null;
  return { open: open ?? null, closed, times: (closed?.times ?? 0) + 1 };
}

/** Who acts: the caller's own name, else who signed in at their station; nobody whom the roster does not have any more. */
function staffOf(state: State, who: Caller): string | null {
  const person = personAt(state, who);
  return person === null || state.roster.size === 0 || state.roster.has(person) ? person : null;
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
  const recent = state.lately.filed.filter((one) => one.channel === 'kiosk' && now - one.at < 3_600_000);
  return recent.filter((one) => one.ticket === ticket).length >= limits.perTicketPerHour || recent.filter((one) => one.station === who.station).length >= limits.perKioskPerHour;
}
