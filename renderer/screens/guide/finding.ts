import { readScanned } from '../../../shared/slips/scanned.ts';
import type { TicketRow } from '../../../shared/views.ts';
import type { FloorView } from './Guide.tsx';

/** Every ticket whose holder may still be in the hall. */
export function inHall(floor: Pick<FloorView, 'noShow' | 'waiting' | 'serving' | 'parked'>): readonly TicketRow[] {
  return [...floor.noShow, ...floor.waiting, ...floor.serving, ...floor.parked];
}

/** Those whose number fits what was typed so far: A012 is found by A, A0, A012, 012 and 12, and by its slip's QR code. */
export function matching(floor: Parameters<typeof inHall>[0], typed: string): readonly TicketRow[] {
  const wanted = readScanned(typed)?.number ?? typed.trim().toUpperCase();
  if (wanted === '') return [];
  return inHall(floor).filter(({ number }) => {
    const digits = number.replace(/^\D+/, '');
    return number.startsWith(wanted) || digits.startsWith(wanted) || digits.replace(/^0+/, '') === wanted;
  });
}
