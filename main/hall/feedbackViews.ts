import type { View, ViewParams } from '../../shared/contract.ts';
import type { Caller } from '../../shared/domain/decide.ts';
import type { Feedback, State } from '../../shared/domain/state.ts';
import { feedbackDetail, feedbackListView, isShown, whyHidden } from '../../shared/domain/views/feedback.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Store } from '../store/store.ts';
import { personalOf } from './personal.ts';

/** The list that was asked for: of what is open from the state, of what is archived one month's. */
export async function listOf(state: State, params: ViewParams<'feedbackList'>, who: Caller, store: Store): Promise<View<'feedbackList'>> {
  const past = store.archive.feedback;
  const months = past.months();
  if (params.which !== 'archived') return feedbackListView(state, who, params, null, months);
  const month = params.month ?? monthIn(params.search, months) ?? months[0];
  return feedbackListView(state, who, params, { rows: month === undefined ? [] : await past.month(month) }, months);
}

/** The month that the start of a number names, where that month has any. */
function monthIn(search: string, months: readonly string[]): string | null {
  const [, year, month] = /^(\d{4})(\d{2})/.exec(search) ?? [];
  return months.find((one) => one === `${year}-${month}`) ?? null;
}

/** A feedback with all that the caller may see of it: open, closed or archived. */
export async function detailOf(state: State, id: string, who: Caller, now: number, store: Store): Promise<Result<View<'feedback'>>> {
  const feedback = await findFeedback(state, id, store);
  if (feedback === null) return fail('feedback.unknown', 'no such feedback');
  const hidden = whyHidden(state, feedback, who);
  if (hidden !== null) return { ok: false, problem: hidden };
  const bare = feedbackDetail(state, feedback, who, now);
  return ok({ ...bare, ...(await personalOf(state, store.keys, feedback, bare, isShown(state, feedback, who, now))) });
}

/** A feedback by its id, wherever it is now. */
async function findFeedback(state: State, id: string, store: Store): Promise<Feedback | null> {
  return state.feedback.get(id) ?? store.archive.feedback.find(id, state.lately.closed.find((one) => one.id === id)?.month);
}

/** What was filed on that day: what is still held, and what is archived already. */
export async function filedOn(state: State, day: string, store: Store): Promise<Feedback[]> {
  const held = [...state.feedback.values()].filter((one) => one.day === day);
  const month = day.slice(0, 7);
  const past = day < state.day && store.archive.feedback.months().includes(month) ? await store.archive.feedback.month(month) : [];
  return [...held, ...past.filter((one) => one.day === day && !state.feedback.has(one.id))];
}
