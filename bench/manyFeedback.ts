import { randomBytes } from 'node:crypto';
import { encodeTime, ulid } from 'ulidx';
import { apply } from '../shared/domain/apply.ts';
import { departures } from '../shared/domain/archive.ts';
import type { HallEvent, Sealed } from '../shared/events.ts';
import { type Caller, type Hall, openHall } from '../main/hall/hall.ts';
import { newId } from '../main/hall/ids.ts';
import { realFiles } from '../main/store/files.ts';
import { encrypt } from '../main/store/keys.ts';
import { openStore, type Store } from '../main/store/store.ts';

const day = 86_400_000;
/** The keys of contact are there for half a year, those of words for the two years. */
const contactDays = 183;
/** A disk that does not wait for the platter: what is only made is not measured. */
const hasty = { ...realFiles, datasync: async () => undefined, syncFolder: async () => undefined };
const kiosk: Caller = { role: 'kiosk', station: 'k' };
const lead: Caller = { role: 'lead', station: 'l', staff: '黎值班' };
const other: Caller = { role: 'clerk', station: 'o', staff: '李强' };

/** Runs a command and gives its result. Throws with the Problem. */
export async function must(hall: Hall, who: Caller, name: string, input: object = {}, at?: number): Promise<Record<string, unknown>> {
  const reply = await hall.call(who, name, { commandId: ulid(at ?? Date.now()), ...input });
  if (!reply.ok) throw new Error(`${name}: ${reply.problem.code} ${reply.problem.detail}`);
  return reply.result as Record<string, unknown>;
}

interface Example {
  readonly feedback: string;
  readonly filedAt: number;
  readonly events: readonly HallEvent[];
}

/** One whole complaint, one opinion that is answered and closed, one complaint that is being looked into: as the hall's own commands make them. */
async function examples(dataDir: string, firstDay: number): Promise<{ readonly over: readonly Example[]; readonly open: Example }> {
  let now = firstDay;
  const opened = await openHall({ dataDir, files: hasty, clock: () => now });
  if (!opened.ok) throw new Error(opened.problem.detail);
  const hall = opened.value;
  const run = async (who: Caller, name: string, input: object = {}) => {
    now += 1_000;
    return must(hall, who, name, input, now);
  };
  await run({ role: 'clerk', station: 'c1' }, 'staff.signIn', { staff: '王芳', counter: 1 });
  await run({ role: 'clerk', station: 'c1' }, 'counter.open');
  const numbers: unknown[] = [];
  for (let count = 0; count < 60; count += 1) numbers.push((await run(kiosk, 'ticket.issue', { service: 'payment', ...(count % 3 === 0 ? {} : { class: 'elderly' }) }))['number']);
  for (let count = 0; count < 40; count += 1) {
    now += 60_000;
    await run({ role: 'clerk', station: 'c1' }, 'ticket.call');
    await run({ role: 'clerk', station: 'c1' }, 'ticket.finish');
  }
  const file = (ticket: number, more: object = {}) => run(lead, 'feedback.file', { cause: 'Q01', ticketNumber: numbers[ticket], words: '等了一个多小时还没有叫到', name: '赵先生', phone: '13812345678', mood: 'upset', separate: true, ...more });
  const ids: string[] = [];
  const handled = String((await file(0))['feedback']);
  ids.push(handled);
  const send = (name: string, input: object) => run(lead, name, { feedback: handled, ...input });
  await send('feedback.accept', {});
  await send('feedback.listen', { readBack: true, told: true });
  await send('feedback.sympathise', { manner: 'apology', said: '让您久等了，对不起' });
  await send('feedback.analyse', { cause: 'Q01', finding: '上午缴费集中，只开了一个柜台' });
  const proposed = await send('feedback.propose', { remedies: [{ kind: 'explain' }] });
  await send('feedback.agree', { outcome: 'agreed' });
  await send('feedback.carryOut', { remedy: (proposed['remedies'] as { remedy: string }[])[0]?.remedy, evidence: '已当面说明' });
  await send('feedback.followThrough', { tookEffect: true, toldBy: 'phone' });
  await send('feedback.judge', { truth: 'true', responsibility: 'hall' });
  await send('feedback.answer', { by: 'phone', answer: '已增开柜台并向您致歉' });
  await send('feedback.close', { whyNone: '已有措施' });
  await run(other, 'feedback.followUp', { feedback: handled, reached: true, solved: 'solved', result: 5 });
  const told = String((await file(3, { type: 'opinion', mood: 'calm' }))['feedback']);
  ids.push(told);
  await run(lead, 'feedback.accept', { feedback: told });
  await run(lead, 'feedback.answer', { feedback: told, by: 'faceToFace', answer: '已记下，谢谢您的意见' });
  await run(lead, 'feedback.close', { feedback: told });
  const open = String((await file(6))['feedback']);
  for (const [name, input] of [['accept', {}], ['listen', { readBack: true, told: true }], ['sympathise', { manner: 'understanding' }], ['analyse', { cause: 'Q01', finding: '正在核对叫号记录' }]] as const) await run(lead, `feedback.${name}`, { feedback: open, ...input });
  const events: HallEvent[] = [];
  for (let seq = 1; seq <= hall.inner.runner.state.seq; seq += 1) {
    const event = await hall.inner.store.eventAt(seq);
    if (event !== null) events.push(event);
  }
  await hall.close();
  const example = (feedback: string): Example => {
    const own = events.filter((event) => event.type.startsWith('feedback.') && (event.data as { feedback: string }).feedback === feedback);
    return { feedback, filedAt: own[0]?.at ?? 0, events: own };
  };
  const [whole, short] = ids.map(example);
  if (whole === undefined || short === undefined) throw new Error('no examples');
  return { over: [whole, short, short], open: example(open) };
}

