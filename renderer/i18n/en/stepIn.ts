import type { zh } from '../zh/index.ts';

export const stepIn: typeof zh.stepIn = {
  title: 'Step in now',
  none: 'All waits are fine; nobody has to step in.',
  trigger: { near: 'near the limit', over: 'over the limit', overQuote: 'longer than told', skipped: 'passed over often' },
  waited: 'has waited {{wait}}',
  done: 'done: {{list}}',
  more: '{{n}} more',
  fewer: 'Show fewer',
  advance: 'Put ahead',
  advanceWhy: 'Why (health, safety, no power; never because of shouting)',
  advanceCost: 'The {{n}} before it each wait about {{wait}} longer: {{list}}',
  advanceFree: 'Nobody is before it: putting it ahead costs nobody anything.',
  advanceLeft: '{{n}} more within this hour',
  advanceNone: 'No more tickets may be put ahead within this hour.',
  advanceDo: 'Put ahead',
  presets: ['unwell', 'no power at home', 'safety'],
  figures: 'Stepping in',
  warned: 'tickets warned of',
  did: 'stepped in',
  after: 'complained all the same',
  without: 'complained, nobody had stepped in',
};
