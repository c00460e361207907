import { contract } from '../../shared/contract.ts';
import type { EventType, StationRole } from '../../shared/events.ts';
import type { CommandInput } from '../../shared/contract.ts';
import { fail, type Problem } from '../../shared/result.ts';
import type { FactsOf } from './messages.ts';
import { sealedKeys } from './offline.ts';
import type { Session } from './session.ts';

export interface FactTaker {
  /** False, and nothing is taken, when too much waits already. */
  readonly take: (list: readonly FactsOf[]) => boolean;
  readonly settle: (epochs: readonly number[], facts: number) => void;
}

/** A station may print by itself. */
const onPaper: readonly EventType[] = ['slip.requested', 'slip.reported', 'slip.moved', 'slip.settled', 'slip.cancelled', 'printer.reported', 'printer.rollChanged'];
const atCounter: readonly EventType[] = [...onPaper, 'ticket.called', 'ticket.recalled', 'ticket.started', 'ticket.finished', 'ticket.markedNoShow', 'ticket.parked', 'feedback.filed', 'feedback.closed'];
const onFloor: readonly EventType[] = [...onPaper, 'ticket.issued', 'ticket.cancelled', 'feedback.filed'];
/** What each kind of station may have recorded by itself. Anything else is kept and changes nothing. */
const mayRecord: Readonly<Record<StationRole, readonly EventType[]>> = { counter: atCounter, kiosk: onFloor, guide: onFloor, board: [], manager: [] };

/** A station waits for the answer before it sends more. */
const mostWaiting = 4;
/** What is recorded nests a few levels; what nests thousands could not be written. */
const mostNested = 40;
const keyBytes = 32;

function isPlain(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((one) => isPlain(one, levels - 1));
}

/** Takes what a station recorded while it was cut off, in order, once each, and says how far it has come (SPEC 10.6). */
export function takeFacts({ host, station, former, send }: Session): FactTaker {
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;

  const record = async (item: FactsOf): Promise<Problem | null> => {
    if (host.hall === null) return fail('host.notDeciding', 'this machine does not decide', true).problem;
    const { commandId, happenedAt, epoch, seq, staff } = item;
    const origin = former ? { epoch, seq, station: item.station } : { epoch: 0, seq, station: station.id };
    const input = contract['facts.record'].input.safeParse({ commandId, happenedAt, original: origin, facts: item.facts });
    const plain = isPlain(item.facts, mostNested);
    const allowed = plain && input.success && (former || input.data.facts.every((one) => mayRecord[station.role].includes(one.type)));
    if (allowed) await keepKeys(item.keys, input.data.facts);
    const kept = [{ type: 'fact.kept', data: { type: input.success ? 'notAllowed' : 'unreadable', data: plain ? item.facts : null } }];
    const reply = await host.hall.inner.runner.run(
      { role: 'system', station: origin.station, ...(staff === null || station.role === 'kiosk' ? {} : { staff }) },
      'facts.record',
      (allowed ? input.data : { commandId, happenedAt, original: origin, facts: kept }) as CommandInput<'facts.record'>,
    );
    return reply.ok ? null : reply.problem;
  };

  /** Keys come with what is sealed with them. A station brings those of its own new tickets and feedback only: a key cannot be planted for others. */
  const keepKeys = async (keys: FactsOf['keys'], facts: CommandInput<'facts.record'>['facts']) => {
    const { tickets, feedback } = host.state();
    const isOthers = (id: string) => feedback.has(id) || tickets.has(id);
    const fresh = new Set(facts.flatMap(({ type, data }) => {
      const { ticket = '', feedback: filed = '' } = data as { readonly ticket?: string | null; readonly feedback?: string };
      // A feedback has one key of its own name, and others for who it was and what stays inside.
      if (type === 'feedback.filed') return feedback.has(filed) ? [] : [filed, ...sealedKeys(data)].filter((id) => !isOthers(id));
      return type === 'ticket.issued' && !tickets.has(ticket ?? '') ? [ticket] : [];
    }));
    for (const { id, key } of keys) {
      const secret = Buffer.from(key, 'base64');
      if (former || (fresh.has(id) && secret.length === keyBytes)) await host.store.keys.keep(id, secret);
    }
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
    take: (list) => {
      if (waiting >= mostWaiting) return false;
      waiting += 1;
      after(() => takeAll(list).finally(() => (waiting -= 1)));
      return true;
    },
    settle: (epochs, facts) =>
      after(async () => {
        const open = host.state().epochs.filter((one) => former && !one.settled && epochs.includes(one.epoch));
        for (const { epoch } of open) await host.hall?.inner.runner.system('epoch.settle', { epoch, facts });
        return send({ k: 'settled' });
      }),
  };
}
