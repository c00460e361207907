import { ulid } from 'ulidx';
import { ok, type Result } from '../../shared/result.ts';
import { instantOf, localDay } from '../../shared/time.ts';
import { type Caller, type Hall, type HallOptions, openHall } from './hall.ts';

const minute = 60_000;
const zone = 'Asia/Shanghai';
/** A billing day: the hall opens at 8:30, and the demo begins at 10:12, when most people wait. */
const opensAt = '08:30';
const beginsAt = '10:12';

/** What people come for: service, its share, usual minutes. */
export const services = [['payment', 0.5, 4], ['billQuery', 0.2, 7], ['change', 0.14, 12], ['general', 0.1, 9], ['newSupply', 0.06, 14]] as const;
/** Of whom who comes before others. */
export const priorities = ['elderly', 'elderly', 'elderly', 'pregnant', 'military'];

/** mulberry32: the same seed gives the same peak. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * The same hall in the middle of a peak: an hour and a half of a billing day has gone by when it opens, and two
 * simulated clerks and a stream of customers go on with it; counter 3 is for whoever tries it. Seeded, so it is the
 * same peak each time. Its clock is its own. Nothing in it counts.
 */
export async function openDemo(options: HallOptions, seed = 20261122): Promise<Result<Hall>> {
  const real = options.clock ?? Date.now;
  const began = real();
  const day = localDay(zone, began);
  const start = instantOf(zone, day, opensAt) ?? began;
  const present = instantOf(zone, day, beginsAt) ?? began;
  let live = false;
  const clock = () => (live ? present + (real() - began) : start - 20 * minute);
  const { printer: _, ...others } = options; // nothing in a demo is printed
  const opened = await openHall({ ...others, clock, demo: true });
  if (!opened.ok) return opened;
  const hall = opened.value;
  const peak = new Peak(hall, chance(seed), start);
  await peak.playTo(present);
  live = true;
  let playing: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    playing = playing.then(() => peak.playTo(clock()));
  }, 1000).unref();
  return ok({
    ...hall,
    async close() {
      clearInterval(timer);
      await playing;
      await hall.close();
    },
  });
}

/** Who does what when. Each action happens at its own time; the queue of actions is the whole of its memory. */
class Peak {
  private readonly hall: Hall;
  private readonly random: () => number;
  private readonly plan: { at: number; act: () => Promise<void> }[] = [];
  private now: number;

  constructor(hall: Hall, random: () => number, start: number) {
    this.hall = hall;
    this.random = random;
    this.now = start;
    for (let early = 0; early < 6; early += 1) this.at(start - 12 * minute + early * 100_000, () => this.arrive(false));
    for (const no of [1, 2]) this.at(start, () => this.open(no));
    this.at(start, () => this.arrive(true));
    this.at(start + 48 * minute, () => this.incident());
    this.at(start + 85 * minute, () => this.complainAtKiosk());
    this.at(start + 93 * minute, () => this.complainAtCounter());
  }

  /** Plays everything that happens up to `until`. */
  async playTo(until: number): Promise<void> {
    for (;;) {
      this.plan.sort((a, b) => a.at - b.at);
      const next = this.plan[0];
      if (next === undefined || next.at > until) return;
      this.plan.shift();
      this.now = next.at;
      await next.act();
    }
  }

  private at(time: number, act: () => Promise<void>): void {
    this.plan.push({ at: Math.round(time), act });
  }

  /** Runs a command at the time of the action; a refusal is part of the play. */
  private async do(who: Caller, name: string, input: object = {}): Promise<Record<string, unknown> | null> {
    const reply = await this.hall.call(who, name, { commandId: ulid(this.now), ...input }, Math.max(this.now, this.hall.inner.runner.state.at));
    return reply.ok ? (reply.result as Record<string, unknown>) : null;
  }

  private between(low: number, high: number): number {
    return low + this.random() * (high - low);
  }

