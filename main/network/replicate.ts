import type { Term } from '../../shared/domain/term.ts';
import { ownSecrets } from '../store/keys.ts';
import { readLine } from '../store/line.ts';
import type { HostParts, Session } from './session.ts';
import { wrapFor } from './wrapping.ts';

export interface RecordSender {
  readonly begin: (epochs: readonly Began[], seq: number, hash: string) => void;
  readonly has: (seq: number) => void;
  readonly giveKeys: (ids: readonly string[]) => void;
  readonly stop: () => void;
}

/** Lines on the way that are not confirmed yet. More wait, so that a slow stand-by costs no memory here. */
const mostUnconfirmed = 20_000;
const batchBytes = 128 * 1024;
const recentLines = 2_000;
const idsInMessage = 5_000;
/** Whoever asks for keys gets them in messages of so many. */
export const keysInMessage = 200;

/** Sends a stand-by the whole record: what it lacks from disk, then each flush's lines as they are, and the keys wrapped to its own (SPEC 10.7). */
export function sendRecord({ host, station, former, send }: Session): RecordSender {
  let stopped = false;
  let confirmed = 0;
  let run = 0;
  let wake: () => void = () => undefined;
  let recent: { from: number; readonly lines: string[] } = { from: 0, lines: [] };
  const stops: (() => void)[] = [];
  const news = () => new Promise<void>((resolve) => {
    wake = resolve;
  });

  const mayHave = () => former || host.state().stations.get(station.id)?.standBy === true;

  async function begin(epochs: readonly Began[], seq: number, hash: string): Promise<void> {
    const mine = ++run;
    if (!mayHave()) return;
    const from = await commonSeq(host, epochs, seq, hash);
    confirmed = from;
    await send({ k: 'from', seq: from, head: host.store.head().seq });
    if (from !== seq) return; // it hands over what only it has, and begins again
    if (stops.length === 0) listen();
    await sendKeyIds(await host.store.keys.ids());
    await pump(from, mine);
  }

  function listen(): void {
    stops.push(
      host.store.onLines((lines, lastSeq) => {
        const first = lastSeq - lines.length + 1;
        if (recent.from + recent.lines.length !== first) recent = { from: first, lines: [] };
        recent.lines.push(...lines);
        const over = recent.lines.length - recentLines;
        if (over > 0) recent = { from: recent.from + over, lines: recent.lines.slice(over) };
        wake();
      }),
      host.store.keys.onNew((id) => void giveKeys([id])),
    );
  }

  async function pump(from: number, mine: number): Promise<void> {
    let sent = from;
    while (!stopped && run === mine && mayHave()) {
      const head = host.store.head().seq;
      if (sent >= head || sent - confirmed > mostUnconfirmed) {
        await news();
        continue;
      }
      let batch: string[] = [];
      let bytes = 0;
      const flush = async () => {
        if (batch.length === 0) return;
        const lines = batch;
        sent += lines.length;
        [batch, bytes] = [[], 0];
        await send({ k: 'lines', lines });
      };
      const source = recent.lines.length > 0 && recent.from <= sent + 1 ? recent.lines.slice(sent + 1 - recent.from) : host.store.linesFrom(sent + 1);
      for await (const line of source) {
        if (stopped || run !== mine || sent + batch.length >= head || sent - confirmed > mostUnconfirmed) break; // what is not durable here goes nowhere
        batch.push(line);
        bytes += line.length;
        if (bytes >= batchBytes) await flush();
      }
      await flush();
    }
  }

  async function sendKeyIds(ids: readonly string[]): Promise<void> {
    for (let at = 0; at < ids.length; at += idsInMessage) await send({ k: 'keyIds', ids: ids.slice(at, at + idsInMessage) });
  }

  async function giveKeys(ids: readonly string[]): Promise<void> {
    if (!mayHave()) return;
    for (let at = 0; at < ids.length; at += keysInMessage) {
      const keys = await Promise.all(ids.slice(at, at + keysInMessage).map(async (id) => ({ id, key: await host.store.keys.secret(id) })));
      await send({ k: 'keys', keys: keys.flatMap(({ id, key }) => (key === null || ownSecrets.has(id) ? [] : [{ id, box: wrapFor(station.publicKey, key) }])) });
    }
  }

  return {
    begin: (epochs, seq, hash) => void begin(epochs, seq, hash).catch(host.onBug),
    has(seq) {
      confirmed = Math.max(confirmed, seq);
      wake();
    },
    giveKeys: (ids) => void giveKeys(ids).catch(host.onBug),
    stop() {
      stopped = true;
      for (const one of stops) one();
      wake();
    },
  };
}

/** Where an epoch of a record began. */
export type Began = Term & { readonly fromSeq: number };

/** The last seq that both records share: up to where the first epoch began that one of them does not have, if their line there is ours too. */
async function commonSeq(host: HostParts, theirs: readonly Began[], seq: number, hash: string): Promise<number> {
  const ours = host.state().epochs;
  const head = host.store.head();
  let same = 0;
  while (same < ours.length && ours[same]?.epoch === theirs[same]?.epoch && ours[same]?.host === theirs[same]?.host) same += 1;
  if (same === ours.length && same === theirs.length && seq > head.seq) {
    // Our record is an old one: it was restored from a backup. From here on it is another epoch, with numbers of its own.
    await host.hall?.inner.runner.system('epoch.start', { host: 'restored', hash: head.hash });
    return head.seq;
  }
  const shared = Math.min(seq, head.seq, ours[same]?.fromSeq ?? head.seq, theirs[same]?.fromSeq ?? seq);
  if (shared < seq || shared === 0) return shared;
  for await (const line of host.store.linesFrom(seq)) {
    const read = readLine(line);
    if (read.ok && read.link.hash === hash) return seq;
    break;
  }
  // Ours went on from an old copy before it heard of theirs: it has to be of another epoch, or theirs could not hand over what only it has.
  if (same === ours.length && same === theirs.length) await host.hall?.inner.runner.system('epoch.start', { host: 'restored', hash: host.store.head().hash });
  return Math.min(seq - 1, ours[same - 1]?.fromSeq ?? 0);
}
