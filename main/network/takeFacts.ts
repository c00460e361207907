import { contract } from '../../shared/contract.ts';
import type { EventType, StationRole } from '../../shared/events.ts';
import type { CommandInput } from '../../shared/contract.ts';
import { fail, type Problem } from '../../shared/result.ts';
import type { FactsOf } from './messages.ts';
import type { Session } from './session.ts';

export interface FactTaker {
  readonly take: (list: readonly FactsOf[]) => void;
  readonly settle: (epoch: number, facts: number) => void;
}

const atCounter: readonly EventType[] = ['ticket.called', 'ticket.recalled', 'ticket.started', 'ticket.finished', 'ticket.markedNoShow', 'ticket.parked', 'feedback.filed', 'feedback.closed'];
const onFloor: readonly EventType[] = ['ticket.issued', 'ticket.cancelled', 'feedback.filed'];
/** What each kind of station may have recorded by itself. Anything else is kept and changes nothing. */
const mayRecord: Readonly<Record<StationRole, readonly EventType[]>> = { counter: atCounter, kiosk: onFloor, guide: onFloor, board: [], manager: [] };

/** Takes what a station recorded while it was cut off, in order, once each, and says how far it has come (SPEC 10.6). */
export function takeFacts({ host, station, former, send }: Session): FactTaker {
  let last: Promise<void> = Promise.resolve();

  const record = async (item: FactsOf): Promise<Problem | null> => {
    if (host.hall === null) return fail('host.notDeciding', 'this machine does not decide', true).problem;
    for (const { id, key } of item.keys) await host.store.keys.keep(id, Buffer.from(key, 'base64'));
    const { commandId, happenedAt, epoch, seq, staff } = item;
    const origin = former ? { epoch, seq, station: item.station } : { epoch: 0, seq, station: station.id };
    const input = contract['facts.record'].input.safeParse({ commandId, happenedAt, original: origin, facts: item.facts });
    const allowed = input.success && (former || input.data.facts.every((one) => mayRecord[station.role].includes(one.type)));
    const kept = [{ type: 'fact.kept', data: { type: input.success ? 'notAllowed' : 'unreadable', data: item.facts } }];
    const reply = await host.hall.inner.runner.run(
      { role: 'system', station: origin.station, ...(staff === null ? {} : { staff }) },
      'facts.record',
      (allowed ? input.data : { commandId, happenedAt, original: origin, facts: kept }) as CommandInput<'facts.record'>,
    );
    return reply.ok ? null : reply.problem;
  };

  const takeAll = async (list: readonly FactsOf[]) => {
    let upTo = 0;
    for (const item of list) {
      const problem = await record(item);
      if (problem !== null) return send({ k: 'facts', upTo, problem });
      upTo = item.seq;
    }
    return send({ k: 'facts', upTo, problem: null });
  };

  const after = (work: () => Promise<unknown>) => {
    last = last.then(work).then(() => undefined, host.onBug);
  };
  return {
    take: (list) => after(() => takeAll(list)),
    settle: (epoch, facts) =>
      after(async () => {
        const open = former && host.state().epochs.some((one) => one.epoch === epoch && !one.settled);
        if (open) await host.hall?.inner.runner.system('epoch.settle', { epoch, facts });
        return send({ k: 'settled' });
      }),
  };
}
