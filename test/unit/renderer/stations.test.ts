import { describe, expect, it } from 'vitest';
import { attentionOf, clockOff, isBehind, mayStandBy, type StationRow, type StationsView } from '../../../renderer/screens/manager/stations/attention.ts';

const row = (more: Partial<StationRow>): StationRow => ({
  station: '01JD0000000000000000000001',
  name: '1',
  role: 'counter',
  standBy: false,
  browser: false,
  pairedAt: 0,
  revokedAt: null,
  connected: true,
  since: 0,
  address: null,
  clockOffMs: 0,
  voice: null,
  behind: null,
  ...more,
});
const view = (rows: readonly StationRow[]): StationsView => ({ host: null, rows: [...rows], splits: [], unsettled: [], clockJumps: [] });

describe('what the devices need', () => {
  it('is two stand-bys, where there are computers that could be', () => {
    expect(attentionOf(view([])).fewStandBys).toBe(false);
    expect(attentionOf(view([row({ role: 'kiosk' })])).fewStandBys).toBe(false);
    expect(attentionOf(view([row({ standBy: true }), row({})])).fewStandBys).toBe(true);
    expect(attentionOf(view([row({ standBy: true }), row({ role: 'manager', standBy: true })])).fewStandBys).toBe(false);
    expect(attentionOf(view([row({ standBy: true }), row({ standBy: true, revokedAt: 5 })])).fewStandBys).toBe(true);
    expect(mayStandBy({ role: 'counter', browser: true })).toBe(false);
    expect(mayStandBy({ role: 'guide', browser: false })).toBe(false);
  });

  it('is a voice on each board that is there', () => {
    const boards = [row({ role: 'board', name: 'a', voice: 'missing' }), row({ role: 'board', name: 'b', voice: 'there' }), row({ role: 'board', name: 'c', voice: 'missing', connected: false })];
    expect(attentionOf(view(boards)).voiceless.map((one) => one.name)).toEqual(['a']);
  });

  it('is no stand-by that lacks what is on its way to it', () => {
    expect([null, 0, 3, 400].map((behind) => isBehind({ behind, connected: true }))).toEqual([false, false, false, true]);
    expect(isBehind({ behind: 3, connected: false })).toBe(true);
  });

  it('is a clock only when it is off by more than two seconds', () => {
    expect([null, 0, 2000, -2000, 2001, -7400].map(clockOff)).toEqual([null, null, null, null, 2, -7]);
  });
});
