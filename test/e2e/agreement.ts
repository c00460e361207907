import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'playwright-core';
import { makeView, type ViewSource } from '../../main/hall/views.ts';
import { contract, type ViewName } from '../../shared/contract.ts';
import { apply } from '../../shared/domain/apply.ts';
import type { Caller } from '../../shared/domain/decide.ts';
import { emptyState } from '../../shared/domain/state.ts';
import type { Role } from '../../shared/events.ts';
import { journalEvents } from '../support/journal.ts';
import type { HallWindow } from './harness.ts';

/** One value that a station was shown. */
export interface Seen {
  readonly caller: Caller;
  readonly name: ViewName;
  readonly seq: number;
  readonly value: unknown;
}

/** The views that this role may watch. */
export const viewsOf = (role: Role): readonly ViewName[] => Object.entries(contract).flatMap(([name, entry]) => (entry.kind === 'view' && (entry.may as readonly Role[]).includes(role) ? [name as ViewName] : []));
/** What a screen follows all the time, and what follows from the record alone. */
const followed: readonly ViewName[] = ['kiosk', 'board', 'counter', 'floor', 'feedbackList', 'settings'];

/** Follows in a page, beside its screen, all that its role may, and keeps what it is shown. */
export async function follow(page: Page, role: Role): Promise<void> {
  await page.evaluate((names) => {
    const kept: { name: string; seq: number; value: unknown }[] = [];
    Object.assign(globalThis, { seenHere: kept });
    for (const name of names) {
      (globalThis as unknown as HallWindow).hall.watch(name, {}, (reply) => {
        const { ok, seq, result } = reply as { ok: boolean; seq: number; result: unknown };
        if (ok) kept.push({ name, seq, value: result });
      });
    }
  }, viewsOf(role).filter((one) => followed.includes(one)));
}

/** What a page was shown since it follows. */
export async function seenIn(page: Page, caller: Caller): Promise<Seen[]> {
  const text = await page.evaluate(() => JSON.stringify((globalThis as unknown as { seenHere: object[] }).seenHere));
  return (JSON.parse(text) as { name: string; seq: number; value: unknown }[]).map((one) => ({ ...one, caller, name: one.name as ViewName }));
}

/** A value as it comes over a line, without the moment at which it was asked for. */
export function plain(value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(value ?? null)) as unknown;
  if (typeof copy !== 'object' || copy === null) return copy;
  return { ...copy, ...('now' in copy && { now: 0 }), ...('asOf' in copy && { asOf: 0 }) };
}

/** What a view is made from besides the record: no archive yet, and nobody has a PIN. */
const nothingElse = { store: { archive: { feedback: { months: () => [], month: async () => [] } } }, pins: null, now: () => Date.now() } as unknown as ViewSource;

/** Which of these differ from what the host's record gives that caller at the same seq; empty when all agree. */
export async function disagreements(hostData: string, seen: readonly Seen[]): Promise<string[]> {
  const open = [...seen].sort((a, b) => a.seq - b.seq);
  const state = emptyState();
  const wrong: string[] = [];
  for (const event of journalEvents(hostData)) {
    apply(state, event);
    for (; open[0] !== undefined && open[0].seq <= state.seq; open.shift()) {
      const [{ name, caller, seq, value }] = open as [Seen];
      const params = contract[name].params.parse({}) as never;
      const made = await makeView(state, name, params, caller, nothingElse);
      if (seq !== state.seq || !made.ok || !isDeepStrictEqual(plain(made.value), plain(value))) wrong.push(`${caller.role} ${name} at ${seq}: ${differing(made.ok ? made.value : made.problem, value)}`);
    }
  }
  return [...wrong, ...open.map((one) => `${one.name} at ${one.seq}: not on the host's record`)];
}

/** The top-level parts that differ, short. */
export function differing(host: unknown, station: unknown): string {
  const [a, b] = [plain(host), plain(station)] as [Record<string, unknown>, Record<string, unknown>];
  return Object.keys({ ...a, ...b }).filter((name) => !isDeepStrictEqual(a?.[name], b?.[name])).map((name) => `${name}: ${JSON.stringify(a?.[name])?.slice(0, 200)} ≠ ${JSON.stringify(b?.[name])?.slice(0, 200)}`).join('; ');
}

/** The bytes of a data folder's journal, segment by segment. */
export function journalBytes(data: string): string {
  const folder = join(data, 'journal');
  return readdirSync(folder).filter((one) => one.endsWith('.ndjson')).sort().map((name) => `${name}\n${readFileSync(join(folder, name), 'utf8')}`).join('');
}
