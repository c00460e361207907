import { apply } from '../../shared/domain/apply.ts';
import { type Caller, type Context, decide } from '../../shared/domain/decide.ts';
import { zoneOf } from '../../shared/domain/decideTicket.ts';
import { actingAs, personAt } from '../../shared/domain/people.ts';
import { emptyState, type State } from '../../shared/domain/state.ts';
import { type CommandEntry, contract, type CommandName } from '../../shared/contract.ts';
import type { EventBody, HallEvent } from '../../shared/events.ts';
import type { Problem } from '../../shared/result.ts';
import { localDay } from '../../shared/time.ts';
import { workingDay } from '../../main/hall/calendar.ts';
import { monday, shippedSettings } from './fixture.ts';

/** The PIN of everybody in a Model. */
export const rightPin = '135790';

/** The domain alone: no store, no clock, ids counted up. Deterministic. */
export class Model {
  readonly state: State = emptyState();
  readonly events: HallEvent[] = [];
  now = monday;
  /** By which phone each was filed: what the runner's index knows. */
  private readonly phones = new Map<string, string>();
  private ids = 0;

  constructor(settings = shippedSettings()) {
    this.run({ role: 'system', station: 'system' }, 'hall.create', { id: this.id(), zone: 'Asia/Shanghai', publicKey: '', rehearsal: true, settings });
  }

  /** Events of the command, or its Problem. Input as a caller gives it; throws when the contract refuses it. */
  run(who: Caller, name: CommandName, input: object = {}): { readonly ok: true; readonly events: readonly EventBody[] } | { readonly ok: false; readonly problem: Problem } {
    const parsed = contract[name].input.parse({ ...input, commandId: this.id() }) as never;
    const { sealed, same } = this.personal(name, parsed);
    if (this.state.hall !== null && localDay(zoneOf(this.state), this.now) > this.state.day) this.take(decide(this.state, 'day.turn', { commandId: this.id() }, { role: 'system', station: 'system' }, this.context(name, parsed, { role: 'system', station: 'system' })), { role: 'system', station: 'system' });
    const acting = actingAs(this.state, who);
    const decision = this.take(decide(this.state, name, parsed, acting, { ...this.context(name, parsed, acting), sealed, same }), who);
    const filed = decision.ok ? decision.events.find((one) => one.type === 'feedback.filed') : undefined;
    const { phone } = parsed as { readonly phone?: string };
    if (filed?.type === 'feedback.filed' && phone !== undefined) this.phones.set(filed.data.feedback, phone);
    return decision;
  }

  private take(decision: ReturnType<typeof decide>, who: Caller) {
    const { station } = who;
    if (!decision.ok) return decision;
    for (const [index, body] of decision.value.entries()) {
      const event = { ...body, v: 1, seq: this.state.seq + 1, at: this.now, day: localDay('Asia/Shanghai', this.now), station, staff: personAt(this.state, who), commandId: this.id(), part: [index + 1, decision.value.length] } as HallEvent;
      apply(this.state, event);
      this.events.push(event);
    }
    return { ok: true, events: decision.value } as const;
  }

  /** What the runner would seal and look up; a key stands for its field. */
  private personal(name: CommandName, input: object): Pick<Context, 'sealed' | 'same'> {
    const fields = input as Readonly<Record<string, unknown>>;
    const of = typeof fields['feedback'] === 'string' ? fields['feedback'] : null;
    const entry: CommandEntry = contract[name];
    const sealed = Object.fromEntries(Object.entries(entry.personal).filter(([field]) => fields[field] !== undefined).map(([field, kind]) => [field, { key: kind === 'words' && of !== null ? of : this.id(), box: 'x' }]));
    return { sealed, same: fields['phone'] === undefined ? [] : [...this.phones].filter(([, phone]) => phone === fields['phone']).map(([id]) => id) };
  }

  private context(name: CommandName, input: object, who: Caller): Context {
    const fields = input as { readonly pin?: string; readonly staff?: string; readonly cluster?: string };
    const subject = this.id();
    const cluster = this.state.clusters.find((one) => one.id === fields.cluster)?.feedback ?? [];
    return {
      now: this.now, subject, newId: () => this.id(), digits: (count) => String(1000 + (this.ids * 7919) % 9000).repeat(2).slice(0, count), sealed: {}, workingDay, archived: null,
      past: null, same: [], proven: fields.pin === rightPin ? ((name === 'staff.signIn' ? fields.staff : personAt(this.state, who)) ?? null) : null, noPins: false,
      sealedFor: Object.fromEntries(cluster.map((id) => [id, { key: id, box: 'x' }])),
    };
  }

  private id(): string {
    this.ids += 1;
    return `01${String(this.ids).padStart(24, '0')}`;
  }
}
