import { chance, priorities, services } from '../../main/hall/demo.ts';
import { type Ask, must } from './hallOf.ts';

export interface Arrival {
  readonly service: string;
  readonly class: string;
}
/** What a clerk does with one customer beside the ordinary. */
export type Turn = 'serve' | 'recallAndNoShow' | 'transfer' | 'park' | 'pause' | 'help' | 'complaint';

/** A peak of the demo's day, the same for the same seed: who comes for what, in order. */
export function arrivalsOf(seed: number, count: number): readonly Arrival[] {
  const random = chance(seed);
  return Array.from({ length: count }, () => {
    const pick = random();
    let sum = 0;
    const [service] = services.find(([, share]) => (sum += share) > pick) ?? services[0];
    const priority = random() < 0.12 ? priorities[Math.floor(random() * priorities.length)] : undefined;
    return { service, class: priority ?? 'ordinary' };
  });
}

export interface Clerk {
  readonly ask: Ask;
  /** What happens with the nth customer of this clerk. */
  readonly turns: Readonly<Record<number, Turn>>;
  /** The counter that takes over who is transferred. */
  readonly other: number;
  /** True once nobody comes any more. */
  readonly over: () => boolean;
}

/** A clerk's whole peak: calls until nobody waits and nobody comes. Gives how many were served. */
export async function workThrough({ ask, turns, other, over }: Clerk): Promise<number> {
  let served = 0;
  for (let nth = 1; ; ) {
    const last = over(); // asked before, so that who came meanwhile is still called
    const call = await ask('ticket.call');
    if (!call.ok) {
      if (call.problem.code !== 'ticket.noneWaiting') throw new Error(`${call.problem.code}: ${call.problem.detail}`);
      if (last) return served;
      await new Promise((resolve) => setTimeout(resolve, 20)); // nobody waits for this counter yet
      continue;
    }
    served += await turn(ask, turns[nth++] ?? 'serve', other, String(call.result['ticket']));
  }
}

async function turn(ask: Ask, what: Turn, other: number, ticket: string): Promise<number> {
  const finish = async () => {
    await must(ask('ticket.finish'));
    return 1;
  };
  if (what === 'recallAndNoShow') {
    await must(ask('ticket.recall'));
    await must(ask('ticket.noShow'));
    await must(ask('ticket.return', { ticket }));
    return 0;
  }
  await must(ask('ticket.start'));
  switch (what) {
    case 'transfer':
      await must(ask('ticket.transfer', { service: 'general', counter: other }));
      return 0;
    case 'park':
      await must(ask('ticket.park', { minutes: 1, reason: '去复印证件' }));
      await must(ask('ticket.return', { ticket }));
      return 0;
    case 'pause':
      await finish();
      await must(ask('counter.pause', { reason: 'handover', evenIfLast: true }));
      await must(ask('counter.resume'));
      return 1;
    case 'help':
      await must(ask('help.ask'));
      return finish();
    case 'complaint':
      await must(ask('feedback.file', { cause: 'Q02', ticket, words: '取号时说约10分钟,实际等了快半小时', phone: '13800001234' }));
      return finish();
    default:
      return finish();
  }
}

/** Opens a counter in the morning. */
export async function openCounter(ask: Ask, staff: string, counter: number): Promise<void> {
  await must(ask('staff.signIn', { staff, counter }));
  await must(ask('counter.open'));
}
