import type { View, ViewName, ViewParams } from '../../shared/contract.ts';
import type { Caller } from '../../shared/domain/decide.ts';
import { zoneOf } from '../../shared/domain/decideTicket.ts';
import { factSheetOf } from '../../shared/domain/facts.ts';
import { feedbackFiguresOf } from '../../shared/domain/feedbackFigures.ts';
import { figuresOf, reconcile, withoutIncidents } from '../../shared/domain/figures.ts';
import { settingsOf, type State } from '../../shared/domain/state.ts';
import { kitOf } from '../../shared/domain/views/kit.ts';
import { type Computers, printersView, printingView, printWorkView } from '../../shared/domain/views/printing.ts';
import { advanceCostView, alertsView, peopleView } from '../../shared/domain/views/feedback.ts';
import { boardView, counterView, feedbackStatus, floorView, kioskView, statusView } from '../../shared/domain/views/screens.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Store } from '../store/store.ts';
import { detailOf, filedOn, listOf } from './feedbackViews.ts';
import type { ImportProgress } from './importLog.ts';
import type { Pins } from './pins.ts';
import { documentOf, previewOf } from './slipTexts.ts';
import { dayOf, findTickets } from './ticketFind.ts';

/** What views are made from besides the state. */
export interface ViewSource {
  readonly store: Store;
  /** Null at a station that goes on by itself. */
  readonly pins: Pick<Pins, 'has'> | null;
  readonly now: () => number;
  readonly version: string;
  readonly demo: boolean;
  readonly importing: () => ImportProgress | null;
  /** The machines of the hall as they are connected now; null while the hall is one PC. */
  readonly network: () => Network | null;
  /** The print queues of this computer. */
  readonly queues: () => readonly Queue[];
  /** What staff should know of this computer at this moment. */
  readonly notes: () => readonly string[];
  readonly onBug: (error: unknown) => void;
}

/** A print queue of a computer's own system. */
export interface Queue {
  readonly address: string;
  readonly name: string;
}

/** What only the connections know of a station. */
export interface Link {
  readonly connected: boolean;
  readonly since: number;
  readonly address: string | null;
  readonly clockOffMs: number | null;
  readonly voice: 'there' | 'missing' | null;
  /** The print queues that it sees. */
  readonly queues: readonly Queue[];
  /** The last seq that a stand-by has confirmed. */
  readonly confirmed: number | null;
}

export interface Network {
  readonly host: { readonly station: string | null; readonly name: string; readonly urls: readonly string[]; readonly fingerprint: string };
  readonly links: ReadonlyMap<string, Link>;
}

type Makers = { readonly [N in ViewName]: (state: State, params: ViewParams<N>, who: Caller, source: ViewSource) => Result<View<N>> | Promise<Result<View<N>>> };

