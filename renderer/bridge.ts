import type { Problem } from '../shared/result.ts';

/** What the hall answers: every reply carries the seq it shows. */
export type Reply =
  | { readonly ok: true; readonly seq: number; readonly result: unknown }
  | { readonly ok: false; readonly problem: Problem };

/** The only way out of a window; preload puts it there. */
export interface Bridge {
  call(name: string, input: unknown): Promise<Reply>;
  watch(name: string, params: unknown, onReply: (reply: Reply) => void): () => void;
}

declare global {
  interface Window {
    hall?: Bridge;
  }
}
