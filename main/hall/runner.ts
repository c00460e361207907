import { type CommandEntry, type CommandInput, type CommandName, contract } from '../../shared/contract.ts';
import { apply } from '../../shared/domain/apply.ts';
import { departures } from '../../shared/domain/archive.ts';
import { type Caller, type Context, decide } from '../../shared/domain/decide.ts';
import { zoneOf } from '../../shared/domain/decideTicket.ts';
import { shownTo } from '../../shared/domain/shownTo.ts';
import type { State } from '../../shared/domain/state.ts';
import type { Decided, HallEvent } from '../../shared/events.ts';
import { fail, type Problem, type Result } from '../../shared/result.ts';
import { localDay } from '../../shared/time.ts';
import { lineVersion } from '../store/line.ts';
import { DamagedDocument } from '../store/safeFile.ts';
import { diskProblem, type Store } from '../store/store.ts';
import type { Answers } from './answers.ts';
import { workingDay } from './calendar.ts';
import { copyState } from './copyState.ts';
import { digits, newId } from './ids.ts';
import type { Phones } from './phones.ts';
import type { Pins } from './pins.ts';
import { type Ahead, lookAhead, looksAhead, nothing, nothingAhead, prepare, type Prepared, type Preparing } from './preparing.ts';

export type Reply = { readonly ok: true; readonly seq: number; readonly result: unknown } | { readonly ok: false; readonly problem: Problem };

/** What a runner needs of a store. */
export type RunnerStore = Pick<Store, 'state' | 'append' | 'eventAt' | 'keys'> & { readonly archive: Pick<Store['archive'], 'take'> & Preparing['archive'] };

export interface RunnerOptions {
  readonly store: RunnerStore;
  readonly answers: Answers;
  /** Of the host; a station that goes on by itself has neither. */
  readonly pins?: Pins;
  readonly phones?: Phones;
  /** The host's clock, epoch milliseconds. May jump; recorded time never goes back. */
  readonly clock: () => number;
  /** Called after each flush with what became durable, before the next batch is decided. */
  readonly afterFlush: (events: readonly HallEvent[]) => void;
  readonly onBug: (error: unknown) => void;
}

interface Request {
  readonly name: CommandName;
  readonly input: CommandInput<CommandName>;
  readonly who: Caller;
  readonly at: number | null;
  readonly ahead: Ahead;
  readonly reply: (reply: Reply) => void;
}

/** What a command that was answered before gets. */
type Answered = Reply;

/** At most this many commands share one flush; more wait for the next. */
const mostInBatch = 500;
const system: Caller = { role: 'system', station: 'system' };
/** What the hall does of itself is not asked twice; what it records for a station is. */
const isOwn = (who: Caller) => who.station === system.station;

/**
 * Runs commands one at a time: all that wait are one batch, decided on a working state that has the earlier ones
 * applied, made durable in one flush, and only then answered and shown (SPEC 2.1, 2.2). When the flush fails the
 * working state is dropped and every command of the batch gets the Problem.
 */
export class Runner {
  private readonly options: RunnerOptions;
  /** What is durable: views and checkpoints read this one. */
  private committed: State;
  /** The same, with the events of the batch in hand applied. */
  private working: State;
  private waiting: Request[] = [];
  /** What is looked at before it joins the others, by station and command: the same one that comes again waits with the first. */
  private readonly early = new Map<string, Promise<Ahead>>();
  private running: Promise<void> | null = null;
  private closing = false;

  constructor(options: RunnerOptions) {
    this.options = options;
    this.committed = options.store.state;
    this.working = copyState(this.committed);
  }

  /** The durable state. Read only. */
  get state(): State {
    return this.committed;
  }

  /** Time as the hall records it now. */
  now(): number {
    return Math.max(this.options.clock(), this.committed.at);
  }

  /** Queues a parsed command. `at` replaces the clock, for rehearsals. Never rejects. */
  run(who: Caller, name: CommandName, input: CommandInput<CommandName>, at: number | null = null): Promise<Reply> {
    if (this.closing) return Promise.resolve(fail('hall.closing', 'the hall is closing; nothing was done', true));
    return new Promise((reply) => {
      const join = (ahead: Ahead) => {
        this.waiting.push({ who, name, input, at, ahead, reply });
        this.running ??= this.loop();
      };
      const first = this.lookAhead(who, name, input);
      if (first === null) join(nothingAhead);
      else void first.then(join);
    });
  }

