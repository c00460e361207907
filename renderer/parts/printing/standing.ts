import type { PrinterProfile, PrintReason } from '../../../shared/printing.ts';
import type { PrinterBrief } from '../../../shared/views.ts';

/** What its condition is read from. */
type Condition = Omit<PrinterBrief, 'printer' | 'name'>;

/** What ails a printer, in three words that a customer has use for. */
export function customerWhy(reason: PrintReason | null): 'paper' | 'busy' | 'line' {
  switch (reason) {
    case 'paperOut':
      return 'paper';
    case 'unreachable':
    case 'noAnswer':
    case 'hungUp':
    case 'notFound':
    case 'noService':
    case 'notHere':
      return 'line';
    default:
      return 'busy';
  }
}

/** Whether nothing can come out of it now. */
export function isStuck(printer: Condition | null): boolean {
  return printer !== null && (!printer.here || printer.state === 'trouble' || printer.state === 'unreachable');
}

/** Fewer tickets than this are worth a word. */
const few = 50;

/** Whether its roll should be changed soon. */
export function runsLow(printer: Condition | null): boolean {
  return printer !== null && !isStuck(printer) && (printer.paper === 'low' || (printer.left !== null && printer.left < few));
}

/** How a printer stands, as one word: away means its computer is. */
export function standingOf(printer: Condition & { readonly profile: PrinterProfile }): 'ready' | 'trouble' | 'away' | 'mute' | 'unasked' {
  if (!printer.here) return 'away';
  if (isStuck(printer)) return 'trouble';
  return printer.state === 'ready' ? 'ready' : printer.profile === 'mute' ? 'mute' : 'unasked';
}

/** What is known of its paper, as one word; `lowUncounted` and `uncounted` where nobody said when the roll was new. */
export function paperOf(printer: Condition): 'ok' | 'low' | 'lowUncounted' | 'out' | 'uncounted' {
  if (printer.paper === 'out') return 'out';
  if (printer.left === null) return printer.paper === 'low' ? 'lowUncounted' : 'uncounted';
  return printer.paper === 'low' || printer.left < few ? 'low' : 'ok';
}
