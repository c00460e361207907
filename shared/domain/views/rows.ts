import { sameValue } from '../../changes.ts';
import type { TicketRow } from '../../views.ts';
import { issuingNow } from '../decideTicket.ts';
import { quoteAt, waitingOf } from '../load.ts';
import { aheadOf, isPriority, older } from '../queue.ts';
import { type CounterDay, settingsOf, type State, type Ticket } from '../state.ts';
import { perSeq } from './perSeq.ts';

const rows = new WeakMap<Ticket, TicketRow>();
const rowsOfSeq = perSeq(() => new Map<Ticket, TicketRow>());

/** A ticket as staff see it in a list: the same object again until something in it changes, for those who compare views. */
export function ticketRow(state: State, ticket: Ticket): TicketRow {
  const sure = rowsOfSeq(state);
  const known = sure.get(ticket);
  if (known !== undefined) return known;
  const [before, now] = [rows.get(ticket), newRow(state, ticket)];
  const row = before !== undefined && sameValue(before, now) ? before : now;
  rows.set(ticket, row);
  sure.set(ticket, row);
  return row;
}

function newRow(state: State, ticket: Ticket): TicketRow {
  const rules = settingsOf(state).queueRules.noShow;
  return {
    ticket: ticket.id, number: ticket.number, service: ticket.service, services: [...ticket.services], class: ticket.class, priority: isPriority(state, ticket.class),
    state: ticket.state, issuedAt: ticket.issuedAt, countsFrom: ticket.countsFrom, standard: ticket.standard, quoteBoundSeconds: ticket.quote.boundSeconds,
    calledAt: ticket.calledAt, startedAt: ticket.startedAt, recalls: ticket.recalls, until: ticket.parkedUntil,
    returnBy: ticket.noShowAt === null || ticket.returns >= rules.maxReactivations ? null : ticket.noShowAt + rules.reactivateWithinMinutes * 60_000,
    returns: ticket.returns, passedOver: ticket.passedOver, counter: ticket.counter, reason: ticket.reason, why: ticket.why, feedback: ticket.feedback, steppedIn: [...ticket.steppedIn],
  };
}

/** Rows of the tickets named, those that are gone left out. */
export function ticketRows(state: State, ids: readonly string[]): TicketRow[] {
  return ids.flatMap((id) => {
    const ticket = state.tickets.get(id);
    return ticket === undefined ? [] : [ticketRow(state, ticket)];
  });
}

/** Everybody who waits for these services, the longest first. */
export function waitingTickets(state: State, services: readonly string[]): readonly Ticket[] {
  const [known, name] = [waitingOfSeq(state), services.join(' ')];
  const tickets = known.get(name) ?? sortedTickets(state, services);
  known.set(name, tickets);
  return tickets;
}

const waitingOfSeq = perSeq(() => new Map<string, readonly Ticket[]>());

function sortedTickets(state: State, services: readonly string[]): Ticket[] {
  const ids = services.flatMap((service) => [
    ...settingsOf(state).classes.flatMap((one) => state.queues.get(`${service}/${one.id}`) ?? []),
    ...(state.comebacks.get(service) ?? []).map((one) => one.ticket),
  ]);
  return ids.flatMap((id) => state.tickets.get(id) ?? []).sort(older);
}

/** Whether a wait that began counting at `countsFrom` is over a single-wait standard at `now`. */
export function isOver(ticket: Ticket, now: number): boolean {
  return ticket.standard?.kind === 'single' && now - ticket.countsFrom > ticket.standard.minutes * 60_000;
}

/** What waits for each enabled service that takes tickets (or every one), with the quote a new ordinary ticket would get. `over` is as of the state's own time. */
export function serviceLoads(state: State, withoutTickets = false) {
  return settingsOf(state).services.filter((one) => one.enabled && (withoutTickets || one.noTicket !== true)).map((one) => {
    const tickets = waitingTickets(state, [one.id]);
    const quote = quoteAt(state, one.id, aheadOf(state, one.id, 'ordinary'));
    return {
      id: one.id, zh: one.zh, en: one.en ?? null, waiting: waitingOf(state, one.id), likelySeconds: quote.likelySeconds, boundSeconds: quote.boundSeconds,
      longestFrom: tickets[0]?.issuedAt ?? null, over: tickets.filter((ticket) => isOver(ticket, state.at)).length,
    };
  });
}

/** The same for everybody's eyes: without what is measured by inside standards. */
export function publicLoads(state: State, withoutTickets = false) {
  return serviceLoads(state, withoutTickets).map(({ over: _, ...load }) => load);
}

/** A counter as staff see it, its pause reason in the inside words. */
export function counterRow(state: State, counter: CounterDay) {
  const settings = settingsOf(state);
  const known = settings.counters.find((one) => one.no === counter.no);
  const ticket = state.tickets.get(counter.ticket ?? '');
  const spell = counter.spells.at(-1);
  const reason = counter.state === 'paused' ? (spell?.reason ?? null) : null;
  return {
    no: counter.no, zh: known?.zh ?? String(counter.no), state: counter.state, since: spell === undefined ? null : (spell.to ?? spell.from), staff: counter.staff,
    pauseReason: settings.pauseReasons.find((one) => one.id === reason)?.internal ?? reason,
    services: [...(known?.services ?? [])], number: ticket?.number ?? null, ticketSince: ticket === undefined ? null : (ticket.startedAt ?? ticket.calledAt), served: counter.served,
  };
}

/** Running and past incidents of the day. */
export function incidentRows(state: State) {
  return state.incidents.map((one) => {
    const kind = settingsOf(state).hallIncidents.find((other) => other.id === one.kind);
    return { incident: one.id, kind: one.kind, zh: kind?.zh ?? one.kind, kiosk: kind?.kiosk ?? '', issuing: kind?.issuing ?? 'warn', from: one.from, to: one.to };
  });
}

/** What customers may read of the incidents that run now. A silent one is not told. */
export function publicIncidents(state: State) {
  return incidentRows(state)
    .filter((one) => one.to === null && one.kiosk !== '')
    .map((one) => ({ kind: one.kind, text: one.kiosk.replaceAll(/\{[a-zA-Z]+\}/g, '—'), issuing: one.issuing }));
}

/** What the kiosk says when tickets are not to be had, else null. */
export function issuingNotice(state: State): string | null {
  return issuingNow(state) === 'stopped' ? settingsOf(state).hall.closing.kioskNotice : null;
}
