import type { View } from '../../contract.ts';
import { localDay, weekday } from '../../time.ts';
import type { Caller } from '../decide.ts';
import { issuingNow, zoneOf } from '../decideTicket.ts';
import { reconcile } from '../figures.ts';
import { isOpenFeedback } from '../process.ts';
import { aheadNow, nextTicket, servicesAt } from '../queue.ts';
import { quoteAt } from '../load.ts';
import { type Feedback, settingsOf, type State, type Ticket } from '../state.ts';
import { counterRow, incidentRows, issuingNotice, publicIncidents, publicLoads, serviceLoads, ticketRow, ticketRows, waitingTickets } from './rows.ts';

/** What a kiosk shows. Never a class reason, a pause reason or a name. */
export function kioskView(state: State): View<'kiosk'> {
  const settings = settingsOf(state);
  const loads = publicLoads(state, true);
  const hours = settings.hall.openingHours.find((one) => one.days.includes(weekday(state.day || localDay(zoneOf(state), state.at))));
  const causes = settings.categories.flatMap((one) => one.causes);
  return {
    hall: settings.hall.name, phone: settings.hall.phone ?? null, day: state.day, hours: hours === undefined ? null : { open: hours.open, close: hours.close },
    services: settings.services.filter((one) => one.enabled).flatMap((one) => {
      const load = loads.find((other) => other.id === one.id);
      return load === undefined ? [] : [{ ...load, prefix: one.prefix, hint: one.kioskHint, noTicket: one.noTicket === true, answer: one.kioskAnswer ?? null }];
    }),
    classes: settings.classes.filter((one) => one.kiosk).map(({ id, zh }) => ({ id, zh })),
    issuing: issuingNow(state), notice: issuingNotice(state), incidents: publicIncidents(state),
    causes: settings.kioskCauses.flatMap((id) => causes.filter((one) => one.id === id)),
    noShowText: settings.queueRules.noShow.kioskText,
    openCounters: [...state.counters.values()].filter((one) => one.state === 'open').length,
  };
}

/** What a customer with number and check code may know of a ticket of today or a feedback that is not archived; both null when the code does not fit. */
export function statusView(state: State, number: string, check: string, now: number): View<'status'> {
  const ticket = state.tickets.get(state.byNumber.get(number.toUpperCase()) ?? '');
  const feedback = [...state.feedback.values()].find((one) => one.number === number && one.check === check);
  return {
    ticket: ticket === undefined || ticket.check !== check ? null : ticketStatus(state, ticket, now),
    feedback: feedback === undefined ? null : feedbackStatus(feedback),
  };
}

/** What its customer may know of a feedback. */
export function feedbackStatus(feedback: Feedback): NonNullable<View<'status'>['feedback']> {
  return { number: feedback.number, state: feedback.state, receivedAt: feedback.receivedAt, answerDueAt: feedback.answerDueAt, answered: feedback.answer !== null };
}

function ticketStatus(state: State, ticket: Ticket, now: number): NonNullable<View<'status'>['ticket']> {
  const end = ticket.firstCalledAt ?? ticket.leftAt ?? ticket.endedAt;
  const ahead = ticket.state === 'waiting' ? aheadNow(state, ticket) : 0;
  return {
    ticket: ticket.id, number: ticket.number, service: ticket.service, state: ticket.state, issuedAt: ticket.issuedAt,
    waitedSeconds: Math.max(0, Math.floor(((end ?? now) - ticket.issuedAt) / 1000)), waitEnded: end !== null, ahead,
    likelySeconds: ticket.state === 'waiting' ? quoteAt(state, ticket.service, ahead).likelySeconds : 0,
    counter: ticket.state === 'called' || ticket.state === 'serving' ? String(ticket.counter) : null,
    standard: ticket.standard?.audience === 'public' ? ticket.standard : null,
    canCancel: ticket.state === 'waiting' || ticket.state === 'parked' || ticket.state === 'noShow',
  };
}

