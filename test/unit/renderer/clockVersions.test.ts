import { describe, expect, it } from 'vitest';
import { amountOf, newest, withVersion } from '../../../renderer/screens/manager/settings/clockVersions.ts';
import { changes } from '../../../renderer/screens/manager/settings/diff.ts';
import { shippedSettings } from '../../support/fixture.ts';

describe('versions of a clock', () => {
  const { clocks } = shippedSettings();
  const rule = clocks.find((one) => one.id === 'answer5wd');

  it('SPEC 5.5: a change adds a version, the one before stays; another change for the same day replaces it', () => {
    if (rule === undefined) throw new Error('no such rule');
    const once = withVersion(clocks, rule, 3, 'workingDays', '2026-12-01');
    expect(once).toHaveLength(clocks.length + 1);
    expect(newest(once).map((one) => one.id)).toEqual(clocks.map((one) => one.id));
    const twice = withVersion(once, newest(once).find((one) => one.id === rule.id) ?? rule, 48, 'hours', '2026-12-01');
    expect(twice).toHaveLength(clocks.length + 1);
    const versions = twice.filter((one) => one.id === rule.id);
    expect(versions.map((one) => [one.effective ?? '', amountOf(one)])).toEqual([['', { amount: 5, unit: 'workingDays' }], ['2026-12-01', { amount: 48, unit: 'hours' }]]);
    expect(changes(clocks, twice)).toHaveLength(1);
  });
});
