/** What printing needs, in one part that is loaded when there is a printer: a start does without. */
export { composeSlip } from './compose.ts';
export { checkAddress, findQueues } from './find.ts';
export { openTransport } from './open.ts';
export { openPrintDesk } from './printDesk.ts';
