import { type CommandEntry, type CommandInput, type CommandName, contract } from '../../shared/contract.ts';
import { apply } from '../../shared/domain/apply.ts';
import { type DayTickets, departures } from '../../shared/domain/archive.ts';
import { type Caller, type Context, decide } from '../../shared/domain/decide.ts';
import { zoneOf } from '../../shared/domain/decideTicket.ts';
import { shownTo } from '../../shared/domain/shownTo.ts';
import type { State } from '../../shared/domain/state.ts';
import type { Decided, HallEvent, Sealed } from '../../shared/events.ts';
import { fail, type Problem, type Result } from '../../shared/result.ts';
import { localDay } from '../../shared/time.ts';
import { lineVersion } from '../store/line.ts';
import { DamagedDocument } from '../store/safeFile.ts';
import type { Store } from '../store/store.ts';
import type { Answers } from './answers.ts';
import { workingDay } from './calendar.ts';
import { digits, newId } from './ids.ts';

export type Reply = { readonly ok: true; readonly seq: number; readonly result: unknown } | { readonly ok: false; readonly problem: Problem };

/** What a runner needs of a store. */
export type RunnerStore = Pick<Store, 'state' | 'append' | 'eventAt' | 'keys'> & { readonly archive: Pick<Store['archive'], 'take' | 'day'> };

export interface RunnerOptions {
  readonly store: RunnerStore;
  readonly answers: Answers;
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
  readonly reply: (reply: Reply) => void;
}

/** What a command that was answered before gets. */
type Answered = Reply;

interface Prepared {
  readonly subject: string;
  readonly sealed: Record<string, Sealed | undefined>;
  /** True when a key of its own was made for it, which goes again if the command is refused. */
  readonly madeKey: boolean;
  readonly archived: DayTickets | null;
}

