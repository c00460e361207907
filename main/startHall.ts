import type { Role } from '../shared/events.ts';
import { fail, type Problem, type Result } from '../shared/result.ts';
import type { Asked } from './arguments.ts';

/** Until main/hall is there: its shape, and a hall that is always closed. */
export type Reply = { readonly ok: true; readonly seq: number; readonly result: unknown } | { readonly ok: false; readonly problem: Problem };
export interface Caller {
  readonly role: Role;
  readonly station: string;
  readonly staff?: string;
}
export interface Hall {
  call(caller: Caller, name: string, input: unknown): Promise<Reply>;
  view(caller: Caller, name: string, params: unknown): Promise<Reply>;
  watch(caller: Caller, name: string, params: unknown, push: (reply: Reply) => void): () => void;
  close(): Promise<void>;
}

/** Opens the hall in the folder that was asked for. */
export async function startHall(_asked: Asked): Promise<Result<Hall>> {
  const closed: Reply = fail('hall.closing', 'there is no hall yet');
  return {
    ok: true,
    value: { call: async () => closed, view: async () => closed, watch: (_caller, _name, _params, push) => (push(closed), () => undefined), close: async () => undefined },
  };
}
