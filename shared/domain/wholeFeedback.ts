import type { Clock, Feedback } from './feedbackState.ts';

/** A feedback's fields that records of the first versions do not have, as they stand before anything was done. */
export function untouched(): Pick<Feedback, Missing> {
  return {
    severity: 'normal', severityWhy: [], named: [], area: null, outage: null, desire: null, headcount: null, account: null, mood: null, representatives: null, outside: [],
    repeatOf: null, times: 1, cluster: null, sealedUp: false, urges: 0, supervisions: 0, listened: null, sympathised: null, analysed: null, statements: [], judged: null,
    assists: [], plan: null, agreed: null, followedThrough: null, closing: null, followUps: [], phoned: null, handlers: [],
  };
}

type Missing = 'severity' | 'severityWhy' | 'named' | 'area' | 'outage' | 'desire' | 'headcount' | 'account' | 'mood' | 'representatives' | 'outside' | 'repeatOf' | 'times' | 'cluster' | 'sealedUp' | 'urges' | 'supervisions'
  | 'listened' | 'sympathised' | 'analysed' | 'statements' | 'judged' | 'assists' | 'plan' | 'agreed' | 'followedThrough' | 'closing' | 'followUps' | 'phoned' | 'handlers';

/** A feedback as an older version's checkpoint or archive has it, in today's shape. `answered` was a state then: from here all steps that it lacks can still be done. */
export function wholeFeedback(old: Feedback): Feedback {
  if ((old.handlers as readonly string[] | undefined) !== undefined && (old.state as string) !== 'answered') return old;
  const state = (old.state as string) === 'answered' ? 'investigating' : old.state;
  const history = old.history.map((one) => ({ ...one, enteredAt: (one.enteredAt as number | undefined) ?? one.at, note: (one.note as string | null | undefined) ?? null }));
  const clocks = old.clocks.map((one): Clock => ({ ...one, pausedAt: (one.pausedAt as number | null | undefined) ?? null, alarmed: (one.alarmed as number | undefined) ?? 0 }));
  return { ...untouched(), ...old, state, history, clocks };
}
