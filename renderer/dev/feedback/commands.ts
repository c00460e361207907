import type { ProblemCode } from '../../../shared/result.ts';
import { ask } from '../printing.ts';
import type { World } from '../world.ts';
import { newCase } from './cases.ts';
import { settle } from './state.ts';
import { changes, eventOf } from './steps.ts';
import { me } from './who.ts';

type Input = Record<string, unknown>;
type Done = { readonly result: unknown } | { readonly code: ProblemCode; readonly detail?: string };
const text = (input: Input, key: string) => (typeof input[key] === 'string' ? (input[key] as string) : null);

function file(world: World, input: Input): Done {
  if (world.scene === 'refuse') return { code: 'store.full' };
  const open = world.feedback[0];
  if (world.scene === 'alreadyOpen' && open !== undefined && input['separate'] !== true) return { code: 'feedback.alreadyOpen', detail: open.row.number };
  const ticket = world.tickets.find((one) => one.ticket === text(input, 'ticket') || one.number === text(input, 'ticketNumber'));
  if (ticket !== undefined) ticket.feedback++;
  const now = Date.now();
  const type = text(input, 'type') ?? 'complaint';
  const named = Array.isArray(input['named']) ? (input['named'] as string[]) : [];
  const severityWhy = Array.isArray(input['severity']) ? (input['severity'] as string[]) : [];
  const yes = severityWhy.map((id) => world.settings.severity.questions.find((one) => one.id === id)?.yes);
  const severity = yes.includes('major') ? 'major' : yes.includes('important') ? 'important' : 'normal';
  const passedUp = type === 'report' || text(input, 'cause')?.startsWith('H') === true;
  const owner = named.includes(me(world).staff) ? 'role:lead' : passedUp ? 'role:superior' : me(world).staff;
  const made = newCase(world, now, {
    row: { type, cause: text(input, 'cause') ?? 'Q01', channel: text(input, 'channel') ?? 'counter', severity, owner, aboutStaff: named.length > 0, helpWanted: input['helpWanted'] === true, ...(type === 'settledOnSite' ? { state: 'archived' as const } : {}) },
    words: text(input, 'words'), name: text(input, 'name'), phone: text(input, 'phone'), named, severityWhy, desire: text(input, 'desire'), mood: text(input, 'mood') as 'calm' | null, area: text(input, 'area'), personal: 'masked',
    ...(type === 'settledOnSite' || passedUp ? { clocks: [] } : {}),
  }, ticket?.ticket ?? null);
  if (!passedUp) world.feedback.push(made);
  else world.passedUp++;
  if (type !== 'settledOnSite') ask(world, 'complaint', made.row.feedback, made.row.number);
  return {
    result: {
      feedback: made.row.feedback, number: made.row.number, check: '4271', type, cause: made.row.cause, channel: made.row.channel, receivedAt: now, ticketNumber: made.row.ticketNumber, ticketDay: made.ticketDay, ticket: made.ticket,
      facts: made.facts, clocks: [], answerDueAt: type === 'settledOnSite' ? null : now + 7 * 86_400_000, owner, helpWanted: made.row.helpWanted, words: null, name: null, phone: null, severity, severityWhy, named, passedUp,
    },
  };
}

function urge(world: World, input: Input): Done {
  const one = world.feedback.find((other) => other.row.feedback === input['feedback'] || other.row.number === input['number']);
  if (one === undefined) return { code: 'feedback.unknown' };
  one.row.urges++;
  one.history.push({ at: Date.now(), enteredAt: Date.now(), what: 'feedback.urged', staff: me(world).staff, note: null });
  return { result: { feedback: one.row.feedback, number: one.row.number, times: one.row.urges } };
}

const changing = Object.fromEntries(
  Object.entries(changes).map(([name, change]) => [
    name,
    (world: World, input: Input): Done => {
      const one = world.feedback.find((other) => other.row.feedback === input['feedback']);
      if (one === undefined) return { code: 'feedback.unknown' };
      if (world.scene === 'refuse' && name !== 'feedback.show') return { code: 'feedback.stepsMissing' };
      if (name === 'feedback.approve' && input['pin'] !== '123456') return { code: 'pin.wrong' };
      const now = Date.now();
      change(one, input, world, now);
      const at = typeof input['doneAt'] === 'number' ? input['doneAt'] : now;
      one.history.push({ at, enteredAt: now, what: `feedback.${eventOf[name] ?? name}`, staff: me(world).staff, note: text(input, 'reason') ?? text(input, 'place') });
      return { result: { feedback: one.row.feedback, number: one.row.number, times: one.row.urges } };
    },
  ]),
);

/** The commands about feedback. */
export const feedbackCommands: Readonly<Record<string, (world: World, input: Input) => Done>> = {
  ...changing,
  'feedback.file': file,
  'feedback.urge': urge,
  'person.forget': (world, input) => {
    const one = world.feedback.find((other) => other.row.feedback === input['key']);
    if (one === undefined) return { code: 'feedback.unknown' };
    Object.assign(one, { personal: 'forgotten', words: null, name: null, phone: null, account: null, answer: null });
    return { result: {} };
  },
  'cluster.answer': (world, input) => {
    const now = Date.now();
    for (const one of world.feedback) {
      if (one.cluster === null || one.cluster.cluster !== input['cluster']) continue;
      one.cluster.answeredAt = now;
      Object.assign(one, { answer: text(input, 'answer'), answeredBy: text(input, 'by') });
    }
    return { result: {} };
  },
};

/** Brings every case into the state that follows from its record. */
export function settleAll(world: World): void {
  world.feedback.forEach((one, at) => {
    world.feedback[at] = settle(one, world);
  });
}
