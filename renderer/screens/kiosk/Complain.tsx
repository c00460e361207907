import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandResult, View } from '../../../shared/contract.ts';
import { useWords } from '../../i18n/words/index.ts';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { useAction } from '../../parts/useAction.ts';
import { useView } from '../../parts/useView.ts';
import { AskNumber } from './AskNumber.tsx';
import { EnterPhone } from './Enter.tsx';
import { Filed } from './Filed.tsx';
import { Foot, masked } from './Foot.tsx';
import type { Asked, KioskView } from './Kiosk.tsx';
import { HowItStands } from './Status.tsx';
import { WriteWords } from './WriteWords.tsx';

interface Props {
  readonly kiosk: KioskView;
  readonly asked: Asked | null;
  readonly onDone: () => void;
}
type Step = 'cause' | 'words' | 'write' | 'phone';

/** 我等太久了: the ticket, one choice, and words only if one likes. Each page is one touch. */
export function Complain({ kiosk, asked: first, onDone }: Props) {
  const [asked, setAsked] = useState(first);
  if (asked === null) return <AskNumber kiosk={kiosk} feedbackToo={false} onFound={setAsked} onBack={onDone} />;
  return <AboutTicket kiosk={kiosk} asked={asked} onDone={onDone} />;
}

function AboutTicket({ kiosk, asked, onDone }: Props & { readonly asked: Asked }) {
  const { t, i18n } = useTranslation();
  const say = useWords();
  const { value: status } = useView('status', asked);
  const [step, setStep] = useState<Step>('cause');
  const [cause, setCause] = useState('');
  const [words, setWords] = useState('');
  const [phone, setPhone] = useState<string | null>(null);
  const [filed, setFiled] = useState<CommandResult<'feedback.file'> | null>(null);
  const action = useAction();
  const file = (helpWanted: boolean) => {
    const text = words.trim();
    const more = { ...(text === '' ? {} : { words: text }), ...(phone === null ? {} : { phone }) };
    action.run('feedback.file', { ticketNumber: asked.number, check: asked.check, cause, channel: 'kiosk', helpWanted, english: i18n.language === 'en', ...more }, setFiled);
  };
  const note = <ProblemNote forCustomer problem={action.problem} onAgain={action.again} onClose={action.dismiss} />;

  if (filed !== null) return <Filed filed={filed} onDone={onDone} />;
  if (step === 'phone')
    return <EnterPhone first={phone ?? ''} onDone={(text) => (setPhone(text), setStep('words'))} onBack={() => setStep('words')} />;
  if (step === 'write')
    return (
      <WriteWords
        words={words}
        onWords={setWords}
        busy={action.busy}
        note={note}
        onSubmit={() => file(false)}
        onHelp={() => file(true)}
        onBack={() => setStep('words')}
      />
    );
  if (step === 'words') {
    return (
      <main className="kiosk-page">
        <div className="kiosk-title">
          <h1>{t('kiosk.words')}</h1>
          <p>{t('kiosk.wordsWhy')}</p>
        </div>
        {note}
        <div className="kiosk-three">
          <button type="button" className="kiosk-big" disabled={action.busy} onClick={() => file(false)}>
            <strong>{t(action.busy ? 'kiosk.filing' : 'kiosk.fileNow')}</strong>
          </button>
          <button type="button" className="kiosk-big kiosk-big-second" disabled={action.busy} onClick={() => setStep('write')}>
            <strong>{t('kiosk.write')}</strong>
          </button>
          <button type="button" className="kiosk-big kiosk-big-second" disabled={action.busy} onClick={() => file(true)}>
            <strong>{t('kiosk.helpMe')}</strong>
          </button>
        </div>
        <Foot onBack={() => setStep('cause')}>
          <button type="button" className="kiosk-plain" onClick={() => setStep('phone')}>
            {phone === null ? t('kiosk.leavePhone') : t('kiosk.phoneLeft', { phone: masked(phone) })}
          </button>
        </Foot>
      </main>
    );
  }
  return (
    <main className="kiosk-page">
      <TicketLine kiosk={kiosk} ticket={status?.ticket ?? null} />
      <h1>{t('kiosk.whatIsIt')}</h1>
      <div className="kiosk-choices">
        {waitsFirst(kiosk.causes).map((one) => (
          <button type="button" className="kiosk-choice" key={one.id} onClick={() => (setCause(one.id), setStep('words'))}>
            {say(one.zh)}
          </button>
        ))}
      </div>
      <Foot onBack={onDone} />
    </main>
  );
}

function TicketLine({ kiosk, ticket }: { readonly kiosk: KioskView; readonly ticket: View<'status'>['ticket'] }) {
  return ticket === null ? null : <HowItStands kiosk={kiosk} ticket={ticket} brief />;
}

/** What is about waiting comes first: that is what brought the customer here. */
export function waitsFirst<T extends { readonly id: string }>(causes: readonly T[]): readonly T[] {
  const waits = causes.filter((one) => one.id.startsWith('Q'));
  return [...waits, ...causes.filter((one) => !one.id.startsWith('Q'))];
}
