import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { useHost } from '../../host.tsx';
import { useAction } from '../../useAction.ts';
import { Chips } from '../Chips.tsx';
import { Field } from '../Field.tsx';
import { fieldInstant } from '../filing/form.ts';
import { Again } from './Again.tsx';
import { useCase } from './context.tsx';
import { Phrases } from './Phrases.tsx';
import { Recorded } from './Recorded.tsx';
import { Said } from './Said.tsx';
import { StepForm } from './StepForm.tsx';
import { type By, ways } from './ways.ts';

/** Step 6: the owner sees that it took effect and tells the customer unasked; or why it did not, and the new time. */
export function FollowThrough() {
  const { t } = useTranslation();
  const format = useFormat();
  const { value, may } = useCase();
  const done = value.followedThrough;
  return (
    <Again
      key={done?.enteredAt ?? 0}
      record={
        done !== null && (
          <Recorded done={done}>
            <b>{t(done.tookEffect ? 'handling.followThrough.yes' : 'handling.followThrough.no')}</b>
            <span>{t(`feedback.by.${done.toldBy}`)}</span>
            {done.reason !== null && <span>{done.reason}</span>}
            {done.newDueAt !== null && <span>{t('handling.followThrough.newDueIs', { time: format.dateTime(done.newDueAt) })}</span>}
          </Recorded>
        )
      }
      form={may('feedback.followThrough') ? <FollowThroughForm /> : null}
    />
  );
}

function FollowThroughForm() {
  const { t } = useTranslation();
  const { zone } = useHost();
  const { value } = useCase();
  const [took, setTook] = useState<'yes' | 'no' | null>(null);
  const [toldBy, setToldBy] = useState<By | null>(null);
  const [reason, setReason] = useState('');
  const [newDue, setNewDue] = useState('');
  const action = useAction();
  const newDueAt = fieldInstant(zone, newDue);
  const ready = toldBy !== null && took !== null && (took === 'yes' || (reason.trim() !== '' && newDueAt !== null));
  const send = () => {
    if (toldBy === null) return;
    const late = took === 'no' && newDueAt !== null ? { reason: reason.trim(), newDueAt } : {};
    action.run('feedback.followThrough', { feedback: value.row.feedback, tookEffect: took === 'yes', toldBy, ...late });
  };
  return (
    <>
      <Phrases stop="followThrough" />
      <StepForm submit={t('handling.followThrough.do')} ready={ready} action={action} onSubmit={send}>
        <Field name={t('handling.followThrough.took')}>
          <Chips
            name={t('handling.followThrough.took')}
            chosen={took}
            choices={[
              { value: 'yes', text: t('handling.followThrough.yes') },
              { value: 'no', text: t('handling.followThrough.no') },
            ]}
            onChoose={setTook}
          />
        </Field>
        <Field name={t('handling.followThrough.told')}>
          <Chips name={t('handling.followThrough.told')} chosen={toldBy} choices={ways.map((one) => ({ value: one, text: t(`feedback.by.${one}`) }))} onChoose={setToldBy} />
        </Field>
        {took === 'no' && (
          <>
            <Said name={t('handling.followThrough.reason')} value={reason} onChange={setReason} rows={1} maxLength={200} />
            <Field name={t('handling.followThrough.newDue')}>
              <Input className="file-when" type="datetime-local" aria-label={t('handling.followThrough.newDue')} value={newDue} onChange={(event) => setNewDue(event.target.value)} />
            </Field>
          </>
        )}
      </StepForm>
    </>
  );
}
