import { useMemo } from 'react';
import type { View } from '../../../shared/contract.ts';
import { useView } from '../useView.ts';

export interface People {
  /** Everybody on the roster and at a counter, each once. */
  readonly names: readonly string[];
  /** Whether the hall has said who works here. */
  readonly told: boolean;
  /** Those who may say yes to what is above a clerk's limit. */
  readonly approvers: readonly string[];
  readonly me: string | null;
  readonly myRole: string | null;
  /** The number of whoever is signed in here, for the phrases. */
  readonly myNo: string | null;
  /** Whether a PIN is asked for. */
  readonly withPin: boolean;
}
const nobody: People = { names: [], told: false, approvers: [], me: null, myRole: null, myNo: null, withPin: false };

/** Who works in this hall: the roster, and those at the counters where none is kept. `asked: false` asks for nothing. */
export function useStaffNames(asked = true): People {
  const { value: people } = useView('people', asked ? {} : null);
  const { value: floor } = useView('floor', asked ? {} : null);
  return useMemo(() => (people === null && floor === null ? nobody : peopleOf(people, floor)), [people, floor]);
}

function peopleOf(people: View<'people'> | null, floor: View<'floor'> | null): People {
  const roster = people?.people ?? [];
  const me = people?.me?.staff ?? null;
  const seated = (floor?.counters ?? []).flatMap((one) => (one.staff === null ? [] : [one.staff]));
  return {
    told: people !== null && floor !== null,
    names: [...new Set([...roster.map((one) => one.staff), ...seated])],
    approvers: roster.filter((one) => one.role === 'lead' || one.role === 'manager').map((one) => one.staff),
    me,
    myRole: people?.me?.role ?? null,
    myNo: roster.find((one) => one.staff === me)?.no ?? /\d{2,}$/.exec(me ?? '')?.[0] ?? null,
    withPin: people?.inForce ?? false,
  };
}
