import type { ClockRule } from '../../../../shared/settings.ts';

export const units = ['minutes', 'hours', 'days', 'workingDays'] as const;
export type Unit = (typeof units)[number];

/** How long a rule's deadline is, and in what. */
export function amountOf(rule: ClockRule): { readonly amount: number; readonly unit: Unit } {
  const unit = units.find((one) => rule[one] !== undefined) ?? 'workingDays';
  return { amount: rule[unit] ?? 1, unit };
}

/** The newest version of each rule, in the order of the rules. */
export function newest(rules: readonly ClockRule[]): readonly ClockRule[] {
  const found = new Map<string, ClockRule>();
  for (const one of rules) if ((one.effective ?? '') >= (found.get(one.id)?.effective ?? '')) found.set(one.id, one);
  return [...found.values()];
}

/** The rules with another length of one of them from `effective` on; its version before stays for what came in earlier. */
export function withVersion(rules: readonly ClockRule[], rule: ClockRule, amount: number, unit: Unit, effective: string): ClockRule[] {
  const { minutes: _minutes, hours: _hours, days: _days, workingDays: _workingDays, ...rest } = rule;
  const next: ClockRule = { ...rest, [unit]: amount, effective };
  return [...rules.filter((one) => one.id !== rule.id || one.effective !== effective), next];
}
