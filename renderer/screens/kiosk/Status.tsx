import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { View } from '../../../shared/contract.ts';
import { useWords } from '../../i18n/words/index.ts';
import { useFormat } from '../../parts/format.ts';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { PaperLine } from '../../parts/printing/PaperLine.tsx';
import { isStuck } from '../../parts/printing/standing.ts';
import { useSlip } from '../../parts/printing/useSlip.ts';
import { type Action, useAction } from '../../parts/useAction.ts';
import { useView } from '../../parts/useView.ts';
import { AskNumber } from './AskNumber.tsx';
import { Foot } from './Foot.tsx';
import type { Asked, KioskView } from './Kiosk.tsx';

interface Props {
  readonly kiosk: KioskView;
  readonly onComplain: (asked: Asked) => void;
  readonly onDone: () => void;
}

/** How a ticket or a feedback stands, for whoever holds its slip; a waiting ticket can be given up here. */
export function Status({ kiosk, onComplain, onDone }: Props) {
  const [asked, setAsked] = useState<Asked | null>(null);
  if (asked === null) return <AskNumber kiosk={kiosk} feedbackToo onFound={setAsked} onBack={onDone} />;
  return <Standing kiosk={kiosk} asked={asked} onComplain={onComplain} onDone={onDone} />;
}

function Standing({ kiosk, asked, onComplain, onDone }: Props & { readonly asked: Asked }) {
  const { t } = useTranslation();
  const { value: status, problem } = useView('status', asked);
  const [sure, setSure] = useState(false);
  const action = useAction();
  const ticket = status?.ticket ?? null;
  const again = useAgain(ticket?.state === 'waiting' ? ticket.ticket : null, asked.check);
  const cancel = () => action.run('ticket.cancel', asked, () => setSure(false));
  return (
    <main className="kiosk-page">
      <ProblemNote forCustomer problem={action.problem ?? problem} onAgain={action.again} onClose={action.dismiss} />
      <ProblemNote forCustomer problem={again.action.problem} onAgain={again.action.again} onClose={again.action.dismiss} />
      {ticket !== null && <HowItStands kiosk={kiosk} ticket={ticket} brief={false} />}
      {ticket !== null && again.asked && <AgainLine ticket={ticket.ticket} />}
      {status?.feedback != null && <FeedbackStands feedback={status.feedback} asked={asked} />}
      {sure && (
        <div className="kiosk-sure" role="alertdialog" aria-labelledby="sure">
          <p id="sure">{t('kiosk.cancelSure', { number: asked.number })}</p>
          <div className="kiosk-two">
            <button type="button" className="kiosk-plain kiosk-danger" disabled={action.busy} onClick={cancel}>
              {t('kiosk.cancelYes')}
            </button>
            <button type="button" className="kiosk-go" onClick={() => setSure(false)}>
              {t('kiosk.cancelNo')}
            </button>
          </div>
        </div>
      )}
      <Foot onBack={onDone}>
        {!sure && again.ask !== null && (
          <button type="button" className="kiosk-plain" onClick={again.ask}>
            {t('printing.customer.again')}
          </button>
        )}
        {!sure && ticket?.canCancel === true && (
          <button type="button" className="kiosk-plain" onClick={() => setSure(true)}>
            {t('kiosk.cancelTicket')}
          </button>
        )}
        {!sure && ticket !== null && (
          <button type="button" className="kiosk-plain" onClick={() => onComplain(asked)}>
            {t('kiosk.complainAbout')}
          </button>
        )}
      </Foot>
    </main>
  );
}

interface Again {
  readonly asked: boolean;
  readonly action: Action;
  /** Asks for it; null where nothing could come out, or it was asked for already. */
  readonly ask: (() => void) | null;
}

/** Another slip for a customer who lost theirs, where there is a printer. */
function useAgain(ticket: string | null, check: string): Again {
  const { i18n } = useTranslation();
  const { value } = useView('printing', {});
  const action = useAction();
  const [asked, setAsked] = useState(false);
  const may = ticket !== null && !asked && !action.busy && value !== null && value.ticket !== null && !isStuck(value.ticket);
  const ask = () => action.run('slip.print', { kind: 'ticket', of: ticket ?? '', check, english: i18n.language === 'en' }, () => setAsked(true));
  return { asked, action, ask: may ? ask : null };
}

/** What becomes of it, where the customer looks. */
function AgainLine({ ticket }: { readonly ticket: string }) {
  const { t } = useTranslation();
  return <PaperLine slip={useSlip('ticket', ticket)} none={t('printing.customer.againDone')} />;
}

interface TicketProps {
  readonly kiosk: KioskView;
  readonly ticket: NonNullable<View<'status'>['ticket']>;
  readonly brief: boolean;
}

/** A ticket's state, how long it has waited and how many are ahead. */
export function HowItStands({ kiosk, ticket, brief }: TicketProps) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const service = kiosk.services.find((one) => one.id === ticket.service);
  return (
    <section className="kiosk-stands" data-brief={brief} aria-live="polite">
      <p className="kiosk-number digits">{ticket.number}</p>
      <div>
        <p>
          {service === undefined ? '' : `${say(service.zh, service.en)} · `}
          {t('kiosk.issuedAt', { time: format.time(ticket.issuedAt) })}
        </p>
        <p className="kiosk-ahead">{t(`kiosk.ticketState.${ticket.state}`)}</p>
        <p>
          {t(ticket.waitEnded ? 'kiosk.waitedEnded' : 'kiosk.waited', { wait: format.minutes(ticket.waitedSeconds) })}
          {!ticket.waitEnded && ` · ${ticket.ahead === 0 ? t('kiosk.aheadNone') : t('kiosk.ahead', { n: ticket.ahead })}`}
        </p>
        {ticket.counter !== null && (ticket.state === 'called' || ticket.state === 'serving') && (
          <p className="kiosk-ahead">{t('kiosk.goTo', { counter: t('feedback.counterNo', { no: ticket.counter }) })}</p>
        )}
      </div>
    </section>
  );
}

const goingOn: readonly string[] = ['registered', 'accepted', 'investigating', 'proposed', 'executing', 'passedUp'];

function FeedbackStands({ feedback, asked }: { readonly feedback: NonNullable<View<'status'>['feedback']>; readonly asked: Asked }) {
  const { t } = useTranslation();
  const [urged, setUrged] = useState(false);
  const action = useAction();
  const format = useFormat();
  return (
    <section className="kiosk-stands" aria-live="polite">
      <p className="kiosk-number kiosk-number-long digits">{feedback.number}</p>
      <div>
        <p>{t('kiosk.feedbackAsked', { time: format.dateTime(feedback.receivedAt) })}</p>
        <p className="kiosk-ahead">{t(`kiosk.feedbackState.${feedback.state}`)}</p>
        {!feedback.answered && feedback.answerDueAt !== null && (
          <p>{t('kiosk.answerBy', { time: format.dateTime(feedback.answerDueAt) })}</p>
        )}
        <p>{t('kiosk.hotlines')}</p>
        <ProblemNote forCustomer problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
        {goingOn.includes(feedback.state) &&
          (urged ? (
            <p role="status">{t('kiosk.urged')}</p>
          ) : (
            <button type="button" className="kiosk-plain" disabled={action.busy} onClick={() => action.run('feedback.urge', asked, () => setUrged(true))}>
              {t('kiosk.urge')}
            </button>
          ))}
      </div>
    </section>
  );
}
