import type { Severity } from '../feedback/model.ts';
import type { Settings } from '../settings.ts';

const order: readonly Severity[] = ['normal', 'important', 'major', 'special'];
/** Channels that an authority sends on, and the question each answers (settings.severity). */
const authorities: readonly string[] = ['12398', '12345', 'petition'];

/** What decides how severe a feedback is, besides the questions that were answered with yes. */
export interface SeverityFacts {
  readonly channel: string;
  readonly headcount: number | null;
  /** How often this customer brought it up within 30 days. */
  readonly times: number;
  readonly type: string;
}

/** 一般, 重要 or 重大 by rule (settings.severity): the gravest of the answers and of what the filing itself shows; `why` holds the questions' ids. */
export function severityOf(settings: Settings, yes: readonly string[], facts: SeverityFacts): { readonly severity: Severity; readonly why: string[] } {
  const shown = [
    ...(authorities.includes(facts.channel) ? ['authority'] : []),
    ...(facts.channel === 'media' ? ['media'] : []),
    ...((facts.headcount ?? 0) >= settings.groupRules.from ? ['group'] : []),
    ...(facts.times >= 3 ? ['repeat'] : []),
    ...(facts.type === 'report' ? ['integrity'] : []),
  ];
  const why = [...new Set([...yes, ...shown])].filter((id) => settings.severity.questions.some((one) => one.id === id));
  const grade = why.reduce((most, id) => Math.max(most, order.indexOf(settings.severity.questions.find((one) => one.id === id)?.yes ?? 'normal')), 0);
  return { severity: order[grade] ?? 'normal', why };
}

/** Whether the manager telephones first: 重大 and what is in the media. */
export function isUrgent(feedback: { readonly severity: Severity; readonly channel: string }): boolean {
  return feedback.severity === 'major' || feedback.severity === 'special' || feedback.channel === 'media';
}
