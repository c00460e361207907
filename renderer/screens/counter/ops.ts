import type { View } from '../../../shared/contract.ts';

export type Desk = View<'counter'>;
/** What a clerk can do with the ticket at the counter, or with the counter when it is free. */
export type Op =
  | 'next'
  | 'recall'
  | 'start'
  | 'finish'
  | 'noShow'
  | 'park'
  | 'transfer'
  | 'feedback'
  | 'settle'
  | 'addService'
  | 'rebook'
  | 'merge'
  | 'reclass'
  | 'notDone';

/** The keys, as they stand on the buttons. */
export const keyOf: Partial<Record<Op, string>> = {
  next: 'F2',
  recall: 'F3',
  start: 'F4',
  finish: 'F6',
  noShow: 'F7',
  park: 'F8',
  transfer: 'F9',
  feedback: 'F10',
  settle: 'F11',
};

/** The op that a key stands for. */
export function opOfKey(key: string): Op | null {
  for (const [op, name] of Object.entries(keyOf)) if (name === key) return op as Op;
  return null;
}

/** These wait for the host. */
const hostOps: ReadonlySet<Op> = new Set<Op>(['transfer', 'addService', 'rebook', 'merge', 'reclass']);

/** Whether an op makes sense now, and while the host is away whether this computer may do it by itself; what does not is shown but cannot be pressed. */
export function allowed(op: Op, desk: Desk, away = false): boolean {
  if (away && hostOps.has(op)) return false;
  const state = desk.current?.state;
  switch (op) {
    case 'feedback':
    case 'settle':
      return true;
    case 'next':
      return desk.current === null && desk.counter?.state === 'open';
    case 'recall':
    case 'start':
    case 'noShow':
    case 'reclass':
      return state === 'called';
    case 'finish':
    case 'park':
    case 'transfer':
    case 'addService':
    case 'rebook':
    case 'merge':
    case 'notDone':
      return state === 'called' || state === 'serving';
  }
}

/** The one thing to do next, for the large button. */
export function nextStep(desk: Desk): 'open' | 'resume' | 'next' | 'start' | 'finish' {
  if (desk.current?.state === 'called') return 'start';
  if (desk.current !== null) return 'finish';
  if (desk.counter?.state === 'paused') return 'resume';
  return desk.counter?.state === 'open' ? 'next' : 'open';
}
