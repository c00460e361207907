import { alarmsDue } from '../../shared/domain/alarms.ts';
import { zoneOf } from '../../shared/domain/decideTicket.ts';
import { settingsOf, type State } from '../../shared/domain/state.ts';
import type { Settings } from '../../shared/settings.ts';
import { localDay, minuteOfDay, weekday } from '../../shared/time.ts';
import { watchClock } from './clockWatch.ts';
import type { Runner } from './runner.ts';

const every = 20_000;

/** What the hall does by the clock: turns the day, stops issuing, tells of deadlines, notes that its clock was set. Gives what ends it. */
export function startClockwork(runner: Runner, clock: () => number, onTick: () => void): () => void {
  const timer = setInterval(() => void tick(runner, clock).then(onTick), every).unref();
  const stopClockWatch = watchClock(clock, (byMs) => void runner.system('clock.report', { station: 'host', byMs }));
  return () => {
    clearInterval(timer);
    stopClockWatch();
  };
}

/** Turns the day at midnight, stops issuing at closing time on a day the hall has worked, and tells of deadlines that come near. */
export async function tick(runner: Runner, clock: () => number): Promise<void> {
  const { state } = runner;
  const now = clock();
  const day = localDay(zoneOf(state), now);
  if (day > state.day) await runner.system('day.turn', {});
  else if (closesNow(state, settingsOf(state), now)) await runner.system('day.stopIssuing', {});
  if (alarmsDue(state, now)) await runner.system('clocks.watch', {});
}

function closesNow(state: State, settings: Settings, now: number): boolean {
  const worked = [...state.counters.values()].some((one) => one.spells.length > 0);
  if (!worked || state.issuingStoppedAt !== null || state.dayClosed) return false;
  const hours = settings.hall.openingHours.find((one) => one.days.includes(weekday(state.day)));
  if (hours === undefined) return false;
  const [hour = 0, minute = 0] = hours.close.split(':').map(Number);
  const opened = [...state.counters.values()].some((one) => one.spells.some((spell) => minuteOfDay(zoneOf(state), spell.from) < hour * 60 + minute));
  return opened && minuteOfDay(zoneOf(state), now) >= hour * 60 + minute - settings.hall.closing.stopIssuingMinutesBefore;
}
