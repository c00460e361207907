import { Button } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { questionsHit } from '../../../shared/domain/suggest.ts';
import keywords from '../../../shared/feedback/keywords.zh-CN.json';
import type { Settings } from '../../../shared/settings.ts';
import type { TicketRow } from '../../../shared/views.ts';
import { Facts } from './Facts.tsx';
import { FiledNote } from './FiledNote.tsx';
import { FileForm } from './filing/FileForm.tsx';
import { Urged } from './filing/Urged.tsx';
import { ChannelSelect } from './filing/Channel.tsx';
import { useFiling } from './filing/useFiling.ts';
import { useSuggestions } from './filing/Words.tsx';
import { ProblemNote } from '../ProblemNote.tsx';
import { useView } from '../useView.ts';
import './staff.css';
import './filing/filing.css';

interface Props {
  readonly current: TicketRow | null;
  readonly settings: Settings;
  /** Where the customer speaks up: an id of settings.channels. */
  readonly channel?: string;
  /** Whether the form is in sight: then its keys work and the words have the focus. */
  readonly active?: boolean;
  /** Changes when the key that opened the form is pressed once more: that files it. */
  readonly again?: number;
  /** Puts the form away; what was typed stays. */
  readonly onClose: () => void;
  /** The form has done its work. */
  readonly onDone: () => void;
  /** To what was only a grumble, where no key leads there. */
  readonly onSettle?: () => void;
  /** Goes on with the case, where this screen can. */
  readonly onOpen?: (feedback: string) => void;
}

/** Feedback in under a minute with the customer standing there: the facts at once, words and category, and one key to file it. */
export function FileFeedback({ current, settings, channel = 'counter', active = true, again = 0, onClose, onDone, onSettle, onOpen }: Props) {
  const { t } = useTranslation();
  const withKeys = channel !== 'guide'; // a tablet has none
  const filing = useFiling(settings, current, channel);
  const [urged, setUrged] = useState<{ readonly number: string; readonly times: number } | null>(null);
  const [grading, setGrading] = useState(false);
  const words = useRef<TextAreaRef>(null);
  const suggestions = useSuggestions(filing, settings);
  const { picked, filed, form } = filing;
  const { value: facts, problem: noFacts } = useView('facts', picked === null ? null : { ticket: picked.ticket, day: picked.day });
  const settled = useEffectEvent(() => {
    if (filed !== null || urged !== null) onDone();
  });
  useEffect(() => {
    if (active) words.current?.focus(); // whoever opened the form is about to type
    else settled(); // put away after it had done its work: the next time it is a new one
  }, [active]);
  const fileAgain = useEffectEvent(() => {
    if (form.words.trim() === '') words.current?.focus();
    else if (filed === null && urged === null) filing.file();
  });
  useEffect(() => {
    if (again > 0) fileAgain();
  }, [again]);
  const onKeys = (event: KeyboardEvent) => {
    const one = event.altKey ? suggestions[Number(event.key) - 1] : undefined;
    if (one !== undefined) filing.set({ cause: one.cause });
    else if (event.altKey && event.key.toLowerCase() === 'g') setGrading(true);
    else if (event.ctrlKey && event.key === 'Enter') filing.file();
    else return;
    event.preventDefault();
  };
  if (urged !== null) return <Urged {...urged} onDone={onDone} />;
  if (filed !== null) {
    return <FiledNote filed={filed} named={form.named} settings={settings} onDone={onDone} {...(onOpen === undefined ? {} : { onOpen })} />;
  }
  return (
    <section className="file" aria-label={t('feedback.file')} onKeyDown={onKeys}>
      <header className="file-head">
        <h2>{t('feedback.file')}</h2>
        <ChannelSelect filing={filing} settings={settings} />
        {onSettle !== undefined && <Button onClick={onSettle}>{t('filing.settle')}</Button>}
        <Button type="text" onClick={onClose}>
          {withKeys ? `${t('feedback.close')} Esc` : t('feedback.close')}
        </Button>
      </header>
      <div className="file-columns">
        <FileForm
          filing={filing}
          current={current}
          settings={settings}
          suggestions={suggestions}
          words={words}
          hit={questionsHit(form.words, keywords)}
          grading={grading}
          onGrade={() => setGrading(true)}
          onUrged={(number, times) => setUrged({ number, times })}
          withKeys={withKeys}
        />
        <div className="file-facts">
          {facts === null ? <p className="list-empty">{t('feedback.factsNone')}</p> : <Facts facts={facts} settings={settings} />}
          <ProblemNote problem={noFacts} />
        </div>
      </div>
    </section>
  );
}
