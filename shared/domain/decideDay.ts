import type { EventBody } from '../events.ts';
import type { Printer } from '../printing.ts';
import { fail, ok } from '../result.ts';
import type { Settings } from '../settings.ts';
import { localDay } from '../time.ts';
import type { Deciders } from './decide.ts';
import { endOf, isOpen, settle, zoneOf } from './decideTicket.ts';
import { inconsistencies } from './inconsistencies.ts';
import { waitingOf } from './load.ts';
import { abandoned, usefulFor } from './slipJobs.ts';
import { settingsOf, type State } from './state.ts';

/** Incidents, settings, the day's beginning and end, imports: what is about the hall and not one ticket. */
export const dayDeciders: Deciders<
  | 'hall.create' | 'hall.configure' | 'incident.start' | 'incident.stop' | 'day.stopIssuing' | 'day.close' | 'day.turn' | 'day.seal'
  | 'import.begin' | 'import.rows' | 'import.complete' | 'import.cancel'
> = {
  'hall.create'(state, input, _who, context) {
    if (state.hall !== null) return fail('store.notEmpty', 'this folder holds a hall already');
    return ok([{ type: 'hall.created', data: without(input) }, { type: 'day.opened', data: { day: localDay(input.zone, context.now) } }]);
  },

  'hall.configure'(state, input, _who, context) {
    const { section, value } = input.change;
    const settings = { ...settingsOf(state), [section]: value };
    const wrong = inconsistencies(settings);
    if (wrong.length > 0) return fail('settings.invalid', wrong.join('; '));
    const left = stranded(state, settings, section);
    if (left.length > 0) return fail('settings.invalid', `still needed: ${left.join(', ')}`);
    const screens = section === 'printing' ? withoutPrinter(state, settings) : [];
    if (screens.length > 0) return fail('settings.invalid', `no computer of this hall that can print: ${screens.join(', ')}`);
    const going = section === 'printing' ? goingPrinters(state, settings) : [];
    const busy = busyPrinters(state, going, context.now);
    if (busy.length > 0) return fail('printer.busy', `slips still wait at ${busy.join(', ')}`);
    const open = [...state.counters.values()].find((one) => one.state !== 'closed' && !settings.counters.some((other) => other.no === one.no));
    if (open !== undefined) return fail('settings.invalid', `counter ${open.no} is open`);
    return ok([...abandoned(state, new Set(going.map((one) => one.id))), { type: 'hall.configured', data: { section, value } }]);
  },

  'incident.start'(state, input, _who, context) {
    if (!settingsOf(state).hallIncidents.some((one) => one.id === input.kind)) return fail('incident.unknown', `no incident ${input.kind}`);
    if (state.incidents.some((one) => one.kind === input.kind && one.to === null)) return fail('incident.running', `${input.kind} is running already`);
    return ok([{ type: 'incident.started', data: { incident: context.subject, kind: input.kind } }]);
  },

  'incident.stop'(state, input) {
    const incident = state.incidents.find((one) => one.id === input.incident && one.to === null);
    return incident === undefined ? fail('incident.notRunning', 'that incident is not running') : ok([{ type: 'incident.stopped', data: { incident: incident.id, kind: incident.kind } }]);
  },

  'day.stopIssuing'(state) {
    if (state.dayClosed) return fail('day.closed', 'this day is closed');
    if (state.issuingStoppedAt !== null) return fail('issuing.stopped', 'issuing has been stopped already');
    const waiting = settingsOf(state).services.reduce((sum, one) => sum + waitingOf(state, one.id), 0);
    return ok([{ type: 'day.issuingStopped', data: { day: state.day, waiting } }]);
  },

  'day.close'(state, input) {
    if (state.dayClosed) return fail('day.closed', 'this day is closed already');
    const open = [...state.tickets.values()].filter((one) => one.state === 'waiting' || one.state === 'called' || one.state === 'serving' || one.state === 'parked');
    if (open.length > 0 && !input.evenIfOpen) return fail('day.stillOpen', `still open: ${open.slice(0, 20).map((one) => one.number).join(', ')}${open.length > 20 ? ` and ${open.length - 20} more` : ''}`);
    return ok(endOfDay(state, false));
  },

  'day.turn'(state, _input, _who, context) {
    const day = localDay(zoneOf(state), context.now);
    if (day <= state.day) return fail('day.closed', 'the day has not turned');
    return ok([...(state.dayClosed ? [] : endOfDay(state, true)), { type: 'day.opened', data: { day } }]);
  },

  'day.seal': (_state, input) => ok([{ type: 'day.sealed', data: without(input) }]),

  'import.begin'(state, input) {
    if (state.importing !== null) return fail('import.running', `${state.importing.file} is being imported`);
    return ok([{ type: 'import.started', data: without(input) }]);
  },

  'import.rows'(state, input) {
    if (input.tickets.some((one) => one.import !== state.importing?.import)) return fail('import.cancelled', 'this import is not running any more');
    return ok(input.tickets.map((data): EventBody => ({ type: 'ticket.imported', data })));
  },

  'import.complete'(state, input) {
    if (state.importing?.import !== input.import) return fail('import.cancelled', 'this import is not running any more');
    return ok([{ type: 'import.completed', data: without(input) }]);
  },

  'import.cancel'(state, input) {
    if (state.importing?.import !== input.import) return fail('import.cancelled', 'this import is not running');
    return ok([{ type: 'import.cancelled', data: { import: input.import, reason: input.reason } }]);
  },

};

