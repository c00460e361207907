import { useEffect, useState } from 'react';

let ahead = 0;
const shown = new Set<() => void>();

/** Sets the screen's clock by the host's: `now` is the host's time at this moment. */
export function setHostNow(now: number): void {
  const before = ahead;
  ahead = now - Date.now();
  // A jump (a demo's clock, a PC set wrong) must show at once, not at the next tick.
  if (Math.abs(ahead - before) > 500) for (const refresh of shown) refresh();
}

/** The host's time now, so that every screen counts the same seconds. */
export function hostNow(): number {
  return Date.now() + ahead;
}

/** The host's time, fresh every `every` milliseconds. */
export function useNow(every = 1000): number {
  const [now, setNow] = useState(hostNow);
  useEffect(() => {
    const refresh = () => setNow(hostNow());
    const timer = setInterval(refresh, every);
    shown.add(refresh);
    return () => {
      clearInterval(timer);
      shown.delete(refresh);
    };
  }, [every]);
  return now;
}

/** Seconds left of `seconds`, counted down from mounting; calls `onZero` once at the end. More seconds given meanwhile are waited for as well. */
export function useCountdown(seconds: number, onZero: () => void): number {
  const [past, setPast] = useState(0);
  const left = Math.max(0, seconds - past);
  useEffect(() => {
    if (left <= 0) {
      onZero();
      return;
    }
    const timer = setTimeout(() => setPast(past + 1), 1000);
    return () => clearTimeout(timer);
  }, [left, past, onZero]);
  return left;
}