/** At most this many commands share one flush; more wait for the next. */
const mostInBatch = 500;
const system: Caller = { role: 'system', station: 'system' };
/** What the hall does of itself is not asked twice; what it records for a station is. */
const isOwn = (who: Caller) => who.station === system.station;
const nothing: Prepared = { subject: '', sealed: {}, madeKey: false, archived: null };

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
  private running: Promise<void> | null = null;
  private closing = false;

  constructor(options: RunnerOptions) {
    this.options = options;
    this.committed = options.store.state;
    this.working = structuredClone(this.committed);
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
      this.waiting.push({ who, name, input, at, reply });
      this.running ??= this.loop();
    });
  }

  /** A command of the hall itself. */
  system<N extends CommandName>(name: N, input: Omit<CommandInput<N>, 'commandId'>): Promise<Reply> {
    return this.run(system, name, { ...input, commandId: newId() } as CommandInput<CommandName>);
  }

  /** Runs what waits, then takes no more. */
  async close(): Promise<void> {
    this.closing = true;
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
        this.working = structuredClone(this.committed);
        for (const one of batch) one.reply(fail('hall.failed', 'a fault in the program; it has been logged'));
      }
    }
    this.running = null;
  }

  private async runBatch(batch: readonly Request[]): Promise<void> {
    const events: HallEvent[] = [];
    const replies: (() => void)[] = [];
    // What takes time is done for all of them together, before any is decided.
    const ready = await Promise.all(batch.map((request) => this.makeReady(request)));
    for (const [index, request] of batch.entries()) {
      const { who, input, reply } = request;
      const prepared = ready[index] ?? fail('hall.failed', 'a command was not prepared');
      if (!isOwn(who) && events.some((one) => one.station === who.station && one.commandId === input.commandId)) {
        // A retry in the same batch: by the time it is answered, the first one has been.
        this.dropKey(prepared);
        replies.push(() => reply({ ok: true, ...(this.options.answers.recent(who.station, input.commandId) ?? { seq: this.committed.seq, result: null }) }));
        continue;
      }
      if ('result' in prepared) {
        replies.push(() => reply(prepared));
        continue;
      }
      const now = Math.max(request.at ?? this.options.clock(), this.working.at);
      if (request.at !== null && request.at < this.working.at) {
        this.dropKey(prepared);
        replies.push(() => reply(fail('command.timeRunsBack', `the record has reached ${new Date(this.working.at).toISOString()}`)));
        continue;
      }
      this.turnDay(now, events);
      const decision = prepared.ok ? this.decideSafely(request, now, prepared.value) : prepared;
      if (!decision.ok) {
        this.dropKey(prepared);
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
      replies.push(() => {
        if (!isOwn(who)) this.options.answers.remember(who.station, input.commandId, first, seq, result);
        reply({ ok: true, seq, result });
      });
    }
    if (events.length > 0) {
      const problem = await this.options.store.append(events, zoneOf(this.working));
      if (problem !== null) {
        this.working = structuredClone(this.committed);
        for (const one of ready) this.dropKey(one);
        for (const one of batch) one.reply({ ok: false, problem });
        return;
      }
      for (const event of events) {
        this.options.store.archive.take(departures(this.committed, event));
        apply(this.committed, event);
      }
    }
    for (const reply of replies) reply();
    if (events.length > 0) this.options.afterFlush(events);
  }

  /** The answer to a command that comes again, or what a new one needs. A bug or a damaged record stops this command alone. */
  private async makeReady(request: Request): Promise<Answered | Result<Prepared>> {
    try {
      return (await this.answered(request)) ?? (await this.prepare(request));
    } catch (error) {
      if (error instanceof DamagedDocument) return fail('store.damaged', error.message);
      this.options.onBug(error);
      return fail('hall.failed', 'a fault in the program; it has been logged');
    }
  }

  /** The key of a command that came to nothing goes again. */
  private dropKey(prepared: Answered | Result<Prepared>): void {
    if (prepared.ok && 'value' in prepared && prepared.value.madeKey) void this.options.store.keys.destroy(prepared.value.subject).catch(this.options.onBug);
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

  /** What a decision needs that takes time: keys and records of earlier days. */
  private async prepare({ name, input, who }: Request): Promise<Result<Prepared>> {
    const entry: CommandEntry = contract[name];
    const fields = input as Readonly<Record<string, unknown>>;
    const personal = entry.personal.filter((field) => typeof fields[field] === 'string');
    const subject = newId();
    const sealed: Record<string, Sealed | undefined> = {};
    const existing = typeof fields['feedback'] === 'string' ? fields['feedback'] : null;
    try {
      for (const field of personal) sealed[field] = (await this.options.store.keys.seal(existing ?? subject, String(fields[field]), existing === null || this.mayMake(existing))) ?? undefined;
    } catch (error) {
      return fail('keys.locked', `personal data cannot be sealed: ${error instanceof Error ? error.message : 'unknown'}`, true);
    }
    const day = name === 'feedback.file' && typeof fields['day'] === 'string' && who.role !== 'kiosk' ? fields['day'] : null;
    const archived = day === null ? null : await this.options.store.archive.day(day, this.committed.imports);
    return { ok: true, value: { subject, sealed, madeKey: personal.length > 0 && existing === null, archived } };
  }

  /** A feedback filed without personal data has no key until its answer needs one. */
  private mayMake(feedback: string): boolean {
    return this.working.feedback.has(feedback) && !this.working.forgotten.has(feedback);
  }

  private decideSafely(request: Request, now: number, prepared: Prepared): ReturnType<typeof decide> {
    try {
      return decide(this.working, request.name, request.input, request.who, this.context(now, prepared));
    } catch (error) {
      this.options.onBug(error);
      return fail('hall.failed', 'a fault in the program; it has been logged');
    }
  }

  private context(now: number, prepared: Prepared): Context {
    return { now, subject: prepared.subject, newId, digits, sealed: prepared.sealed, workingDay, archived: prepared.archived };
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
