import type { TicketRow } from '../../shared/views.ts';
import type { ProblemCode } from '../../shared/result.ts';
import { feedbackCommands } from './feedback/commands.ts';
import { ask, change as changeSlip, newRoll } from './printing.ts';
import { freshId, row, type World } from './world.ts';

type Input = Record<string, unknown>;
type Done = { readonly result: unknown } | { readonly code: ProblemCode; readonly detail?: string };
const text = (input: Input, key: string) => (typeof input[key] === 'string' ? (input[key] as string) : undefined);

function mine(world: World, input: Input): TicketRow | undefined {
  const id = text(input, 'ticket');
  return world.tickets.find((one) =>
    id === undefined ? (one.state === 'called' || one.state === 'serving') && one.counter === 1 : one.ticket === id,
  );
}

function counter(world: World) {
  return world.counters.find((one) => one.no === 1);
}

function change(world: World, input: Input, to: Partial<TicketRow>): Done {
  const ticket = mine(world, input);
  if (ticket === undefined) return { code: 'counter.nothingCalled' };
  Object.assign(ticket, to);
  return { result: { ticket: ticket.ticket, counter: 1 } };
}

function issue(world: World, input: Input): Done {
  if (world.scene === 'refuse') return { code: 'store.full' };
  const ticket = row(world, text(input, 'service') ?? 'payment', text(input, 'class') ?? 'ordinary', Date.now());
  const ahead = world.tickets.filter((one) => one.state === 'waiting' && one.service === ticket.service).length;
  world.tickets.push(ticket);
  ask(world, 'ticket', ticket.ticket, ticket.number);
  return {
    result: {
      ...ticket,
      check: '4271',
      channel: 'kiosk',
      quote: { ahead, likelySeconds: ahead * 150, boundSeconds: ahead * 230, openCounters: 2 },
      phone: null,
      booking: null,
      reason: null,
    },
  };
}

function call(world: World, input: Input): Done {
  if (mine(world, {}) !== undefined) return { code: 'counter.busy' };
  const ticket = world.tickets.find((one) => one.state === 'waiting' && (text(input, 'ticket') ?? one.ticket) === one.ticket);
  if (ticket === undefined) return { code: 'ticket.noneWaiting' };
  Object.assign(ticket, { state: 'called', calledAt: Date.now(), counter: 1, why: 'turn', recalls: 0 });
  world.calls.push({
    key: `${ticket.ticket}0`,
    number: ticket.number,
    counter: 1,
    counterZh: '1号柜台',
    at: Date.now(),
    recall: 0,
    priority: ticket.priority,
  });
  return { result: { ticket: ticket.ticket, number: ticket.number, counter: 1, why: 'turn', reason: null, passed: [], passedCount: 0 } };
}