/** Every view by name. */
const makers: Makers = {
  app: (state, _params, who, source) => ok({
    version: source.version, hall: settingsOf(state).hall.name, demo: source.demo, rehearsal: state.hall?.rehearsal === true, now: source.now(), zone: zoneOf(state), warnings: who.role === 'kiosk' || who.role === 'board' ? [] : [...source.store.warnings, ...source.notes()],
  }),
  kiosk: (state) => ok(kioskView(state)),
  async status(state, { number, check }, _who, source) {
    const live = statusView(state, number, check, source.now());
    const archived = live.feedback === null ? await source.store.archive.feedback.byNumber(number) : null;
    return ok(archived?.check === check ? { ...live, feedback: feedbackStatus(archived) } : live);
  },
  board: (state) => ok(boardView(state)),
  counter: (state, _params, who) => ok(counterView(state, who)),
  floor: (state) => ok(floorView(state)),
  feedbackList: (state, params, who, source) => listOf(state, params, who, source.store).then(ok),
  feedback: (state, params, who, source) => detailOf(state, params.feedback, who, source.now(), source.store),
  alerts: (state, _params, who, source) => ok(alertsView(state, who, source.now())),
  people: (state, _params, who, source) => ok(peopleView(state, who, (staff) => source.pins?.has(staff) === true)),
  advanceCost: (state, { ticket }, who, source) => advanceCostView(state, ticket, who, source.now()),
  ticketFind: (state, params, _who, source) => findTickets(state, params, source.store).then(ok),
  async facts(state, params, _who, source) {
    const record = await dayOf(state, source.store, params.day);
    const ticket = record?.tickets.find((one) => one.key === params.ticket);
    if (record === null || ticket === undefined) return fail('ticket.unknown', `no such ticket on ${params.day}`);
    return ok(factSheetOf(ticket, { ...record, tickets: record.tickets.filter((one) => one.import === ticket.import) }, source.now()));
  },
  settings: (state) => ok({ settings: settingsOf(state) }),
  async figures(state, params, _who, source) {
    const date = params.date ?? state.day;
    const record = await dayOf(state, source.store, date);
    if (record === null) return fail('figures.noDay', `nothing is on record for ${date}`);
    const zone = zoneOf(state);
    const own = record.tickets.filter((one) => one.import === null);
    return ok({
      feedback: feedbackFiguresOf(state, await filedOn(state, date, source.store), source.now()),
      all: figuresOf(record, zone, params.promise), withoutIncidents: figuresOf(withoutIncidents(record), zone, params.promise),
      reconciliation: own.length === 0 ? null : reconcile(own), incidents: (record.incidents ?? []).map(({ kind, from, to }) => ({ kind, from, to })),
    });
  },
  days: (state, _params, _who, source) => ok({ days: listDays(state, source.store) }),
  slip: (state, params, who, source) => previewOf(state, params, who, source.now(), source.store),
  imports: (state, _params, _who, source) => ok({ running: source.importing(), completed: state.imports.map((one) => ({ import: one.import, at: one.at, ...one.summary })).reverse() }),
  printWork: (state, _params, who, source) => {
    const computers = computersOf(state, source);
    return printWorkView(state, who.role === 'system' ? computers.host : who.station, source.now(), (job, printer) => documentOf(state, job, printer, source.store).catch((error: unknown) => {
      source.onBug(error); // one that cannot be made is dropped, and holds up no other
      return null;
    })).then(ok);
  },
  printing: (state, _params, who, source) => ok(printingView(state, who, computersOf(state, source))),
  printers: (state, _params, _who, source) => ok(printersView(state, computersOf(state, source))),
  stations: (state, _params, _who, source) => ok(stationsView(state, source.network())),
  kit: (state, _params, who) => ok({ state: kitOf(state, who) }),
};

/** The view of that name as this caller may see it. */
export async function makeView<N extends ViewName>(state: State, name: N, params: ViewParams<N>, who: Caller, source: ViewSource): Promise<Result<View<N>>> {
  return makers[name](state, params, who, source);
}

/** The hall's computers as they are connected now. A station that is cut off knows of itself alone. */
function computersOf(state: State, source: ViewSource): Computers {
  const network = source.network();
  const host = state.cutOff?.station ?? network?.host.station ?? 'host';
  return {
    host,
    isHere: (station) => station === host || (network?.links.get(station)?.connected ?? false),
    queuesOf: (station) => (station === host ? source.queues() : (network?.links.get(station)?.queues ?? [])),
  };
}

function stationsView(state: State, network: Network | null): View<'stations'> {
  return {
    host: network === null ? null : { name: network.host.name, urls: [...network.host.urls], fingerprint: network.host.fingerprint, epoch: state.epoch },
    rows: [...state.stations.values()].filter((one) => one.id !== network?.host.station).map((one) => {
      const link = network?.links.get(one.id);
      return {
        station: one.id, name: one.name, role: one.role, standBy: one.standBy, browser: one.browser, pairedAt: one.pairedAt, revokedAt: one.revokedAt,
        connected: link?.connected ?? false, since: link?.since ?? null, address: link?.address ?? null, clockOffMs: link?.clockOffMs ?? null, voice: link?.voice ?? null,
        behind: one.standBy ? Math.max(0, state.seq - (link?.confirmed ?? 0)) : null,
      };
    }),
    splits: state.splits.map(({ id, counters, ...one }) => ({ split: id, ...one, counters: [...counters] })),
    unsettled: state.epochs.filter((one) => !one.settled).map((one) => ({ epoch: one.epoch, since: one.at })),
    clockJumps: [...state.clockJumps],
  };
}

function listDays(state: State, store: Store): View<'days'>['days'] {
  const archived = store.archive.list(state.imports).filter((one) => one.day !== state.day);
  return [{ day: state.day, tickets: state.tickets.size, imported: 0 }, ...archived].sort((a, b) => (a.day < b.day ? 1 : -1));
}
