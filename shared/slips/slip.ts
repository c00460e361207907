import { assertNever } from '../result.ts';
import type { SlipData } from '../slipData.ts';
import { complaintSlip } from './complaintSlip.ts';
import { daySlip } from './daySlip.ts';
import { followUpSlip } from './followUpSlip.ts';
import { testSlip } from './testSlip.ts';
import type { Columns } from './text.ts';
import { ticketSlip } from './ticketSlip.ts';

/** Any slip as a receiptline document for paper of that many columns: no line is wider, nothing in the data can become a command, and it has no cut of its own. */
export function slipDocument(data: SlipData, columns: Columns): string {
  switch (data.kind) {
    case 'ticket':
      return ticketSlip(data, columns);
    case 'complaint':
      return complaintSlip(data, columns);
    case 'followUp':
      return followUpSlip(data, columns);
    case 'day':
      return daySlip(data, columns);
    case 'test':
      return testSlip(data, columns);
    default:
      return assertNever(data);
  }
}
