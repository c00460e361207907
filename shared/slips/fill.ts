import { zoneOf } from '../domain/decideTicket.ts';
import { type Feedback, settingsOf, type State, type Ticket, waitedFor } from '../domain/state.ts';
import type { Printer } from '../printing.ts';
import type { ComplaintSlip, DaySlip, FollowUpSlip, Reprint, TestSlip, TicketSlip } from '../slipData.ts';
import type { View } from '../contract.ts';
import type { Figures } from '../views.ts';
import { stamp, wholeMinutes } from './text.ts';

/** What every slip of this hall has. */
function common(state: State, english: boolean, reprint: Reprint | null) {
  const { hall, printing } = settingsOf(state);
  return { english, hall: hall.name, logo: printing?.logo ?? null, reprint };
}

function causeOf(state: State, feedback: Feedback): string {
  return settingsOf(state).categories.flatMap((one) => one.causes).find((one) => one.id === feedback.cause)?.zh ?? feedback.cause;
}

/** What the slip of a ticket says: the quote it was given, its standard only where that is public, and never its class. */
export function ticketData(state: State, ticket: Ticket, english: boolean, reprint: Reprint | null): TicketSlip {
  const settings = settingsOf(state);
  const service = settings.services.find((one) => one.id === waitedFor(ticket));
  const { ahead, likelySeconds, boundSeconds, openCounters } = ticket.quote;
  const likelyMinutes = wholeMinutes(likelySeconds);
  const notice = settings.hall['notice'];
  return {
    kind: 'ticket', ...common(state, english, reprint), number: ticket.number, check: ticket.check, service: (english ? service?.en : null) ?? service?.zh ?? waitedFor(ticket), issuedAt: stamp(zoneOf(state), ticket.issuedAt), ahead,
    quote: openCounters === 0 ? null : { likelyMinutes, boundMinutes: Math.max(likelyMinutes, wholeMinutes(boundSeconds)) },
    promise: ticket.standard?.audience === 'public' ? { minutes: ticket.standard.minutes, average: ticket.standard.kind === 'average' } : null,
    returnWithinMinutes: settings.queueRules.noShow.reactivateWithinMinutes, notice: typeof notice === 'string' && notice !== '' ? notice.slice(0, 400) : null,
  };
}

/** What the slip of a feedback says. The words of the customer are not in it. */
export function complaintData(state: State, feedback: Feedback, english: boolean, reprint: Reprint | null): ComplaintSlip {
  const zone = zoneOf(state);
  const { facts, answerDueAt } = feedback;
  const asOf = facts === null || facts.waitEnded ? null : stamp(zone, facts.asOf);
  return {
    kind: 'complaint', ...common(state, english, reprint), number: feedback.number, check: feedback.check, receivedAt: stamp(zone, feedback.receivedAt), matter: causeOf(state, feedback),
    ticket: facts === null ? null : { number: facts.number, issuedAt: stamp(zone, facts.issuedAt), waitedMinutes: Math.floor(facts.waitSeconds / 60), until: english ? asOf : (asOf?.slice(11) ?? null) },
    answerBy: answerDueAt === null ? null : stamp(zone, answerDueAt).slice(0, 10), phone: settingsOf(state).hall.phone ?? null,
  };
}

const englishScale = ['Very satisfied', 'Satisfied', 'Mostly satisfied', 'Dissatisfied', 'Very dissatisfied'];

/** What the slip that asks for an opinion says, or null while the feedback has not been answered. */
export function followUpData(state: State, feedback: Feedback, english: boolean, reprint: Reprint | null): FollowUpSlip | null {
  const zone = zoneOf(state);
  const { scale5, hall } = settingsOf(state);
  const answered = feedback.history.findLast((one) => one.what === 'feedback.answered');
  if (answered === undefined) return null;
  const worth = (index: number) => scale5.values[index] ?? 0;
  const bestFirst = scale5.labels.map((word, index) => ({ word: english ? (englishScale[index] ?? word) : word, worth: worth(index) })).sort((a, b) => b.worth - a.worth);
  return {
    kind: 'followUp', ...common(state, english, reprint), number: feedback.number, check: feedback.check, matter: causeOf(state, feedback),
    receivedAt: stamp(zone, feedback.receivedAt), answeredAt: stamp(zone, answered.at), scale: bestFirst.map((one) => one.word), phone: hall.phone ?? null,
  };
}

const minutesOf = (seconds: number | null) => (seconds === null ? null : Math.round(seconds / 6) / 10);

/**
 * What the slip of a day says, from its figures as the view `figures` gives them. A day before today counts as closed.
 * Where nothing reconciles (imported days only) the figures' own counts stand.
 */
export function dayData(state: State, day: string, printedAt: number, english: boolean, all: Figures, reconciliation: View<'figures'>['reconciliation'], reprint: Reprint | null): DaySlip {
  const open = Math.max(0, all.tickets - all.served - all.left);
  const feedback = [...state.feedback.values()];
  return {
    kind: 'day', ...common(state, english, reprint), day, printedAt: stamp(zoneOf(state), printedAt), closed: day === state.day ? state.dayClosed : true,
    counts: reconciliation ?? { issued: all.tickets, finished: all.served, left: all.left, cancelled: 0, merged: 0, rebooked: 0, open, balanced: true },
    noShow: all.noShow, meanWaitMinutes: minutesOf(all.meanWaitSeconds), p90WaitMinutes: minutesOf(all.p90WaitSeconds), maxWaitMinutes: minutesOf(all.maxWaitSeconds), overPromise: all.overPromise, busiest: all.busiestHalfHour,
    feedback: { today: feedback.filter((one) => one.day === day).length, open: feedback.filter((one) => one.state !== 'closed').length },
  };
}

/** What the test print of a printer says; `charset` is its profile's (main/devices/profiles.ts). */
export function testData(state: State, printer: Pick<Printer, 'name' | 'address' | 'profile' | 'widthMm'>, charset: string, printedAt: number, english: boolean, reprint: Reprint | null = null): TestSlip {
  return { kind: 'test', ...common(state, english, reprint), printer: printer.name, address: printer.address, profile: printer.profile, widthMm: printer.widthMm, charset, printedAt: stamp(zoneOf(state), printedAt) };
}