  private async arrive(again: boolean): Promise<void> {
    const pick = this.random();
    let sum = 0;
    const [service] = services.find(([, share]) => (sum += share) > pick) ?? services[0];
    const priority = this.random() < 0.12 ? priorities[Math.floor(this.random() * priorities.length)] : undefined;
    await this.do({ role: 'kiosk', station: 'demo/kiosk' }, 'ticket.issue', { service, ...(priority === undefined ? {} : { class: priority }) });
    // About one every 170 s at opening, one every 110 s at the height of the morning, fewer in the afternoon.
    const hours = (this.now - (instantOf(zone, localDay(zone, this.now), opensAt) ?? this.now)) / 3_600_000;
    const mean = hours < 1 ? 170 - 60 * hours : hours < 2.5 ? 110 : 200;
    if (again) this.at(this.now - Math.log(1 - this.random()) * mean * 1000, () => this.arrive(true));
  }

  private async open(no: number): Promise<void> {
    await this.do(simulated(no), 'staff.signIn', { staff: no === 1 ? '李静' : '王海', counter: no });
    await this.do(simulated(no), 'counter.open');
    this.at(this.now + this.between(1, 10) * 1000, () => this.call(no));
  }

  private async call(no: number): Promise<void> {
    if (no === 1 && this.now > this.pauseAt && this.now < this.pauseAt + 10 * minute) {
      await this.do(simulated(no), 'counter.pause', { reason: 'handover', evenIfLast: true });
      this.at(this.pauseAt + 11 * minute, async () => {
        await this.do(simulated(no), 'counter.resume');
        await this.call(no);
      });
      return;
    }
    const called = await this.do(simulated(no), 'ticket.call');
    if (called === null) this.at(this.now + 5_000, () => this.call(no));
    else if (this.random() < 0.05) this.at(this.now + 45_000, async () => {
      await this.do(simulated(no), 'ticket.recall');
      await this.do(simulated(no), 'ticket.noShow');
      await this.call(no);
    });
    else this.at(this.now + this.between(8, 25) * 1000, async () => {
      await this.do(simulated(no), 'ticket.start');
      const service = this.hall.inner.runner.state.tickets.get(String(called['ticket']))?.service;
      const usual = services.find(([id]) => id === service)?.[2] ?? 5;
      this.at(this.now + usual * minute * this.between(0.4, 1.3), () => this.finish(no));
    });
  }

  private get pauseAt(): number {
    return (instantOf(zone, localDay(zone, this.now), opensAt) ?? 0) + 62 * minute;
  }

  private async finish(no: number): Promise<void> {
    await this.do(simulated(no), 'ticket.finish');
    this.at(this.now + this.between(5, 20) * 1000, () => this.call(no));
  }

  private async incident(): Promise<void> {
    const lead: Caller = { role: 'lead', station: 'demo/lead', staff: '陈主任' };
    const started = await this.do(lead, 'incident.start', { kind: 'systemShort' });
    this.at(this.now + 7 * minute, async () => void (await this.do(lead, 'incident.stop', { incident: started?.['incident'] })));
  }

  private async complainAtKiosk(): Promise<void> {
    const oldest = [...this.hall.inner.runner.state.tickets.values()].find((one) => one.state === 'waiting');
    if (oldest !== undefined) await this.do({ role: 'kiosk', station: 'demo/kiosk' }, 'feedback.file', { cause: 'Q03', ticketNumber: oldest.number, check: oldest.check });
  }

  private async complainAtCounter(): Promise<void> {
    const served = [...this.hall.inner.runner.state.tickets.values()].filter((one) => one.state === 'finished').at(-3);
    const filed = served === undefined ? null : await this.do(simulated(2), 'feedback.file', { cause: 'Q02', ticketNumber: served.number, words: '取号时说约10分钟,实际等了快半小时', phone: '13800001234' });
    if (filed !== null) await this.do({ role: 'lead', station: 'demo/lead', staff: '陈主任' }, 'feedback.accept', { feedback: filed['feedback'] });
  }
}

function simulated(no: number): Caller {
  return { role: 'clerk', station: `demo/counter-${no}` };
}
