import { performance } from 'node:perf_hooks';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Reply } from '../../../main/hall/hall.ts';
import { Following } from '../../../main/network/following.ts';

describe('what the windows of a station follow', () => {
  afterEach(() => void vi.restoreAllMocks());

  it('SPEC 10.10: the time in a view goes on while the host is away, and when it is back with nothing new', () => {
    let steady = 500;
    vi.spyOn(performance, 'now').mockImplementation(() => steady);
    const following = new Following();
    const pushed: Reply[] = [];
    following.add(1, 'app', {}, (reply) => void pushed.push(reply));
    following.take({ k: 'push', w: 1, seq: 7, value: { hall: 'x', now: 1_000_000 } }, 1);
    steady += 60_000;
    expect(following.last('app', {})).toEqual({ ok: true, seq: 7, result: { hall: 'x', now: 1_060_000 } });
    steady += 60_000;
    following.take({ k: 'push', w: 1, seq: 7, base: 7, changes: null }, 1);
    expect(pushed.map((one) => one.ok && (one.result as { now: number }).now)).toEqual([1_000_000, 1_120_000]);
    following.take({ k: 'push', w: 1, seq: 8, value: { hall: 'y', now: 1_130_000 } }, 1);
    expect(following.last('app', {})).toEqual({ ok: true, seq: 8, result: { hall: 'y', now: 1_130_000 } });
  });
});
