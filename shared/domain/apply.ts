import type { EventBody, HallEvent } from '../events.ts';
import { localDay } from '../time.ts';
import { applyFeedback, applyTogether } from './applyFeedback.ts';
import { applyNetwork, turnNumbers } from './applyNetwork.ts';
import { applyPrinting, pruneSlips } from './applyPrinting.ts';
import { applyTicket } from './applyTicket.ts';
import { isOver } from './process.ts';
import { rememberClosed } from './together.ts';
import { settingsOf, type CounterDay, type State } from './state.ts';

/**
 * The state after `event`: changed in place and returned. Total: an event that was decided always applies.
 * It must not depend on anything but the state and the event, because recovery runs it again.
 */
export function apply(state: State, event: HallEvent): State {
  state.seq = event.seq;
  state.at = Math.max(state.at, event.at);
  applyBody(state, event, event);
  return state;
}

function applyBody(state: State, event: HallEvent, body: EventBody): void {
  switch (body.type) {
    case 'hall.created':
      state.hall = { id: body.data.id, zone: body.data.zone, publicKey: body.data.publicKey, rehearsal: body.data.rehearsal };
      state.settings = body.data.settings;
      return addCounters(state);
    case 'hall.configured':
      state.settings = { ...settingsOf(state), [body.data.section]: body.data.value };
      return addCounters(state);
    case 'day.opened':
      return openDay(state, body.data.day);
    case 'day.issuingStopped':
      state.issuingStoppedAt = event.at;
      return;
    case 'day.closed':
      state.dayClosed = true;
      state.unsealed.push(body.data.day);
      return;
    case 'staff.signedIn': {
      leaveCounter(state, event.station);
      state.sessions.set(event.station, { staff: body.data.staff, counter: body.data.counter });
      const counter = body.data.counter === null ? undefined : state.counters.get(body.data.counter);
      if (counter !== undefined) Object.assign(counter, { staff: body.data.staff, station: event.station });
      return;
    }
    case 'staff.signedOut':
      leaveCounter(state, body.data.station);
      state.sessions.delete(body.data.station);
      return;
    case 'counter.opened':
    case 'counter.resumed':
      return changeCounter(state, body.data.counter, 'open', null, event.at);
    case 'counter.paused':
      return changeCounter(state, body.data.counter, 'paused', body.data.reason, event.at);
    case 'counter.closed':
      return changeCounter(state, body.data.counter, 'closed', null, body.data.endedAt ?? event.at);
    case 'help.asked':
      state.help.set(body.data.counter, event.at);
      return;
    case 'help.came':
      state.help.delete(body.data.counter);
      return;
    case 'incident.started':
      state.incidents.push({ id: body.data.incident, kind: body.data.kind, from: event.at, to: null });
      return;
    case 'incident.stopped': {
      const incident = state.incidents.find((one) => one.id === body.data.incident);
      if (incident !== undefined) incident.to = event.at;
      return;
    }
    case 'import.started':
      state.importing = { import: body.data.import, file: body.data.file };
      return;
    case 'import.completed': {
      const { import: id, sha256, profile, ...summary } = body.data;
      state.imports.push({ import: id, sha256, profile, at: event.at, summary });
      state.importing = null;
      return;
    }
    case 'import.cancelled':
      state.importing = null;
      return;
    case 'person.forgotten':
      state.forgotten.add(body.data.key);
      return;
    case 'day.sealed':
      state.unsealed = state.unsealed.filter((one) => one !== body.data.day);
      return;
    case 'station.paired':
    case 'station.changed':
    case 'station.revoked':
    case 'numbers.leased':
    case 'clock.jumped':
    case 'epoch.started':
    case 'epoch.settled':
    case 'split.found':
    case 'split.seen':
      return applyNetwork(state, event, body);
    case 'slip.requested':
    case 'slip.moved':
    case 'slip.reported':
    case 'slip.settled':
    case 'slip.cancelled':
    case 'printer.reported':
    case 'printer.rollChanged':
      return applyPrinting(state, event, body);
    case 'ticket.imported':
    case 'fact.kept':
      return; // of the record and the archive only
    case 'ticket.issued':
    case 'ticket.cancelled':
    case 'ticket.called':
    case 'ticket.recalled':
    case 'ticket.started':
    case 'ticket.finished':
    case 'ticket.rated':
    case 'ticket.markedNoShow':
    case 'ticket.returned':
    case 'ticket.parked':
    case 'ticket.transferred':
    case 'ticket.serviceAdded':
    case 'ticket.rebooked':
    case 'ticket.reclassed':
    case 'ticket.merged':
    case 'ticket.left':
    case 'ticket.steppedIn':
    case 'ticket.advanced':
      return applyTicket(state, event, body);
    case 'cluster.found':
    case 'cluster.joined':
    case 'cluster.answered':
    case 'warning.found':
    case 'warning.seen':
      return applyTogether(state, event, body);
    case 'staff.added':
    case 'staff.changed':
      state.roster.set(body.data.staff, { ...body.data, pin: state.roster.get(body.data.staff)?.pin ?? false });
      return;
    case 'staff.removed':
      state.roster.delete(body.data.staff);
      return;
    case 'staff.pinSet': {
      const member = state.roster.get(body.data.staff);
      if (member !== undefined) state.roster.set(member.staff, { ...member, pin: true });
      return;
    }
    case 'staff.locked':
    case 'staff.unlocked': {
      const session = state.sessions.get(event.station);
      if (session !== undefined) session.locked = body.type === 'staff.locked';
      return;
    }
    default:
      return applyFeedback(state, event, body);
  }
}