function without<T extends { readonly commandId: string }>(input: T): Omit<T, 'commandId'> {
  const { commandId: _, ...data } = input;
  return data;
}

/** The services or classes of open tickets and bookings that the changed section would leave without one that is there and enabled. */
function stranded(state: State, settings: Settings, section: string): string[] {
  const open = [...state.tickets.values()].filter(isOpen);
  const needed = section === 'services' ? [...open, ...state.bookings.values()].map((one) => one.service) : section === 'classes' ? open.map((one) => one.class) : [];
  const there = new Set(section === 'services' ? settings.services.filter((one) => one.enabled).map((one) => one.id) : settings.classes.map((one) => one.id));
  return [...new Set(needed)].filter((id) => !there.has(id));
}

/** Printers that are newly given to what never prints: a browser, a board, a station that was removed. */
function withoutPrinter(state: State, settings: Settings): string[] {
  const before = new Map((settingsOf(state).printing?.printers ?? []).map((one) => [one.id, one.station]));
  const given = (settings.printing?.printers ?? []).filter((one) => before.get(one.id) !== one.station);
  return given.filter(({ station }) => {
    const known = state.stations.get(station);
    return known !== undefined && (known.browser || known.role === 'board' || known.revokedAt !== null);
  }).map((one) => one.name);
}

/** Printers that would go, or get another computer. */
function goingPrinters(state: State, settings: Settings): readonly Printer[] {
  const kept = new Map((settings.printing?.printers ?? []).map((one) => [one.id, one.station]));
  return (settingsOf(state).printing?.printers ?? []).filter((one) => kept.get(one.id) !== one.station);
}

/** Those where slips wait that they may be printing now. */
function busyPrinters(state: State, going: readonly Printer[], now: number): string[] {
  const waiting = new Set([...state.slips.values()].filter((one) => one.state === 'queued' && one.at + usefulFor(state, one.kind) > now).map((one) => one.printer));
  return going.filter((one) => waiting.has(one.id)).map((one) => one.name);
}

function endOfDay(state: State, automatic: boolean): EventBody[] {
  const counters = [...state.counters.values()].filter((one) => one.state !== 'closed');
  const settled = automatic ? { endedAt: endOf(state, state.day) } : {};
  return [
    ...settle(state, settled),
    ...counters.map((one): EventBody => ({ type: 'counter.closed', data: { counter: one.no, ...settled } })),
    ...[...state.sessions].map(([station, one]): EventBody => ({ type: 'staff.signedOut', data: { staff: one.staff, counter: one.counter, station } })),
    { type: 'day.closed', data: { day: state.day, automatic } },
  ];
}
