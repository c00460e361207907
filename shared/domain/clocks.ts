import { addDays, instantOf, localDay } from '../time.ts';
import type { ClockRule, Settings } from '../settings.ts';
import type { Context } from './decide.ts';

/** A deadline of one feedback. `provisional`: a holiday calendar it depends on is not announced yet. */
export interface RunningClock {
  readonly id: string;
  readonly to: string;
  readonly dueAt: number;
  readonly provisional: boolean;
}

/**
 * The deadlines that start when the sender received the feedback, soonest first. Days, calendar or working, do not
 * count the day of receipt and end with the last second of the last day in the hall's zone. Rules: settings.clocks,
 * each with its source.
 */
export function startClocks(settings: Settings, zone: string, type: string, channel: string, receivedAt: number, workingDay: Context['workingDay']): RunningClock[] {
  if (settings.requestTypes.find((one) => one.id === type)?.clocked !== true) return [];
  return settings.clocks
    .filter((rule) => (rule.from === 'received' || rule.from === 'receivedAt') && applies(rule, type, channel))
    .map((rule) => ({ id: rule.id, to: rule.to, ...due(rule, zone, receivedAt, workingDay) }))
    .sort((a, b) => a.dueAt - b.dueAt);
}

/** After the answer the owner has one working day to close: the product's own rule, so that no open complaint is without a clock. */
export function closeClock(zone: string, answeredAt: number, workingDay: Context['workingDay']): RunningClock {
  const rule: ClockRule = { id: 'closeAfterAnswer', zh: '答复后1个工作日内办结', from: 'answered', to: 'closed', workingDays: 1 };
  return { id: rule.id, to: rule.to, ...due(rule, zone, answeredAt, workingDay) };
}

function applies(rule: ClockRule, type: string, channel: string): boolean {
  return (rule.type === undefined || rule.type.includes(type)) && (rule.channel === undefined || rule.channel.includes(channel));
}

function due(rule: ClockRule, zone: string, from: number, workingDay: Context['workingDay']): { dueAt: number; provisional: boolean } {
  const endOf = (day: string) => instantOf(zone, day, '23:59:59') ?? from;
  if (rule.workingDays !== undefined) {
    const last = workingDay(localDay(zone, from), rule.workingDays);
    return { dueAt: endOf(last.day), provisional: last.provisional };
  }
  if (rule.days !== undefined) return { dueAt: endOf(addDays(localDay(zone, from), rule.days)), provisional: false };
  return { dueAt: from + ((rule.hours ?? 0) * 60 + (rule.minutes ?? 0)) * 60_000, provisional: false };
}
