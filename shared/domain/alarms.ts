import type { EventBody } from '../events.ts';
import type { Clock, Feedback } from './feedbackState.ts';
import { isOver } from './process.ts';
import { settingsOf, type State } from './state.ts';

/** At most so many in one command: the next look takes the rest. */
const mostAtOnce = 200;

/** Which share of its time a deadline has used up, 0 to 1 and beyond; none while it is paused. By the time that went by, nights and days off included. */
export function usedUp(clock: Clock, now: number, receivedAt: number): number {
  const from = clock.startedAt ?? receivedAt;
  const at = clock.pausedAt ?? now;
  return clock.dueAt <= from ? 1 : Math.max(0, (at - from) / (clock.dueAt - from));
}

/** The highest alarm share that a clock has reached and nobody was told of yet; null for none. */
function nextAlarm(clock: Clock, shares: readonly number[], now: number, receivedAt: number): number | null {
  if (clock.stoppedAt !== null || clock.pausedAt !== null) return null;
  const used = usedUp(clock, now, receivedAt);
  return shares.filter((one) => one > clock.alarmed && used >= one).reduce<number | null>((most, one) => (most === null || one > most ? one : most), null);
}

function* dueAlarms(state: State, now: number): Generator<{ readonly feedback: Feedback; readonly clock: Clock; readonly share: number }> {
  const shares = settingsOf(state).clockAlarms.at;
  for (const feedback of state.feedback.values()) {
    if (isOver(feedback)) continue;
    for (const clock of feedback.clocks) {
      const share = nextAlarm(clock, shares, now, feedback.receivedAt);
      if (share !== null) yield { feedback, clock, share };
    }
  }
}

/** Whether anybody has to be told of a deadline now. */
export function alarmsDue(state: State, now: number): boolean {
  return dueAlarms(state, now).next().done === false;
}

/** Who is told of which deadline at 50, 80 and 100 % of its time (settings.clockAlarms). */
export function alarmsOf(state: State, now: number): EventBody[] {
  const { tell } = settingsOf(state).clockAlarms;
  const found: EventBody[] = [];
  for (const { feedback, clock, share } of dueAlarms(state, now)) {
    found.push({ type: 'feedback.alarmed', data: { feedback: feedback.id, clock: clock.id, share, tell: [...(tell[share.toFixed(1)] ?? tell[String(share)] ?? ['owner'])] } });
    if (found.length >= mostAtOnce) break;
  }
  return found;
}