  /** What takes too long for the others to wait for it; null where there is no such thing. A command that was answered is not looked at again. */
  private lookAhead(who: Caller, name: CommandName, input: CommandInput<CommandName>): Promise<Ahead> | null {
    const { answers } = this.options;
    if (!looksAhead(name, input, this.preparing()) || answers.seqOf(who.station, input.commandId) !== null) return null;
    const key = `${who.station} ${input.commandId}`;
    const known = this.early.get(key);
    if (known !== undefined) return known;
    const looking = lookAhead(this.committed, name, input, who, this.preparing());
    this.early.set(key, looking);
    void looking.finally(() => this.early.delete(key));
    return looking;
  }

  /** A command of the hall itself. */
  system<N extends CommandName>(name: N, input: Omit<CommandInput<N>, 'commandId'>): Promise<Reply> {
    return this.run(system, name, { ...input, commandId: newId() } as CommandInput<CommandName>);
  }

  /** Runs what waits, then takes no more. */
  async close(): Promise<void> {
    this.closing = true;
    await Promise.allSettled([...this.early.values()]);
    await this.running;
  }

  private async loop(): Promise<void> {
    await Promise.resolve(); // commands that arrive in the same turn share a flush
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, mostInBatch);
      try {
        await this.runBatch(batch);
      } catch (error) {
        this.options.onBug(error);
        this.working = copyState(this.committed);
        for (const one of batch) one.reply(fail('hall.failed', 'a fault in the program; it has been logged'));
      }
    }
    this.running = null;
  }

  private async runBatch(batch: readonly Request[]): Promise<void> {
    const events: HallEvent[] = [];
    const replies: (() => void | Promise<void>)[] = [];
    // What takes time is done for all of them together, before any is decided.
    const ready = await Promise.all(batch.map((request) => this.makeReady(request)));
    for (const [index, request] of batch.entries()) {
      const { who, input, reply } = request;
      const prepared = ready[index] ?? fail('hall.failed', 'a command was not prepared');
      if (!isOwn(who) && events.some((one) => one.station === who.station && one.commandId === input.commandId)) {
        // A retry in the same batch: by the time it is answered, the first one has been.
        this.dropKeys(prepared);
        replies.push(() => {
          const first = this.options.answers.recent(who.station, input.commandId);
          reply(first === null ? fail('hall.failed', 'the first one could not be done to its end', true) : { ok: true, ...first });
        });
        continue;
      }
      if ('result' in prepared) {
        replies.push(() => reply(prepared));
        continue;
      }
      const now = Math.max(request.at ?? this.options.clock(), this.working.at);
      if (request.at !== null && request.at < this.working.at) {
        this.dropKeys(prepared);
        replies.push(() => reply(fail('command.timeRunsBack', `the record has reached ${new Date(this.working.at).toISOString()}`)));
        continue;
      }
      this.turnDay(now, events);
      const decision = prepared.ok ? this.decideSafely(request, now, prepared.value) : prepared;
      if (!decision.ok) {
        this.dropKeys(prepared);
        replies.push(() => reply(decision));
        continue;
      }
      const made = this.applyAll(decision.value, who, input.commandId, now);
      events.push(...made);
      const entry: CommandEntry = contract[request.name];
      const main = made.find((one) => one.type === entry.result) ?? made[0];
      const first = made[0]?.seq ?? this.working.seq;
      const result = main === undefined ? null : shownTo(who.role, main);
      const seq = this.working.seq;
      const afterwards = prepared.ok ? prepared.value.afterwards : null;
      replies.push(async () => {
        const problem = (await afterwards?.().then(() => null, diskProblem)) ?? null;
        if (problem !== null) return reply({ ok: false, problem }); // a retry does it again
        if (!isOwn(who)) this.options.answers.remember(who.station, input.commandId, first, seq, result);
        reply({ ok: true, seq, result });
      });
    }
    if (events.length > 0) {
      const problem = await this.options.store.append(events, zoneOf(this.working));
      if (problem !== null) {
        this.working = copyState(this.committed);
        for (const one of ready) this.dropKeys(one);
        for (const one of batch) one.reply({ ok: false, problem });
        return;
      }
      for (const event of events) {
        this.options.store.archive.take(departures(this.committed, event));
        apply(this.committed, event);
      }
    }
    for (const reply of replies) await reply();
    if (events.length > 0) this.options.afterFlush(events);
  }

  private preparing(): Preparing {
    const { store, pins, phones } = this.options;
    return { keys: store.keys, archive: store.archive, pins, phones };
  }

  /** The answer to a command that comes again, or what a new one needs. A bug or a damaged record stops this command alone. */
  private async makeReady(request: Request): Promise<Answered | Result<Prepared>> {
    try {
      return (await this.answered(request)) ?? (await prepare(this.committed, request.name, request.input, request.who, request.ahead, this.preparing()));
    } catch (error) {
      if (error instanceof DamagedDocument) return fail('store.damaged', error.message);
      this.options.onBug(error);
      return fail('hall.failed', 'a fault in the program; it has been logged');
    }
  }

  /** The keys of a command that came to nothing go again. */
  private dropKeys(prepared: Answered | Result<Prepared>): void {
    if (!prepared.ok || !('value' in prepared)) return;
    for (const key of prepared.value.made) void this.options.store.keys.destroy(key).catch(this.options.onBug);
  }

  /** The first answer to a command that comes again; null for a new one. */
  private async answered({ name, who, input, at }: Request): Promise<Answered | null> {
    if (isOwn(who)) return null;
    const { answers } = this.options;
    const recent = answers.recent(who.station, input.commandId);
    if (recent !== null) return { ok: true, ...recent };
    const first = answers.seqOf(who.station, input.commandId);
    // By the real clock, not the recorded time: that one may have been wrong once, or be a rehearsal's.
    if (first === null) return at === null && who.role !== 'system' && answers.isTooOld(input.commandId, this.options.clock()) ? fail('command.tooOld', 'this command is more than 7 days old; whether it was done cannot be said') : null;
    let event = await this.options.store.eventAt(first);
    const count = event?.part[1] ?? 1;
    for (let seq = first + 1; seq < first + count && event?.type !== contract[name].result; seq += 1) event = await this.options.store.eventAt(seq);
    return { ok: true, seq: first + count - 1, result: event === null ? null : shownTo(who.role, event) };
  }

  /** Ends the day before and opens the new one when the local date has changed. */
  private turnDay(now: number, events: HallEvent[]): void {
    if (this.working.hall === null || localDay(zoneOf(this.working), now) <= this.working.day) return;
    const commandId = newId();
    const decision = decide(this.working, 'day.turn', { commandId }, system, this.context(now, nothing));
    if (decision.ok) events.push(...this.applyAll(decision.value, system, commandId, now));
  }

  private decideSafely(request: Request, now: number, prepared: Prepared): ReturnType<typeof decide> {
    try {
      return decide(this.working, request.name, request.input, request.who, this.context(now, prepared, Object(request.input)['feedback'] ?? Object(request.input)['key']));
    } catch (error) {
      this.options.onBug(error);
      return fail('hall.failed', 'a fault in the program; it has been logged');
    }
  }

  private context(now: number, prepared: Prepared, named: unknown = null): Context {
    const { made: _, afterwards: __, past, ...found } = prepared;
    // The day may have turned since it was looked for, and taken it out of the state.
    const justLeft = typeof named === 'string' && !this.working.feedback.has(named) ? (this.committed.feedback.get(named) ?? null) : null;
    return { ...found, past: past ?? justLeft, now, newId, digits, workingDay, noPins: this.noPins() };
  }

  /** Whether nobody who may set PINs has one on this host. */
  private noPins(): boolean {
    const { pins } = this.options;
    return ![...this.working.roster.values()].some((one) => (one.role === 'manager' || one.role === 'admin') && pins?.has(one.staff) === true);
  }

  private applyAll(bodies: readonly Decided[], who: Caller, commandId: string, at: number): HallEvent[] {
    const staff = who.staff ?? this.working.sessions.get(who.station)?.staff ?? null;
    return bodies.map((body, index) => {
      const zone = body.type === 'hall.created' ? body.data.zone : zoneOf(this.working);
      const happenedAt = body.type === 'ticket.imported' ? body.data.issuedAt : body.happenedAt;
      const event = {
        ...body, v: lineVersion, seq: this.working.seq + 1, at, ...(happenedAt === undefined ? {} : { happenedAt }), day: localDay(zone, happenedAt ?? at),
        station: who.station, staff, commandId, part: [index + 1, bodies.length],
      } as HallEvent;
      apply(this.working, event);
      return event;
    });
  }
}
