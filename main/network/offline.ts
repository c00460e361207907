import { join } from 'node:path';
import { apply } from '../../shared/domain/apply.ts';
import { leaseSize, serialOf } from '../../shared/domain/numbers.ts';
import { type State, thaw } from '../../shared/domain/state.ts';
import { localDay } from '../../shared/time.ts';
import { zoneOf } from '../../shared/domain/decideTicket.ts';
import { type CommandInput, type CommandName, entryOf, type ViewName } from '../../shared/contract.ts';
import type { EventData, HallEvent, Lease, StationRole } from '../../shared/events.ts';
import { fail, ok, type Problem, type Result } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings.ts';
import { Answers } from '../hall/answers.ts';
import { newId } from '../hall/ids.ts';
import type { Caller } from '../../shared/domain/decide.ts';
import { type Reply, Runner } from '../hall/runner.ts';
import { makeView } from '../hall/views.ts';
import type { Files } from '../store/files.ts';
import { JournalTail } from '../store/journal.ts';
import type { KeyStore } from '../store/keys.ts';
import { noHash, writeLine } from '../store/line.ts';
import { recover } from '../store/recover.ts';
import { SafeFile } from '../store/safeFile.ts';
import { diskProblem, type Store } from '../store/store.ts';
import type { FactsOf } from './messages.ts';

/** On its own printer, whoever decides. */
const atKiosk: readonly CommandName[] = ['slip.print', 'slip.report', 'printer.report'];
const printing: readonly CommandName[] = [...atKiosk, 'slip.settle', 'slip.cancel', 'printer.newRoll'];
/** What each kind of station may do by itself while it is cut off (SPEC 10.5). */
const mayDo: Readonly<Record<StationRole, readonly CommandName[]>> = {
  kiosk: ['ticket.issue', 'ticket.cancel', 'feedback.file', ...atKiosk],
  guide: ['ticket.issue', 'ticket.cancel', 'feedback.file', ...printing],
  counter: ['ticket.call', 'ticket.recall', 'ticket.start', 'ticket.finish', 'ticket.noShow', 'ticket.park', 'feedback.file', ...printing],
  board: [],
  manager: [],
};
/** The views that can be made of what a station holds; of the others the last one stands. */
const mayShow: Readonly<Record<StationRole, readonly ViewName[]>> = {
  kiosk: ['kiosk', 'status', 'slip', 'printing', 'printWork'], guide: ['kiosk', 'slip', 'printing', 'printWork'], counter: ['counter', 'slip', 'settings', 'printing', 'printWork'], board: [], manager: [],
};

/** What is over is on record at the host. */
const noArchive = { day: async () => null, feedback: { find: async () => null, byNumber: async () => null, month: async () => [], months: () => [] } };

interface Kept {
  readonly kit: Record<string, unknown> | null;
  readonly leases: readonly Lease[];
}

export interface OfflineOptions {
  readonly folder: string;
  readonly files: Files;
  readonly keys: KeyStore;
  readonly station: string;
  readonly role: StationRole;
  readonly version: string;
  /** The host's time as this station knows it. */
  readonly clock: () => number;
  readonly onChange: () => void;
  readonly onBug: (error: unknown) => void;
}

/** The station by itself: what it holds, what it records while it is cut off, and what of that the host does not have yet. */
export interface Offline {
  readonly keep: (kit: Record<string, unknown>) => void;
  readonly lease: (lease: Lease) => Promise<void>;
  readonly leases: () => readonly Lease[];
  /** Goes on alone from what it holds; false when it holds nothing yet. */
  readonly begin: () => boolean;
  readonly end: () => Promise<void>;
  readonly call: (name: string, input: unknown) => Promise<Reply>;
  readonly view: (name: string, params: unknown) => Promise<Reply | null>;
  /** A command whose answer was lost on the line: the host may have done it, so a retry here is another. */
  readonly unsure: (input: unknown) => void;
  /** How many commands the host does not have yet. */
  readonly waiting: () => number;
  readonly numbersLeft: () => number | null;
  /** The next of them, in order. */
  readonly next: (most: number) => Promise<FactsOf[]>;
  readonly sent: (upTo: number) => Promise<void>;
  /** A ticket that this station handed out: its customer may ask for it here later, also while it is cut off. */
  readonly handedOut: (data: EventData<'ticket.issued'>, seq: number) => void;
  readonly close: () => Promise<void>;
}

