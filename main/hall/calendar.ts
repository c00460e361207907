import { findWorkday, getHolidaysInRange } from 'chinese-days';

/**
 * The `count`th working day after `day` by the State Council's calendar (holidays and 调休). Provisional when a year on
 * the way is not announced yet: then ordinary weeks are taken.
 */
export function workingDay(day: string, count: number): { readonly day: string; readonly provisional: boolean } {
  const due = findWorkday(count, day);
  const years = new Set([day.slice(0, 4), due.slice(0, 4)]);
  return { day: due, provisional: [...years].some((year) => getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false).length === 0) };
}