/** Writes copies of examples into a store, as recovery would read them. */
class Writer {
  private readonly store: Store;
  private events: HallEvent[] = [];
  private readonly keys: Promise<void>[] = [];
  private number = 1_000;

  constructor(store: Store) {
    this.store = store;
  }

  get seq(): number {
    return this.store.state.seq;
  }

  async openDay(at: number): Promise<void> {
    this.push({ type: 'day.opened', data: { day: new Date(at + 8 * 3_600_000).toISOString().slice(0, 10) } } as HallEvent, at, idOf(at), [1, 1]);
    this.number = 1_000;
    await this.flush();
  }

  /** A copy that was filed at that time, with the keys that are left of it by now. */
  async copy(example: Example, at: number, left: { readonly contact: boolean; readonly phone?: string }): Promise<void> {
    const id = idOf(at);
    const renamed = new Map([[example.feedback, id]]);
    const date = new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
    const filed = example.events[0]?.data as { readonly phone: Sealed; readonly mood: Sealed };
    const [contact, inside] = [idOf(at), idOf(at)];
    renamed.set(filed.phone.key, contact).set(filed.mood.key, inside);
    const key = randomBytes(32);
    for (const one of left.contact ? [id, inside, contact] : [id, inside]) this.keys.push(this.store.keys.keep(one, key));
    const phone = left.phone === undefined ? {} : { phone: { key: contact, box: encrypt(key, Buffer.from(left.phone)).toString('base64url') } };
    this.number += 1;
    for (const event of example.events) {
      const data = rename(event.data, renamed) as Record<string, unknown>;
      if (event.type === 'feedback.filed') Object.assign(data, { number: `${date.replaceAll('-', '')}-${this.number}`, receivedAt: at, ...phone });
      if ('clocks' in data || 'clock' in data) shift(data, at - example.filedAt);
      this.push({ ...event, data } as HallEvent, at + (event.at - example.filedAt), idOf(at), [1, 1]);
    }
    if (this.events.length > 2_000) await this.flush();
  }

  private push(event: HallEvent, at: number, commandId: string, part: readonly [number, number]): void {
    const { state } = this.store;
    const made = { ...event, v: 1, seq: state.seq + 1, at: Math.max(at, state.at), day: new Date(at + 8 * 3_600_000).toISOString().slice(0, 10), station: event.station ?? 'system', staff: event.staff ?? null, commandId, part } as HallEvent;
    this.store.archive.take(departures(state, made));
    apply(state, made);
    this.events.push(made);
  }

  async flush(): Promise<void> {
    await Promise.all(this.keys.splice(0));
    const events = this.events.splice(0);
    const problem = events.length === 0 ? null : await this.store.append(events, 'Asia/Shanghai');
    if (problem !== null) throw new Error(problem.detail);
  }
}

/** An id as if it had been made then. */
const idOf = (at: number) => encodeTime(at, 10) + newId().slice(10);

function rename(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one) => rename(one, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, rename(one, names)]));
}

function shift(data: Record<string, unknown>, by: number): void {
  for (const clock of [...((data['clocks'] as { dueAt: number }[] | undefined) ?? []), ...(data['clock'] == null ? [] : [data['clock'] as { dueAt: number }])]) clock.dueAt += by;
}

/**
 * Makes a hall with so many feedback archived over two years and so many open ones of the last month, all like those that
 * its own commands make, with their keys. Written through the store, as commands would take hours. Gives the number of events.
 */
export async function makeManyFeedback(dataDir: string, archived: number, open: number): Promise<number> {
  const today = Math.floor(Date.now() / day) * day + 3_600_000; // 9:00 in Shanghai
  const days = 730;
  const first = today - (days + 1) * day;
  const { over, open: example } = await examples(dataDir, first);
  const opened = await openStore({ dataDir, files: hasty });
  if (!opened.ok) throw new Error(opened.problem.detail);
  const store = opened.value;
  const writer = new Writer(store);
  let [filed, left] = [0, 0];
  for (let count = 1; count <= days; count += 1) {
    const at = first + count * day;
    await writer.openDay(at);
    for (; filed < (archived * count) / days; filed += 1) await writer.copy(over[filed % over.length] as Example, at + (filed % 400) * 60_000, { contact: days - count < contactDays });
    const recent = count - (days - 30);
    for (; recent > 0 && left < (open * recent) / 30; left += 1) await writer.copy(example, at + (left % 400) * 60_000, { contact: true, phone: `138${String(left).padStart(8, '0')}` });
    await writer.flush();
    if (count % 30 === 0) await store.checkpoint(store.state, [], null);
  }
  await writer.openDay(today);
  await store.checkpoint(store.state, [], null);
  await store.close();
  return writer.seq;
}
