import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { View } from '../../shared/contract.ts';
import { call } from '../api.ts';
import { setHostNow } from './clock.ts';
import { useView } from './useView.ts';

export interface Host {
  readonly app: View<'app'> | null;
  /** False while the hall does not answer. */
  readonly linked: boolean;
  readonly zone: string;
}
const HostContext = createContext<Host>({ app: null, linked: true, zone: 'Asia/Shanghai' });
const heartbeat = 15_000;
/** Before anything is drawn: what is fresh and what is late depends on the host's clock. */
const setClock = (app: View<'app'>) => setHostNow(app.now);

/** Gives every part the host's name, zone and clock, and notices when the hall no longer answers. */
export function HostProvider({ children }: { readonly children: ReactNode }) {
  const { value: app, problem } = useView('app', {}, setClock);
  const [beating, setBeating] = useState(true);
  useEffect(() => {
    const timer = setInterval(() => {
      void call('app', {}).then((answer) => {
        setBeating(answer.ok || answer.problem.code !== 'screen.noAnswer');
        if (answer.ok) setHostNow(answer.value.now);
      });
    }, heartbeat);
    return () => clearInterval(timer);
  }, []);
  const linked = beating && problem === null;
  return <HostContext value={{ app, linked, zone: app?.zone ?? 'Asia/Shanghai' }}>{children}</HostContext>;
}

/** What is known of the host. */
export function useHost(): Host {
  return useContext(HostContext);
}
