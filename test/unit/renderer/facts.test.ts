import { describe, expect, it } from 'vitest';
import type { FactSheet } from '../../../shared/events.ts';
import { factLines, type Sayer } from '../../../renderer/parts/staff/facts.ts';

const say: Sayer = {
  time: (at) => `t${at / 60_000}`,
  minutes: (seconds) => `${Math.floor(seconds / 60)}m`,
  atMost: (seconds) => `${Math.ceil(seconds / 60)}m`,
  counter: (no) => `${no}号`,
  before: (number, why) => `${number} ${why}`,
  incident: (kind) => kind,
  unknown: (what) => what,
  comma: '、',
};
const sheet: FactSheet = {
  number: 'A012',
  day: '2026-11-22',
  service: 'payment',
  imported: false,
  asOf: 1_860_000,
  issuedAt: 0,
  openedAt: null,
  quoted: { ahead: 6, likelySeconds: 890, boundSeconds: 1500, openCounters: 2 },
  calledAt: null,
  startedAt: null,
  endedAt: null,
  leftAt: null,
  waitSeconds: 1860,
  standardWaitSeconds: 1860,
  waitEnded: false,
  standard: { seconds: 900, kind: 'single', audience: 'public' },
  overStandard: true,
  overQuote: true,
  aheadAtIssue: 6,
  counters: [
    { counter: '1', openSeconds: 1260, pausedSeconds: 600, reasons: ['meal'] },
    { counter: '2', openSeconds: 1860, pausedSeconds: 0, reasons: [] },
    { counter: '3', openSeconds: 0, pausedSeconds: 30, reasons: ['short'] },
  ],
  calledBefore: [{ number: 'A013', issuedAt: 1, calledAt: 2, why: 'priority' }],
  calledBeforeCount: 1,
  incidents: [{ kind: 'network', from: 60_000, to: null }],
  unknown: [],
};
const keys = (facts: FactSheet) => factLines(facts, say).map((one) => one.key);
const line = (facts: FactSheet, key: string) => factLines(facts, say).find((one) => one.key === key);

describe('the fact sheet in words', () => {
  it('says first how long, then what was told, what was open and who came first', () => {
    expect(keys(sheet)).toEqual(['waiting', 'ahead', 'quoted', 'overQuote', 'promise', 'countersOpen', 'paused', 'before', 'incidentOpen']);
    expect(line(sheet, 'waiting')?.values).toEqual({ time: 't0', wait: '31m' });
    expect(line(sheet, 'quoted')?.values).toEqual({ likely: '15m', bound: '25m' });
    expect(line(sheet, 'countersOpen')?.values).toEqual({ n: 2 });
    expect(line(sheet, 'paused')?.values).toEqual({ counter: '1号', wait: '10m' });
  });

  it('marks a broken promise, and an internal target as not for the customer', () => {
    expect(line(sheet, 'promise')).toMatchObject({ values: { n: 15, outcome: 'broken', wait: '16m' }, mark: 'bad' });
    const inside = { ...sheet, standard: { seconds: 900, kind: 'single', audience: 'internal' } } as const;
    expect(line(inside, 'target')).toMatchObject({ mark: 'inside' });
  });

  it('never calls an average broken by one ticket', () => {
    const average = { ...sheet, standard: { seconds: 900, kind: 'average', audience: 'public' }, overStandard: null } as const;
    expect(line(average, 'promise')?.values['outcome']).toBe('average');
  });

  it('does not make a quote of nothing, or one missed by seconds, a reproach', () => {
    expect(keys({ ...sheet, quoted: { ahead: 0, likelySeconds: 0, boundSeconds: 0, openCounters: 0 } })).not.toContain('overQuote');
    expect(keys({ ...sheet, waitSeconds: 1530 })).not.toContain('overQuote');
  });

  it('tells the wait of one who left, and what an imported log does not say', () => {
    const imported = {
      ...sheet,
      imported: true,
      leftAt: 600_000,
      quoted: null,
      standard: null,
      counters: [],
      incidents: [],
      calledBefore: [],
      calledBeforeCount: 0,
      unknown: ['quote', 'counters'],
    };
    expect(keys(imported)).toEqual(['left', 'ahead', 'beforeNone', 'unknown']);
    expect(line(imported, 'unknown')?.values).toEqual({ list: 'quote、counters' });
  });

  it('counts from opening for a ticket taken before it', () => {
    expect(line({ ...sheet, openedAt: 60_000, standardWaitSeconds: 1800 }, 'preOpen')?.values).toEqual({ time: 't1', wait: '30m' });
    expect(keys({ ...sheet, openedAt: 60_000, standardWaitSeconds: 0 })).toContain('preOpenNotYet');
  });
});
