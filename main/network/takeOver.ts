import { isNewer, termOf } from '../../shared/domain/term.ts';
import { fail, ok, type Problem, type Result } from '../../shared/result.ts';
import type { FactsOf, Seat } from './messages.ts';
import type { StationPlace } from './place.ts';
import { logIn, logInAsFormer, type Reach, type Remote } from './remote.ts';
import { factsBehind, type Replica } from './replica.ts';
import { keysInMessage } from './replicate.ts';

/**
 * Before a stand-by becomes the host: asks every other machine that may decide. One that does ends the attempt; from
 * one that has more of the record what is missing is fetched, so that the longest reachable copy wins (SPEC 10.8).
 */
export async function catchUp(place: StationPlace, replica: Replica, privateKey: string, reach: Reach): Promise<Problem | null> {
  for (const seat of place.seats) {
    const reached = await reach({ ...seat, ca: place.authority, hall: place.hall });
    if (!reached.ok) continue;
    const remote = reached.value;
    try {
      if (remote.hello.deciding && !isNewer({ epoch: place.epoch, host: place.decider }, remote.hello)) return fail('takeOver.hostIsThere', `${remote.hello.name} decides`).problem;
      if (isNewer(termOf(replica.state()), remote.hello)) continue;
      const welcome = await logIn(remote, place.station, privateKey);
      if (welcome.ok) await fetchRest(remote, replica);
    } finally {
      remote.close('asked');
    }
  }
  return null;
}

/** Takes what another copy has beyond this one. */
export async function fetchRest(remote: Remote, replica: Pick<Replica, 'head' | 'take' | 'missing' | 'takeKeys'>): Promise<void> {
  await remote.send({ k: 'replica', ...replica.head() });
  const from = await remote.next(['from']);
  if (!from.ok || from.value.seq !== replica.head().seq) return;
  let keysToCome = 0; // of the last lines too: nobody else may have them later
  while (replica.head().seq < from.value.head || keysToCome > 0) {
    const next = await remote.next(['lines', 'keyIds', 'keys']);
    if (!next.ok) return;
    if (next.value.k === 'keyIds') {
      const ids = await replica.missing(next.value.ids);
      keysToCome += Math.ceil(ids.length / keysInMessage);
      if (ids.length > 0) await remote.send({ k: 'wantKeys', ids });
    } else if (next.value.k === 'keys') {
      await replica.takeKeys(next.value.keys);
      keysToCome -= 1;
    } else if ((await replica.take(next.value.lines)) !== null) return;
    await remote.send({ k: 'have', seq: replica.head().seq });
  }
}

/** What a machine that decided once needs to come back: its key as a station, and the hall's own to prove what it was. */
export interface Former {
  readonly name: string;
  /** Whether it decided: a stand-by's copy under that host is not all that the host had. */
  readonly wasHost: boolean;
  readonly publicKey: string;
  readonly record: Pick<Replica, 'store' | 'state' | 'head'>;
  readonly hall: string;
  readonly authority: string;
}

/**
 * Hands over to the host of a higher epoch what only this machine has, command by command and in order, and comes back
 * as what it is in the hall from now on: a station. Can be done again from the beginning: each command counts once.
 */
export async function handOver(former: Former, seat: Seat, reach: Reach): Promise<Result<StationPlace>> {
  const reached = await reach({ ...seat, ca: former.authority, hall: former.hall });
  if (!reached.ok) return reached;
  const remote = reached.value;
  const stopAsking = remote.keepAsking();
  try {
    const { hello } = remote;
    const { record } = former;
    if (!hello.deciding || !isNewer(hello, termOf(record.state()))) return fail('host.notDeciding', 'it does not decide with a higher epoch', true);
    const signer = await record.store.keys.signer(false);
    if (signer === null) return fail('keys.locked', "the hall's key is not here");
    const welcome = await logInAsFormer(remote, former.publicKey, former.name, signer.sign);
    if (!welcome.ok) return welcome;
    await remote.send({ k: 'replica', ...record.head() });
    const from = await remote.next(['from'], 30_000);
    if (!from.ok) return from;
    const sent = await sendAll(remote, factsBehind(record.store, from.value.seq));
    if (!sent.ok) return sent;
    if (former.wasHost) {
      const { epoch, epochs } = record.state();
      await remote.send({ k: 'settled', epochs: [epoch + 1, ...epochs.filter((one) => one.settled).map((one) => one.epoch)], facts: sent.value });
      const settled = await remote.next(['settled'], 30_000);
      if (!settled.ok) return settled;
    }
    const { station, role, name } = welcome.value;
    return ok({ kind: 'station', station, role: role === 'counter' ? 'counter' : 'manager', name, hall: former.hall, authority: former.authority, seats: [seat], epoch: hello.epoch, decider: hello.host, standBy: true, port: seat.port });
  } finally {
    stopAsking();
    remote.close('handed over');
  }
}

async function sendAll(remote: Remote, facts: AsyncGenerator<FactsOf>): Promise<Result<number>> {
  let count = 0;
  let batch: FactsOf[] = [];
  let bytes = 0;
  const flush = async (): Promise<Problem | null> => {
    if (batch.length === 0) return null;
    await remote.send({ k: 'facts', list: batch });
    const answer = await remote.next(['facts'], 60_000);
    count += batch.length;
    [batch, bytes] = [[], 0];
    return answer.ok ? answer.value.problem : answer.problem;
  };
  for await (const one of facts) {
    batch.push(one);
    bytes += Buffer.byteLength(JSON.stringify(one));
    if (batch.length < 20 && bytes < 200_000) continue;
    const problem = await flush();
    if (problem !== null) return { ok: false, problem };
  }
  const problem = await flush();
  return problem === null ? ok(count) : { ok: false, problem };
}
