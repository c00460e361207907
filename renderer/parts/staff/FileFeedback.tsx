import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandResult } from '../../../shared/contract.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { TicketRow } from '../../../shared/views.ts';
import { localDay } from '../../../shared/time.ts';
import { useWords } from '../../i18n/words/index.ts';
import { useHost } from '../host.tsx';
import { ProblemNote } from '../ProblemNote.tsx';
import { useAction } from '../useAction.ts';
import { useView } from '../useView.ts';
import { CausePicker } from './CausePicker.tsx';
import { Chips } from './Chips.tsx';
import { Facts } from './Facts.tsx';
import { FiledNote } from './FiledNote.tsx';
import { type Picked, TicketPicker } from './TicketPicker.tsx';
import './staff.css';

interface Props {
  readonly current: TicketRow | null;
  readonly settings: Settings;
  /** Where the customer speaks up: an id of settings.channels. */
  readonly channel?: 'counter' | 'guide';
  /** Puts the form away; what was typed stays. */
  readonly onClose: () => void;
  /** The form has done its work. */
  readonly onDone: () => void;
}
const phoneShape = /^(1[3-9]\d{9}|0\d{9,11})$/;

/** Feedback in under a minute with the customer standing there: the facts at once, choices first, words if there are any. */
export function FileFeedback({ current, settings, channel = 'counter', onClose, onDone }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const { zone } = useHost();
  const [picked, setPicked] = useState<Picked | null>(
    current === null ? null : { ticket: current.ticket, day: localDay(zone, current.issuedAt), number: current.number },
  );
  const [type, setType] = useState('complaint');
  const [cause, setCause] = useState('Q01');
  const [words, setWords] = useState('');
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [filed, setFiled] = useState<CommandResult<'feedback.file'> | null>(null);
  const action = useAction();
  const { value: facts, problem: noFacts } = useView('facts', picked === null ? null : { ticket: picked.ticket, day: picked.day });
  const number = phone.replaceAll(/[\s-]/g, '');
  const phoneGood = number === '' || phoneShape.test(number);
  const file = () => {
    if (!phoneGood || action.busy) return;
    const about = picked === null ? {} : { ticket: picked.ticket, day: picked.day };
    const said = {
      ...(words.trim() === '' ? {} : { words: words.trim() }),
      ...(name.trim() === '' ? {} : { name: name.trim() }),
      ...(number === '' ? {} : { phone: number }),
    };
    action.run('feedback.file', { type, cause, channel, ...about, ...said }, setFiled);
  };
  if (filed !== null) return <FiledNote filed={filed} settings={settings} onDone={onDone} />;
  return (
    <section className="file" aria-label={t('feedback.file')}>
      <header className="file-head">
        <h2>{t('feedback.file')}</h2>
        <Button type="text" onClick={onClose}>
          {`${t('feedback.close')} Esc`}
        </Button>
      </header>
      <div className="file-columns">
        <form
          className="file-form"
          onSubmit={(event) => {
            event.preventDefault();
            file();
          }}
        >
          <TicketPicker current={current} settings={settings} picked={picked} onPick={setPicked} />
          <Chips
            name={t('feedback.kind')}
            chosen={type}
            choices={settings.requestTypes.map((one) => ({ value: one.id, text: say(one.zh) }))}
            onChoose={setType}
          />
          <CausePicker
            settings={settings}
            cause={cause}
            onCause={setCause}
            onPhrase={(text) => setWords(words === '' ? text : `${words}，${text}`)}
          />
          <Input.TextArea
            className="file-words"
            rows={3}
            maxLength={2000}
            aria-label={t('feedback.words')}
            placeholder={t('feedback.words')}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <div className="file-who">
            <Input
              aria-label={t('feedback.name')}
              placeholder={t('feedback.name')}
              maxLength={40}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <Input
              aria-label={t('feedback.phone')}
              placeholder={t('feedback.phone')}
              maxLength={20}
              status={phoneGood ? '' : 'error'}
              value={phone}
              onChange={(event) => setPhone(event.target.value)}
            />
            <Button type="primary" size="large" htmlType="submit" disabled={!phoneGood} loading={action.busy}>
              {t('feedback.submit')}
            </Button>
          </div>
          {!phoneGood && number.length >= 11 && <small className="file-wrong">{t('feedback.phoneWrong')}</small>}
          <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
        </form>
        <div className="file-facts">
          {facts === null ? <p className="list-empty">{t('feedback.factsNone')}</p> : <Facts facts={facts} settings={settings} />}
          <ProblemNote problem={noFacts} />
        </div>
      </div>
    </section>
  );
}
