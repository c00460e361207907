import type { SlipRow } from '../../../shared/views.ts';

/** Whether the paper came or is coming, so that nothing else is asked of the customer. */
export function isComing(state: SlipRow['state']): boolean {
  switch (state) {
    case 'queued':
    case 'printed':
    case 'accepted':
      return true;
    case 'saved':
    case 'waiting':
    case 'unsure':
    case 'notPrinted':
    case 'dropped':
    case 'cancelled':
      return false;
  }
}

/** For how many seconds a page stays: longer when it has to be photographed, for a telephone is not out at once. */
export function staysFor(usual: number, state: SlipRow['state'] | null): number {
  return state === null || isComing(state) ? usual : usual + 20;
}
