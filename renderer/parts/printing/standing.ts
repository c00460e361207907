import type { PrintReason } from '../../../shared/printing.ts';
import type { PrinterBrief } from '../../../shared/views.ts';

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
export function isStuck(printer: PrinterBrief | null): boolean {
  return printer !== null && (!printer.here || printer.state === 'trouble' || printer.state === 'unreachable');
}

/** Fewer tickets than this are worth a word. */
const few = 50;

/** Whether its roll should be changed soon. */
export function runsLow(printer: PrinterBrief | null): boolean {
  return printer !== null && !isStuck(printer) && (printer.paper === 'low' || (printer.left !== null && printer.left < few));
}
