import { useRef, useState } from 'react';
import type { View, ViewParams } from '../../../../shared/contract.ts';
import type { ScreenProblem } from '../../../api.ts';
import type { FeedbackRow } from '../../../../shared/views.ts';
import { useView } from '../../useView.ts';

export type Which = ViewParams<'feedbackList'>['which'];
export interface Filter {
  readonly which: Which;
  readonly search: string;
  readonly category: string | null;
  readonly month: string | null;
}
export interface Pages {
  /** Null until the first answer to this filter. */
  readonly list: View<'feedbackList'> | null;
  /** The last answer to any filter: its counts hold meanwhile. */
  readonly latest: View<'feedbackList'> | null;
  readonly problem: ScreenProblem | null;
  /** The row at a place, null while it is being fetched. */
  readonly rowAt: (at: number) => FeedbackRow | null;
  /** Says which places are in sight, so that their page is fetched. */
  readonly look: (first: number) => void;
}
const page = 50;

/**
 * A long list, a window of it at a time: two pages around what is in sight are followed, the rest is asked for when
 * scrolled to. Rows seen before stay until their new page is there, so that nothing flickers.
 */
export function usePages(filter: Filter): Pages {
  const { which, search, category, month } = filter;
  const key = JSON.stringify(filter);
  const [from, setFrom] = useState({ key, at: 0 });
  const start = from.key === key ? from.at : 0;
  const params = {
    which, search, from: start, count: page * 2,
    ...(category === null ? {} : { category }),
    ...(which === 'archived' && month !== null ? { month } : {}),
  };
  const { value, problem } = useView('feedbackList', params);
  const latest = useRef<View<'feedbackList'> | null>(null);
  if (value !== null) latest.current = value;
  const seen = useRef<{ key: string; list: View<'feedbackList'> | null; rows: Map<number, FeedbackRow> }>({ key, list: null, rows: new Map() });
  if (seen.current.key !== key) seen.current = { key, list: null, rows: new Map() };
  if (value !== null && seen.current.list !== value) {
    seen.current.list = value;
    for (const [at, row] of value.rows.entries()) seen.current.rows.set(start + at, row);
  }
  const { list, rows } = seen.current;
  return {
    list,
    latest: latest.current,
    problem,
    rowAt: (at) => rows.get(at) ?? null,
    look: (first) => {
      const at = Math.max(0, Math.floor(first / page) * page - (first % page < page / 2 ? page : 0));
      if (at !== start) setFrom({ key, at });
    },
  };
}