/** Opens what a station keeps for itself, with what it could not send on before it was last ended. */
export async function openOffline(options: OfflineOptions): Promise<Result<Offline>> {
  const { folder, files, keys, station, role, clock, onBug } = options;
  const caller: Caller = { role: role === 'counter' ? 'clerk' : role, station };
  const journal = join(folder, 'journal');
  const keptFile = new SafeFile<Kept>(join(folder, 'kept.json'), files);
  const sentFile = new SafeFile<{ readonly seq: number }>(join(folder, 'sent.json'), files);
  let kept: Kept = (await keptFile.read().catch(() => null)) ?? { kit: null, leases: [] };
  let sentUpTo = (await sentFile.read().catch(() => null))?.seq ?? 0;
  const tail = new JournalTail(journal, files);
  /** By own seq, as they stand in the station's own journal. */
  const all: HallEvent[] = [];
  const recovered = await recover(journal, null, (events) => all.push(...events));
  if (!recovered.ok) return recovered;
  const newest = all.at(-1)?.day ?? '';
  const needed = all.filter((one) => one.seq > sentUpTo || one.day >= newest); // of older days nothing is asked any more
  all.splice(0, all.length, ...needed);
  if (recovered.value.tail !== null) await tail.resume(recovered.value.tail.day, recovered.value.tail.offset);
  let place = { seq: recovered.value.place?.seq ?? 0, hash: recovered.value.place?.hash ?? noHash };
  const handed = new Map<string, { readonly data: EventData<'ticket.issued'>; readonly seq: number; readonly at: number }>();
  let runner: Runner | null = null;

  const isMine = (event: HallEvent) => event.station === station;
  const unsent = () => all.filter((one) => one.seq > sentUpTo);

  async function append(events: readonly HallEvent[], hall: string, zone: string): Promise<Problem | null> {
    const numbered = events.map((event, index) => ({ ...event, seq: place.seq + index + 1 }));
    let { hash } = place;
    const lines = numbered.map((event) => {
      const line = writeLine(event, hall, 0, hash);
      hash = line.hash;
      return line.bytes;
    });
    try {
      await tail.append(localDay(zone, numbered.at(-1)?.at ?? 0), Buffer.concat(lines));
    } catch (error) {
      return diskProblem(error);
    }
    place = { seq: place.seq + numbered.length, hash };
    all.push(...numbered);
    return null;
  }

  /** What it holds, with what it recorded since: where it goes on from. */
  function stateNow(): State | null {
    if (kept.kit === null) return null;
    const plain = structuredClone(kept.kit);
    const state = thaw(plain, plain['settings'] as Settings);
    state.cutOff = { station, leases: kept.leases.map(withoutUsed) };
    const known = state.seq;
    for (const [id, { data, seq, at }] of handed) {
      const ticket = state.tickets.get(id);
      if (ticket !== undefined) state.tickets.set(id, { ...ticket, check: data.check });
      else if (seq > known && role !== 'counter') applyIssued(state, data, at); // issued since this station last heard how things stand
    }
    for (const event of unsent()) {
      if (event.type === 'ticket.issued' && state.tickets.has(event.data.ticket)) continue; // the host had it, only its word did not come
      apply(state, { ...event, seq: state.seq + 1 });
    }
    return state;
  }

  /** A lease without the numbers that were given out of it, whatever became of them. */
  function withoutUsed(lease: Lease): Lease {
    const used = (prefix: string) => Math.max(0, ...all.flatMap((one) => (one.day !== lease.day ? [] : one.type === 'ticket.issued' && one.data.number.startsWith(prefix) ? [serialOf(one.data.number)] : one.type === 'feedback.filed' && prefix === '-' ? [serialOf(one.data.number)] : [])));
    const rest = <R extends { from: number; to: number }>(run: R, prefix: string): R => {
      const last = used(prefix);
      return last >= run.from && last <= run.to ? { ...run, from: last + 1 } : run;
    };
    return { ...lease, blocks: lease.blocks.map((one) => rest(one, one.prefix)), feedback: rest(lease.feedback, '-') };
  }

  let saving: Promise<void> = Promise.resolve();
  let queued: NodeJS.Timeout | null = null;
  const save = (): Promise<void> => {
    if (queued !== null) clearTimeout(queued);
    queued = null;
    saving = saving.then(() => keptFile.write(kept)).catch(onBug);
    return saving;
  };

  const source = () => ({ store: { warnings: [], archive: { ...noArchive, list: () => [] }, keys } as unknown as Store, pins: null, now: clock, version: options.version, demo: false, importing: () => null, network: () => null, queues: () => [], notes: () => [], onBug });
  /** Retries of what was on its way when the line broke: done here under another id, so that the host cannot take the two for one. */
  const renamed = new Map<string, string>();

  const offline: Offline = {
    keep(kit) {
      kept = { ...kept, kit };
      queued ??= setTimeout(() => void save(), 2_000).unref();
    },
    async lease(lease) {
      const yesterday = kept.leases.filter((one) => one.day >= (kept.kit?.['day'] as string | undefined ?? ''));
      kept = { ...kept, leases: [...yesterday.filter((one) => one.day !== lease.day), lease] };
      await save(); // before the first of its numbers is given out
    },
    leases: () => kept.leases.map(withoutUsed),
    begin() {
      const state = stateNow();
      if (state === null) return false;
      const hall = state.hall?.id ?? '';
      const answered = all.filter(isMine).map((one) => [`${station} ${one.commandId}`, one.seq] as const);
      runner = new Runner({
        store: {
          state, keys,
          append: (events) => append(events, hall, zoneOf(state)),
          eventAt: async (seq) => all.find((one) => one.seq === seq) ?? null,
          archive: { take: () => undefined, ...noArchive },
        },
        answers: new Answers(answered), clock, onBug,
        afterFlush: () => options.onChange(),
      });
      if (queued !== null) void save();
      return true;
    },
    async end() {
      await runner?.close();
      runner = null;
    },
    async call(name, input) {
      const entry = entryOf(name);
      if (entry?.kind !== 'command') return fail('command.unknown', `there is no command ${name.slice(0, 60)}`);
      if (runner === null || !mayDo[role].includes(name as CommandName)) return fail('station.cutOff', `${name} waits for the host`, true);
      const parsed = entry.input.safeParse(input);
      if (!parsed.success) return fail('command.badInput', `${parsed.error.issues[0]?.path.join('.') || 'input'}: ${parsed.error.issues[0]?.message ?? ''}`);
      const given = parsed.data as CommandInput<CommandName>;
      const reply = await runner.run(caller, name as CommandName, { ...given, commandId: renamed.get(given.commandId) ?? given.commandId });
      // What this station cannot know is no mistake of the customer's.
      return !reply.ok && (['ticket.unknown', 'slip.unknown', 'printer.unknown'].includes(reply.problem.code) || (reply.problem.code === 'ticket.checkWrong' && role !== 'counter')) ? fail('station.cutOff', reply.problem.detail, true) : reply;
    },
    async view(name, params) {
      if (runner === null || !mayShow[role].includes(name as ViewName)) return null;
      const entry = entryOf(name);
      const parsed = entry?.kind === 'view' ? entry.params.safeParse(params ?? {}) : null;
      if (parsed?.success !== true) return fail('command.badInput', 'not as the contract says');
      const made = await makeView(runner.state, name as ViewName, parsed.data as never, caller, source());
      return made.ok ? { ok: true, seq: runner.state.seq, result: made.value } : made;
    },
    unsure(input) {
      const { commandId } = Object(input) as { readonly commandId?: unknown };
      if (typeof commandId !== 'string' || renamed.has(commandId)) return;
      if (renamed.size > 1_000) renamed.delete(renamed.keys().next().value ?? '');
      renamed.set(commandId, newId());
    },
    waiting: () => new Set(unsent().filter(isMine).map((one) => one.commandId)).size,
    numbersLeft() {
      const day = runner?.state.day ?? (kept.kit?.['day'] as string | undefined);
      const lease = kept.leases.map(withoutUsed).findLast((one) => one.day === day);
      if (role !== 'kiosk' && role !== 'guide') return null;
      return lease === undefined ? 0 : Math.min(...lease.blocks.map((one) => Math.max(0, one.to - one.from + 1)));
    },
    async next(most) {
      const events = unsent().filter(isMine);
      const commands = [...new Set(events.map((one) => one.commandId))].slice(0, most);
      return Promise.all(commands.map(async (commandId): Promise<FactsOf> => {
        const made = events.filter((one) => one.commandId === commandId);
        const [first] = made;
        return {
          seq: made.at(-1)?.seq ?? 0, epoch: 0, station, commandId, staff: first?.staff ?? null, happenedAt: first?.at ?? 0,
          facts: made.map(({ type, data }) => ({ type, data })), keys: await keysFor(keys, made.map((one) => one.data)),
        };
      }));
    },
    async sent(upTo) {
      if (upTo <= sentUpTo) return;
      sentUpTo = upTo;
      await sentFile.write({ seq: upTo }).catch(onBug); // sent again at worst: the host knows them by their ids
      options.onChange();
    },
    handedOut(data, seq) {
      if (handed.size > 2_000) handed.clear();
      handed.set(data.ticket, { data, seq, at: clock() });
    },
    async close() {
      await offline.end();
      if (queued !== null) await save();
      await saving;
      await tail.close();
    },
  };
  return ok(offline);
}