/** What the board shows. A priority call says 优先, never why. */
export function boardView(state: State): View<'board'> {
  const settings = settingsOf(state);
  const shown = new Map(settings.counters.filter((one) => one.publicCalling !== false).map((one) => [one.no, one.zh]));
  const display = settings['classDisplay'] as { readonly voice?: string } | undefined;
  const priority = display?.voice ?? '请优先客户 {number} 到 {counter} 号柜台';
  return {
    hall: settings.hall.name, day: state.day,
    calls: state.calls.flatMap((one) => withName(shown.get(one.counter), (counterZh) => ({ ...one, counterZh }))),
    counters: [...state.counters.values()].flatMap((one) => withName(shown.get(one.no), (zh) => ({
      no: one.no, zh, state: one.state,
      notice: one.state === 'paused' ? (settings.pauseReasons.find((reason) => reason.id === one.spells.at(-1)?.reason)?.customer ?? null) : null,
      number: state.tickets.get(one.ticket ?? '')?.number ?? null,
    }))),
    services: publicLoads(state),
    notices: [...publicIncidents(state).map((one) => one.text), ...[issuingNotice(state)].filter((one) => one !== null)],
    voice: { ordinary: '请 {number} 号到 {counter} 号柜台', priority, english: settings.hall.englishCalls === true },
  };
}

/** What `make` makes for a counter that is shown under a name; nothing for one that is not. */
function withName<T>(name: string | undefined, make: (name: string) => T): T[] {
  return name === undefined ? [] : [make(name)];
}

/** What a clerk sees: their own counter, whom they would call, who is parked or did not come. */
export function counterView(state: State, who: Caller): View<'counter'> {
  const session = state.sessions.get(who.station);
  const counter = state.counters.get(session?.counter ?? -1) ?? null;
  const services = counter === null ? [] : servicesAt(state, counter.no);
  const waiting = waitingTickets(state, services);
  const first = counter === null ? undefined : nextTicket(state, counter.no, state.at)?.ticket;
  const ordered = first === undefined ? waiting : [first, ...waiting.filter((one) => one !== first)];
  return {
    staff: session?.staff ?? null, counter: counter === null ? null : counterRow(state, counter),
    choices: settingsOf(state).counters.map((one) => ({ no: one.no, zh: one.zh, takenBy: takenBy(state, one.no, who) })),
    current: ticketRows(state, counter?.ticket == null ? [] : [counter.ticket])[0] ?? null,
    waiting: ordered.slice(0, 200).map((one) => ticketRow(state, one)), others: Math.max(0, ordered.length - 200),
    parked: ticketRows(state, state.parked), noShow: ticketRows(state, state.noShows), recent: ticketRows(state, [...state.finished].reverse()), incidents: incidentRows(state).filter((one) => one.to === null),
  };
}

function takenBy(state: State, no: number, who: Caller): string | null {
  const counter = state.counters.get(no);
  return counter === undefined || counter.station === who.station ? null : counter.staff;
}

/** The floor as guides, leads and managers see it. */
export function floorView(state: State): View<'floor'> {
  const settings = settingsOf(state);
  const waiting = waitingTickets(state, settings.services.map((one) => one.id));
  const serving = [...state.counters.values()].flatMap((one) => (one.ticket === null ? [] : [one.ticket]));
  const feedback = [...state.feedback.values()];
  return {
    hall: settings.hall.name, day: state.day, issuing: issuingNow(state), closed: state.dayClosed,
    waiting: waiting.map((one) => ticketRow(state, one)), serving: ticketRows(state, serving), noShow: ticketRows(state, state.noShows), parked: ticketRows(state, state.parked),
    services: serviceLoads(state), counters: [...state.counters.values()].map((one) => counterRow(state, one)), incidents: incidentRows(state),
    help: [...state.help].map(([counter, since]) => ({ counter, since })),
    reconciliation: reconcile(state.tickets.values()),
    feedbackOpen: feedback.filter(isOpenFeedback).length, feedbackToday: feedback.filter((one) => one.day === state.day).length,
  };
}
