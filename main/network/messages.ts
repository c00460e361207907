import { z } from 'zod';
import { instant, type Lease, stationRole, ulidText } from '../../shared/events.ts';
import { printerAddress } from '../../shared/printing.ts';
import type { Changes } from '../../shared/changes.ts';
import { fail, ok, type Problem, type Result } from '../../shared/result.ts';
import type { Reply } from '../hall/hall.ts';

const name = z.string().min(1).max(64);
const count = z.number().int().min(0);
/** Of a machine, as people read it: nothing that hides or rearranges what is beside it. */
const machineName = z.string().trim().min(1).max(40).regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u);
const port = z.number().int().min(1).max(65_535);
const base64 = z.string().max(2000);

/** What one command made on a machine that was cut off. `keys` are those of personal data sealed in it, by id. */
export const factsOf = z.object({
  seq: z.number().int().min(1),
  epoch: count,
  station: z.string().max(60),
  commandId: ulidText,
  staff: z.string().max(40).nullable(),
  happenedAt: instant,
  facts: z.array(z.unknown()).min(1).max(2000),
  keys: z.array(z.object({ id: ulidText, key: base64 })).max(2000),
});
export type FactsOf = z.infer<typeof factsOf>;

/** Everything a station may send. The first message is login, pair or former. */
const toHost = z.discriminatedUnion('k', [
  z.object({ k: z.literal('login'), station: ulidText, sign: base64 }),
  z.object({ k: z.literal('pair'), publicKey: base64, role: stationRole, name: machineName, standBy: z.boolean(), proof: base64 }),
  /** A host of an earlier epoch, or a stand-by that knows more: proven by the hall's own key. */
  z.object({ k: z.literal('former'), publicKey: base64, name: machineName, sign: base64 }),
  /** Another host decides, with a higher epoch. */
  z.object({ k: z.literal('knows'), epoch: count, host: z.string().max(60), address: z.string().max(100), port }),
  z.object({ k: z.literal('call'), id: count, name, input: z.unknown() }),
  z.object({ k: z.literal('watch'), w: count, name, params: z.unknown(), have: count.optional() }),
  z.object({ k: z.literal('unwatch'), w: count }),
  z.object({ k: z.literal('about'), voice: z.enum(['there', 'missing']).optional(), clockOffMs: z.number().int().optional(), port: port.optional(), queues: z.array(z.object({ address: printerAddress, name: z.string().max(120) })).max(40).readonly().optional() }),
  z.object({ k: z.literal('time'), t0: z.number() }),
  z.object({ k: z.literal('lease'), day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }),
  z.object({ k: z.literal('facts'), list: z.array(factsOf).min(1).max(100) }),
  z.object({ k: z.literal('settled'), epochs: z.array(count).max(1000).readonly(), facts: count }),
  z.object({ k: z.literal('jumped'), byMs: z.number().int() }),
  /** A stand-by says what it has, and then what it has made durable. */
  z.object({ k: z.literal('replica'), epochs: z.array(z.object({ epoch: count, host: z.string().max(60), fromSeq: count })).max(1000).readonly(), seq: count, hash: z.string().max(64) }),
  z.object({ k: z.literal('have'), seq: count }),
  z.object({ k: z.literal('wantKeys'), ids: z.array(z.string().max(40)).max(5000) }),
]);
export type ToHost = z.infer<typeof toHost>;

/** Where a machine of the hall that may decide can be reached. */
export interface Seat {
  readonly station: string;
  readonly address: string;
  readonly port: number;
}

/** Who this station is, and the host's time. `proof` is the host's own of knowing the code. */
export interface Welcome {
  readonly station: string;
  readonly role: string;
  readonly name: string;
  readonly hall: string;
  readonly standBy: boolean;
  readonly now: number;
  readonly proof?: string;
}

/** Everything a host sends. */
export type ToStation =
  | { readonly k: 'hello'; readonly v: number; readonly hall: string; readonly fingerprint: string; readonly nonce: string; readonly epoch: number; readonly host: string; readonly deciding: boolean; readonly name: string; /** Where the host is that this machine follows itself. */ readonly at: Seat | null }
  | ({ readonly k: 'in' } & Welcome)
  | ({ readonly k: 'paired' } & Welcome)
  | { readonly k: 'no'; readonly problem: Problem }
  | { readonly k: 'reply'; readonly id: number; readonly reply: Reply }
  | { readonly k: 'push'; readonly w: number; readonly seq: number; readonly value: unknown }
  /** What changed since the value of seq `base`; null changes when nothing did. */
  | { readonly k: 'push'; readonly w: number; readonly seq: number; readonly base: number; readonly changes: Changes | null }
  | { readonly k: 'push'; readonly w: number; readonly problem: Problem }
  | { readonly k: 'time'; readonly t0: number; readonly now: number }
  | { readonly k: 'lease'; readonly lease: Lease | null }
  | { readonly k: 'facts'; readonly upTo: number; readonly problem: Problem | null }
  | { readonly k: 'settled' }
  /** Where else the hall may be found, and whether this station is to keep a copy. */
  | { readonly k: 'seats'; readonly seats: readonly Seat[]; readonly standBy: boolean }
  /** The copy continues behind that seq; what the stand-by has beyond it was written by a host that no longer decides. */
  | { readonly k: 'from'; readonly seq: number; readonly head: number }
  | { readonly k: 'lines'; readonly lines: readonly string[] }
  | { readonly k: 'keyIds'; readonly ids: readonly string[] }
  /** Keys, each wrapped to the station's own. */
  | { readonly k: 'keys'; readonly keys: readonly { readonly id: string; readonly box: string }[] };

/** A message of a station, or why it is none. */
export function readToHost(text: string): Result<ToHost> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return fail('command.badInput', 'not JSON');
  }
  const parsed = toHost.safeParse(raw);
  return parsed.success ? ok(parsed.data) : fail('command.badInput', `${parsed.error.issues[0]?.path.join('.') || 'message'}: ${parsed.error.issues[0]?.message ?? ''}`);
}

/** A message of a host. It has been authenticated by its certificate, so its shape is trusted; null when it is no JSON. */
export function readToStation(text: string): ToStation | null {
  try {
    return JSON.parse(text) as ToStation;
  } catch {
    return null;
  }
}
