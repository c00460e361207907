import type { CommandName } from '../../shared/contract.ts';
import type { Caller } from '../../shared/domain/decide.ts';
import type { Feedback } from '../../shared/domain/state.ts';
import type { EventBody } from '../../shared/events.ts';
import { Model } from './domain.ts';
import { staffed } from './people.ts';

/** A model with everybody on the roster and signed in. */
export function staffedModel(): Model {
  const model = new Model();
  staffed(model);
  return model;
}

/** The events of a command; throws its problem. */
export function must(model: Model, who: Caller, name: CommandName, input: object = {}): readonly EventBody[] {
  const done = model.run(who, name, input);
  if (!done.ok) throw new Error(`${name}: ${done.problem.code} ${done.problem.detail}`);
  return done.events;
}

/** Why a command does not go through; null when it does. */
export function problem(model: Model, who: Caller, name: CommandName, input: object = {}): string | null {
  const done = model.run(who, name, input);
  return done.ok ? null : done.problem.code;
}

/** Files a feedback and gives it as the state holds it. */
export function file(model: Model, who: Caller, input: object = {}): Feedback {
  const filed = must(model, who, 'feedback.file', { cause: 'Q01', words: '等太久了', ...input }).find((one) => one.type === 'feedback.filed');
  const feedback = filed?.type === 'feedback.filed' ? model.state.feedback.get(filed.data.feedback) : undefined;
  if (feedback === undefined) throw new Error('nothing was filed');
  return feedback;
}

/** The remedies that the customer chose. */
export const remediesOf = (feedback: Feedback) => () => (feedback.plan?.remedies ?? []).filter((one) => one.chosen).map((one) => one.remedy);