function leaveCounter(state: State, station: string): void {
  const counter = state.counters.get(state.sessions.get(station)?.counter ?? -1);
  if (counter?.station === station) Object.assign(counter, { staff: null, station: null });
}

function addCounters(state: State): void {
  for (const one of settingsOf(state).counters) if (!state.counters.has(one.no)) state.counters.set(one.no, closedCounter(one.no));
}

function closedCounter(no: number): CounterDay {
  return { no, state: 'closed', staff: null, station: null, ticket: null, priorityRun: 0, served: 0, spells: [] };
}

function changeCounter(state: State, no: number, to: CounterDay['state'], reason: string | null, at: number): void {
  const counter = state.counters.get(no);
  if (counter === undefined) return;
  const last = counter.spells.at(-1);
  if (last !== undefined && last.to === null) last.to = at;
  counter.state = to;
  if (to !== 'closed') counter.spells.push({ state: to, reason, from: at, to: null });
}

/** A new day starts with what is still open: complaints, bookings for today or later, and running incidents. The rest is in the archive. */
function openDay(state: State, day: string): void {
  turnNumbers(state, day);
  pruneSlips(state);
  for (const one of state.feedback.values()) if (isOver(one)) rememberClosed(state, one);
  state.clusters = state.clusters.filter((one) => one.answeredAt === null && one.feedback.some((id) => state.feedback.get(id)?.closedAt === null));
  const kept = [...state.feedback].filter(([, one]) => !isOver(one));
  const staying = state.incidents.filter((one) => one.to === null);
  const zone = state.hall?.zone ?? 'Asia/Shanghai';
  const bookings = [...state.bookings].filter(([, one]) => localDay(zone, one.at) >= day);
  const counters = [...state.counters.values()].filter((one) => settingsOf(state).counters.some((other) => other.no === one.no)).map((one) => ({ ...closedCounter(one.no), staff: one.staff, station: one.station }));
  Object.assign(state, {
    day, dayClosed: false, issuingStoppedAt: null, numbers: new Map(), tickets: new Map(), byNumber: new Map(), queues: new Map(),
    comebacks: new Map(), parked: [], noShows: [], calls: [], finished: [], help: new Map(), feedback: new Map(kept), feedbackNumbers: 0, incidents: staying, bookings: new Map(bookings),
    counters: new Map(counters.map((one) => [one.no, one])),
  });
}
