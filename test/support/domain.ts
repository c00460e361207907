import { apply } from '../../shared/domain/apply.ts';
import { type Caller, type Context, decide } from '../../shared/domain/decide.ts';
import { zoneOf } from '../../shared/domain/decideTicket.ts';
import { emptyState, type State } from '../../shared/domain/state.ts';
import { contract, type CommandName } from '../../shared/contract.ts';
import type { EventBody, HallEvent } from '../../shared/events.ts';
import type { Problem } from '../../shared/result.ts';
import { localDay } from '../../shared/time.ts';
import { workingDay } from '../../main/hall/calendar.ts';
import { monday, shippedSettings } from './fixture.ts';

/** The domain alone: no store, no clock, ids counted up. Deterministic. */
export class Model {
  readonly state: State = emptyState();
  readonly events: HallEvent[] = [];
  now = monday;
  private ids = 0;

  constructor(settings = shippedSettings()) {
    this.run({ role: 'system', station: 'system' }, 'hall.create', { id: this.id(), zone: 'Asia/Shanghai', publicKey: '', rehearsal: true, settings });
  }

  /** Events of the command, or its Problem. Input as a caller gives it; throws when the contract refuses it. */
  run(who: Caller, name: CommandName, input: object = {}): { readonly ok: true; readonly events: readonly EventBody[] } | { readonly ok: false; readonly problem: Problem } {
    const parsed = contract[name].input.parse({ ...input, commandId: this.id() }) as never;
    if (this.state.hall !== null && localDay(zoneOf(this.state), this.now) > this.state.day) this.take(decide(this.state, 'day.turn', { commandId: this.id() }, { role: 'system', station: 'system' }, this.context()), 'system');
    return this.take(decide(this.state, name, parsed, who, this.context()), who.station);
  }

  private take(decision: ReturnType<typeof decide>, station: string) {
    if (!decision.ok) return decision;
    for (const [index, body] of decision.value.entries()) {
      const event = { ...body, v: 1, seq: this.state.seq + 1, at: this.now, day: localDay('Asia/Shanghai', this.now), station, staff: null, commandId: this.id(), part: [index + 1, decision.value.length] } as HallEvent;
      apply(this.state, event);
      this.events.push(event);
    }
    return { ok: true, events: decision.value } as const;
  }

  private context(): Context {
    const subject = this.id();
    return { now: this.now, subject, newId: () => this.id(), digits: (count) => String(1000 + (this.ids * 7919) % 9000).repeat(2).slice(0, count), sealed: { answer: { key: subject, box: 'x' } }, workingDay, archived: null };
  }

  private id(): string {
    this.ids += 1;
    return `01${String(this.ids).padStart(24, '0')}`;
  }
}
