import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/words/index.ts';
import { useHost } from './host.tsx';
import { ProblemNote } from './ProblemNote.tsx';
import { useAction } from './useAction.ts';
import './takeOver.css';

type Step = 'explain' | 'confirm' | 'done';

/** Makes this stand-by the host, after two confirmations: that the host is really gone, and the hall's name. */
export function TakeOver({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>('explain');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog className="take-over" ref={dialog} aria-labelledby="take-over" onClose={onClose}>
      {step === 'explain' && <Explain onNext={() => setStep('confirm')} onClose={onClose} />}
      {step === 'confirm' && <Confirm onDone={() => setStep('done')} onClose={onClose} />}
      {step === 'done' && (
        <>
          <h2 id="take-over">{t('link.take.done')}</h2>
          <div className="take-over-foot">
            <button type="button" onClick={onClose}>
              {t('common.close')}
            </button>
          </div>
        </>
      )}
    </dialog>
  );
}

function Explain({ onNext, onClose }: { readonly onNext: () => void; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <h2 id="take-over">{t('link.take.title')}</h2>
      <p>{t('link.take.what')}</p>
      <p>
        <b>{t('link.take.when')}</b>
      </p>
      <section className="take-over-not">
        <b>{t('link.take.notTitle')}</b>
        <ul>
          <li>{t('link.take.not1')}</li>
          <li>{t('link.take.not2')}</li>
          <li>{t('link.take.not3')}</li>
        </ul>
      </section>
      <p>{t('link.take.after')}</p>
      <div className="take-over-foot">
        <button type="button" onClick={onClose}>
          {t('common.cancel')}
        </button>
        <button type="button" className="take-over-do" onClick={onNext}>
          {t('link.take.next')}
        </button>
      </div>
    </>
  );
}

function Confirm({ onDone, onClose }: { readonly onDone: () => void; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const say = useWords();
  const { app } = useHost();
  const [name, setName] = useState('');
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);
  const action = useAction();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') action.run('network.takeOver', { confirm: name.trim() }, onDone);
      }}
    >
      <h2 id="take-over">{t('link.take.confirmTitle')}</h2>
      {/* The name as it is in the settings: what is typed is compared with that. */}
      {app !== null && (
        <p>{t('link.take.confirmHint', { hall: app.hall === say(app.hall) ? app.hall : `${app.hall} (${say(app.hall)})` })}</p>
      )}
      <label>
        <span>{t('link.take.name')}</span>
        <input
          ref={box}
          value={name}
          maxLength={200}
          autoComplete="off"
          disabled={action.busy}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <p role="status">{action.busy ? t('link.take.doing') : ''}</p>
      <div className="take-over-foot">
        <button type="button" disabled={action.busy} onClick={onClose}>
          {t('common.cancel')}
        </button>
        <button type="submit" className="take-over-do" disabled={name.trim() === '' || action.busy}>
          {t('link.take.do')}
        </button>
      </div>
    </form>
  );
}
