import { performance } from 'node:perf_hooks';

const every = 1_000;
/** Below this a clock is being trimmed, not set. */
const jumpFrom = 2_000;

/**
 * Compares a wall clock with the machine's steady one every second and tells by how many milliseconds it was set or
 * jumped, forward or back. A machine that slept looks like one whose clock was set, and that is what its hall must know.
 */
export function watchClock(clock: () => number, onJump: (byMs: number) => void): () => void {
  let wall = clock();
  let steady = performance.now();
  const timer = setInterval(() => {
    const [wallNow, steadyNow] = [clock(), performance.now()];
    const byMs = Math.round(wallNow - wall - (steadyNow - steady));
    [wall, steady] = [wallNow, steadyNow];
    if (Math.abs(byMs) >= jumpFrom) onJump(byMs);
  }, every).unref();
  return () => clearInterval(timer);
}
