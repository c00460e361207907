import type { StartedClock } from '../feedback/events.ts';
import type { ClockRule, Settings } from '../settings.ts';
import { addDays, instantOf, localDay } from '../time.ts';
import type { Context } from './decide.ts';

export type { StartedClock } from '../feedback/events.ts';

/** What a deadline is asked for: the rules look at nothing else. */
export interface ClockedMatter {
  readonly type: string;
  readonly channel: string;
  readonly severity: string;
  /** When the sender received it. */
  readonly receivedAt: number;
  /** Whether the customer left a way to be reached. */
  readonly reachable: boolean;
}

/** Own rules of the product, so that no open feedback is without a clock (SPEC 12.2); 默认，请核定. */
const closeAfterAnswer: ClockRule = { id: 'closeAfterAnswer', zh: '答复后1个工作日内办结', from: 'answered', to: 'closed', workingDays: 1, source: 'default' };
const closeAnyway: ClockRule = { id: 'closeAnyway', zh: '10个工作日内办结', from: 'receivedAt', to: 'closed', workingDays: 10, source: 'default' };

/**
 * The deadlines that start when the sender received the matter, soonest first. Days, calendar or working, do not count
 * the day of receipt and end with the last second of the last day in the hall's zone. Rules: settings.clocks, each with
 * its source; of two of one id the one that was in force on the day of receipt counts, the newest of them.
 */
export function startClocks(settings: Settings, zone: string, matter: ClockedMatter, workingDay: Context['workingDay']): StartedClock[] {
  if (matter.type === 'settledOnSite') return [];
  const clocked = settings.requestTypes.find((one) => one.id === matter.type)?.clocked === true;
  const rules = clocked ? inForce(settings.clocks, localDay(zone, matter.receivedAt)).filter((rule) => (rule.from === 'received' || rule.from === 'receivedAt') && applies(rule, matter)) : [];
  const lasting = rules.some((rule) => rule.to === 'answered' || rule.to === 'closed');
  return [...rules, ...(lasting ? [] : [closeAnyway])].map((rule) => start(rule, zone, matter.receivedAt, workingDay)).sort((a, b) => a.dueAt - b.dueAt);
}

/** After the answer the owner has one working day to close. */
export function closeClock(zone: string, answeredAt: number, workingDay: Context['workingDay']): StartedClock {
  return start(closeAfterAnswer, zone, answeredAt, workingDay);
}

/** The deadline of something inside the process (settings.clocks with `from` that): an assist's reply, the follow-up. */
export function innerClock(settings: Settings, zone: string, from: 'assistAsked' | 'closed', at: number, id: string, workingDay: Context['workingDay']): StartedClock {
  const fallback: ClockRule = { id: from, zh: from === 'closed' ? '办结后回访' : '协办部门回复', from, to: from === 'closed' ? 'followedUp' : 'assistReplied', workingDays: from === 'closed' ? 3 : 2, source: 'default' };
  const rule = inForce(settings.clocks, localDay(zone, at)).find((one) => one.from === from) ?? fallback;
  return { ...start(rule, zone, at, workingDay), id };
}

/** What the customer is told: the earliest date by which somebody answers. Inside deadlines are not told. */
export function answerDue(clocks: readonly StartedClock[]): number | null {
  const told = clocks.filter((one) => one.internalOnly !== true && (one.to === 'answered' || one.to === 'closed'));
  return told.length === 0 ? null : Math.min(...told.map((one) => one.dueAt));
}

/** The rules in force on that day: of several versions of a rule the newest. */
function inForce(rules: readonly ClockRule[], day: string): ClockRule[] {
  const newest = new Map<string, ClockRule>();
  for (const rule of rules) {
    const since = rule.effective ?? '';
    if (since <= day && since >= (newest.get(rule.id)?.effective ?? '')) newest.set(rule.id, rule);
  }
  return [...newest.values()];
}

function applies(rule: ClockRule, matter: ClockedMatter): boolean {
  if (rule.to === 'contacted' && !matter.reachable) return false; // skipIf: anonymous, nobody to reach
  return (rule.type === undefined || rule.type.includes(matter.type)) && (rule.channel === undefined || rule.channel.includes(matter.channel)) && (rule.severity === undefined || rule.severity.includes(matter.severity));
}

function start(rule: ClockRule, zone: string, from: number, workingDay: Context['workingDay']): StartedClock {
  return {
    id: rule.id, to: rule.to, ...due(rule, zone, from, workingDay), startedAt: from, zh: rule.zh, ...(rule.source !== undefined && { source: rule.source }),
    ...(rule.effective !== undefined && { effective: rule.effective }), ...(rule.internalOnly === true && { internalOnly: true }), ...(rule.pausable === true && { pausable: true }),
  };
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