/** Of these days those for which too few numbers are left. */
export function daysWithoutLease(leases: readonly Lease[], days: readonly string[]): string[] {
  const left = (run: { readonly from: number; readonly to: number }) => run.to - run.from + 1;
  return days.filter((day) => {
    const lease = leases.findLast((one) => one.day === day);
    return lease === undefined || Math.min(left(lease.feedback), ...lease.blocks.map(left)) < leaseSize / 2;
  });
}

/** Brings in a ticket that the host issued for this station. Its number is the host's: what is given out here goes on by itself. */
function applyIssued(state: State, data: EventData<'ticket.issued'>, at: number): void {
  apply(state, { type: 'ticket.issued', data, v: 1, seq: state.seq, at, day: state.day, station: '', staff: null, commandId: '', part: [1, 1], original: { epoch: state.epoch, seq: 1, station: '' } });
}

/** The keys that are needed to read what is sealed in it, in base64; those that are not here are left out. */
export async function keysFor(keys: KeyStore, data: unknown): Promise<{ id: string; key: string }[]> {
  const found = await Promise.all(sealedKeys(data).map(async (id) => ({ id, key: (await keys.secret(id))?.toString('base64') })));
  return found.flatMap(({ id, key }) => (key === undefined ? [] : [{ id, key }]));
}

/** The keys under which anything in it is sealed. */
export function sealedKeys(data: unknown): string[] {
  if (typeof data !== 'object' || data === null) return [];
  if ('key' in data && 'box' in data && typeof data.key === 'string') return [data.key];
  return [...new Set(Object.values(data).flatMap(sealedKeys))];
}
