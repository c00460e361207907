import type { Texts } from '../texts.ts';
import type { board as zh } from '../zh/board.ts';

export const board: Texts<typeof zh> = {
  nowCalling: 'Now calling',
  counterNo: 'Counter {{no}}',
  latest: 'Last calls',
  none: 'No calls yet; please watch here',
  service: 'Service',
  waiting: 'Waiting',
  wait: 'Likely wait',
  people: '{{n}}',
  about: 'about {{wait}}',
  noWait: 'no wait',
  counters: 'Counters',
  open: 'Open',
  closed: 'Closed',
  paused: 'Paused',
  speak: 'Number {number}, please go to counter {counter}',
};
