import { Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../clock.ts';
import { useFormat } from '../../format.ts';
import { useAction } from '../../useAction.ts';
import { Again } from './Again.tsx';
import { useCase } from './context.tsx';
import { useLater } from './DoneWhen.tsx';
import { toldDue } from './phrases.ts';
import { Phrases } from './Phrases.tsx';
import { Recorded } from './Recorded.tsx';
import { Said } from './Said.tsx';
import { StepForm } from './StepForm.tsx';

/** Step 1: the customer finished, was read back what they said, and knows what happens next. */
export function Listen() {
  const { t } = useTranslation();
  const { value, may } = useCase();
  const { listened } = value;
  return (
    <Again
      key={listened?.enteredAt ?? 0}
      record={
        listened !== null && (
          <Recorded done={listened}>
            <span>{t(listened.readBack ? 'handling.listen.readBack' : 'handling.missing.readBack')}{!listened.readBack && ' –'}</span>
            <span>{t(listened.told ? 'handling.listen.told' : 'handling.missing.told')}{!listened.told && ' –'}</span>
          </Recorded>
        )
      }
      form={may('feedback.listen') ? <ListenForm /> : null}
    />
  );
}

function ListenForm() {
  const { t } = useTranslation();
  const format = useFormat();
  const { value } = useCase();
  const [words, setWords] = useState('');
  const [readBack, setReadBack] = useState(false);
  const [told, setTold] = useState(false);
  const later = useLater();
  const action = useAction();
  const now = useNow(60_000);
  const asked = toldDue(value);
  const due = asked === null || asked < now ? null : asked; // a date that is past is promised to nobody
  // Who said nothing in writing says it now.
  const silent = value.personal === 'none';
  const send = () =>
    action.run('feedback.listen', { feedback: value.row.feedback, readBack, told, ...(words.trim() === '' ? {} : { words: words.trim() }), ...later.at() });
  return (
    <>
      <Phrases stop="listen" />
      <StepForm submit={t('handling.listen.do')} ready={words.trim() !== '' || (!silent && (readBack || told))} action={action} onSubmit={send} later={later}>
        <Checkbox checked={readBack} onChange={(event) => setReadBack(event.target.checked)}>
          {t('handling.listen.readBack')}
        </Checkbox>
        <Checkbox checked={told} onChange={(event) => setTold(event.target.checked)}>
          {due === null ? t('handling.listen.told') : t('handling.listen.toldDue', { time: format.dateTime(due) })}
        </Checkbox>
        <Said name={t(silent ? 'handling.listen.firstWords' : 'handling.listen.words')} value={words} onChange={setWords} rows={1} />
      </StepForm>
    </>
  );
}
