import type { View } from '../../shared/contract.ts';
import type { TicketRow } from '../../shared/views.ts';
import { manyCases, someCases } from './feedback/cases.ts';
import { printingOf } from './printing.ts';
import defaults from '../../shared/defaults.zh-CN.json';

/** A made-up hall in memory, to look at screens in a plain browser. Nothing of it is in the product. */
export interface World {
  readonly scene: string;
  readonly tickets: TicketRow[];
  readonly checks: Map<string, string>;
  readonly feedback: View<'feedback'>[];
  readonly counters: View<'floor'>['counters'];
  readonly calls: View<'board'>['calls'];
  readonly incidents: View<'floor'>['incidents'];
  readonly rated: Set<string>;
  readonly help: View<'floor'>['help'];
  /** How many were sealed to the superior unit. */
  passedUp: number;
  settings: View<'settings'>['settings'];
  issuing: 'open' | 'staffOnly' | 'stopped';
  closed: boolean;
  staff: string | null;
  seq: number;
  ids: number;
}

const minute = 60_000;
const staffNames = ['王芳 1023', '李强 1047', null];

/** An id that looks like a ULID. */
export function freshId(world: World): string {
  world.ids++;
  return `01JD${String(world.ids).padStart(22, '0')}`;
}

/** The next free number of a prefix. */
export function freshNumber(world: World, prefix: string): string {
  const used = world.tickets.filter((one) => one.number.startsWith(prefix)).length;
  return `${prefix}${String(used + 1).padStart(3, '0')}`;
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** A hall in the state a scene asks for: empty, calm, busy (the default), counter (signed in, idle), call, serve. */
export function makeWorld(scene: string): World {
  const world: World = {
    scene,
    tickets: [],
    checks: new Map(),
    feedback: [],
    passedUp: 0,
    counters: defaults.counters.map((one, at) => ({
      no: one.no,
      zh: one.zh,
      state: 'closed',
      since: null,
      staff: staffNames[at] ?? null,
      pauseReason: null,
      services: one.services,
      number: null,
      ticketSince: null,
      served: 0,
    })),
    calls: [],
    incidents: [],
    rated: new Set(),
    help: scene === 'busy' ? [{ counter: 2, since: Date.now() - 60_000 }] : [],
    settings: { ...(defaults as unknown as World['settings']), printing: printingOf() },
    issuing: scene === 'stopped' ? 'stopped' : scene === 'staffOnly' ? 'staffOnly' : 'open',
    closed: false,
    staff: scene === 'empty' || scene === 'signin' ? null : '王芳 1023',
    seq: 100,
    ids: 0,
  };
  if (scene === 'empty' || scene === 'signin') {
    for (const one of world.counters) one.staff = one.no === 2 && scene === 'signin' ? '李强 1047' : null;
    return world;
  }
  fill(world, scene === 'calm' ? 4 : 19);
  if (scene !== 'calm') {
    someCases(world);
    world.passedUp = 1;
  }
  if (scene === 'many') manyCases(world, 10_000);
  return world;
}

function fill(world: World, waiting: number): void {
  const random = seeded(7);
  const now = Date.now();
  const ids = ['payment', 'payment', 'billQuery', 'payment', 'change', 'general', 'newSupply', 'payment'] as const;
  for (let at = 0; at < waiting + 9; at++) {
    const service = world.settings.services.find((one) => one.id === ids[Math.floor(random() * ids.length)]);
    if (service === undefined) continue;
    const priority = random() < 0.16;
    const issuedAt = now - (waiting + 9 - at) * (1.15 + random() * 0.5) * minute;
    const ticket = row(world, service.id, priority ? 'elderly' : 'ordinary', issuedAt);
    if (at < 6)
      Object.assign(ticket, {
        state: 'finished',
        calledAt: issuedAt + 7 * minute,
        startedAt: issuedAt + 8 * minute,
        counter: (at % 2) + 1,
      });
    if (at === 6) Object.assign(ticket, { state: 'noShow', calledAt: now - 4 * minute, returnBy: now + 26 * minute, counter: 1 });
    if (at === 7)
      Object.assign(ticket, { state: 'parked', calledAt: now - 9 * minute, until: now + 6 * minute, reason: '客户填表', counter: 1 });
    if (at === 8) Object.assign(ticket, { state: 'serving', calledAt: now - 5 * minute, startedAt: now - 4 * minute, counter: 2 });
    if (at === 10) Object.assign(ticket, { passedOver: 2 });
    world.tickets.push(ticket);
  }
  for (const counter of world.counters) {
    if (counter.no === 1) Object.assign(counter, { state: 'open', since: now - 90 * minute, served: 11 });
    if (counter.no === 2)
      Object.assign(counter, {
        state: 'open',
        since: now - 80 * minute,
        served: 7,
        number: world.tickets[8]?.number ?? null,
        ticketSince: now - 4 * minute,
      });
    if (counter.no === 3)
      Object.assign(counter, { state: 'paused', since: now - 12 * minute, staff: '赵敏 1088', pauseReason: '用餐轮换', served: 5 });
  }
  const finished = world.tickets.filter((one) => one.state === 'finished');
  for (const one of finished)
    world.calls.push({
      key: one.ticket,
      number: one.number,
      counter: one.counter ?? 1,
      counterZh: `${one.counter ?? 1}号柜台`,
      at: one.calledAt ?? now,
      recall: 0,
      priority: one.priority,
    });
  if (['call', 'serve', 'alreadyOpen', 'refuse', 'many'].includes(world.scene)) {
    const next = world.tickets.find((one) => one.state === 'waiting');
    if (next !== undefined)
      Object.assign(next, {
        state: world.scene === 'call' ? 'called' : 'serving',
        calledAt: now - 70_000,
        startedAt: world.scene !== 'call' ? now - 4 * minute : null,
        counter: 1,
        recalls: 1,
        why: 'turn',
      });
  }
  if (world.scene === 'incident')
    world.incidents.push({
      incident: freshId(world),
      kind: 'systemShort',
      zh: '业务系统短时故障(预计15分钟内恢复)',
      kiosk: '业务系统短时故障,正在恢复,请稍候。给您带来不便,非常抱歉。',
      issuing: 'warn',
      from: now - 8 * minute,
      to: null,
    });
}

/** A waiting ticket's row. */
export function row(world: World, service: string, kind: string, issuedAt: number): TicketRow {
  const found = world.settings.services.find((one) => one.id === service);
  const ticket = freshId(world);
  world.checks.set(ticket, '4271');
  return {
    ticket,
    number: freshNumber(world, found?.prefix ?? 'A'),
    service,
    services: [service],
    class: kind,
    priority: kind !== 'ordinary',
    state: 'waiting',
    issuedAt,
    countsFrom: issuedAt,
    standard: found?.wait ?? null,
    quoteBoundSeconds: 1500,
    calledAt: null,
    startedAt: null,
    recalls: 0,
    until: null,
    returnBy: null,
    returns: 0,
    passedOver: 0,
    counter: null,
    reason: null,
    why: null,
    feedback: 0,
    steppedIn: [],
  };
}
