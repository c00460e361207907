import type { Settings } from '../../../shared/settings.ts';
import { weekday as weekdayOf } from '../../../shared/time.ts';

const step = 30;

/** Every half hour between opening and closing on that weekday, as the hall's settings have them. */
export function timesOf(settings: Settings, day: string): readonly string[] {
  const weekday = weekdayOf(day);
  const hours = settings.hall.openingHours.find((one) => one.days.includes(weekday));
  if (hours === undefined) return [];
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  const times: string[] = [];
  for (let at = minutes(hours.open); at < minutes(hours.close); at += step)
    times.push(`${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`);
  return times;
}