/** What the made-up hall does with a command; only as much as a screen needs to go on. */
export const commands: Record<string, (world: World, input: Input) => Done> = {
  'ticket.issue': issue,
  'ticket.call': call,
  'ticket.recall': (world) => change(world, {}, { recalls: (mine(world, {})?.recalls ?? 0) + 1 }),
  'ticket.start': (world) => change(world, {}, { state: 'serving', startedAt: Date.now() }),
  'ticket.finish': (world, input) => change(world, input, { state: 'finished' }),
  'ticket.noShow': (world, input) => change(world, input, { state: 'noShow', returnBy: Date.now() + 1_800_000 }),
  'ticket.park': (world, input) =>
    change(world, input, { state: 'parked', until: Date.now() + 900_000, reason: text(input, 'reason') ?? '' }),
  'ticket.return': (world, input) => change(world, input, { state: 'waiting', counter: null }),
  'ticket.transfer': (world, input) => change(world, input, { state: 'waiting', counter: null }),
  'ticket.addService': (world, input) =>
    change(world, input, { services: [...(mine(world, input)?.services ?? []), text(input, 'service') ?? ''] }),
  'ticket.rebook': (world, input) => {
    const done = change(world, input, { state: 'rebooked' });
    return 'code' in done ? done : { result: { ...(done.result as object), booking: '20418836' } };
  },
  'ticket.merge': (world, input) => change(world, input, { state: 'merged' }),
  'ticket.reclass': (world, input) =>
    change(world, input, { class: text(input, 'class') ?? 'ordinary', priority: text(input, 'class') !== 'ordinary' }),
  'ticket.cancel': (world, input) =>
    change(world, input['ticket'] === undefined ? { ticket: world.tickets.find((one) => one.number === input['number'])?.ticket } : input, {
      state: 'cancelled',
    }),
  'help.come': (world, input) => (world.help.splice(world.help.findIndex((one) => one.counter === input['counter']), 1), { result: {} }),
  'ticket.rate': () => ({ result: {} }),
  'staff.signIn': (world, input) => ((world.staff = text(input, 'staff') ?? ''), { result: {} }),
  'staff.signOut': (world) => ((world.staff = null), { result: {} }),
  'counter.open': (world) => (Object.assign(counter(world) ?? {}, { state: 'open', since: Date.now() }), { result: {} }),
  'counter.resume': (world) => (
    Object.assign(counter(world) ?? {}, { state: 'open', since: Date.now(), pauseReason: null }), { result: {} }
  ),
  'counter.close': (world) => (Object.assign(counter(world) ?? {}, { state: 'closed', since: null }), { result: {} }),
  'counter.pause': (world, input) =>
    input['evenIfLast'] === true || input['reason'] !== 'meal'
      ? (Object.assign(counter(world) ?? {}, { state: 'paused', since: Date.now(), pauseReason: input['reason'] }), { result: {} })
      : { code: 'counter.lastOfService' },
  ...feedbackCommands,
  'incident.start': (world, input) => {
    const kind = world.settings.hallIncidents.find((one) => one.id === input['kind']);
    if (kind === undefined) return { code: 'incident.unknown' };
    world.incidents.push({
      incident: freshId(world),
      kind: kind.id,
      zh: kind.zh,
      kiosk: kind.kiosk,
      issuing: kind.issuing,
      from: Date.now(),
      to: null,
    });
    return { result: {} };
  },
  'incident.stop': (world, input) => (
    Object.assign(world.incidents.find((one) => one.incident === input['incident']) ?? {}, { to: Date.now() }), { result: {} }
  ),
  'hall.configure': (world, input) => {
    const { section, value } = input['change'] as { section: string; value: unknown };
    world.settings = { ...world.settings, [section]: value };
    return { result: {} };
  },
  'slip.print': (world, input) => {
    const of = text(input, 'of') ?? '';
    const kind = (text(input, 'kind') ?? 'ticket') as 'ticket';
    const number = world.tickets.find((one) => one.ticket === of)?.number ?? world.feedback.find((one) => one.row.feedback === of)?.row.number ?? of;
    const made = ask(world, kind, of, number, text(input, 'kind') === 'test' ? of : (text(input, 'printer') ?? null));
    return made === null ? { code: 'slip.noPrinter' } : { result: { ...made, firstAt: null, english: false } };
  },
  'slip.settle': (world, input) => {
    changeSlip(world, input['slip'], (job) => {
      job.state = input['printed'] === true ? 'printed' : 'notPrinted';
      if (input['printed'] !== true) ask(world, job.kind, job.of, job.number);
    });
    return { result: {} };
  },
  'slip.cancel': (world, input) =>
    changeSlip(world, input['slip'], (job) => {
      job.state = 'cancelled';
      job.reason = null;
    })
      ? { result: {} }
      : { code: 'slip.unknown' },
  'printer.newRoll': (world, input) => (newRoll(world, text(input, 'printer') ?? ''), { result: {} }),
  'day.stopIssuing': (world) => ((world.issuing = 'stopped'), { result: {} }),
  'day.close': (world) =>
    world.tickets.some((one) => one.state === 'waiting') ? { code: 'day.stillOpen' } : ((world.closed = true), { result: {} }),
};
