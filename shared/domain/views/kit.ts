import type { Settings } from '../../settings.ts';
import type { Caller } from '../decide.ts';
import { isOpen } from '../decideTicket.ts';
import { type CounterDay, emptyState, freeze, settingsOf, type State, type Ticket } from '../state.ts';
import { printingOf } from '../slipJobs.ts';
import { perSeq } from './perSeq.ts';

/** What a kiosk needs of the settings: what it shows and decides by. Never remedies, phrases or limits. */
const kioskSections = [
  'hall', 'services', 'classes', 'classDisplay', 'queueRules', 'counters', 'pauseReasons', 'hallIncidents', 'requestTypes', 'channels', 'clocks', 'categories',
  'kioskCauses', 'kioskRequest', 'severity', 'desires', 'groupRules', 'earlyWarning', 'quickPhrases', 'scale5', 'slips', 'printing',
] as const;

/**
 * What a station needs to go on by itself while it is cut off (SPEC 10.5): a part of the state, as freeze() gives it,
 * with its settings. A kiosk gets the queues without check codes, phones and reasons; a counter its own desk and the
 * tickets that are meant for it, as of no seq.
 */
export function kitOf(state: State, who: Caller): Record<string, unknown> {
  const common = { ...emptyState(), hall: state.hall, seq: state.seq, at: state.at, day: state.day, dayClosed: state.dayClosed, issuingStoppedAt: state.issuingStoppedAt, incidents: state.incidents, epoch: state.epoch, serviceSeconds: state.serviceSeconds, printers: own(state, who), firstHost: state.firstHost };
  const settings = settingsOf(state);
  const kit = who.role === 'clerk' || who.role === 'lead' || who.role === 'manager' ? deskKit(state, who, common) : floorKit(state, common);
  // A copy: the state goes on changing, and what was sent must not.
  return { ...structuredCopy(freeze(kit)), settings: who.role === 'kiosk' ? only(settings) : settings };
}

/** The printers of that station: what they were, last it was told. */
function own(state: State, who: Caller): State['printers'] {
  const ids = new Set(printingOf(state).printers.filter((one) => one.station === who.station).map((one) => one.id));
  return new Map([...state.printers].filter(([id]) => ids.has(id)).map(([id, one]) => [id, { ...one }]));
}

const isCopy = new WeakSet<object>();

/** Plain values only, as freeze() gives them. */
function structuredCopy<T>(value: T): T {
  if (typeof value === 'object' && value !== null && isCopy.has(value)) return value;
  if (Array.isArray(value)) return value.map(structuredCopy) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, structuredCopy(one)])) as T;
}

function floorKit(state: State, common: State): State {
  const waiting = [...state.tickets.values()].filter((one) => one.state === 'waiting');
  const counters = [...state.counters.values()].map((one): CounterDay => ({ ...one, staff: null, station: null, ticket: null, spells: one.spells.slice(-1).map((spell) => ({ ...spell, reason: null })) }));
  return { ...common, ...ticketsOf(waiting.map(bare)), queues: state.queues, comebacks: state.comebacks, counters: new Map(counters.map((one) => [one.no, one])) };
}

function deskKit(state: State, who: Caller, common: State): State {
  const session = state.sessions.get(who.station);
  const counter = state.counters.get(session?.counter ?? -1);
  const counters = new Map([...state.counters].map(([no, one]) => [no, one === counter ? one : fromAfar(one)]));
  // What others do does not change it: with each of their tickets it would have to be sent to every counter.
  const still = { ...common, seq: 0, at: state.at - (state.at % atEvery), serviceSeconds: new Map(), counters };
  if (session === undefined) return still;
  const mine = counter === undefined ? [] : (ticketsAt(state).get(counter.no) ?? []);
  const meant = new Set(mine.filter((one) => one.forCounter === counter?.no).map((one) => one.id));
  const queues = [...state.queues].map(([name, ids]) => [name, ids.filter((id) => meant.has(id))] as const).filter(([, ids]) => ids.length > 0);
  return {
    ...still, ...ticketsOf(mine.map((one) => ({ ...one, phone: null }))), sessions: new Map([[who.station, session]]),
    queues: new Map(queues), parked: state.parked.filter((id) => meant.has(id)), finished: state.finished.filter((id) => mine.some((one) => one.id === id)),
  };
}

/** The tickets of each counter: there now, meant for it, or finished there lately. */
const ticketsAt = perSeq((state) => {
  const [at, recent] = [new Map<number, Ticket[]>(), new Set(state.finished)];
  for (const one of state.tickets.values()) {
    const open = isOpen(one);
    if (!open && !recent.has(one.id)) continue;
    for (const no of new Set([one.counter, open ? one.forCounter : null])) if (no !== null) at.set(no, [...(at.get(no) ?? []), one]);
  }
  return at;
});

const atEvery = 600_000;

const afar = new WeakMap<CounterDay, CounterDay>();

/** Another counter: whether it is open, and who is there. */
function fromAfar(counter: CounterDay): CounterDay {
  const before = afar.get(counter);
  if (before?.state === counter.state && before.staff === counter.staff && before.station === counter.station) return before;
  const copy = { ...counter, ticket: null, priorityRun: 0, served: 0, spells: [] };
  afar.set(counter, copy);
  isCopy.add(copy);
  return copy;
}

function ticketsOf(tickets: readonly Ticket[]): Pick<State, 'tickets' | 'byNumber'> {
  return { tickets: new Map(tickets.map((one) => [one.id, one])), byNumber: new Map(tickets.map((one) => [one.number, one.id])) };
}

function bare(ticket: Ticket): Ticket {
  return { ...ticket, check: '', phone: null, reason: null, booking: null };
}

function only(settings: Settings): Record<string, unknown> {
  return Object.fromEntries(kioskSections.map((name) => [name, settings[name]]));
}
