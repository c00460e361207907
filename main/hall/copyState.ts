import type { Feedback, State } from '../../shared/domain/state.ts';

/**
 * A copy of the state that events are applied to on its own. What no event changes, but replaces, is the same object in
 * both: settings, fact sheets, what is sealed, the steps that were done.
 */
export function copyState(state: State): State {
  const { settings, feedback, ...rest } = state;
  return { ...copy(rest), settings, feedback: new Map([...feedback].map(([id, one]) => [id, copyFeedback(one)])) };
}

/** Its lists are its own, and so is in them what changes: deadlines, assists, remedies. */
function copyFeedback(feedback: Feedback): Feedback {
  const { outside, clocks, statements, assists, plan, followUps, handlers, history } = feedback;
  return {
    ...feedback, clocks: clocks.map((one) => ({ ...one })), assists: assists.map((one) => ({ ...one })), plan: plan === null ? null : { ...plan, remedies: plan.remedies.map((one) => ({ ...one })) },
    outside: [...outside], statements: [...statements], followUps: [...followUps], handlers: [...handlers], history: [...history],
  };
}

function copy<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy) as T;
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [key, copy(one)])) as T;
  if (value instanceof Set) return new Set(value) as T;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, copy(one)])) as T;
}
