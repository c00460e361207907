import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/words/index.ts';
import { useFormat } from '../../parts/format.ts';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { useAction } from '../../parts/useAction.ts';
import { EnterDigits, EnterPhone } from './Enter.tsx';
import { Foot, masked } from './Foot.tsx';
import type { Issued, KioskView } from './Kiosk.tsx';

interface Props {
  readonly kiosk: KioskView;
  readonly service: string;
  readonly onIssued: (issued: Issued) => void;
  readonly onBack: () => void;
}
type Step = 'ask' | 'classes' | 'booking' | 'phone';

/** From a service to a ticket: one more touch, or a few for a priority, a booking or a phone number. */
export function TakeTicket({ kiosk, service: id, onIssued, onBack }: Props) {
  const { t, i18n } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const [step, setStep] = useState<Step>('ask');
  const [phone, setPhone] = useState<string | null>(null);
  const action = useAction();
  const service = kiosk.services.find((one) => one.id === id);
  if (service === undefined) return <Foot onBack={onBack} />;
  const name = say(service.zh, service.en);
  if (service.noTicket) {
    return (
      <main className="kiosk-page">
        <h1>{name}</h1>
        <p className="kiosk-answer">{say(service.answer ?? t('kiosk.noTicket'))}</p>
        <Foot onBack={onBack} />
      </main>
    );
  }
  const wait = t('kiosk.likely', { likely: format.atMost(service.likelySeconds), bound: format.atMost(service.boundSeconds) });
  const people = service.waiting === 0 && service.likelySeconds < 60 ? t('kiosk.nobody') : `${t('kiosk.waiting', { n: service.waiting })} · ${wait}`;
  const waitNow = kiosk.openCounters === 0 ? t('kiosk.afterOpening') : people;
  const take = (kind: string, booking?: string) =>
    action.run(
      'ticket.issue',
      { service: id, class: kind, english: i18n.language === 'en', ...(phone === null ? {} : { phone }), ...(booking === undefined ? {} : { booking }) },
      onIssued,
    );
  const note = <ProblemNote forCustomer problem={action.problem} onAgain={action.again} onClose={action.dismiss} />;
  if (step === 'phone')
    return <EnterPhone first={phone ?? ''} onDone={(text) => (setPhone(text), setStep('ask'))} onBack={() => setStep('ask')} />;
  if (step === 'booking')
    return (
      <EnterDigits
        title={t('kiosk.bookingTitle')}
        length={8}
        busy={action.busy}
        note={note}
        onDone={(code) => take('booked', code)}
        onBack={() => setStep('classes')}
      />
    );
  if (step === 'classes') {
    return (
      <main className="kiosk-page">
        <div className="kiosk-title">
          <h1>{t('kiosk.whichPriority')}</h1>
          <p>{t('kiosk.whichPriorityHint')}</p>
        </div>
        {note}
        <div className="kiosk-choices">
          {kiosk.classes
            .filter((one) => one.id !== 'ordinary')
            .map((one) => (
              <button
                type="button"
                className="kiosk-choice"
                key={one.id}
                disabled={action.busy}
                onClick={() => (one.id === 'booked' ? setStep('booking') : take(one.id))}
              >
                {say(one.zh)}
              </button>
            ))}
        </div>
        <Foot onBack={() => setStep('ask')} />
      </main>
    );
  }
  return (
    <main className="kiosk-page">
      <div className="kiosk-title">
        <h1>{name}</h1>
        <p className="kiosk-load">{waitNow}</p>
      </div>
      {note}
      <div className="kiosk-two">
        <button type="button" className="kiosk-big" disabled={action.busy} onClick={() => take('ordinary')}>
          <strong>{action.busy ? t('kiosk.issuing') : t('kiosk.ordinary')}</strong>
          <span>{t('kiosk.ordinaryHint')}</span>
        </button>
        {kiosk.classes.some((one) => one.id !== 'ordinary') && (
          <button type="button" className="kiosk-big kiosk-big-second" disabled={action.busy} onClick={() => setStep('classes')}>
            <strong>{t('kiosk.priority')}</strong>
            <span>{t('kiosk.priorityHint')}</span>
          </button>
        )}
      </div>
      <Foot onBack={onBack}>
        <button type="button" className="kiosk-plain" onClick={() => setStep('phone')}>
          {phone === null ? t('kiosk.leavePhone') : t('kiosk.phoneLeft', { phone: masked(phone) })}
        </button>
      </Foot>
    </main>
  );
}
