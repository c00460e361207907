import type { Texts } from '../texts.ts';
import type { common as zh } from '../zh/common.ts';

export const common: Texts<typeof zh> = {
  demo: 'Demo · practice — nothing here counts',
  rehearsal: 'Rehearsal — nothing here counts',
  unlinked: 'The host does not answer; reconnecting. What you see is from a moment ago.',
  loading: 'Opening…',
  language: '中文',
  minutes: '{{n}} min',
  hoursMinutes: '{{h}} h {{n}} min',
  lessThanMinute: 'under 1 min',
  back: 'Back',
  cancel: 'Cancel',
  confirm: 'Confirm',
  close: 'Close',
  done: 'Done',
  again: 'Try again',
  reload: 'Reload',
  yes: 'Yes',
  no: 'No',
  none: 'None',
  priority: 'Priority',
  slip: 'Slip preview',
  crashTitle: 'Please call staff',
  crashText: 'Something went wrong in this window; it has been recorded. Tickets and feedback are safe.',
  clear: 'Clear',
  delete: 'Delete',
};
