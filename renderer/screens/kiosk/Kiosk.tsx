import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandResult, View } from '../../../shared/contract.ts';
import { switchLanguage } from '../../i18n/index.ts';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { useView } from '../../parts/useView.ts';
import { Complain } from './Complain.tsx';
import { Header } from './Header.tsx';
import { Start } from './Start.tsx';
import { Status } from './Status.tsx';
import { StillThere, useIdle } from './StillThere.tsx';
import { TakeTicket } from './TakeTicket.tsx';
import { TicketPage } from './TicketPage.tsx';
import './kiosk.css';

export type KioskView = View<'kiosk'>;
export type Issued = CommandResult<'ticket.issue'>;
/** A ticket that its holder has shown to be theirs. */
export interface Asked {
  readonly number: string;
  readonly check: string;
}
type Page =
  | { readonly at: 'start' | 'status' }
  | { readonly at: 'complain'; readonly asked: Asked | null }
  | { readonly at: 'take'; readonly service: string }
  | { readonly at: 'ticket'; readonly issued: Issued };

const idleAfter = 45;
const base = new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'zh-CN';

/** The kiosk: two touches to a ticket, and back to the start for whoever comes next. */
export function Kiosk() {
  const { t, i18n } = useTranslation();
  const { value: kiosk, problem } = useView('kiosk', {});
  const [page, setPage] = useState<Page>({ at: 'start' });
  const [elder, setElder] = useState(false);
  const start = useCallback(() => setPage({ at: 'start' }), []);
  // The next customer is somebody else: nothing of the one before stays.
  const forget = useCallback(() => {
    start();
    setElder(false);
    switchLanguage(base);
  }, [start]);
  const changed = page.at !== 'start' || elder || i18n.language !== base;
  const [idle, touch] = useIdle(idleAfter, changed && page.at !== 'ticket');

  if (kiosk === null) {
    return (
      <main className="kiosk kiosk-closed">
        {problem === null ? <p>{t('common.loading')}</p> : <h1>{t('kiosk.helpStaff')}</h1>}
        <ProblemNote forCustomer problem={problem} />
      </main>
    );
  }
  return (
    <div className="kiosk" data-elder={elder}>
      <Header kiosk={kiosk} elder={elder} onElder={() => setElder(!elder)} />
      {page.at === 'start' && (
        <Start
          kiosk={kiosk}
          elder={elder}
          onService={(service) => setPage({ at: 'take', service })}
          onComplain={() => setPage({ at: 'complain', asked: null })}
          onStatus={() => setPage({ at: 'status' })}
        />
      )}
      {page.at === 'take' && (
        <TakeTicket kiosk={kiosk} service={page.service} onIssued={(issued) => setPage({ at: 'ticket', issued })} onBack={start} />
      )}
      {page.at === 'ticket' && <TicketPage kiosk={kiosk} issued={page.issued} onDone={start} />}
      {page.at === 'complain' && <Complain kiosk={kiosk} asked={page.asked} onDone={start} />}
      {page.at === 'status' && <Status kiosk={kiosk} onComplain={(asked) => setPage({ at: 'complain', asked })} onDone={start} />}
      {idle && <StillThere onStay={touch} onGone={() => (touch(), forget())} />}
    </div>
  );
}
