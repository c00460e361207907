import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { LinkState } from '../../shared/link.ts';
import { watchLink } from '../api.ts';

/** Until the shell says otherwise a window is where the hall is. */
const here: LinkState = { kind: 'allInOne', state: 'joined', since: 0, host: null, waiting: 0, numbersLeft: null, standBy: false };
const LinkContext = createContext<LinkState>(here);

/** Gives every part how this machine stands with its host. */
export function LinkProvider({ children }: { readonly children: ReactNode }) {
  const [link, setLink] = useState(here);
  // A program that is still opening, or has not been told what it is, stands in no relation to a host yet.
  useEffect(() => watchLink((next) => setLink(next.state === 'cutOff' && next.since === 0 ? here : next)), []);
  return <LinkContext value={link}>{children}</LinkContext>;
}

/** How this machine stands with its host. */
export function useLink(): LinkState {
  return useContext(LinkContext);
}
