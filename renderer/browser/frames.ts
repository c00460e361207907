import type { Changes } from '../../shared/changes.ts';
import type { StationRole } from '../../shared/events.ts';
import { linkVersion } from '../../shared/link.ts';
import type { Problem } from '../../shared/result.ts';
import type { Reply } from '../bridge.ts';

/** The host's first words: who it says it is, and a nonce for one login. */
export interface Hello {
  readonly k: 'hello';
  readonly v: number;
  readonly hall: string;
  /** SHA-256 of the hall's certificate authority, in hexadecimal. */
  readonly fingerprint: string;
  readonly nonce: string;
  readonly epoch: number;
  /** False where a stand-by answers that is not the host. */
  readonly deciding: boolean;
  readonly name: string;
}
export interface Paired {
  readonly k: 'paired';
  readonly station: string;
  readonly role: StationRole;
  readonly name: string;
  readonly hall: string;
  readonly proof: string;
}
export type Push =
  | { readonly k: 'push'; readonly w: number; readonly seq: number; readonly value: unknown }
  | { readonly k: 'push'; readonly w: number; readonly seq: number; readonly changes: Changes }
  | { readonly k: 'push'; readonly w: number; readonly problem: Problem };

/** What a host says to a browser. */
export type HostFrame =
  | Hello
  | Paired
  | Push
  | { readonly k: 'in'; readonly station: string; readonly role: StationRole; readonly name: string; readonly now: number }
  | { readonly k: 'no'; readonly problem: Problem }
  | { readonly k: 'reply'; readonly id: number; readonly reply: Reply }
  | { readonly k: 'time'; readonly t0: number; readonly now: number };

/** What a browser says to its host. */
export type StationFrame =
  | { readonly k: 'login'; readonly station: string; readonly sign: string }
  | {
      readonly k: 'pair';
      readonly publicKey: string;
      readonly role: StationRole;
      readonly name: string;
      readonly standBy: false;
      readonly proof: string;
    }
  | { readonly k: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly k: 'watch'; readonly w: number; readonly name: string; readonly params: unknown }
  | { readonly k: 'unwatch'; readonly w: number }
  | { readonly k: 'about'; readonly voice: 'there' | 'missing' }
  | { readonly k: 'time'; readonly t0: number };

/** Reads a frame; null for what is none, which nobody who speaks this protocol sends. */
export function readFrame(data: unknown): HostFrame | null {
  if (typeof data !== 'string') return null;
  try {
    const frame: unknown = JSON.parse(data);
    return typeof frame === 'object' && frame !== null && 'k' in frame && typeof frame.k === 'string' ? (frame as HostFrame) : null;
  } catch {
    return null;
  }
}

/** What is wrong with a hello for any client: another version, or nobody who decides. */
export function helloProblem(hello: Hello): Problem | null {
  if (hello.v !== linkVersion) return { code: 'command.unknown', detail: `the host speaks version ${hello.v}` };
  return hello.deciding ? null : { code: 'host.notDeciding', detail: 'a stand-by answered', retry: true };
}
