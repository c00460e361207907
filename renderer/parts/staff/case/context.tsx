import { createContext, useContext } from 'react';
import type { CommandName, View } from '../../../../shared/contract.ts';
import type { Settings } from '../../../../shared/settings.ts';
import type { Guides } from '../guides.ts';
import type { People } from '../useStaffNames.ts';

export type CaseView = View<'feedback'>;
/** What every part of a case's page needs. */
export interface Case {
  readonly value: CaseView;
  readonly settings: Settings;
  readonly guides: Guides;
  readonly people: People;
  readonly hall: string;
  /** Whether the caller may give this command now. The hall decides; the screen only asks. */
  readonly may: (name: CommandName) => boolean;
}

const CaseContext = createContext<Case | null>(null);
export const CaseProvider = CaseContext;

/** The case whose page this is. */
export function useCase(): Case {
  const found = useContext(CaseContext);
  if (found === null) throw new Error('no case here');
  return found;
}
