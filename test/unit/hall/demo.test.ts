import { describe, expect, it } from 'vitest';
import { openDemo } from '../../../main/hall/demo.ts';
import { freshFolder, manager, monday } from '../../support/fixture.ts';

async function demoFloor() {
  process.env['HALL_DESK_KEYS'] ??= freshFolder('keys');
  const opened = await openDemo({ dataDir: freshFolder('demo'), clock: () => monday });
  if (!opened.ok) throw new Error(opened.problem.detail);
  const reply = await opened.value.view(manager, 'floor', {});
  const feedback = await opened.value.view(manager, 'feedbackList', {});
  await opened.value.close();
  return { floor: (reply.ok ? reply.result : {}) as { waiting: { number: string }[]; services: { over: number }[]; counters: unknown[] }, feedback: (feedback.ok ? feedback.result : {}) as { rows: unknown[] } };
}

describe('the demo', () => {
  it('opens in the middle of the same peak each time', async () => {
    const [first, second] = [await demoFloor(), await demoFloor()];
    expect(first.floor.waiting.map((one) => one.number)).toEqual(second.floor.waiting.map((one) => one.number));
    expect(first.floor.waiting.length).toBeGreaterThan(15);
    expect(first.floor.services.reduce((sum, one) => sum + one.over, 0), 'people wait longer than the hall set itself').toBeGreaterThan(2);
    expect(first.feedback.rows).toHaveLength(2);
    console.log(`demo: ${first.floor.waiting.length} waiting, ${first.floor.services.reduce((sum, one) => sum + one.over, 0)} over the standard`);
  });
});
